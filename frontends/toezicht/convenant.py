"""The public page of the covenant: for everybody, without logging in.

What stands on it is what the gateway lets anybody read, and that follows from the covenant file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout, ApiWeg
from shared.portaal.openbaar.bezoek import Bezoek
from shared.portaal.portaal import Scherm
from shared.portaal.weergave import MAANDEN, opsomming
from shared.portaal.woorden import eigen_woord, foutzin

PAD = "/convenant"
TITEL = "Het convenant"
_BRON = "/convenant/_openbaar"
_KLASSE = re.compile(r"^\d+(?:-\d+)?$")


def beeld_van(antwoord: Mapping[str, Any]) -> dict[str, Any]:
    """What the template shows. Pure."""
    convenant, tellingen = antwoord["convenant"], antwoord["tellingen"]
    return {
        "convenant": convenant,
        "over_wie": [_over_wie(een) for een in convenant["overWie"]],
        "termijnen": [
            {
                "titel": groep["titel"],
                "rijen": [
                    {**rij, "daarna": eigen_woord("afloop", rij["afloop"])}
                    for rij in groep["regels"]
                ],
            }
            for groep in convenant["bewaren"]
        ],
        "rechten": convenant["rechten"],
        "minstens": tellingen["minstens"],
        "afgerond": tellingen["afgerondOp"],
        "maanden": [_maand(een, tellingen["minstens"]) for een in tellingen["maanden"]],
    }


def _over_wie(een: Mapping[str, Any]) -> dict[str, str]:
    """Who, and of which age."""
    if not een["leeftijden"]:
        return {"wie": een["titel"], "leeftijd": ""}
    jaren = f"{_aaneen(een['leeftijden'])} jaar"
    return {
        "wie": een["titel"],
        "leeftijd": f"als het kind {jaren} is" if een["vanHetKind"] else f"van {jaren}",
    }


def _aaneen(klassen: Sequence[str]) -> str:
    """Classes of ages that follow on each other are one: `12 tot en met 23`."""
    grenzen = [[int(deel) for deel in een.split("-")] for een in klassen if _KLASSE.match(een)]
    sluit_aan = all(een[-1] + 1 == ander[0] for een, ander in pairwise(grenzen))
    if len(grenzen) < len(klassen) or not sluit_aan or grenzen[0][0] == grenzen[-1][-1]:
        return opsomming(list(klassen), "of")
    return f"{grenzen[0][0]} tot en met {grenzen[-1][-1]}"


def _maand(een: Mapping[str, Any], minstens: int) -> dict[str, str]:
    begin = date.fromisoformat(f"{een['maand']}-01")
    return {
        "naam": f"{MAANDEN[begin.month - 1]} {begin.year}",
        "doorgelaten": _ongeveer(een["doorgelaten"], minstens),
        "tegengehouden": _ongeveer(een["tegengehouden"], minstens),
    }


def _ongeveer(aantal: int | None, minstens: int) -> str:
    return f"minder dan {minstens}" if aantal is None else f"ongeveer {aantal}"


async def toon_convenant(bezoek: Bezoek) -> Response:
    """Who, what for, which data, on which law, how long, and what somebody may ask."""
    try:
        antwoord = await bezoek.lees(_BRON)
    except (ApiWeg, ApiFout):
        return bezoek.fout(foutzin("niet_te_lezen"), 503, "Probeer het opnieuw")
    return bezoek.toon("toezicht/convenant.html", TITEL, **beeld_van(antwoord))


OPENBAAR = (Scherm("convenant", "GET", PAD, toon_convenant, None, 1),)
