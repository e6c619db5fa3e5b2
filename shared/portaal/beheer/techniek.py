"""Whether it runs: the services this portal asks, and notifications to the party's own systems.

Nothing of a case stands here.
"""

from __future__ import annotations

import asyncio

from starlette.responses import Response

from shared.portaal.api import Apigesprek
from shared.portaal.beheer import autorisaties
from shared.portaal.portaal import Menupunt, Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.woorden import eigen_woord

BEHEREN = "beheren"


async def toon_gezondheid(verzoek: Verzoek) -> Response:
    """Each service, ready or not and why not."""
    bediening = verzoek.bediening
    bronnen = bediening.portaal.bronnen
    gesprekken = [Apigesprek(bediening.klanten[bron], verzoek.sessie.token) for bron in bronnen]
    standen = await asyncio.gather(*(een.gezond("/gezondheid/gereed") for een in gesprekken))
    verzoek.api.aantal += len(gesprekken)
    return verzoek.toon(
        "beheer/gezondheid.html",
        "Gezondheid",
        diensten=[
            {
                "naam": eigen_woord(
                    "dienst", "eigen" if bron == bediening.portaal.bron else "poort"
                ),
                "goed": stand == [],
                "redenen": stand,
            }
            for bron, stand in zip(bronnen, standen, strict=True)
        ],
    )


async def toon_meldingen(verzoek: Verzoek) -> Response:
    """What went to the party's own systems, and what was given up."""
    antwoord = await verzoek.api.haal("/meldingen")
    return verzoek.toon(
        "beheer/meldingen.html",
        "Meldingen",
        tellers=[
            (eigen_woord("melding", naam), antwoord[naam])
            for naam in ("wachtend", "bezorgd", "dood")
        ],
        opgegeven=[
            {
                "nummer": een["nummer"],
                "pogingen": een["pogingen"],
                "fout": een["laatsteFout"] or "",
                "op": een["gezetOp"],
            }
            for een in antwoord["opgegeven"]
        ],
    )


async def probeer_opnieuw(verzoek: Verzoek) -> Response:
    """Deliver one that was given up once more."""
    await verzoek.api.stuur("POST", f"/meldingen/{verzoek.deel('nummer')}/_opnieuw")
    return verzoek.naar("/beheer/meldingen")


MENU = (
    Menupunt("Autorisaties", "/beheer/autorisaties", autorisaties.LEZEN, groep="Beheer"),
    Menupunt("Meldingen", "/beheer/meldingen", BEHEREN, groep="Beheer"),
    Menupunt("Gezondheid", "/beheer/gezondheid", BEHEREN, groep="Beheer"),
)
SCHERMEN = (
    *autorisaties.SCHERMEN,
    Scherm("gezondheid", "GET", "/beheer/gezondheid", toon_gezondheid, BEHEREN, 2),
    Scherm("meldingen", "GET", "/beheer/meldingen", toon_meldingen, BEHEREN, 1),
    Scherm(
        "melding-opnieuw", "POST", "/beheer/meldingen/{nummer:nummer}", probeer_opnieuw, BEHEREN, 1
    ),
)
