"""Wat een groep nodig heeft voor een startbesluit: meldingen, een interventie en antwoorden."""

from __future__ import annotations

from typing import Any

import httpx

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.gemeente.test_indeling import INDELING
from tests.integratie.partij.kantoor import Kantoor

TEKST = "De groep vernielde een bank bij het winkelcentrum."
BEVESTIGD = {"bevestigdZonderPersonen": True}
MOTIVERING = {"motivering": "De overlast gaat door ondanks het toezicht.", **BEVESTIGD}


def meld(kantoor: Kantoor, dag: str, status: int = 201, **anders: Any) -> dict[str, Any]:
    """Getypt door de regisseur; met een kenmerk, want zonder telt zij niet mee."""
    document = {
        "bron": "politie", "bronkenmerk": f"P-{nieuw_id()}", "datum": dag, "plek": "het plein",
        "omschrijving": TEKST,
    }  # fmt: skip
    antwoord = kantoor.regisseur.vraag(
        "POST", f"/groepen/{kantoor.groep}/meldingen", json={**document, **BEVESTIGD, **anders}
    )
    assert antwoord.status_code == status, antwoord.text
    uit: dict[str, Any] = antwoord.json()
    return uit


def met_etag(
    kantoor: Kantoor, methode: str, pad: str, document: dict[str, Any], bron: str | None = None
) -> httpx.Response:
    etag = kantoor.regisseur.vraag("GET", bron or pad).headers["etag"]
    return kantoor.regisseur.vraag(methode, pad, json=document, headers={"If-Match": etag})


def bewijs(kantoor: Kantoor) -> list[dict[str, Any]]:
    """Drie incidenten, een interventie, groepsverband, de vragen van stap 1 en de indeling."""
    meldingen = [meld(kantoor, dag) for dag in ("2026-05-01", "2026-08-01", "2026-10-01")]
    groep = f"/groepen/{kantoor.groep}"
    kantoor.regisseur.maak(
        f"{groep}/interventies",
        {
            "partij": "politie",
            "datum": "2026-09-01",
            "omschrijving": "Een maand lang extra toezicht op het plein.",
            "overlastVerminderd": False,
            **BEVESTIGD,
        },
    )
    for pad, document in (
        (f"{groep}/groepsverband", {"hoofdzakelijk": True, "motivering": "Steeds zes of meer."}),
        (f"/stapantwoorden/{kantoor.groep}/1", {"antwoorden": [TEKST, TEKST]}),
        (f"{groep}/indeling", INDELING),
    ):
        antwoord = kantoor.regisseur.vraag("PUT", pad, json={**document, **BEVESTIGD})
        assert antwoord.status_code == 200, antwoord.text
    return meldingen


def bereid_voor(kantoor: Kantoor) -> httpx.Response:
    """De regisseur legt het klaar, op het bewijs dat hij zag."""
    groep = f"/groepen/{kantoor.groep}"
    return met_etag(
        kantoor, "POST", f"{groep}/startbesluiten", MOTIVERING, f"{groep}/startcriteria"
    )


def neem(kantoor: Kantoor) -> dict[str, Any]:
    """De regisseur bereidt voor, de burgemeester neemt het; het concept daarna."""
    concept = bereid_voor(kantoor)
    assert concept.status_code == 201, concept.text
    genomen: dict[str, Any] = kantoor.neem(concept.json()).json()
    return genomen


def trek_in(kantoor: Kantoor, melding: dict[str, Any]) -> httpx.Response:
    pad = f"/meldingen/{melding['id']}"
    reden = {"reden": "Andere groep.", **BEVESTIGD}
    return met_etag(kantoor, "POST", f"{pad}/_intrekken", reden, pad)


def herbeoordelingen(kantoor: Kantoor) -> list[dict[str, Any]]:
    rijen = kantoor.regisseur.haal(f"/groepen/{kantoor.groep}/herbeoordelingen")
    gevonden: list[dict[str, Any]] = rijen["herbeoordelingen"]
    return gevonden


def op_de_werklijst(kantoor: Kantoor) -> list[tuple[str, str]]:
    pad = f"/werklijst?groep={kantoor.groep}&soort=start-herbeoordelen"
    stukken = kantoor.regisseur.haal(pad)["werk"]
    return [
        (stuk["titel"].partition("rust nog op ")[2][:10], stuk["uiterlijk"]) for stuk in stukken
    ]


def rond_af(kantoor: Kantoor, kenmerk: str, uitkomst: str) -> httpx.Response:
    return kantoor.regisseur.vraag(
        "POST",
        f"/herbeoordelingen/{kenmerk}/_afronden",
        json={"uitkomst": uitkomst, "toelichting": "Uitgezocht met de bron.", **BEVESTIGD},
    )
