"""`POST /v1/processing-activities`: a party's own records of processing, for who may audit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.bevoegdheid import CONTROLEREN
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.dataverwerkingen.lezen import (
    BESCHRIJVING,
    PAD,
    VOORBEELD_REGELS,
    VOORBEELD_SPOOR,
    Leesvraag,
    Lezer,
    Regels,
)
from shared.dataverwerkingen.regels import persoon
from shared.partij.dienst import DienstAfh
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie

Controleur = Annotated[Medewerker, Depends(medewerker(CONTROLEREN))]


class Partijleesvraag(Leesvraag):
    """A person is named by the id in this party's own file; a pseudonym is made of it here."""

    data_subject_id: Kenmerk | None = Field(
        default=None, description="De persoon, met het kenmerk uit het eigen bestand."
    )


def dataverwerkingen_router() -> APIRouter:
    """The reading extension at a party."""
    router = maak_router("dataverwerkingen")

    @router.post(
        PAD,
        **operatie(
            "zoekDataverwerkingen",
            "Lees wat er met gegevens is gedaan",
            beschrijving=BESCHRIJVING,
            verzoek={"traceId": VOORBEELD_SPOOR},
            antwoord=VOORBEELD_REGELS,
        ),
    )
    def zoek(
        vraag: Partijleesvraag,
        dienst: DienstAfh,
        wie: Controleur,  # noqa: ARG001 - the right to audit is checked by asking for it
    ) -> Regels:
        wie_het_betreft = None if vraag.data_subject_id is None else persoon(vraag.data_subject_id)
        return Lezer(dienst.meeschrijver.log).lees(vraag, wie_het_betreft)

    return router
