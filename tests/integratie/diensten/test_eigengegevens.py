"""Welke gegevens een partij zelf vastlegt, en alles ervan over iemand in een keer."""

from __future__ import annotations

import pytest

from tests.integratie.diensten.opstelling import Klant, Opstelling
from tests.integratie.diensten.test_dossiers import ART8, ART13, PERSOON, SOORTEN

_VELDSOORTEN = {"artikel": "keuze", "omschrijving": "tekst", "eersteVerwerking": "dag"}


def _persoon(klant: Klant) -> str:
    return str(klant.maak("/personen", PERSOON)["id"])


def _per_pad(klant: Klant, persoon: str) -> dict[str, list[dict[str, object]]]:
    soorten = klant.haal(f"/personen/{persoon}/eigen-gegevens")["soorten"]
    return {een["pad"]: een["gegevens"] for een in soorten}


def test_elke_soort_van_een_partij_staat_erin_met_wat_iemand_invult(politie: Opstelling) -> None:
    [soort] = politie.medewerker("analist").haal("/eigen-soorten")["soorten"]
    assert soort["gegevenssoorten"] == ["WPG8", "WPG13"]
    velden = {een["lid"]: een for een in soort["velden"]}
    assert {lid: velden[lid]["soort"] for lid in _VELDSOORTEN} == _VELDSOORTEN
    assert velden["artikel"]["keuzes"] == ["8", "13"]
    assert velden["subdoel"]["keuzes"] == ["a", "b", "c", "d", "e"]
    assert velden["gerelateerd"]["soort"] == "janee"
    assert not velden["subdoel"]["verplicht"]
    assert velden["omschrijving"]["verplicht"]


@pytest.mark.parametrize("opstelling", SOORTEN, indirect=True)
def test_alles_over_iemand_in_een_keer(opstelling: Opstelling) -> None:
    functie, soorten = SOORTEN[opstelling.dienst.partij.code]
    schrijver = opstelling.medewerker(functie)
    persoon, ander = _persoon(schrijver), _persoon(schrijver)
    voor_hem = {
        pad: schrijver.maak(f"/personen/{persoon}/{pad}", invoer)["id"]
        for pad, invoer in soorten.items()
    }
    gevonden = _per_pad(schrijver, persoon)
    assert {pad: [een["id"] for een in rijen] for pad, rijen in gevonden.items()} == {
        pad: [kenmerk] for pad, kenmerk in voor_hem.items()
    }
    for pad, invoer in soorten.items():
        [een] = gevonden[pad]
        assert invoer.items() <= {**een["gegevens"]}.items()  # type: ignore[dict-item]
    assert not any(_per_pad(schrijver, ander).values())


def test_wat_een_functie_niet_leest_staat_er_niet_bij(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    wijkagent = politie.medewerker("wijkagent", "wijkagent@partij.example")
    persoon = _persoon(analist)
    acht = analist.maak(f"/personen/{persoon}/politiegegevens", ART8)
    analist.maak(f"/personen/{persoon}/politiegegevens", ART13)
    [soort] = wijkagent.haal(f"/personen/{persoon}/eigen-gegevens")["soorten"]
    assert [een["id"] for een in soort["gegevens"]] == [acht["id"]]
    assert soort["weggelaten"] == 1


def test_kijken_laat_van_elk_gegeven_een_spoor_na(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = _persoon(analist)
    stuk = analist.maak(f"/personen/{persoon}/politiegegevens", ART8)
    analist.haal(f"/personen/{persoon}/eigen-gegevens")
    kijker = politie.medewerker("privacyfunctionaris", "kijker@partij.example")
    vraag = {
        "persoon": persoon, "van": "2026-11-01", "tot": "2026-12-31",
        "reden": "Een steekproef.", "bevestigdZonderPersonen": True,
    }  # fmt: skip
    spoor = kijker.vraag("POST", "/leesspoor/_zoek", json=vraag)
    assert spoor.status_code == 200, spoor.text
    regels = spoor.json()["regels"]
    gelezen = [een for een in regels if een["handeling"] == "lijst"]
    assert stuk["id"] in str(gelezen)
