"""Wie er over alle partijen heen mag kijken: aangesteld door alle drie, zoals zij dat tekenen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from shared.bericht.tijd import utc_tekst
from shared.convenant.termijnen import datum_nl
from shared.tijd.kenmerk import uuid7
from tests.hulp.besluiten import BESLISSERS, teken
from tests.integratie.gateway.opstelling import ALS, Opstelling

TEKENAARS = {
    partij: BESLISSERS[partij, functie]
    for partij, functie in (
        ("politie", "teamchef"),
        ("gemeente", "burgemeester"),
        ("om", "officier"),
    )
}
"""Wie er van elke partij een aanstelling tekent."""


def aanstelling(gateway: Opstelling, autorisatie: str, **anders: Any) -> dict[str, Any]:
    """Een aanstelling van vandaag, een half jaar lang."""
    vandaag = datum_nl(gateway.klok())
    return {
        "id": uuid7(gateway.klok()),
        "versie": 1,
        "tijdstip": utc_tekst(gateway.klok()),
        "autorisatie": autorisatie,
        "opdracht": "wettelijke-audit",
        "van": vandaag.isoformat(),
        "tot": (vandaag + timedelta(days=180)).isoformat(),
        **anders,
    }


def teken_aanstelling(
    gateway: Opstelling,
    document: dict[str, Any],
    als: str,
    *,
    wie: str | None = None,
    tekent: str | None = None,
) -> httpx.Response:
    """Zet namens één partij een handtekening."""
    sleutel = gateway.ondertekenaars[tekent or als]
    handtekening = teken(document, wie or TEKENAARS[als], sleutel, gateway.klok())
    return gateway.client.vraag(
        "PUT",
        f"/v1/aanstellingen/{document['id']}",
        json={"aanstelling": document, **handtekening},
        headers={ALS: als},
    )


def stel_aan(gateway: Opstelling, autorisatie: str, **anders: Any) -> dict[str, Any]:
    """Alle partijen tekenen; geeft het document."""
    document = aanstelling(gateway, autorisatie, **anders)
    for partij in TEKENAARS:
        getekend = teken_aanstelling(gateway, document, partij)
        assert getekend.status_code == 200, getekend.text
    return document


def beeindig(
    gateway: Opstelling, document: dict[str, Any], als: str, **anders: Any
) -> httpx.Response:
    """Eén partij beëindigt haar."""
    einde = {
        "id": document["id"],
        "versie": document["versie"],
        "tijdstip": utc_tekst(gateway.klok()),
        "medewerker": TEKENAARS[als],
        **anders,
    }
    return gateway.dien_in("POST", f"/v1/aanstellingen/{document['id']}/_beeindig", einde, als)
