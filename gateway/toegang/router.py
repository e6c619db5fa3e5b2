"""Reading the registers: parties, groups and whom a message can be addressed to."""

from __future__ import annotations

from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, ToegangAfh
from gateway.toegang.vormen import Partijlijst, Partijvorm
from gateway.web import voorbeelden
from shared.bericht.partijen.partijbestand import als_document
from shared.web.beschrijving.routes import maak_router, operatie

router = maak_router("registers")


@router.get(
    "/partijen",
    **operatie(
        "leesPartijen",
        "Wie er meedoen: wat elke partij over zichzelf ondertekende",
        antwoord=voorbeelden.PARTIJEN,
        beveiliging=LEZERS,
    ),
)
def lees_partijen(toegang: ToegangAfh, _: RaadplegerAfh) -> Partijlijst:
    return Partijlijst(
        partijen=[
            Partijvorm(
                code=partij.code,
                oin=partij.oin,
                naam=partij.naam,
                endpoint=partij.endpoint,
                actief=partij.actief,
                dpia_goedgekeurd=partij.dpia_goedgekeurd,
                certificaten=partij.certificaten,
                **als_document(partij.bestand),
            )
            for partij in toegang.partijen()
        ]
    )
