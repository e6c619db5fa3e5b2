"""What stands behind one number of the calendar: each thing with its day and why. No names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from shared.portaal.beeld.bewaarkalender import lange_maand
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.woorden import Woordenlijst, eigen_woord

_MAAND = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_PER_KEER = 100


def postregel(
    een: Mapping[str, Any],
    soorten: Mapping[str, str],
    groepen: Mapping[str, str],
    begrippen: Woordenlijst,
) -> dict[str, Any]:
    """One thing: what, when, and why as the service says it."""
    soort = een["gegevenssoort"]
    return {
        "wat": begrippen.kort("gegevenssoorten", soort) if soort else soorten.get(een["wat"], ""),
        "dag": een["dag"],
        "zin": een["zin"] or eigen_woord("bewaren", "waarom_elders"),
        "groep": een["groep"] if een["groep"] in groepen else "",
        "groepscode": groepen.get(een["groep"] or "", ""),
    }


async def toon_lijst(verzoek: Verzoek) -> Response:
    """A month, or one kind in it; codes only in the address."""
    maand, wat = verzoek.vraag("maand"), verzoek.vraag("wat")
    if not _MAAND.fullmatch(maand):
        raise NietGevonden
    gekozen = {"maand": maand, "wat": wat, "na": verzoek.vraag("na"), "paginagrootte": _PER_KEER}
    vraag = urlencode({naam: een for naam, een in gekozen.items() if een})
    begrippen = await verzoek.begrippen()
    lijst, termijnen, groepen = await verzoek.api.samen(
        f"/bewaarlijst?{vraag}", "/bewaartermijnen", "/groepen"
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    soorten, hier = termijnen["soorten"], {"maand": maand, "wat": wat}
    return verzoek.toon(
        "bewaren/lijst.html",
        "Wat er weggaat",
        kruimels=[("Bewaren", "/bewaren")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        maand=lange_maand(maand),
        soort=soorten.get(wat, ""),
        rijen=[postregel(een, soorten, codes, begrippen) for een in lijst["items"]],
        alles=f"/bewaren/lijst?maand={maand}" if wat else "",
        verder=f"/bewaren/lijst?{urlencode({**hier, 'na': lijst['volgende']})}"
        if lijst["volgende"]
        else "",
    )


SCHERMEN = (Scherm("bewaarlijst", "GET", "/bewaren/lijst", toon_lijst, "raadplegen", 1),)
