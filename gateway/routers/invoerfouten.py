"""`GET /v1/invoerfouten`: how often something offered was no message, by sender and place."""

from __future__ import annotations

from gateway.afhankelijkheden import LEZERS, GatewayAfh, RaadplegerAfh
from gateway.routers import voorbeelden
from gateway.vormen import Invoerfoutlijst, Invoerfoutvorm
from shared.web.routes import maak_router, operatie

router = maak_router("registers")


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
def lees_invoerfouten(gateway: GatewayAfh, wie: RaadplegerAfh) -> Invoerfoutlijst:
    return Invoerfoutlijst(
        invoerfouten=[
            Invoerfoutvorm(
                partij=een.partij,
                plaats=een.plaats,
                aantal=een.aantal,
                eerste_op=een.eerste_op,
                laatste_op=een.laatste_op,
            )
            for een in gateway.invoerfouten.van(wie.partij)
        ]
    )
