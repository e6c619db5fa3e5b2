"""Wat een groep nodig heeft om een stap uit te mogen: antwoorden, en wat er is vastgesteld."""

from __future__ import annotations

from typing import Any

import httpx

from shared.convenant.regels.laden import standaard_convenant
from tests.integratie.partij.gemeente.test_aanpak import BEVESTIGD, DEFINITIE, PLAN, TEKST
from tests.integratie.partij.kantoor import Kantoor

STAPPEN = standaard_convenant().stappen
_DOCUMENTEN: dict[str, tuple[str, dict[str, Any]]] = {
    "probleemdefinitie": ("probleemdefinities", DEFINITIE),
    "plan-van-aanpak": ("plannen-van-aanpak", PLAN),
}


def zet(kantoor: Kantoor, pad: str, document: dict[str, Any], status: int = 200) -> httpx.Response:
    """De regisseur schrijft, op de versie die er is."""
    lezen = kantoor.regisseur.vraag("GET", pad)
    koppen = {"If-Match": lezen.headers["etag"]} if "etag" in lezen.headers else {}
    antwoord = kantoor.regisseur.vraag("PUT", pad, json={**document, **BEVESTIGD}, headers=koppen)
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def beantwoord(kantoor: Kantoor, stap: int, *niet_van_toepassing: int) -> None:
    """Elke vraag van de stap krijgt een antwoord, of zo'n vraag de reden waarom niet."""
    vragen = range(1, len(STAPPEN[stap].vragen) + 1)
    document = {
        "antwoorden": [None if een in niet_van_toepassing else TEKST for een in vragen],
        "nietVanToepassing": [
            {"vraag": een, "reden": "Dit speelt hier niet."} for een in niet_van_toepassing
        ],
    }
    zet(kantoor, f"/stapantwoorden/{kantoor.groep}/{stap}", document)


def maak_klaar(kantoor: Kantoor) -> None:
    """Alles wat de stap vraagt waarin de groep nu staat."""
    stap = int(kantoor.wereld.gateway.groepen[kantoor.groep]["stap"])
    beantwoord(kantoor, stap)
    for soort in STAPPEN[stap].documenten:
        stel_vast(kantoor, soort)


def stel_vast(kantoor: Kantoor, soort: str) -> None:
    """Het document van de stap, met bij elk doel van een plan een actie."""
    map_, document = _DOCUMENTEN[soort]
    pad = f"/{map_}/{kantoor.groep}"
    geschreven = zet(kantoor, pad, document)
    for doel in document.get("doelen", ()):
        actie = {
            "doel": doel["code"],
            "omschrijving": "Extra toezicht bij het winkelcentrum.",
            "partij": "gemeente",
            "eigenaar": kantoor.regisseur_id,
            "uiterlijk": "2027-02-01",
            **BEVESTIGD,
        }
        kantoor.regisseur.maak(f"/groepen/{kantoor.groep}/acties", actie)
    vast = kantoor.regisseur.vraag(
        "POST", f"{pad}/_vaststellen", headers={"If-Match": geschreven.headers["etag"]}
    )
    assert vast.status_code == 200, vast.text
