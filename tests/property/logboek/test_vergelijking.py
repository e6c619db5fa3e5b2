"""Journalen naast het log: wat klopt geeft niets, en elke ingreep geeft haar eigen verschil."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.bericht.sleutels.handtekening import digest_header
from shared.logboek.bladen import lees_blad
from shared.logboek.vergelijking import (
    Journaalregel,
    Logbericht,
    Verschilsoort,
    lees_log,
    vergelijk,
)
from tests.unit.bewijsbundel.proefbundel import gezegd_en_afgeleverd

PARTIJEN = ("politie", "gemeente", "om")
EINDE = ("aanvaard", "geweigerd", "toetsing", "onderweg")

Journalen = dict[str, list[Journaalregel]]


@st.composite
def werelden(draw: st.DrawFn) -> tuple[dict[str, Logbericht], Journalen]:
    """Berichten waarover iedereen hetzelfde zegt."""
    log: dict[str, Logbericht] = {}
    journalen: Journalen = {partij: [] for partij in PARTIJEN}
    for nummer in range(draw(st.integers(1, 12))):
        bericht = f"b{nummer:02d}"
        afzender, ontvanger = draw(st.permutations(PARTIJEN))[:2]
        einde, digest = draw(st.sampled_from(EINDE)), f"d{nummer}"
        uit = Journaalregel(afzender, bericht, "uit", "toegezegd", f"oud{nummer}", None)
        journalen[afzender].append(uit)
        if einde == "onderweg":
            continue
        tekst = f"ontvangst {nummer}" if einde in ("aanvaard", "geweigerd") else None
        log[bericht] = Logbericht(
            afzender, ontvanger, {digest}, einde != "toetsing",
            None if tekst is None else einde, set() if tekst is None else {tekst},
        )  # fmt: skip
        rust = "afgeleverd" if einde == "aanvaard" else "geweigerd"
        journalen[afzender].append(Journaalregel(afzender, bericht, "uit", rust, digest, tekst))
        if tekst is not None:
            kwam = "ontvangen" if einde == "aanvaard" else "geweigerd"
            journalen[ontvanger].append(
                Journaalregel(ontvanger, bericht, "in", kwam, digest, tekst)
            )
    return log, journalen


def _soorten(log: dict[str, Logbericht], journalen: Journalen) -> list[tuple[str, str]]:
    return [(een.bericht, een.soort) for een in vergelijk(log, journalen)]


@given(werelden())
def test_wie_hetzelfde_zegt_verschilt_niet(wereld: tuple[Any, Journalen]) -> None:
    assert vergelijk(*wereld) == []


@given(werelden(), st.data())
def test_een_bericht_uit_het_log_gehaald(wereld: Any, data: st.DataObject) -> None:
    log, journalen = wereld
    if not log:
        return
    weg = data.draw(st.sampled_from(sorted(log)))
    stond = log.pop(weg)
    gevonden = _soorten(log, journalen)
    assert {bericht for bericht, _ in gevonden} == {weg}
    assert {soort for _, soort in gevonden} == {Verschilsoort.NIET_IN_LOG}
    assert len(gevonden) == (2 if stond.status is not None else 1)


@given(werelden(), st.data())
def test_een_journaal_dat_een_bericht_mist(wereld: Any, data: st.DataObject) -> None:
    log, journalen = wereld
    if not log:
        return
    bericht = data.draw(st.sampled_from(sorted(log)))
    partij = data.draw(st.sampled_from([log[bericht].afzender, log[bericht].ontvanger]))
    regels = journalen[partij]
    journalen[partij] = [regel for regel in regels if regel.bericht != bericht]
    if len(journalen[partij]) == len(regels):
        return
    soort = (
        Verschilsoort.NIET_BIJ_AFZENDER
        if partij == log[bericht].afzender
        else Verschilsoort.NIET_BIJ_ONTVANGER
    )
    assert _soorten(log, journalen) == [(bericht, soort)]
    # Wie haar journaal niet geeft, wordt niet beoordeeld.
    del journalen[partij]
    assert _soorten(log, journalen) == []


@given(werelden(), st.data())
def test_een_veranderde_regel_wordt_genoemd(wereld: Any, data: st.DataObject) -> None:
    log, journalen = wereld
    rustend = [
        (partij, nummer)
        for partij, regels in journalen.items()
        for nummer, regel in enumerate(regels)
        if regel.handeling != "toegezegd"
    ]
    if not rustend:
        return
    partij, nummer = data.draw(st.sampled_from(rustend))
    regel = journalen[partij][nummer]
    journalen[partij][nummer] = replace(regel, digest="anders")
    assert _soorten(log, journalen) == [(regel.bericht, Verschilsoort.DIGEST_VERSCHILT)]
    if regel.ontvangst is not None:
        journalen[partij][nummer] = replace(regel, ontvangst="anders")
        assert _soorten(log, journalen) == [(regel.bericht, Verschilsoort.ONTVANGST_VERSCHILT)]


@given(werelden(), st.data())
def test_wat_is_gezegd_krijgt_een_tweede_ontvangst_van_de_inhoud(
    wereld: Any, data: st.DataObject
) -> None:
    """De afgeleverde inhoud heeft een digest en een ontvangst van zichzelf."""
    log, journalen = wereld
    aanvaard = sorted(bericht for bericht, stond in log.items() if stond.status == "aanvaard")
    if not aanvaard:
        return
    bericht = data.draw(st.sampled_from(aanvaard))
    stond = log[bericht]
    stond.digests.add("inhoud")
    stond.ontvangsten.add("ontvangst van de inhoud")
    for partij, richting, handeling in (
        (stond.afzender, "uit", "afgeleverd"),
        (stond.ontvanger, "in", "ontvangen"),
    ):
        regel = Journaalregel(
            partij, bericht, richting, handeling, "inhoud", "ontvangst van de inhoud"
        )
        journalen[partij].append(regel)
    assert vergelijk(log, journalen) == []


def test_de_inhoud_telt_pas_na_de_aankondiging() -> None:
    """Een eerste ontvangst over een andere digest maakt die digest niet goed."""
    besluit, bevestiging, _, inhoud = map(lees_blad, gezegd_en_afgeleverd(1))
    (stond,) = lees_log([besluit, bevestiging, inhoud]).values()
    assert stond.digests == {digest_header(b"body 1"), digest_header(b"inhoud 1")}
    assert (stond.status, len(stond.ontvangsten)) == ("aanvaard", 2)
    (stond,) = lees_log([besluit, inhoud]).values()
    assert stond.digests == {digest_header(b"body 1")}


@given(werelden())
def test_wat_is_bezorgd_na_een_weigering_valt_op(wereld: Any) -> None:
    log, journalen = wereld
    for bericht, stond in log.items():
        if stond.status == "aanvaard":
            stond.toegestaan = False
            gevonden = _soorten(log, journalen)
            assert (bericht, Verschilsoort.ONTVANGEN_ZONDER_BESLUIT) in gevonden
            assert (bericht, Verschilsoort.UITKOMST_VERSCHILT) in gevonden
            return
