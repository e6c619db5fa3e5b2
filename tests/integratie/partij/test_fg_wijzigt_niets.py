"""De FG ziet wat hij moet zien, en wijzigt niets (art. 38 en 39 AVG)."""

from __future__ import annotations

import importlib

import pytest
from fastapi import FastAPI

from gateway.app import maak_app_zonder_verbindingen as gateway
from shared.partijdienst.onderwerpen import bijdragen_van
from tests.integratie.partij.keten import DRIE
from tests.integratie.partij.matrix import REGELS, SCHRIJFT, is_open, mag, operaties

FG = "fg"
#: Wat hij wel doet, en waarom. Wie er een bij zet, zegt welke wet of welk artikel dat vraagt.
MAG_HIJ = {
    "meldIncident": "iedereen meldt wat hij vindt (9.3)",
    "werkIncidentBij": "alleen wat hij zelf meldde (9.3)",
    "rondIncidenttaakAf": "alleen een taak die op zijn eigen naam staat (9.4)",
    "zetEigenContact": "hoe hij zelf te bereiken is (art. 38 lid 4 AVG)",
    "bewaarConcept": "alleen wat hij zelf aan het invullen is; hij verstuurt er niets mee",
    "verwijderConcept": "alleen wat hij zelf aan het invullen is",
    "bewaarVoorkeur": "alleen een filter van hemzelf, met codes",
    "verwijderVoorkeur": "alleen een filter van hemzelf",
    "neemKennisVanGeheimhouding": "ook hij is eraan gebonden (7.1; art. 38 lid 5 AVG)",
    "handelWerkAf": "alleen wat hij zelf mag doen; geen enkele soort, zie hieronder",
    "bevestigAutorisaties": "per verzoek staat er wie mag; hij niet, zie hieronder",
    "weigerAutorisatieverzoek": "per verzoek staat er wie mag; hij niet, zie hieronder",
}
#: Bij de gateway: zoeken, meenemen en nadoen verandert niets. Een alarm behandelen is toezicht.
BIJ_DE_GATEWAY = {
    "beantwoordZoekvraag", "evalueer", "evalueerReeks", "exporteerBladen",
    "exporteerUitwisselingen", "herhaalBesluit", "herhaalBesluiten", "maakBewijsbundel",
    "telStromen", "zoekBladen",
    "zoekDataverwerkingen", "zoekUitwisselingen",
    "handelAlarmAf", "heropenAlarm", "neemAlarmOver",
}  # fmt: skip
#: Wat hij leest om toezicht te houden: van wie iets is, wie las, wat er liep en hoe het afliep.
ZIET_HIJ = {
    "leesToezichtoverzicht", "toonWerklijst", "zoekLeesspoor", "exporteerLeesspoor",
    "lijstLeesspoorvragen", "zoekDataverwerkingen", "lijstJournaal",
    "lijstRechtenverzoeken", "leesRechtenverzoek", "leesRechtenverzoekverloop", "lijstIncidenten",
    "leesIncident", "leesVerloopIncident", "lijstAlarmen", "leesAansluiting", "lijstAutorisaties",
    "leesPersoon", "lijstOntvangenGegevens", "lijstNamenlijsten",
}  # fmt: skip


def _app(code: str) -> FastAPI:
    app: FastAPI = importlib.import_module(f"services.{code}.app").maak_app_zonder_verbindingen()
    return app


@pytest.mark.parametrize("code", sorted(DRIE))
def test_geen_bewerking_die_iets_wijzigt_staat_voor_hem_open(code: str) -> None:
    """Uit de beschrijving van de dienst; dat een dienst zich eraan houdt zegt de rechtenmatrix."""
    alle = [een for een in operaties(_app(code)) if not is_open(een)]
    open_voor_hem = {een.naam for een in alle if een.wijzigt and mag(code, FG, een)}
    assert open_voor_hem == set(MAG_HIJ), "zet er een rij bij met de wet, of haal hem het recht af"


@pytest.mark.parametrize("code", sorted(DRIE))
def test_wat_voor_ieder_openstaat_is_voor_hem_dicht(code: str) -> None:
    """Afvinken en bevestigen vragen per stuk een recht; dat heeft hij van geen enkel."""
    rechten = set(REGELS.functies[code][FG].rechten)
    afvinken = {
        soort.code: soort.recht
        for soort in bijdragen_van(DRIE[code]).werksoorten.values()
        if soort.afvinken
    }
    assert {soort for soort, recht in afvinken.items() if recht in rechten} == set()
    assert not rechten & {"autorisaties.bevestigen", "beheren"}


@pytest.mark.parametrize("code", sorted(DRIE))
def test_hij_leest_wat_hij_nodig_heeft_om_toezicht_te_houden(code: str) -> None:
    leest = {een.naam for een in operaties(_app(code)) if not een.wijzigt and mag(code, FG, een)}
    assert ZIET_HIJ - leest == set()


def test_ook_bij_de_gateway_doet_hij_niets_aan_een_aanpak() -> None:
    """Met een token komt hij alleen bij wat leest, en bij het toezicht op een alarm."""
    met_token = {
        een["operationId"]
        for methoden in gateway().openapi()["paths"].values()
        for methode, een in methoden.items()
        if methode in SCHRIJFT and any("medewerker" in wijze for wijze in een["security"])
    }
    assert met_token == BIJ_DE_GATEWAY
