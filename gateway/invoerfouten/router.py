"""`GET /v1/invoerfouten`: how often something offered was no message, by sender and place."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from gateway.invoerfouten.dienst import Invoerfouten
from gateway.invoerfouten.vormen import Invoerfoutlijst, Invoerfoutvorm
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.web import voorbeelden
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("registers")

InvoerfoutenAfh = Annotated[Invoerfouten, Depends(van(Invoerfouten))]


@router.get(
    "/invoerfouten",
    **operatie(
        "leesInvoerfouten",
        "Hoe vaak wat werd aangeboden geen bericht was, en op welke plaats de fout zat",
        beschrijving=(
            "Wat niet de vorm van het profiel heeft, of een code noemt die het convenant niet "
            "kent, wordt niet getoetst en nergens vastgelegd. Alleen de plaats wordt geteld; wat "
            "er stond niet. Een partij ziet haar eigen tellingen."
        ),
        antwoord=voorbeelden.INVOERFOUTEN,
        beveiliging=LEZERS,
    ),
)
def lees_invoerfouten(invoerfouten: InvoerfoutenAfh, wie: RaadplegerAfh) -> Invoerfoutlijst:
    return Invoerfoutlijst(
        invoerfouten=[
            Invoerfoutvorm(
                partij=een.partij,
                plaats=een.plaats,
                aantal=een.aantal,
                eerste_op=een.eerste_op,
                laatste_op=een.laatste_op,
            )
            for een in invoerfouten.van(wie.partij)
        ]
    )
