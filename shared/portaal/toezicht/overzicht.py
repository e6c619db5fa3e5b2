"""Where who oversees a party begins: what runs, with its clocks, and what was done."""

from __future__ import annotations

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.toezicht.rijen import toezichtregel
from shared.portaal.verzoek import Verzoek
from shared.portaal.woorden import eigen_woord, eigen_woorden

TOEZICHT = "toezicht.lezen"


async def toon_overzicht(verzoek: Verzoek) -> Response:
    """All headings with their numbers, and what stands under the chosen one."""
    rubriek = verzoek.vraag("rubriek")
    if rubriek not in eigen_woorden()["rubriek"]:
        rubriek = ""
    antwoord = await verzoek.api.haal("/toezichtoverzicht", rubriek=rubriek, paginagrootte=100)
    rubrieken = [
        (een["rubriek"], eigen_woord("rubriek", een["rubriek"]), een["open"], een["teLaat"])
        for een in antwoord["rubrieken"]
    ]
    return verzoek.toon(
        "toezicht/overzicht.html",
        "Toezicht",
        rubriek=rubriek,
        rubrieken=rubrieken,
        regels=[toezichtregel(een, verzoek.vandaag) for een in antwoord["regels"]],
        sinds=antwoord["sinds"],
        volledig=antwoord["volledig"],
        meer=bool(antwoord["volgende"]),
    )


SCHERMEN = (Scherm("toezicht", "GET", "/toezicht", toon_overzicht, TOEZICHT, 1),)
