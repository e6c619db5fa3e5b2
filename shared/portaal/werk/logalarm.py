"""The log contradicted itself: what both said, and with which of the two this party goes on."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import KEUZE, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in

_RECHT = "logalarmen.erkennen"
_WEGEN = (
    ("eerder", "Met wat wij eerder zagen"),
    ("later", "Met wat het log later liet zien"),
)
_VELDEN = (
    Invulveld("verderMet", "Waarmee gaan wij verder?", KEUZE, keuzes=_WEGEN),
    Invulveld("reden", "Wat is er uitgezocht, en waarom kan het verder?", TEKST),
)


async def toon_logalarm(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """One alarm: what was seen, what somebody already found, and the judgement."""
    begrippen = await verzoek.begrippen()
    alarm = await verzoek.api.haal(f"/logalarmen/{verzoek.deel('alarm')}")
    blad = Invulblad(_VELDEN, "Leg dit oordeel vast", f"/logalarmen/{alarm['id']}")
    return verzoek.toon(
        "werk/logalarm.html",
        "Het log sprak zichzelf tegen",
        422 if fouten else 200,
        kruimels=[("Werklijst", "/werklijst")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        alarm=alarm,
        van=begrippen.partij(alarm["gemeldDoor"]) if alarm["gemeldDoor"] else "",
        voorstel=dict(_WEGEN).get(alarm["voorgesteldVerderMet"] or "", ""),
        blad=None if alarm["erkendOp"] else blad.met(verzoek.velden, fouten),
        fouten=fouten,
    )


async def oordeel(verzoek: Verzoek) -> Response:
    """Judge it; of what is proven two have to come to the same."""
    pad = f"/logalarmen/{verzoek.deel('alarm')}"

    async def doe(inhoud: dict[str, Any]) -> str:
        await verzoek.api.stuur("POST", f"{pad}/_erken", inhoud)
        return pad

    return await dien_in(verzoek, _VELDEN, doe, toon_logalarm)


_EEN = "/logalarmen/{alarm:uuid}"
SCHERMEN = (
    Scherm("logalarm", "GET", _EEN, toon_logalarm, _RECHT, 1),
    Scherm("erken-logalarm", "POST", _EEN, oordeel, _RECHT, 2),
)
