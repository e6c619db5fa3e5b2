"""S24: what I may, until when, and what is missing; and the pages about this portal itself."""

from __future__ import annotations

from starlette.responses import Response

from shared.portaal.inloggen import eigen_pad
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek


async def toon_rechten(verzoek: Verzoek) -> Response:
    """My own authorisation, in words."""
    begrippen = await verzoek.begrippen()
    mij = await verzoek.api.haal("/autorisaties/mij")
    rechten = [begrippen.kort("rechten", code) for code in mij["rechten"]]
    return verzoek.toon(
        "rechten.html",
        "Mijn rechten",
        functienaam=begrippen.kort("functies", mij["functie"]),
        mij=mij,
        rechten=sorted(een for een in rechten),
        ontbreekt=[een["zin"] if isinstance(een, dict) else str(een) for een in mij["ontbreekt"]],
    )


async def naar_begin(verzoek: Verzoek) -> Response:
    """Where this function begins: its own page, or the first of the menu."""
    portaal = verzoek.bediening.portaal
    eigen = portaal.begin.get(verzoek.sessie.functie)
    mag = [een for een in portaal.menu if verzoek.sessie.mag(een.recht)]
    eerst = [een.pad for een in mag if een.eerst] + [een.pad for een in mag]
    return verzoek.naar(eigen or (eerst[0] if eerst else "/mijn-rechten"))


async def blijf_ingelogd(verzoek: Verzoek) -> Response:
    """A sign of life, after the warning; back to the page where one was."""
    vandaan = verzoek.request.headers.get("referer", "")
    oorsprong = verzoek.bediening.instellingen.server.publieke_url
    return verzoek.naar(eigen_pad(vandaan.removeprefix(oorsprong) if vandaan else "/"))


async def toon_toegankelijkheid(verzoek: Verzoek) -> Response:
    """What was tested for people with a disability, and what was not."""
    return verzoek.toon("toegankelijkheid.html", "Toegankelijkheid")


SCHERMEN = (Scherm("mijn-rechten", "GET", "/mijn-rechten", toon_rechten, None, 1),)
ALTIJD = (
    Scherm("begin", "GET", "/", naar_begin, None, 0),
    Scherm("blijf", "POST", "/ingelogd-blijven", blijf_ingelogd, None, 0),
    Scherm("toegankelijkheid", "GET", "/toegankelijkheid", toon_toegankelijkheid, None, 0),
)
