"""Het beoordelen van gebeurtenissen: hetzelfde antwoord in welke porties zij ook komen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.alarmen.beoordeling import Alarm, Beoordelaar, Gebeurtenis
from shared.alarmen.regels import Alarmregels, laad_alarmregels

BEGIN = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
_REGEL = """
[[regel]]
naam = "{naam}"
titel = "Proef"
wat_te_doen = "Niets."
bron = "log"
gebeurtenissen = ["a", "b"]
per = "medewerker"
telt = "{telt}"
venster_minuten = {venster}
drempel = {drempel}
buiten_werktijd = {buiten}
ernst = "laag"
horen = "alle"
"""
_BOVEN = """
versie = "1"
[werktijd]
zone = "Europe/Amsterdam"
dagen = [1, 2, 3, 4, 5]
begin = "07:00"
einde = "20:00"
"""

VORMEN = st.tuples(
    st.sampled_from(["gebeurtenissen", "groep"]),
    st.integers(1, 90),
    st.integers(1, 6),
    st.booleans(),
)
REGELS = st.lists(VORMEN, min_size=1, max_size=3).map(
    lambda rijen: laad_alarmregels(
        (
            _BOVEN
            + "".join(
                _REGEL.format(
                    naam=f"regel-{n}", telt=t, venster=v, drempel=d, buiten=str(b).lower()
                )
                for n, (t, v, d, b) in enumerate(rijen)
            )
        ).encode()
    )
)
REEKSEN = st.lists(
    st.tuples(
        st.integers(0, 40), st.sampled_from("abc"), st.sampled_from("xy"), st.sampled_from("ghij")
    ),
    max_size=60,
)


def reeks(rijen: list[tuple[int, str, str, str]]) -> list[Gebeurtenis]:
    """Gebeurtenissen die elkaar een aantal minuten later opvolgen."""
    moment, gemaakt = BEGIN, []
    for nummer, (minuten, soort, medewerker, groep) in enumerate(rijen):
        moment += timedelta(minutes=minuten)
        kenmerken = {"medewerker": medewerker, "groep": groep}
        gemaakt.append(Gebeurtenis(nummer, moment, soort, kenmerken, frozenset({"p"})))
    return gemaakt


def in_een_keer(regels: Alarmregels, gebeurtenissen: list[Gebeurtenis]) -> list[Alarm]:
    return Beoordelaar(regels, "log").neem(gebeurtenissen)


@settings(max_examples=150)
@given(REGELS, REEKSEN, st.lists(st.integers(0, 60), max_size=5), st.booleans())
def test_het_maakt_niet_uit_in_welke_porties_de_gebeurtenissen_komen(
    regels: Alarmregels, rijen: list[tuple[int, str, str, str]], sneden: list[int], vergeten: bool
) -> None:
    gebeurtenissen = reeks(rijen)
    beoordelaar, alarmen = Beoordelaar(regels, "log"), []
    for van, tot in pairwise([0, *sorted(sneden), len(gebeurtenissen)]):
        alarmen += beoordelaar.neem(gebeurtenissen[van:tot])
        if vergeten and gebeurtenissen[van:tot]:
            beoordelaar.vergeet(gebeurtenissen[van:tot][-1].tijdstip)
    assert alarmen == in_een_keer(regels, gebeurtenissen)


@settings(max_examples=150)
@given(REGELS, REEKSEN, st.integers(0, 60))
def test_na_een_herstart_gaat_het_verder_alsof_er_niets_was(
    regels: Alarmregels, rijen: list[tuple[int, str, str, str]], snede: int
) -> None:
    gebeurtenissen = reeks(rijen)
    eerder, later = gebeurtenissen[:snede], gebeurtenissen[snede:]
    alles = in_een_keer(regels, gebeurtenissen)
    voor = in_een_keer(regels, eerder)
    stil = {(alarm.regel.naam, alarm.onderwerp): alarm.stil_tot for alarm in voor}
    nieuw = Beoordelaar(regels, "log", stil)
    if eerder:
        grens = eerder[-1].tijdstip - nieuw.langste_venster
        assert nieuw.neem([een for een in eerder if een.tijdstip > grens]) == []
    assert voor + nieuw.neem(later) == alles


@settings(max_examples=150)
@given(REGELS, REEKSEN)
def test_onder_de_drempel_is_er_niets_en_een_alarm_per_venster_en_onderwerp(
    regels: Alarmregels, rijen: list[tuple[int, str, str, str]]
) -> None:
    gebeurtenissen = reeks(rijen)
    alarmen = in_een_keer(regels, gebeurtenissen)
    aantallen = Counter(g.kenmerken["medewerker"] for g in gebeurtenissen if g.soort in "ab")
    for regel in regels.regels:
        for onderwerp in "xy":
            eigen = [a for a in alarmen if a.regel == regel and a.onderwerp == onderwerp]
            assert all(a.aantal == regel.drempel for a in eigen)
            assert all(a.einde - a.begin < regel.venster for a in eigen)
            assert all(b.einde - a.einde >= regel.venster for a, b in pairwise(eigen))
            assert len(eigen) * regel.drempel <= aantallen[onderwerp]
