"""S4: what happened in a group, by day, in two levels of detail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from shared.portaal.beeld.dagen import teken_dagen, zin_van
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.wegen import wegwijzer
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import als_moment
from shared.portaal.woorden import Woordenlijst

_ALLES = "alles"
_HOOFDLIJNEN = "hoofdlijnen"
_HOEVEEL = 100


def feitregel(
    feit: Mapping[str, Any],
    begrippen: Woordenlijst,
    wijs: Callable[[str | None], str | None],
) -> dict[str, Any]:
    """One fact: what, when, which party, and where to go on."""
    return {
        "titel": feit["titel"],
        "tijdstip": feit["tijdstip"],
        "partij": begrippen.partij(feit["partij"]) if feit["partij"] else "",
        "pad": wijs(feit["pad"]),
    }


async def toon_tijdlijn(verzoek: Verzoek) -> Response:
    """The timeline of a group, the newest first."""
    groep = verzoek.deel("groep")
    zoom = _ALLES if verzoek.vraag("zoom") == _ALLES else _HOOFDLIJNEN
    begrippen = await verzoek.begrippen()
    toestand, tijdlijn = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"),
        verzoek.api.haal(
            f"/groepen/{groep}/tijdlijn",
            zoom=zoom,
            paginagrootte=_HOEVEEL,
            cursor=verzoek.vraag("verder"),
        ),
    )
    eigen = f"/groepen/{groep}"
    wijs = wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat)
    feiten = [feitregel(een, begrippen, wijs) for een in tijdlijn["feiten"]]
    for feit in feiten:
        feit["pad"] = None if feit["pad"] == eigen else feit["pad"]
    op = [als_moment(feit["tijdstip"]).date() for feit in feiten]
    dagen = groupby(feiten, key=lambda feit: als_moment(feit["tijdstip"]).date())
    return verzoek.toon(
        "tijdlijn.html",
        f"Tijdlijn van {toestand['code']}",
        kruimels=[("Groepen", "/groepen"), (toestand["code"], eigen)],
        kruimel="Tijdlijn",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        zoom=zoom,
        dagen=[list(rij) for _, rij in dagen],
        strook=_strook(op) if len(set(op)) > 1 else None,
        verder=tijdlijn["volgende"],
    )


def _strook(op: Sequence[date]) -> dict[str, Any]:
    """The days of this page on one line, above the list that says what happened."""
    titel = "Wanneer er iets gebeurde"
    return {
        "zin": zin_van(op),
        # Made by `beeld`, which escapes every text in it.
        "breed": Markup(teken_dagen(titel, op)),  # noqa: S704
        "smal": Markup(teken_dagen(titel, op, smal=True)),  # noqa: S704
    }


SCHERMEN = (
    Scherm("tijdlijn", "GET", "/groepen/{groep:uuid}/tijdlijn", toon_tijdlijn, "raadplegen", 2),
)
