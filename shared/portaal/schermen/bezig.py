"""Long work that somebody began: how far it is, and where the outcome is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.wegen import wegwijzer
from shared.portaal.verzoek import Verzoek

HIER = "/bezig"
STAND = f"{HIER}/stand"
RUST = "stil"
_RECHT = "incidenten.melden"
_OPEN = ("bezig", "stokt")


def als_regels(
    werk: Iterable[Mapping[str, Any]], wijs: Callable[[str | None], str | None]
) -> list[dict[str, Any]]:
    """The rows of the page; what is under way first, else the newest first."""
    regels = [
        {
            "titel": een["titel"],
            "zin": een["zin"],
            "stokt": een["stand"] == "stokt",
            "open": een["stand"] in _OPEN,
            "gedaan": een["gedaan"],
            "totaal": een["totaal"],
            "begonnen": een["begonnenOp"],
            "naar": wijs(een["resultaat"]),
        }
        for een in werk
    ]
    return sorted(regels, key=lambda een: not een["open"])


async def toon_bezig(verzoek: Verzoek) -> Response:
    """The page; while something runs it looks again by itself, unless one asked for rest."""
    werk = await verzoek.api.haal("/werkzaamheden")
    wijs = wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat)
    regels = als_regels(werk["werkzaamheden"], wijs)
    loopt = sum(een["open"] for een in regels)
    return verzoek.toon(
        "bezig.html",
        "Lang werk",
        regels=regels,
        loopt=loopt,
        ververs=bool(loopt) and not verzoek.vraag(RUST),
        hier=HIER,
        stand=STAND,
        rust=f"{HIER}?{RUST}=ja",
    )


# What the page asks by itself is no sign that somebody is there.
SCHERMEN = (
    Scherm("bezig", "GET", HIER, toon_bezig, _RECHT, 1),
    Scherm("bezig-stand", "GET", STAND, toon_bezig, _RECHT, 1, gaat_door=True),
)
