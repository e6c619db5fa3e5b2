"""Iemand vernietigen langs de enige weg die een mens heeft: de een stelt voor, de ander beslist."""

from __future__ import annotations

from typing import Any, Protocol

import httpx

PLANNEN = "/vernietigingsplannen"


class Ambtenaar(Protocol):
    """Wie met een token aan de voorkant van een dienst staat."""

    def vraag(self, methode: str, pad: str, **anders: Any) -> httpx.Response: ...


def planinvoer(persoon: str, grond: str = "nietMeerNodig") -> dict[str, Any]:
    """Een voorstel om deze persoon te vernietigen, op een grond waar niemand op wacht."""
    reden = "Deze gegevens moeten weg (verzonnen)."
    return {
        "personen": [persoon],
        "grond": grond,
        "reden": reden,
        "bevestigdZonderPersonen": True,
    }


def verklaard(wie: Ambtenaar) -> list[tuple[str, dict[str, int]]]:
    """Wat deze partij verklaarde: de grond en de aantallen, het oudste eerst."""
    antwoord = wie.vraag("GET", "/vernietigingsverklaringen")
    assert antwoord.status_code == 200, antwoord.text
    rijen = antwoord.json()["vernietigingsverklaringen"]
    return [(rij["grond"], rij["aantallen"]) for rij in reversed(rijen)]


def vernietig(een: Ambtenaar, ander: Ambtenaar, persoon: str, **anders: str) -> None:
    """De een stelt het voor, de ander zegt ja; daarna is het gedaan."""
    plan = een.vraag("POST", PLANNEN, json=planinvoer(persoon, **anders))
    assert plan.status_code == 201, plan.text
    gedaan = ander.vraag("POST", f"{PLANNEN}/{plan.json()['id']}/_bevestig")
    assert (gedaan.status_code, gedaan.json().get("stand")) == (200, "uitgevoerd"), gedaan.text
