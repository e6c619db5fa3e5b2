"""``/v1/meldingen``: what the party's own system was told, and what did not arrive."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import Field

from shared.bestand.toegang.medewerker import Beheerder, beheerder
from shared.meldingen.opslag import Meldingenbak, Status
from shared.partij.dienst import DienstAfh
from shared.partij.fouten import Conflict
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

BeheerderAfh = Annotated[Beheerder, Depends(beheerder)]


class DodemeldingUit(Uitvoermodel):
    """A notification that was given up."""

    nummer: int
    bestemming: str
    onderwerp: str = Field(description="Waar zij over ging: een verwijzing.")
    pogingen: int
    laatste_fout: str | None
    gezet_op: datetime


class SeinenUit(Uitvoermodel):
    """How notifications stand, and the ones that were given up."""

    wachtend: int
    bezorgd: int = Field(description="Wat in de afgelopen tijd aankwam; oudere zijn opgeruimd.")
    dood: int
    opgegeven: list[DodemeldingUit] = Field(description="De oudste honderd die zijn opgegeven.")


VOORBEELD: dict[str, Any] = {
    "wachtend": 0,
    "bezorgd": 12,
    "dood": 1,
    "opgegeven": [
        {
            "nummer": 7,
            "bestemming": "webhook",
            "onderwerp": "0193aaaa-0000-7000-8000-0000000000b1",
            "pogingen": 50,
            "laatsteFout": "De webhook antwoordde met 500.",
            "gezetOp": VOORBEELD_TIJD,
        }
    ],
}


def meldingen_router() -> APIRouter:
    """The operations on notifications."""
    router = maak_router("meldingen")

    @router.get(
        "/meldingen",
        response_model=SeinenUit,
        **operatie(
            "toonMeldingen",
            "Geeft hoe het staat met de meldingen aan het eigen systeem",
            antwoord=VOORBEELD,
        ),
    )
    def toon(u: UitwisselingAfh, wie: BeheerderAfh) -> SeinenUit:  # noqa: ARG001 - who may ask
        with u.dienst.lezend() as sessie:
            bak = Meldingenbak(sessie.connection())
            return SeinenUit(
                wachtend=bak.aantal(Status.WACHTEND),
                bezorgd=bak.aantal(Status.BEZORGD),
                dood=bak.aantal(Status.DOOD),
                opgegeven=[
                    DodemeldingUit(
                        **{naam: getattr(een, naam) for naam in DodemeldingUit.model_fields}
                    )
                    for een in bak.dode()
                ],
            )

    @router.post(
        "/meldingen/{nummer}/_opnieuw",
        **operatie(
            "bezorgMeldingOpnieuw",
            "Probeert een melding die is opgegeven opnieuw te bezorgen",
            status=204,
            fouten=(409,),
        ),
    )
    def opnieuw(
        nummer: Annotated[int, Path(ge=1, le=2**53, description="Het nummer van de melding.")],
        dienst: DienstAfh,
        wie: BeheerderAfh,  # noqa: ARG001 - who may ask
    ) -> None:
        with dienst.transactie() as sessie:
            if not Meldingenbak(sessie.connection()).wek(nummer, dienst.klok()):
                raise Conflict("Deze melding is niet opgegeven, of bestaat niet.")

    return router
