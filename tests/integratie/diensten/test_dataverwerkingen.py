"""Logboek Dataverwerkingen in een dienst: per handeling en per betrokkene één regel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shared.bestand.tabellen import PersoonRij
from shared.dataverwerkingen.regels import Verwerking, persoon
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.vernietigen import vernietig
from tests.integratie.diensten.opstelling import Klant, Opstelling

TRACE, OUDER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PERSOON: dict[str, Any] = {"naam": "Ties Bedachtema", "geboortedatum": "2004-05-06"}
GEGEVEN: dict[str, Any] = {
    "aard": "feit",
    "bijzonder": False,
    "derdenVerwijderd": True,
}


def regels(opstelling: Opstelling, na: int = 0) -> list[Verwerking]:
    log = opstelling.dienst.meeschrijver.log
    return [een for _, een in log.lees(na=na, limiet=500)]


def stand(opstelling: Opstelling) -> int:
    log = opstelling.dienst.meeschrijver.log
    gelezen = log.lees(na=0, limiet=10_000)
    return gelezen[-1][0] if gelezen else 0


def maak_persoon(klant: Klant, **anders: Any) -> str:
    return str(klant.maak("/personen", {**PERSOON, **anders})["id"])


@pytest.fixture
def privacy(politie: Opstelling) -> Klant:
    return politie.medewerker("privacyfunctionaris")


def test_wie_een_persoon_leest_laat_een_regel_na_met_het_spoor_van_de_vraag(
    politie: Opstelling, privacy: Klant
) -> None:
    persoon_id = maak_persoon(privacy)
    begin = stand(politie)
    koppen = {"traceparent": f"00-{TRACE}-{OUDER}-01"}
    antwoord = privacy.vraag("GET", f"/personen/{persoon_id}", headers=koppen)
    (regel,) = regels(politie, begin)
    log = politie.dienst.meeschrijver.log
    assert (regel.naam, regel.status) == ("leesPersoon", "Ok")
    assert (regel.trace_id, regel.ouder_id) == (TRACE, OUDER)
    assert regel.span_id == antwoord.headers["traceparent"].split("-")[2]
    assert regel.activiteit == log.register.met_code("personenbestand").uri
    assert regel.betrokkene == log.pseudoniem(persoon(persoon_id))
    assert regel.betrokkene_type == "persoon"
    assert regel.verwerker is None
    assert 0 < regel.begin_ms <= regel.einde_ms


def test_elk_van_zoeken_tot_vernietigen_laat_een_regel_na(
    politie: Opstelling, privacy: Klant
) -> None:
    persoon_id = maak_persoon(privacy)
    etag = privacy.vraag("GET", f"/personen/{persoon_id}").headers["etag"]
    privacy.vraag("POST", "/personen/_zoek", json=PERSOON)
    privacy.vraag("GET", "/personen")
    privacy.vraag(
        "PATCH",
        f"/personen/{persoon_id}",
        json={"woonplaats": "Verzonstad", "reden": "verhuisd"},
        headers={"If-Match": etag},
    )
    privacy.vraag("GET", f"/personen/{persoon_id}/correcties")
    vernietig(privacy, politie.bevestiger, persoon_id)
    namen = [een.naam for een in regels(politie)]
    assert namen[:3] == ["maakPersoon", "leesPersoon", "zoekPersonen"]
    assert {"lijstPersonen", "corrigeerPersoon", "lijstCorrectiesPersoon"} <= set(namen)
    assert {"stelVernietigingVoor", "bevestigVernietiging"} <= set(namen)
    assert len({een.betrokkene for een in regels(politie)}) == 1


def test_een_lijst_van_drie_mensen_zijn_drie_regels_onder_een_spoor(
    politie: Opstelling, privacy: Klant
) -> None:
    for nummer in (1, 2, 3):
        maak_persoon(privacy, geboortedatum=f"2004-05-0{nummer}")
    begin = stand(politie)
    antwoord = privacy.vraag("GET", "/personen")
    gevonden = regels(politie, begin)
    span = antwoord.headers["traceparent"].split("-")[2]
    assert len(gevonden) == 3
    assert len({een.betrokkene for een in gevonden}) == 3
    assert len({een.span_id for een in gevonden}) == 3, "een span is uniek"
    assert gevonden[0].span_id == span
    assert {een.ouder_id for een in gevonden[1:]} == {span}


def test_zoeken_zonder_treffer_of_naar_een_onbekende_is_geen_verwerking(
    politie: Opstelling, privacy: Klant
) -> None:
    privacy.vraag("POST", "/personen/_zoek", json=PERSOON)
    assert privacy.vraag("GET", f"/personen/{nieuw_id()}").status_code == 404
    assert regels(politie) == []


def test_een_medewerker_staat_nooit_in_een_regel(politie: Opstelling, privacy: Klant) -> None:
    maak_persoon(privacy)
    privacy.vraag("GET", "/autorisaties")
    alles = repr(regels(politie))
    assert "medewerker@partij.example" not in alles
    assert "Autorisatie" not in "".join(een.naam for een in regels(politie))


def test_zonder_logboek_wordt_niets_verwerkt(politie: Opstelling, privacy: Klant) -> None:
    persoon_id = maak_persoon(privacy)
    log = politie.dienst.meeschrijver.log
    bestand = Path(str(log.engine.url.database))
    log.engine.dispose()
    for achtervoegsel in ("", "-wal", "-shm"):
        Path(f"{bestand}{achtervoegsel}").unlink(missing_ok=True)
    bestand.mkdir()
    gelezen = privacy.vraag("GET", f"/personen/{persoon_id}")
    gemaakt = privacy.vraag("POST", "/personen", json={**PERSOON, "geboortedatum": "1999-01-01"})
    assert (gelezen.status_code, gemaakt.status_code) == (503, 503)
    assert "Bedachtema" not in gelezen.text
    bestand.rmdir()
    with politie.dienst.transactie() as sessie:
        from shared.bestand.tabellen import PersoonRij

        aantal = sessie.query(PersoonRij.id).count()
    assert aantal == 1, "wat niet vastgelegd kon worden, is er niet"


def zoek(klant: Klant, vraag: dict[str, Any]) -> Any:
    antwoord = klant.vraag("POST", "/processing-activities", json=vraag)
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.json()


def test_een_controleur_vindt_wat_er_met_een_mens_is_gedaan_en_ook_dat_staat_er(
    politie: Opstelling, privacy: Klant
) -> None:
    een = maak_persoon(privacy)
    maak_persoon(privacy, geboortedatum="2001-01-01")
    privacy.haal(f"/personen/{een}")
    gevonden = zoek(privacy, {"dataSubjectId": een})
    assert [r["name"] for r in gevonden["processingActivities"]] == ["maakPersoon", "leesPersoon"]
    nogmaals = zoek(privacy, {"dataSubjectId": een})["processingActivities"]
    assert nogmaals[-1]["name"] == "zoekDataverwerkingen"
    adres = nogmaals[-1]["attributes"]["dpl.core.processing_activity_id"]
    log = politie.dienst.meeschrijver.log
    assert adres == log.register.met_code("verantwoorden").uri


def test_lezen_gaat_per_pagina_en_op_spoor_en_activiteit(
    politie: Opstelling, privacy: Klant
) -> None:
    for nummer in (1, 2, 3):
        maak_persoon(privacy, geboortedatum=f"2004-05-0{nummer}")
    uri = politie.dienst.meeschrijver.log.register.met_code("personenbestand").uri
    eerste = zoek(privacy, {"processingActivityId": uri, "paginagrootte": 2})
    tweede = zoek(privacy, {"processingActivityId": uri, "na": eerste["volgende"]})
    alle = [*eerste["processingActivities"], *tweede["processingActivities"]]
    assert [len(eerste["processingActivities"]), len(alle)] == [2, 3]
    assert tweede["volgende"] is None
    spoor = alle[1]["traceId"]
    samen = zoek(privacy, {"processingActivityId": uri, "traceId": spoor})
    assert samen["processingActivities"] == [alle[1]]


def test_lezen_vraagt_om_iets_en_om_het_recht(politie: Opstelling, privacy: Klant) -> None:
    leeg = privacy.vraag("POST", "/processing-activities", json={})
    assert leeg.status_code == 400
    assert "noem traceId" in leeg.text
    analist = politie.medewerker("analist", "analist@partij.example")
    vraag = {"traceId": TRACE}
    assert analist.vraag("POST", "/processing-activities", json=vraag).status_code == 403
    assert zoek(privacy, vraag) == {"processingActivities": [], "volgende": None}


def test_wie_geweigerd_werd_keek_wel_en_een_fout_van_ons_heet_een_fout(
    politie: Opstelling, privacy: Klant
) -> None:
    persoon_id = maak_persoon(privacy)
    begin = stand(politie)
    wijziging = {"naam": "Ties Anders", "reden": "Verzonnen."}
    pad, oud = f"/personen/{persoon_id}", {"If-Match": '"een-oude-versie"'}
    assert privacy.vraag("PATCH", pad, json=wijziging, headers=oud).status_code == 412
    assert [(r.naam, r.status) for r in regels(politie, begin)] == [("corrigeerPersoon", "Ok")]
    begin = stand(politie)
    with pytest.raises(ZeroDivisionError):
        _struikel(politie, persoon_id)
    assert [(r.naam, r.status) for r in regels(politie, begin)] == [("achtergrondwerk", "Error")]


def _struikel(politie: Opstelling, persoon_id: str) -> None:
    with politie.dienst.transactie() as sessie:
        assert sessie.get(PersoonRij, persoon_id) is not None
        raise ZeroDivisionError
