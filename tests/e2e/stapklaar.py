"""What a step asks before a group may leave it, as the regisseur does it on a working day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deploy.demo.aanpak import DEFINITIE, PLAN
from deploy.klant import Klant
from tests.e2e.kantoor import NAGELEZEN

_DOCUMENTEN: Mapping[int, tuple[str, Mapping[str, Any]]] = {
    3: ("probleemdefinities", DEFINITIE),
    5: ("plannen-van-aanpak", PLAN),
}
_TEKST = "Verzonnen: lawaai bij het winkelcentrum."


def maak_klaar(klant: Klant, groep: str, stap: int, eigenaar: str, uiterlijk: str) -> None:
    """Answer every question, and lay down what the step asks; each goal of a plan has an action."""
    pad = f"/stapantwoorden/{groep}/{stap}"
    vragen = klant.haal(pad)["vragen"]
    klant.zet(pad, {"antwoorden": [_TEKST] * len(vragen), **NAGELEZEN})
    if stap not in _DOCUMENTEN:
        return
    soort, document = _DOCUMENTEN[stap]
    klant.zet(f"/{soort}/{groep}", {**document, **NAGELEZEN})
    for doel in document.get("doelen", ()):
        actie = {
            "doel": doel["code"],
            "omschrijving": _TEKST,
            "partij": "gemeente",
            "eigenaar": eigenaar,
            "uiterlijk": uiterlijk,
            **NAGELEZEN,
        }
        klant.stuur(f"/groepen/{groep}/acties", actie)
    gezien = {"If-Match": klant.etag(f"/{soort}/{groep}")}
    klant.stuur(f"/{soort}/{groep}/_vaststellen", {}, gezien)
