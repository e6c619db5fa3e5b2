"""What the OM does for a group by itself: it stays here, and others hear only that it is done."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.rijen import NAGELEZEN
from shared.portaal.vraagbladen.velden import JA, KEUZE, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in

LEZEN, SCHRIJVEN = "dossier.lezen", "dossier.schrijven"
_SOORTEN = (
    ("zitting-versnellen", "Een zitting versnellen"),
    ("zaken-koppelen", "Zaken samen behandelen"),
    ("context-requisitoir", "De context noemen in het requisitoir"),
)
VELDEN = (
    Invulveld("soort", "Wat doet het OM?", KEUZE, keuzes=_SOORTEN),
    Invulveld("intern", "Wat spreekt u intern af?", TEKST, hint="Dit blijft bij het OM."),
    Invulveld("recidivebeperkend", "Het helpt om herhaling te voorkomen", JA, verplicht=False),
    NAGELEZEN,
)


async def toon_maatwerk(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """What was agreed for this group, and what the gemeente knows of it."""
    begrippen = await verzoek.begrippen()
    groep = verzoek.deel("groep")
    toestand, lijst = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"),
        verzoek.api.haal(f"/groepen/{groep}/maatwerk", paginagrootte=100),
    )
    hier = f"/groepen/{groep}/maatwerk"
    return verzoek.toon(
        "om/maatwerk.html",
        "Maatwerk",
        422 if fouten else 200,
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        regels=[
            {**een, "titel": dict(_SOORTEN).get(een["soort"], "Maatwerk"),
             "gedaan": f"{hier}/{een['id']}/gedaan"}
            for een in lijst["maatwerk"]
        ],
        formulier=Invulblad(VELDEN, "Leg dit vast", hier).met(verzoek.velden, fouten)
        if verzoek.sessie.mag(SCHRIJVEN)
        else None,
    )  # fmt: skip


async def leg_vast(verzoek: Verzoek) -> Response:
    """Record it."""
    groep = verzoek.deel("groep")

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/groepen/{groep}/maatwerk"
        await verzoek.api.stuur("POST", pad, inhoud, koppen=verzoek.een_keer)
        return pad

    return await dien_in(verzoek, VELDEN, doe, toon_maatwerk)


async def koppel_terug(verzoek: Verzoek) -> Response:
    """Tell the gemeente that it is done, and nothing else."""
    await verzoek.api.stuur("POST", f"/maatwerk/{verzoek.deel('maatwerk')}/_terugkoppelen")
    return verzoek.naar(f"/groepen/{verzoek.deel('groep')}/maatwerk")


_GROEP = "/groepen/{groep:uuid}/maatwerk"
_GEDAAN = f"{_GROEP}/{{maatwerk:uuid}}/gedaan"
SCHERMEN = (
    Scherm("maatwerk", "GET", _GROEP, toon_maatwerk, LEZEN, 2),
    Scherm("leg-maatwerk-vast", "POST", _GROEP, leg_vast, SCHRIJVEN, 3),
    Scherm("koppel-maatwerk-terug", "POST", _GEDAAN, koppel_terug, "stukken.delen", 1),
)
