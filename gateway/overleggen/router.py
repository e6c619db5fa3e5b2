"""Meetings, registered beforehand, and what is said there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Depends, Path, Query
from starlette.requests import Request

from gateway.overleggen.dienst import Overlegbeeld, Overleggen
from gateway.overleggen.vormen import (
    Geplaatstvorm,
    Openvorm,
    Overleginvoer,
    Overleglijst,
    Overlegvorm,
)
from gateway.registers.overleggen import Overleg
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, lees_ondertekend
from gateway.toegang.registerversie import Registerversie
from gateway.uitingen.vormen import uitingvorm
from gateway.web import voorbeelden
from gateway.web.afhankelijkheden import KlokAfh
from gateway.web.vormen import Kenmerk
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("overleggen")

OverleggenAfh = Annotated[Overleggen, Depends(van(Overleggen))]

_TEKENEN = "Onderteken de body: koppen `Digest` en `Payload-Signature`."


@router.put(
    "/overleggen/{id}",
    **operatie(
        "registreerOverleg",
        "Registreer of wijzig een overleg voordat het begint",
        beschrijving=(
            "Wie erbij zijn, is vooraf bekend; het zijn verwijzingen. Is het begonnen, dan komt er "
            "alleen nog iemand aan de deur bij. Is er iets in toegestaan, dan komt er niemand meer "
            f"bij. {_TEKENEN}"
        ),
        verzoek=voorbeelden.OVERLEG_IN,
        antwoord={"bladnummer": 12},
        fouten=(409,),
    ),
)
async def registreer_overleg(
    request: Request,
    organisatie: OrganisatieAfh,
    overleggen: OverleggenAfh,
    invoer: Overleginvoer,
    id: Annotated[Kenmerk, Path(description="Het kenmerk, door de organisator gekozen.")],
) -> Geplaatstvorm:
    velden = invoer.model_dump(exclude={"id", "versie", "tijdstip"})
    versie = Registerversie(invoer.id, invoer.versie, invoer.tijdstip)
    lijsten = {naam: tuple(velden[naam]) for naam in ("groepen", "deelnemers")}
    overleg = Overleg(id=id, **{**velden, **lijsten})
    geplaatst = await overleggen.registreer(
        overleg, versie, await lees_ondertekend(request), organisatie.oin
    )
    return Geplaatstvorm(bladnummer=geplaatst.bladnummer)


@router.get(
    "/overleggen",
    **operatie(
        "leesOverleggen",
        "De overleggen waar u vandaag bij hoort: over een groep, of op deze dagen",
        antwoord={"overleggen": [voorbeelden.OVERLEG]},
        beveiliging=LEZERS,
    ),
)
def lees_overleggen(
    overleggen: OverleggenAfh,
    klok: KlokAfh,
    wie: RaadplegerAfh,
    groep: Annotated[Kenmerk | None, Query(description="Het kenmerk van de groep.")] = None,
    van: Annotated[date | None, Query(description="De eerste dag.")] = None,
    tot: Annotated[date | None, Query(description="De laatste dag.")] = None,
) -> Overleglijst:
    gevonden, nu = overleggen.agenda(groep, van, tot, wie.partij), klok()
    return Overleglijst(
        overleggen=[_vorm(Overlegbeeld(een, (), ()), wie.partij, nu) for een in gevonden]
    )


@router.get(
    "/overleggen/{id}",
    **operatie(
        "leesOverleg",
        "Eén overleg, met wat u er zegt of te horen krijgt, en wat nog open staat",
        antwoord=voorbeelden.OVERLEG,
        beveiliging=LEZERS,
    ),
)
def lees_overleg(
    overleggen: OverleggenAfh,
    klok: KlokAfh,
    wie: RaadplegerAfh,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van het overleg.")],
) -> Overlegvorm:
    return _vorm(overleggen.een(id, wie.partij), wie.partij, klok())


def _vorm(beeld: Overlegbeeld, partij: str | None, nu: datetime) -> Overlegvorm:
    overleg = beeld.overleg
    return Overlegvorm(
        id=overleg.id,
        partij=overleg.partij,
        groepen=list(overleg.groepen),
        soort=overleg.soort,
        locatie=overleg.locatie,
        begin=overleg.begin,
        einde=overleg.einde,
        deelnemers=list(overleg.deelnemers),
        afgelast=overleg.afgelast,
        uitingen=[uitingvorm(stand, partij, nu) for stand in beeld.uitingen],
        open=[
            Openvorm(
                uiting=een.uiting,
                afzender=een.afzender,
                uiterlijk=een.uiterlijk.astimezone(UTC).replace(microsecond=0),
            )
            for een in beeld.open
        ],
    )
