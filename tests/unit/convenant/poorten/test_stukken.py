"""Gate 7, for a stuk: which one goes from whom to whom in which step (profile, 1.4)."""

import pytest

from shared.convenant.regels.laden import standaard_convenant
from tests.unit.convenant.gevallen import stuk, vraag
from tests.unit.convenant.gevallenbouw import (
    Document,
    bericht,
    beslis,
    codes,
    in_overleg,
    met,
    met_functie,
    poorten,
)

PARTIJEN = ("politie", "om", "gemeente")
IEDER = {(van, naar) for van in PARTIJEN for naar in PARTIJEN if van != naar}
UIT = {("gemeente", "politie"), ("gemeente", "om")}
TERUG = {("politie", "gemeente"), ("om", "gemeente")}
#: stuk -> (from and to, steps), written out by hand from the profile.
TABEL: dict[str, tuple[set[tuple[str, str]], set[int]]] = {
    "signaal": (IEDER, {1, 2, 3, 4, 5, 6}),
    # Geen rij van het profiel: een stuk dat het convenantbestand er zelf bij zet (5.3, E12).
    "melding": ({("politie", "gemeente")}, {1, 2, 3, 4, 5, 6}),
    "probleemdefinitie": (UIT, {3, 4, 5, 6}),
    "advies": (UIT, {3, 4, 5}),
    "driehoeklijst": (UIT, {3, 4, 5}),
    "nettolijst": (UIT, {3, 4, 5, 6}),
    "plan-van-aanpak": (UIT, {5, 6, 7}),
    "actie": (IEDER, {5, 6, 7}),
    "voortgang": (IEDER, {5, 6, 7}),
    "terugkoppeling": (TERUG, {2, 3, 4, 5, 6, 7}),
    "antwoord": (IEDER, {2, 3, 4, 5, 6, 7}),
    # Ook geen rij van het profiel: waarom een partij een voorstel niet tekent (5.1).
    "besluitantwoord": (IEDER, {1, 2, 3, 4, 5, 6, 7}),
    "restacties": (UIT, {7}),
    "leerpunten": (IEDER, {7}),
    # Not in the profile's table: rows that this covenant file added.
    "gezamenlijk-verslag": (IEDER, {1, 2, 3, 4, 5, 6, 7}),
    "reactie-op-verslag": (IEDER, {1, 2, 3, 4, 5, 6, 7}),
}
BIJ_ANDERE = {
    "vraag": "informatieverzoek",
    "verzoek": "rechtenverzoek",
    "afstemming": "rechtenverzoek",
    "uitkomst": "rechtenverzoek",
    "incident": "incident",
    "ap-melding": "incident",
}


def test_er_zijn_geen_andere_stukken() -> None:
    stukken = standaard_convenant().stukken
    assert stukken.keys() == TABEL.keys() | BIJ_ANDERE.keys()
    assert {naam for naam, rij in stukken.items() if rij.zonder_groep} == {"signaal"}
    assert {naam for naam, rij in stukken.items() if rij.beantwoordt} == {"antwoord"}
    assert {naam: rij.pseudoniemen for naam, rij in stukken.items() if rij.pseudoniemen} == {
        "nettolijst": "verwijderen"
    }


@pytest.mark.parametrize("naam", TABEL)
def test_welk_stuk_van_wie_aan_wie_in_welke_stap_gaat(naam: str) -> None:
    stromen, stappen = TABEL[naam]
    for van, naar in sorted(IEDER):
        for stap in range(1, 8):
            mag = (van, naar) in stromen and stap in stappen
            gesloten = poorten(stuk(naam, van, naar, stap))
            assert gesloten == (() if mag else (7,)), (van, naar, stap)


def _in_eigen_soort(naam: str, van: str, naar: str, stap: int) -> Document:
    soort = BIJ_ANDERE[naam]
    verzoek = bericht(soort, van, naar, stap, stuk=naam)
    if soort == "rechtenverzoek":
        for partij in (van, naar):
            verzoek = met_functie(verzoek, partij, "privacyfunctionaris")
    return verzoek


@pytest.mark.parametrize("naam", BIJ_ANDERE)
def test_de_andere_stukken_gaan_tussen_elke_twee_partijen_in_elke_stap(naam: str) -> None:
    for van, naar in sorted(IEDER):
        for stap in range(2, 8):
            assert poorten(_in_eigen_soort(naam, van, naar, stap)) == (), (van, naar, stap)


@pytest.mark.parametrize("naam", [*TABEL, *BIJ_ANDERE])
def test_een_stuk_hoort_bij_zijn_eigen_soort_bericht(naam: str) -> None:
    for soort in ("groepsbericht", "informatieverzoek", "rechtenverzoek", "incident"):
        verzoek = bericht(soort, "gemeente", "politie", 7, stuk=naam)
        if soort == "rechtenverzoek":
            for partij in ("gemeente", "politie"):
                verzoek = met_functie(verzoek, partij, "privacyfunctionaris")
        eigen = BIJ_ANDERE.get(naam, "groepsbericht") == soort
        assert ("STUK_ANDERE_SOORT" in codes(verzoek)) is not eigen, soort


def test_de_weigering_zegt_wat_wel_kan() -> None:
    (van,) = beslis(stuk("advies", "politie", "gemeente")).redenen
    assert "dat stuk gaat van de burgemeester aan de politie" in van.uitleg
    (stap,) = beslis(stuk("advies", stap=7)).redenen
    assert "wel in stap 3, 4 of 5" in stap.uitleg
    (soort,) = beslis(met(vraag(3), {"kop/stuk": "advies"})).redenen
    assert "hier kan vraag om informatie" in soort.uitleg


@pytest.mark.parametrize("naam", ["advies", "driehoeklijst", "signaal"])
def test_een_stuk_kan_ook_worden_gezegd(naam: str) -> None:
    assert poorten(in_overleg(stuk(naam), "driehoek")) == ()


@pytest.mark.parametrize(
    ("naam", "zonder"),
    [
        ("signaal", {"kop/groep": None, "toestand/groep": None, "kop/stap": 7}),
        ("advies", {"kop/groep": None, "toestand/groep": None, "kop/stap": None}),
    ],
)
def test_alleen_een_stuk_dat_zonder_groep_mag_gaat_buiten_de_stappen_om(
    naam: str, zonder: Document
) -> None:
    assert "STUK_NIET_IN_STAP" in codes(met(stuk(naam), zonder))
