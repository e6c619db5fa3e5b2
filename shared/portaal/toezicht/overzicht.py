"""Where who oversees a party begins: what runs, with its clocks, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.wegen import scherm_van
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import over
from shared.portaal.woorden import eigen_woord, eigen_woorden

TOEZICHT = "toezicht.lezen"
_DRINGEND = ("te_laat", "vandaag")


def toezichtregel(een: Mapping[str, Any], vandaag: date) -> dict[str, Any]:
    """One thing that runs or was done."""
    open_ = een["stand"] == "open"
    return {
        "titel": een["titel"],
        "pad": scherm_van(een["pad"]),
        "rubriek": eigen_woord("rubriek", een["rubriek"]),
        "wanneer": over(een["uiterlijk"], vandaag) if open_ else "gedaan",
        "kleur": ("fout" if een["urgentie"] in _DRINGEND else "") if open_ else "goed",
        "uiterlijk": een["uiterlijk"] if open_ else None,
        "klok": een["klok"] if open_ else None,
        "sinds": een["sinds"],
        "gedaan": een["gedaanOp"],
    }


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
