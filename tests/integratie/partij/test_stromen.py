"""Wat een partij een ander mag geven, tot in het bestand van de ander (convenant 2, 3 en 4).

De tabellen hieronder zijn met de hand uit het convenant geschreven; geen regel komt uit het
bestand waar het product ze leest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.driehoek import AFWEGING
from tests.integratie.partij.stroomzaak import (
    ANDEREN,
    DOELEN,
    LID,
    MAG_GEVEN,
    OUDER,
    STAPPEN,
    Stroomzaak,
    soorten_van,
)

#: Considerans en 3.1 tot en met 3.3: voor welke taak, en waarop wie iets krijgt het zelf verwerkt.
TAAK_VAN = {
    "politie": "art. 3 Politiewet 2012",
    "om": "art. 124 Wet op de rechterlijke organisatie",
    "gemeente": "art. 172 Gemeentewet",
}
HOUDT_OP = {
    "politie": "art. 8 en 13 Wpg",
    "om": "art. 39b en 51b Wjsg",
    "gemeente": "art. 6 lid 1 onder e AVG",
}


@pytest.fixture(scope="module")
def zaak(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stroomzaak]:
    map_ = tmp_path_factory.mktemp("stromen")
    with Stroomzaak.op_sqlite(uitgever, pki, map_) as gevonden:
        yield gevonden


@pytest.mark.parametrize("rol", [LID, OUDER])
@pytest.mark.parametrize(
    ("van", "soort"), [(van, soort) for van in ANDEREN for soort in soorten_van(van)]
)
def test_elke_soort_gaat_alleen_in_haar_stappen_en_van_wie_haar_geeft(
    zaak: Stroomzaak, van: str, soort: str, rol: str
) -> None:
    verwacht = STAPPEN[van, rol].get(soort, set())
    for naar in ANDEREN[van]:
        # Voor het OM aan de politie noemt het convenant geen grond (3.2).
        mag = set() if (van, naar) == ("om", "politie") else verwacht
        kwam = set()
        for stap in range(1, 8):
            zaak.zet(stap)
            doel = "D4" if soort in ("B_AANBOD", "B_OUDERBETROKKENHEID") else "D1"
            antwoord = zaak.geef(van, naar, [zaak.deel(van, naar, soort, rol)], stap, doel=doel)
            if zaak.kwam_aan(naar, antwoord):
                kwam.add(stap)
        assert kwam == mag, naar


# --- Doel en afweging -----------------------------------------------------------------------------


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_een_gegeven_gaat_alleen_voor_een_doel_van_zijn_afzender(
    zaak: Stroomzaak, van: str, naar: str
) -> None:
    zaak.zet(5)
    deel = zaak.deel(van, naar, "NAW")
    for doel in (*DOELEN, None):
        poorten = zaak.poorten(naar, zaak.geef(van, naar, [deel], 5, doel=doel))
        assert poorten == (set() if doel in ("D1", "D2") else {10}), doel
    onbekend = zaak.geef(van, naar, [deel], 5, doel="D6")
    assert onbekend.status_code == 400
    assert "/doel" in [fout["pad"] for fout in onbekend.json()["fouten"]]


@pytest.mark.parametrize("naar", ANDEREN["gemeente"])
@pytest.mark.parametrize(("soort", "rol"), [("B_AANBOD", LID), ("B_OUDERBETROKKENHEID", OUDER)])
def test_voor_perspectief_gaat_alleen_wat_de_burgemeester_zelf_deed(
    zaak: Stroomzaak, soort: str, rol: str, naar: str
) -> None:
    zaak.zet(5)
    deel = zaak.deel("gemeente", naar, soort, rol)
    for doel in DOELEN:
        antwoord = zaak.geef("gemeente", naar, [deel], 5, doel=doel)
        assert zaak.poorten(naar, antwoord) == set(), doel
    # Met een ander gegeven erbij gaat het geheel niet.
    naam = zaak.deel("gemeente", naar, "NAW", rol)
    assert zaak.poorten(naar, zaak.geef("gemeente", naar, [deel, naam], 5, doel="D4")) == {10}


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_bij_wat_iemand_kreeg_staat_voor_welke_taak_de_bron_het_gaf_en_waarop_hij_het_houdt(
    zaak: Stroomzaak, van: str, naar: str
) -> None:
    zaak.zet(3)
    belang = {"zwaarwegendAlgemeenBelang": True} if van == "om" else {}
    gegeven = zaak.geef(van, naar, [zaak.deel(van, naar, "NAW")], afweging={**AFWEGING, **belang})
    assert zaak.poorten(naar, gegeven) == set()
    groep = zaak.driehoek.groep
    pad = f"/ontvangen-gegevens?groep={groep}&paginagrootte=200"
    alle = zaak.driehoek.klant(naar)[0].haal(pad)["ontvangenGegevens"]
    (kreeg, *_) = [een for een in alle if een["bericht"] == gegeven.json()["id"]]
    assert kreeg["bron"] == van
    assert TAAK_VAN[van] in kreeg["taakBron"]
    assert kreeg["eigenGrondslag"] == HOUDT_OP[naar]


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_zonder_een_deel_van_de_afweging_gaat_er_niets(
    zaak: Stroomzaak, van: str, naar: str
) -> None:
    zaak.zet(3)
    deel = zaak.deel(van, naar, "NAW")
    belang = {"zwaarwegendAlgemeenBelang": True} if van == "om" else {}
    heel: dict[str, Any] = {**AFWEGING, **belang}
    gegeven = zaak.geef(van, naar, [deel], afweging=heel)
    assert zaak.poorten(naar, gegeven) == set()
    # Wat er is gewogen ligt vast bij wie het gaf: wat, en waarom.
    inhoud = zaak.driehoek.klant(van)[0].haal(f"/verstrekkingen/{gegeven.json()['id']}/inhoud")
    gewogen = {naam for naam, waarde in inhoud["kop"]["afweging"].items() if waarde is True}
    assert gewogen == set(heel) - {"motivering"}
    assert inhoud["motivering"] == heel["motivering"]
    zonder: list[dict[str, Any] | None] = [
        {**heel, naam: leeg}
        for naam in heel
        for leeg in ((None,) if naam == "motivering" else (None, False))
    ]
    for afweging in (*zonder, None):
        antwoord = zaak.geef(van, naar, [deel], afweging=afweging)
        assert zaak.poorten(naar, antwoord) == {12}, afweging


# --- Grond ----------------------------------------------------------------------------------------

WPG_AAN_B, WPG_AAN_OM = {"WPG16_1_B_1", "WPG16_1_B_2"}, {"WPG16_1_A_1", "WPG16_1_A_2"}
GRONDEN: dict[tuple[str, str, str], set[str]] = {
    ("politie", "gemeente", "WPG8"): WPG_AAN_B,
    ("politie", "gemeente", "NAW"): WPG_AAN_B,
    ("politie", "om", "WPG13"): WPG_AAN_OM,
    ("om", "gemeente", "STRAFVORDERLIJK"): {"WJSG39F_B"},
    ("om", "gemeente", "JUSTITIEEL"): {"WJSG8A_39F_B"},
    ("om", "gemeente", "TENUITVOERLEGGING"): {"WJSG51C_2_B", "WJSG51C_2_D"},
    ("om", "politie", "NAW"): set(),
    ("om", "politie", "STRAFVORDERLIJK"): set(),
    ("gemeente", "politie", "B_OVERLAST"): {"AVG6_1_E"},
    ("gemeente", "om", "NAW"): {"AVG6_1_E"},
}
"""Waarop een stroom rust als er niets bij hoeft; 3.1, 3.2 en 3.3, met de wet erbij gelezen."""
ALLE_GRONDEN = sorted(
    WPG_AAN_B | WPG_AAN_OM | {f"WJSG39F_{x}" for x in "ABCDEFG"}
    | {f"WJSG8A_39F_{x}" for x in "ABCDEFG"} | {f"WJSG51C_2_{x}" for x in "ABCDE"}
    | {f"AVG6_1_{x}" for x in "ABCDEF"}
    | {"WJSG39E_D", "WJSG39E_H", "WJSG8A_39F", "WJSG8A_39E", "WPG20"}
)  # fmt: skip
BIJ_DE_GROND = {
    "A": {"helpdeskPrivacyAkkoord": True},
    "C": {"toezicht": "apv"},
    "D": {"beslissing": "bevel-172a"},
}
"""Wat artikel 39f, eerste lid, onder a, c en d erbij vraagt (B8)."""


@pytest.mark.parametrize(("van", "naar", "soort"), GRONDEN)
def test_een_stroom_rust_op_haar_eigen_grond_en_op_geen_andere(
    zaak: Stroomzaak, van: str, naar: str, soort: str
) -> None:
    zaak.zet(3)
    mag = set()
    for grond in (*ALLE_GRONDEN, None):
        deel = zaak.deel(van, naar, soort, grondslag=grond)
        poorten = zaak.poorten(naar, zaak.geef(van, naar, [deel]))
        assert poorten in (set(), {11}), grond
        mag |= set() if poorten else {grond}
    assert mag == GRONDEN[van, naar, soort]


@pytest.mark.parametrize(
    ("soort", "reeks"), [("STRAFVORDERLIJK", "WJSG39F"), ("JUSTITIEEL", "WJSG8A_39F")]
)
def test_een_ander_doel_van_39f_vraagt_zijn_eigen_waarborg(
    zaak: Stroomzaak, soort: str, reeks: str
) -> None:
    zaak.zet(3)

    def poorten(letter: str, kenmerken: dict[str, Any] | None) -> set[int]:
        deel = zaak.deel(
            "om", "gemeente", soort, grondslag=f"{reeks}_{letter}", kenmerken=kenmerken
        )
        return zaak.poorten("gemeente", zaak.geef("om", "gemeente", [deel]))

    for letter in "ACD":
        for ander, kenmerken in BIJ_DE_GROND.items():
            assert poorten(letter, kenmerken) == (set() if ander == letter else {11})
    assert poorten("A", {"helpdeskPrivacyAkkoord": False}) == {11}
    assert poorten("D", {"beslissing": "noodbevel-175"}) == {11}
    # Onder e, f en g valt er niets te verklaren waarmee het wel mag.
    alles = {naam: waarde for een in BIJ_DE_GROND.values() for naam, waarde in een.items()}
    assert {letter for letter in "ABCDEFG" if not poorten(letter, alles)} == set("ABCD")


@pytest.mark.parametrize("naar", ANDEREN["gemeente"])
def test_de_burgemeester_noemt_een_taak_die_het_convenant_kent(zaak: Stroomzaak, naar: str) -> None:
    zaak.zet(3)
    mag = {"GEMW172", "GEMW172A", "GEMW174", "PW11"}
    for taak in (*sorted(mag), "GEMW172B", "SR38V", "PW3", None):
        kenmerken = None if taak is None else {"taakgrondslag": taak}
        deel = zaak.deel("gemeente", naar, "NAW", kenmerken=kenmerken)
        antwoord = zaak.geef("gemeente", naar, [deel])
        assert zaak.poorten(naar, antwoord) == (set() if taak in mag else {11}), taak


# --- Wat er niet toe behoort ----------------------------------------------------------------------


@pytest.mark.parametrize("van", ANDEREN)
def test_wat_het_convenant_niet_noemt_of_een_ander_heeft_is_niet_te_geven(
    zaak: Stroomzaak, van: str
) -> None:
    zaak.zet(3)
    eigen = set(soorten_van(van))
    niet_genoemd = {
        "BSN", "FOTO", "NATIONALITEIT", "GEBOORTEPLAATS", "SCHOOL", "WERK", "SOCIALE_MEDIA",
        "KENTEKEN", "GEZONDHEID", "ZORG", "SCHULDEN", "ETNICITEIT", "RELIGIE", "GROEPSSCAN",
        "ZORGSIGNAAL",
    }  # fmt: skip
    anderen = {soort for partij in ANDEREN for soort in soorten_van(partij)} - eigen
    for naar in ANDEREN[van]:
        for soort in sorted(niet_genoemd | anderen):
            antwoord = zaak.geef(van, naar, [zaak.deel(van, naar, soort)])
            assert antwoord.status_code == 400, soort
            paden = [fout["pad"] for fout in antwoord.json()["fouten"]]
            assert paden == ["/onderdelen/0/gegevenssoort"], soort
