"""Elk eindpunt dat een mens raakt, laat een regel na; ook een dat er morgen bij komt.

De lijst van eindpunten is de beschrijving van de API zelf. Wat hier gelukt is en over iemand gaat,
moet onder het eigen spoor en de eigen naam in het logboek staan.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.gemeente.test_informatiestatus import UITZONDERING
from tests.integratie.diensten.opstelling import Klant, Opstelling

FUNCTIES = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}
GROEP = nieuw_id()
NAMEN = ("persoonId", "ouderId")


def operaties(opstelling: Opstelling) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Wat aanmaken eerst, dan lezen: (methode, pad, operatie) over een persoon of een lid."""
    paden = opstelling.app.openapi()["paths"]
    for methode in ("post", "get"):
        for pad in sorted(paden, key=lambda p: (p.count("{"), p)):
            over_iemand = "{persoonId}" in pad or pad in ("/personen", "/groepen/{groepId}/leden")
            if methode in paden[pad] and over_iemand:
                yield methode, pad, paden[pad][methode]


def vul(sjabloon: Any, waarden: dict[str, str]) -> Any:
    """Het voorbeeld uit de beschrijving, met mensen die er echt zijn."""
    document = json.loads(json.dumps(sjabloon))
    for naam in NAMEN:
        if naam in document:
            document[naam] = waarden[naam]
    return document


def vraag(
    klant: Klant,
    methode: str,
    pad: str,
    operatie: dict[str, Any],
    waarden: dict[str, str],
    koppen: dict[str, str] | None = None,
) -> tuple[str, Any]:
    """Doet het verzoek onder een eigen spoor; geeft dat spoor en het antwoord."""
    trace = os.urandom(16).hex()
    anders: dict[str, Any] = {"headers": {"traceparent": f"00-{trace}-{'0a' * 8}-01"}}
    if "requestBody" in operatie:
        voorbeeld = operatie["requestBody"]["content"]["application/json"]["example"]
        anders["json"] = vul(voorbeeld, waarden)
    gevuld = pad.format(**waarden)
    anders["headers"] |= koppen or {}
    antwoord = klant.vraag(methode.upper(), gevuld, **anders)
    assert antwoord.status_code in (200, 201), f"{operatie['operationId']}: {antwoord.text}"
    return trace, antwoord.json()


@pytest.mark.parametrize("opstelling", list(FUNCTIES), indirect=True)
def test_elk_eindpunt_over_een_mens_laat_een_regel_na(opstelling: Opstelling) -> None:
    log = opstelling.dienst.meeschrijver.log
    klant = opstelling.medewerker(FUNCTIES[opstelling.dienst.partij.code])
    eigen = {"naam": "Ties Bedachtema", "geboortedatum": "2004-05-06"}
    een = klant.maak("/personen", eigen)["id"]
    ander = klant.maak("/personen", {**eigen, "geboortedatum": "1980-05-06"})["id"]
    waarden = {"persoonId": een, "ouderId": ander, "groepId": GROEP, "id": ""}
    gemaakt: dict[str, str] = {}
    geteld = 0
    for methode, pad, operatie in operaties(opstelling):
        ouder, _, staart = pad.partition("/{id}")
        if pad.count("{id}"):
            if ouder not in gemaakt:
                continue
            waarden["id"] = gemaakt[ouder]
        if methode == "get" and pad.endswith(("/informatiestatus", "/omverklaring")):
            klant.vraag("PUT", pad.format(**waarden), json=_voorbeeld(opstelling, pad))
        koppen = None
        if pad.endswith("/_goedkeuren"):
            koppen = _leg_uitzondering_vast(opstelling, pad.format(**waarden))
        trace, document = vraag(klant, methode, pad, operatie, waarden, koppen)
        if methode == "post" and "id" in document and not staart:
            gemaakt[pad] = document["id"]
            if pad.endswith("gegevens"):
                waarden["gegeven"] = document["id"]
        namen = {regel.naam for _, regel in log.lees(na=0, limiet=50, trace_id=trace)}
        assert namen == {operatie["operationId"]}, f"{operatie['operationId']} schreef {namen}"
        geteld += 1
    assert geteld >= 10, "de beschrijving noemt eindpunten over mensen"


def _leg_uitzondering_vast(opstelling: Opstelling, pad: str) -> dict[str, str]:
    """Een collega legde de uitzondering vast; de versie die de tweede functionaris las."""
    collega = opstelling.medewerker("regisseur", "collega@gemeente.example")
    antwoord = collega.vraag("PUT", pad.removesuffix("/_goedkeuren"), json=UITZONDERING)
    return {"If-Match": antwoord.headers["ETag"]}


def _voorbeeld(opstelling: Opstelling, pad: str) -> Any:
    operatie = opstelling.app.openapi()["paths"][pad]["put"]
    return operatie["requestBody"]["content"]["application/json"]["example"]
