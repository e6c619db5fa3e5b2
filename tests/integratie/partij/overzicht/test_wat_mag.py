"""Het scherm zegt wat er mag, en dat is wat er dan ook door gaat of wordt geweigerd."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.opstelling import groep_in_stap
from tests.integratie.partij.stroomzaak import (
    ANDEREN,
    LID,
    OUDER,
    STAPPEN,
    Stroomzaak,
    soorten_van,
)

CATEGORIE = {LID: 1, OUDER: 2}


@pytest.fixture(scope="module")
def zaak(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stroomzaak]:
    with Stroomzaak.op_sqlite(uitgever, pki, tmp_path_factory.mktemp("watmag")) as gevonden:
        yield gevonden


def _wat_mag(zaak: Stroomzaak, van: str, vraag: str = "") -> dict[str, Any]:
    klant, _ = zaak.driehoek.klant(van)
    antwoord: dict[str, Any] = klant.haal(f"/groepen/{zaak.driehoek.groep}/wat-mag{vraag}")
    return antwoord


def _rijen(zaak: Stroomzaak, van: str) -> dict[tuple[str, str, int], dict[str, Any]]:
    return {
        (naar["partij"], een["gegevenssoort"], een["categorie"]): een
        for naar in _wat_mag(zaak, van)["ontvangers"]
        for een in naar["gegevens"]
    }


def _via_koppelvlak(rij: dict[str, Any]) -> bool:
    (weg,) = [een for een in rij["wegen"] if een["kanaal"] == "koppelvlak"]
    return bool(weg["mag"])


@pytest.mark.parametrize("van", sorted(ANDEREN))
def test_in_elke_stap_zegt_het_scherm_wat_het_convenant_zegt(zaak: Stroomzaak, van: str) -> None:
    for stap in range(1, 8):
        zaak.zet(stap)
        rijen = _rijen(zaak, van)
        for (naar, soort, categorie), rij in rijen.items():
            rol = {1: LID, 2: OUDER}.get(categorie)
            if rol is None:
                continue
            mag = stap in STAPPEN[van, rol].get(soort, set()) and (van, naar) != ("om", "politie")
            assert _via_koppelvlak(rij) is mag, (stap, naar, soort, categorie)
            if rij["oordeel"] == "mag":
                assert (rij["redenen"], rij["zin"]) == ([], "Dit mag nu.")
                assert rij["bewaren"]["uiterlijk"] > "2026-11-23"
                assert "GEHEIMHOUDING" in {een["code"] for een in rij["plichten"]}
            else:
                assert rij["redenen"]
                assert rij["zin"].startswith("Dit mag")
                assert (rij["bewaren"], rij["plichten"]) == (None, [])


@pytest.mark.parametrize("van", sorted(ANDEREN))
@pytest.mark.parametrize("stap", [3, 4, 5])
def test_wat_het_scherm_toestaat_gaat_door_en_wat_het_weigert_wordt_geweigerd(
    zaak: Stroomzaak, van: str, stap: int
) -> None:
    zaak.zet(stap)
    rijen = _rijen(zaak, van)
    for naar in ANDEREN[van]:
        for rol, categorie in CATEGORIE.items():
            for soort in soorten_van(van):
                rij = rijen.get((naar, soort, categorie))
                doel = rij["doelen"][0] if rij else "D1"
                deel = zaak.deel(van, naar, soort, rol)
                antwoord = zaak.geef(van, naar, [deel], stap, doel=doel)
                mag = rij is not None and _via_koppelvlak(rij)
                assert zaak.kwam_aan(naar, antwoord) is mag, (naar, rol, soort)


def test_zonder_onderzoek_zegt_het_scherm_dat_dat_er_eerst_moet_zijn(zaak: Stroomzaak) -> None:
    zaak.zet(5, strafrechtelijkOnderzoek=None)
    rijen = _rijen(zaak, "gemeente")
    naar_om = rijen["om", "NAW", 1]
    assert naar_om["oordeel"] == "eerst"
    (reden,) = naar_om["redenen"]
    assert (reden["code"], reden["convenant"]) == ("CONTEXT_ZONDER_ONDERZOEK", "5.2 en 8.1")
    assert naar_om["zin"] == f"Dit mag nu nog niet. {reden['zin']}"
    assert rijen["politie", "NAW", 1]["oordeel"] == "mag"
    zaak.zet(5)
    assert _rijen(zaak, "gemeente")["om", "NAW", 1]["oordeel"] == "mag"


def test_wat_een_andere_stap_vraagt_noemt_die_stap_en_wat_nooit_mag_geen(zaak: Stroomzaak) -> None:
    zaak.zet(3)
    adres = _rijen(zaak, "gemeente")["politie", "TEL_EMAIL", 1]
    assert (adres["oordeel"], adres["stappen"]) == ("andere-stap", [5, 6])
    nooit = _rijen(zaak, "om")["politie", "STRAFVORDERLIJK", 1]
    assert (nooit["oordeel"], nooit["stappen"], nooit["gronden"]) == ("nooit", [], [])
    assert [een["code"] for een in nooit["redenen"]] == ["GEEN_GRONDSLAG"]


def test_in_stap_twee_wacht_een_antwoord_op_de_vraag_en_telt_een_ingetrokken_vraag_niet(
    zaak: Stroomzaak,
) -> None:
    zaak.zet(2)
    assert _rijen(zaak, "politie")["gemeente", "NAW", 1]["oordeel"] == "mag"
    eigen = zaak.driehoek.groep
    zonder = nieuw_id()
    zaak.driehoek.wereld.gateway.groepen[zonder] = groep_in_stap(zonder, 2)
    zaak.driehoek.kantoor.groep = zonder
    try:
        wacht = _rijen(zaak, "politie")
        assert wacht["om", "NAW", 1]["oordeel"] == "mag"
        naar_gemeente = wacht["gemeente", "NAW", 1]
        assert naar_gemeente["oordeel"] == "eerst"
        assert [een["code"] for een in naar_gemeente["redenen"]] == ["VERZOEK_ONTBREEKT"]
        assert "inReactieOp" not in naar_gemeente["zin"]
        vraag = zaak.driehoek.vraag("gemeente", "politie")
        assert _rijen(zaak, "politie")["gemeente", "NAW", 1]["oordeel"] == "mag"
        leeg = {"doel": None, "afweging": None}
        terug = zaak.geef(
            "gemeente", "politie", [], 2, soort="intrekking", inReactieOp=vraag, **leeg
        )
        assert terug.status_code == 201, terug.text
        assert _rijen(zaak, "politie")["gemeente", "NAW", 1]["oordeel"] == "eerst"
    finally:
        zaak.driehoek.kantoor.groep = eigen


def test_wat_van_een_gegeven_vast_moet_liggen_staat_erbij_zonder_nummers(zaak: Stroomzaak) -> None:
    zaak.zet(3)
    wpg8 = _rijen(zaak, "politie")["gemeente", "WPG8", 1]
    zinnen = {een["code"]: een["zin"] for een in wpg8["vastleggen"]}
    assert zinnen["WPG8_EERSTE_VERWERKING"].startswith("Bij dit gegeven ontbreekt")
    assert {"LEEFTIJD_LID", "AFWEGING_ONTBREEKT"} <= set(zinnen)
    assert not any("onderdeel 1" in zin for zin in zinnen.values())


def test_ook_van_een_stuk_staat_er_of_het_nu_kan(zaak: Stroomzaak) -> None:
    zaak.zet(4)
    (naar_om,) = _wat_mag(zaak, "gemeente", "?naar=om")["ontvangers"]
    stukken = {een["stuk"]: een for een in naar_om["stukken"]}
    assert stukken["advies"]["oordeel"] == "mag"
    assert stukken["leerpunten"]["oordeel"] == "andere-stap"
    assert stukken["leerpunten"]["stappen"] == [7]


def test_na_het_einde_mag_er_niets_meer(zaak: Stroomzaak) -> None:
    zaak.zet(7, status="afgesloten")
    assert {een["oordeel"] for een in _rijen(zaak, "politie").values()} == {"nooit"}


def test_een_onbekende_partij_of_groep_is_een_fout(zaak: Stroomzaak) -> None:
    klant, _ = zaak.driehoek.klant("politie")
    pad = f"/groepen/{zaak.driehoek.groep}/wat-mag"
    for naar in ("politie", "school"):
        antwoord = klant.vraag("GET", f"{pad}?naar={naar}")
        assert antwoord.status_code == 400, antwoord.text
    assert klant.vraag("GET", f"/groepen/{nieuw_id()}/wat-mag").status_code == 404
