"""Who may act for this party: what ends, what the gateway does not know yet, what was refused."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.beheer.rijen import autorisatieregel, verzoekregel
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek

LEZEN = "autorisaties.lezen"
BEVESTIGEN = "autorisaties.bevestigen"


async def toon_autorisaties(verzoek: Verzoek, fout: str = "", status: int = 200) -> Response:
    """What needs an eye first, then everybody."""
    begrippen = await verzoek.begrippen()
    lijst, verzoeken = await asyncio.gather(
        verzoek.api.haal("/autorisaties", paginagrootte=100),
        verzoek.api.haal("/autorisatieverzoeken", paginagrootte=100),
    )
    rijen = [autorisatieregel(een, begrippen, verzoek.vandaag) for een in lijst["autorisaties"]]
    rijen.sort(key=lambda een: (not een["let_op"], een["tot"], een["naam"]))
    gevraagd = [verzoekregel(een, begrippen) for een in verzoeken["autorisatieverzoeken"]]
    return verzoek.toon(
        "beheer/autorisaties.html",
        "Autorisaties",
        status,
        fout=fout,
        rijen=rijen,
        meer=bool(lijst["volgende"]),
        wachtend=[een for een in gevraagd if een["wacht"]],
        afgedaan=[een for een in reversed(gevraagd) if not een["wacht"]][:20],
        mag_bevestigen=verzoek.sessie.mag(BEVESTIGEN),
    )


async def doe_af(verzoek: Verzoek) -> Response:
    """Confirm or refuse, as the second person."""
    id_ = verzoek.deel("verzoek")
    try:
        if verzoek.veld("wat") == "bevestig":
            inhoud: dict[str, Any] = {"autorisatieverzoeken": [id_]}
            await verzoek.api.stuur("POST", "/autorisatieverzoeken/_bevestig", inhoud)
        elif not verzoek.veld("reden"):
            return await toon_autorisaties(verzoek, "Schrijf op waarom u weigert.", 422)
        else:
            inhoud = {"reden": verzoek.veld("reden")}
            await verzoek.api.stuur("POST", f"/autorisatieverzoeken/{id_}/_weiger", inhoud)
    except ApiFout as weigering:
        if weigering.status not in (400, 403, 409):
            raise
        zin = weigering.zin or "Dit kan nu niet."
        return await toon_autorisaties(verzoek, zin, weigering.status)
    return verzoek.naar("/beheer/autorisaties")


SCHERMEN = (
    Scherm("autorisaties", "GET", "/beheer/autorisaties", toon_autorisaties, LEZEN, 2),
    Scherm("autorisatie-af", "POST", "/beheer/autorisaties/{verzoek:uuid}", doe_af, BEVESTIGEN, 3),
)
