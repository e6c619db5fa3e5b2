"""Long work that somebody began: how far it is, and where the outcome is."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.wegen import wegwijzer
from shared.portaal.schermen.werkblad import Werkblad, als_regels
from shared.portaal.verzoek import Verzoek

HIER = "/bezig"
RUST = "stil"
_RECHT = "incidenten.melden"


_BLAD = Werkblad(
    "Lang werk", HIER, "U begon de laatste dertig dagen niets dat lang duurt.",
    "Bekijk wat eruit kwam",
)  # fmt: skip


async def toon_werk(
    verzoek: Verzoek, blad: Werkblad, wijs: Callable[[str | None], str | None]
) -> Response:
    """The page; while something runs it looks again by itself, unless one asked for rest."""
    werk = await verzoek.api.haal("/werkzaamheden")
    regels = als_regels(werk["werkzaamheden"], wijs)
    loopt = sum(een["open"] for een in regels)
    return verzoek.toon(
        "bezig.html",
        blad.titel,
        kruimels=list(blad.boven),
        blad=blad,
        regels=regels,
        loopt=loopt,
        ververs=bool(loopt) and not verzoek.vraag(RUST),
        rust=f"{blad.hier}?{RUST}=ja",
    )


async def toon_bezig(verzoek: Verzoek) -> Response:
    """Of the own service."""
    wijs = wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat)
    return await toon_werk(verzoek, _BLAD, wijs)


# What the page asks by itself is no sign that somebody is there.
SCHERMEN = (
    Scherm("bezig", "GET", HIER, toon_bezig, _RECHT, 1),
    Scherm("bezig-stand", "GET", _BLAD.stand, toon_bezig, _RECHT, 1, gaat_door=True),
)
