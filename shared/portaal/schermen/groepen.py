"""S2: the groups of my task."""

from __future__ import annotations

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek


async def toon_groepen(verzoek: Verzoek) -> Response:
    """Every group; those that are over only when asked for."""
    begrippen = await verzoek.begrippen()
    antwoord = await verzoek.api.haal("/groepen")
    alles = verzoek.vraag("alles") == "ja"
    groepen = [
        {
            "id": een["id"],
            "code": een["code"],
            "stap": een["stap"],
            "stapnaam": een["stapnaam"],
            "sinds": een["stapSinds"],
            "leden": een["aantallen"]["leden"],
            "verder": [stap["zin"] for stap in een["verder"]],
            "onderzoek": een["strafrechtelijkOnderzoek"],
            "loopt": een["afgeslotenOp"] is None,
            "toestand": begrippen.kort("groepsstatussen", een["status"]),
        }
        for een in antwoord["groepen"]
        if alles or een["afgeslotenOp"] is None
    ]
    return verzoek.toon(
        "groepen.html",
        "Groepen",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groepen=groepen,
        alles=alles,
        dicht=antwoord["totaal"] - antwoord["lopend"],
    )


SCHERMEN = (Scherm("groepen", "GET", "/groepen", toon_groepen, "raadplegen", 1),)
