"""S4: what happened in a group, by day, in two levels of detail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from shared.portaal.beeld.dagen import teken_dagen
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.wegen import wegwijzer
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import als_moment, dag, telwoord
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


def zin_van(dagen: Iterable[date]) -> str:
    """The strip in a sentence, with the longest time in which nothing happened."""
    op = sorted(set(alles := list(dagen)))
    if not op:
        return "Er is nog niets gebeurd."
    aantal = telwoord(len(alles), "gebeurtenis", "gebeurtenissen")
    if len(op) == 1:
        return f"{aantal} op {dag(op[0])}."
    stil, tot = max((later - eerder, later) for eerder, later in pairwise(op))
    zin = f"{aantal} op {len(op)} dagen, van {dag(op[0])} tot en met {dag(op[-1])}."
    if stil.days == 1:
        return zin
    return f"{zin} Het langst stil was het voor {dag(tot)}: {stil.days - 1} dagen."


def _strook(op: Sequence[date]) -> dict[str, Any]:
    """The days of this page on one line, above the list that says what happened."""
    titel, zin = "Wanneer er iets gebeurde", zin_van(op)
    randen = (dag(min(op)), dag(max(op)))
    return {
        "zin": zin,
        # Made by `beeld`, which escapes every text in it.
        "breed": Markup(teken_dagen(titel, zin, op, randen)),  # noqa: S704
        "smal": Markup(teken_dagen(titel, zin, op, randen, smal=True)),  # noqa: S704
    }


SCHERMEN = (
    Scherm("tijdlijn", "GET", "/groepen/{groep:uuid}/tijdlijn", toon_tijdlijn, "raadplegen", 2),
)
