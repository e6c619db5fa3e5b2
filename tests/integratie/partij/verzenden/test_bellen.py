"""Aan de telefoon: gevraagd voor wie aan de lijn is, en binnen het uur gezegd."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel
from tests.integratie.partij.vervolging import VERKLARING, vervolging


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def test_aan_de_telefoon_met_een_of_meer_partijen_en_binnen_het_uur(tafel: Tafel) -> None:
    stand = tafel.bel("gemeente")
    assert (stand["kanaal"], stand["overleg"], stand["magGezegd"]) == ("telefoon", None, True)
    assert stand["geldigTot"] == "2026-11-23T11:00:00Z"
    samen = tafel.bel("gemeente", "om")
    assert [een["ontvanger"] for een in samen["berichten"]] == ["gemeente", "om"]
    assert samen["magGezegd"] is True
    tafel.wereld.klok.vooruit(minutes=61)
    assert tafel.stand(stand["id"])["magGezegd"] is False
    te_laat = tafel.vertel(samen)
    assert te_laat["zonderToestemming"] is True


def test_aan_de_telefoon_met_het_om_alleen_als_er_een_onderzoek_loopt(tafel: Tafel) -> None:
    tafel.onderzoek()
    stand = tafel.bel("gemeente", "om", status=403)
    assert [een["ontvanger"] for een in stand["berichten"]] == ["om"]
    codes = {reden["code"] for reden in stand["berichten"][0]["redenen"]}
    assert codes == {"TELEFOON_ZONDER_ONDERZOEK"}
    assert tafel.bel("gemeente")["magGezegd"] is True


def test_recent_vervolgd_hoort_de_gemeente_alleen_van_het_om_en_zonder_derde(
    tafel: Tafel,
) -> None:
    opdracht = vervolging(tafel)
    met_derde = tafel.plan(deelnemers=tafel.iedereen)
    stand = tafel.vraag_of_het_mag(
        {**opdracht, "overleg": met_derde, "toehoorders": []}, 403, klant=tafel.secretaris
    )
    redenen = {r["code"] for een in stand["berichten"] for r in een["redenen"]}
    assert "VERVOLGING_MET_DERDE" in redenen
    assert any(zin.startswith("Zeg dit niet: er zit een deelnemer") for zin in stand["zegNiet"])
    # De gemeente weet al over wie het gaat; anders kan zij de leeftijd niet nagaan.
    persoon = opdracht["onderdelen"][0]["persoon"]
    verklaard = tafel.secretaris.vraag("PUT", f"/personen/{persoon}/omverklaring", json=VERKLARING)
    assert verklaard.status_code in (200, 201), verklaard.text
    schriftelijk = {
        **{naam: opdracht[naam] for naam in ("groep", "doel", "afweging")},
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": tafel.wie("gemeente"),
        "onderdelen": [
            {"persoon": persoon, "gegevenssoort": soort, "grondslag": "WJSG39F_B"}
            for soort in ("NAW", "GEBOORTEDATUM")
        ],
    }
    assert tafel.secretaris.maak("/verstrekkingen", schriftelijk)["status"] == "afgeleverd"
    gebeld = tafel.vraag_of_het_mag(opdracht, klant=tafel.secretaris)
    assert gebeld["magGezegd"] is True
    tafel.vertel(gebeld, klant=tafel.secretaris)
    tafel.ronde("om")
    kreeg = tafel.regisseur.haal(f"/ontvangen-gegevens?groep={tafel.groep}")["ontvangenGegevens"]
    # Van de woorden komt niets op schrift: alleen dat het is verteld.
    verteld = [een["gegevens"] for een in kreeg if een["gegevenssoort"] == "RECENT_VERVOLGD"]
    assert verteld == [{}]


def test_een_correctie_kan_ook_aan_de_telefoon(tafel: Tafel) -> None:
    """Wat alleen gezegd mag worden, wordt ook alleen aan de telefoon verbeterd."""
    opdracht = vervolging(tafel)
    (eerste,) = _zeg(tafel, opdracht)
    (deel,) = opdracht["onderdelen"]
    (gemeente,) = opdracht["toehoorders"]
    correctie = {
        "groep": tafel.groep,
        "soort": "correctie",
        "onderdelen": [{naam: lid for naam, lid in deel.items() if naam != "grondslagen"}],
        "toehoorders": [{**gemeente, "inReactieOp": eerste}],
    }
    _zeg(tafel, correctie)
    standen = [een["status"] for een in tafel.driehoek.kantoor.ontvangen()]
    assert standen == ["vervangen", "actief"]


def _zeg(tafel: Tafel, opdracht: dict[str, Any]) -> list[str]:
    """Het OM vraagt of het mag, zegt het, en vertelt dat; de berichten."""
    uiting = tafel.vraag_of_het_mag(opdracht, klant=tafel.secretaris)
    assert uiting["magGezegd"] is True, uiting
    tafel.vertel(uiting, klant=tafel.secretaris)
    tafel.ronde("om")
    na = tafel.stand(uiting["id"], tafel.secretaris)
    assert [een["status"] for een in na["berichten"]] == ["afgeleverd"]
    return [een["id"] for een in na["berichten"]]
