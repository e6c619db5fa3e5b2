"""Een paar lezingen in één antwoord: elk met eigen recht, eigen fout en eigen spoor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.aanpakwerk import Aanpak
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.keten import draaiende_keten


@pytest.fixture(scope="module")
def aanpak(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aanpak]:
    map_ = tmp_path_factory.mktemp("samen")

    def databank(naam: str) -> str:
        return f"sqlite:///{map_ / naam}.sqlite"

    with draaiende_keten(databank, uitgever, pki, map_) as alles:
        yield Aanpak.open(alles)


def _samen(klant: Klant, *lezingen: str) -> list[dict[str, Any]]:
    antwoord = klant.vraag("POST", "/_samen", json={"lezingen": list(lezingen)})
    assert antwoord.status_code == 200, antwoord.text
    delen: list[dict[str, Any]] = antwoord.json()["antwoorden"]
    assert [een["lezing"] for een in delen] == list(lezingen)
    return delen


def test_elke_lezing_geeft_wat_zij_alleen_ook_geeft(aanpak: Aanpak) -> None:
    groep, regisseur = aanpak.groep, aanpak.regisseur
    lezingen = (
        f"/groepen/{groep}", f"/groepen/{groep}/leden?met=naam,leeftijd",
        f"/werklijst?groep={groep}&paginagrootte=5", f"/groepen/{groep}/tijdlijn?zoom=hoofdlijnen",
    )  # fmt: skip
    delen = _samen(regisseur, *lezingen)
    assert [een["status"] for een in delen] == [200] * 4
    for deel in delen[:2]:
        assert deel["inhoud"] == regisseur.haal(deel["lezing"])
    assert {lid["naam"] for lid in delen[1]["inhoud"]["leden"]} == set(aanpak.personen)


def test_wie_iets_niet_mag_lezen_mag_dat_ook_in_een_reeks_niet(aanpak: Aanpak) -> None:
    beheerder, _ = aanpak.keten.medewerker("gemeente", "beheerder", naam=nieuw_id())
    leden, autorisaties = _samen(beheerder, f"/groepen/{aanpak.groep}/leden", "/autorisaties")
    assert (leden["status"], autorisaties["status"]) == (403, 200)
    assert "leden" not in leden["inhoud"]
    assert leden["inhoud"]["status"] == 403
    vreemd, mijn = _samen(aanpak.regisseur, f"/groepen/{nieuw_id()}", "/autorisaties/mij")
    assert (vreemd["status"], mijn["status"]) == (404, 200)


def test_wat_niet_te_lezen_is_zegt_dat_en_een_reeks_in_een_reeks_is_er_niet(
    aanpak: Aanpak,
) -> None:
    fout, niets, goed = _samen(
        aanpak.regisseur, "/werklijst?paginagrootte=nul", "/bestaat-niet", "/bewaartermijnen"
    )
    assert (fout["status"], niets["status"], goed["status"]) == (400, 404, 200)
    assert fout["inhoud"]["fouten"][0]["pad"] == "query:paginagrootte"
    for lezingen, plaats in (
        (["/_samen"], "/lezingen/0"),
        ([], "/lezingen"),
        (["/groepen"] * 9, "/lezingen"),
        (["groepen"], "/lezingen/0"),
        (["https://elders.example/v1/groepen"], "/lezingen/0"),
    ):
        antwoord = aanpak.regisseur.vraag("POST", "/_samen", json={"lezingen": lezingen})
        assert antwoord.status_code == 400, lezingen
        assert antwoord.json()["fouten"][0]["pad"] == plaats


def test_wat_na_een_vol_antwoord_komt_zegt_dat_het_niet_past_en_is_niet_gelezen(
    aanpak: Aanpak, monkeypatch: pytest.MonkeyPatch
) -> None:
    mij, regels = "/autorisaties/mij", "/bewaartermijnen"
    groot = len(aanpak.regisseur.vraag("GET", regels).content)
    monkeypatch.setattr("shared.overzicht.samen.router.MEESTE_BYTES", groot)
    leden, spoor = f"/groepen/{aanpak.groep}/leden?met=naam", "1af7651916cd43dd8448eb211c80319c"
    koppen = {"traceparent": f"00-{spoor}-b7ad6b7169203331-01"}
    vraag = {"lezingen": [mij, regels, leden]}
    antwoord = aanpak.regisseur.vraag("POST", "/_samen", json=vraag, headers=koppen)
    eigen, laatste, rest = antwoord.json()["antwoorden"]
    # Wat over de grens gaat is al gelezen, en wordt dus gegeven: anders las iemand het twee keer.
    assert [een["status"] for een in (eigen, laatste, rest)] == [200, 200, 413]
    assert laatste["inhoud"] == aanpak.regisseur.haal(regels)
    assert rest["inhoud"]["detail"].endswith("vraag dit deel apart.")
    privacy, _ = aanpak.keten.medewerker("gemeente", "privacyfunctionaris", naam=nieuw_id())
    gedaan = privacy.vraag("POST", "/processing-activities", json={"traceId": spoor})
    assert [een["name"] for een in gedaan.json()["processingActivities"]] == []
    # Alleen wat in zijn eentje te groot is, valt nog af.
    monkeypatch.setattr("shared.overzicht.samen.router.MEESTE_BYTES", groot // 2 - 1)
    assert [een["status"] for een in _samen(aanpak.regisseur, regels)] == [413]


def test_van_elke_lezing_in_een_reeks_staat_wie_er_gelezen_is(aanpak: Aanpak) -> None:
    spoor = "0af7651916cd43dd8448eb211c80319c"
    koppen = {"traceparent": f"00-{spoor}-b7ad6b7169203331-01"}
    leden = f"/groepen/{aanpak.groep}/leden?met=naam"
    vraag = {"lezingen": ["/autorisaties/mij", leden]}
    antwoord = aanpak.regisseur.vraag("POST", "/_samen", json=vraag, headers=koppen)
    assert antwoord.status_code == 200
    privacy, _ = aanpak.keten.medewerker("gemeente", "privacyfunctionaris", naam=nieuw_id())
    gedaan = privacy.vraag("POST", "/processing-activities", json={"traceId": spoor})
    regels = gedaan.json()["processingActivities"]
    mensen = {
        een["attributes"]["dpl.core.data_subject_id"]
        for een in regels
        if "dpl.core.data_subject_id" in een["attributes"]
    }
    assert len(mensen) == len(aanpak.personen) == 2
    assert {een["name"] for een in regels} == {"lijstGroepsleden"}
