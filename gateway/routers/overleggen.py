"""Meetings, registered beforehand, and what was said there or by telephone."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from starlette.requests import Request

from gateway.afhankelijkheden import LEZERS, GatewayAfh, RaadplegerAfh
from gateway.ondertekend import lees_ondertekend
from gateway.overleggen.opdrachten import Mondeling
from gateway.overleggen.opslag import Gezegd, Overleg
from gateway.overleggen.vormen import (
    Geplaatstvorm,
    Gezegdvorm,
    Mondelinginvoer,
    Overleginvoer,
    Overleglijst,
    Overlegvorm,
)
from gateway.routers import voorbeelden
from gateway.vormen import Kenmerk
from shared.web.identiteit import OrganisatieAfh
from shared.web.routes import maak_router, operatie

router = maak_router("overleggen")

_TEKENEN = "Onderteken de body: koppen `Digest` en `Payload-Signature`."


@router.put(
    "/overleggen/{id}",
    **operatie(
        "registreerOverleg",
        "Registreer of wijzig een overleg voordat het begint",
        beschrijving=f"Wie erbij zijn, is vooraf bekend; het zijn verwijzingen. {_TEKENEN}",
        verzoek=voorbeelden.OVERLEG_IN,
        antwoord={"bladnummer": 12},
        fouten=(409,),
    ),
)
async def registreer_overleg(
    request: Request,
    organisatie: OrganisatieAfh,
    gateway: GatewayAfh,
    invoer: Overleginvoer,
    id: Annotated[Kenmerk, Path(description="Het kenmerk, door de organisator gekozen.")],
) -> Geplaatstvorm:
    velden = invoer.model_dump()
    overleg = Overleg(id=id, **{**velden, "deelnemers": tuple(invoer.deelnemers)})
    geplaatst = await gateway.overleggen.registreer(
        overleg, await lees_ondertekend(request), organisatie.oin
    )
    return Geplaatstvorm(bladnummer=geplaatst.bladnummer)


@router.get(
    "/overleggen",
    **operatie(
        "leesOverleggen",
        "De overleggen over een groep waar u vandaag bij hoort",
        antwoord={"overleggen": [voorbeelden.OVERLEG]},
        beveiliging=LEZERS,
    ),
)
def lees_overleggen(
    gateway: GatewayAfh,
    wie: RaadplegerAfh,
    groep: Annotated[Kenmerk, Query(description="Het kenmerk van de groep.")],
) -> Overleglijst:
    gevonden = gateway.overleggen.van_groep(groep, wie.partij)
    return Overleglijst(overleggen=[_vorm(overleg, []) for overleg in gevonden])


@router.get(
    "/overleggen/{id}",
    **operatie(
        "leesOverleg",
        "Eén overleg, met wat u er zei of te horen kreeg",
        antwoord=voorbeelden.OVERLEG,
        beveiliging=LEZERS,
    ),
)
def lees_overleg(
    gateway: GatewayAfh,
    wie: RaadplegerAfh,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van het overleg.")],
) -> Overlegvorm:
    return _vorm(*gateway.overleggen.een(id, wie.partij))


@router.post(
    "/mondelinge-verstrekkingen",
    **operatie(
        "bevestigMondelingeVerstrekking",
        "Leg vast dat iets dat mocht worden gedeeld, ook is gezegd",
        status=201,
        beschrijving=(
            "De toetsing gaat vooraf: verstuur eerst het bericht over een mondeling kanaal. "
            f"{_TEKENEN}"
        ),
        verzoek=voorbeelden.MONDELING_IN,
        antwoord={"bladnummer": 14},
        fouten=(409,),
    ),
)
async def bevestig_mondeling(
    request: Request, organisatie: OrganisatieAfh, gateway: GatewayAfh, invoer: Mondelinginvoer
) -> Geplaatstvorm:
    geplaatst = await gateway.overleggen.bevestig(
        Mondeling(**invoer.model_dump()), await lees_ondertekend(request), organisatie.oin
    )
    return Geplaatstvorm(bladnummer=geplaatst.bladnummer)


def _vorm(overleg: Overleg, gezegd: list[Gezegd]) -> Overlegvorm:
    return Overlegvorm(
        id=overleg.id,
        partij=overleg.partij,
        groep=overleg.groep,
        soort=overleg.soort,
        locatie=overleg.locatie,
        begin=overleg.begin,
        einde=overleg.einde,
        deelnemers=list(overleg.deelnemers),
        afgelast=overleg.afgelast,
        gezegd=[
            Gezegdvorm(
                bericht=een.bericht,
                afzender=een.afzender,
                ontvanger=een.ontvanger,
                verslag=een.verslag,
                bladnummer=een.bladnummer,
            )
            for een in gezegd
        ],
    )
