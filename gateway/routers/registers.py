"""Reading the registers: parties, groups and whom a message can be addressed to."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from gateway.afhankelijkheden import (
    LEZERS,
    GatewayAfh,
    NaQuery,
    PaginagrootteAfh,
    RaadplegerAfh,
)
from gateway.routers import voorbeelden
from gateway.vormen import (
    Autorisatielijst,
    Collega,
    Document,
    Groepenlijst,
    Kenmerk,
    Partijcode,
    Partijlijst,
    Partijvorm,
)
from shared.bericht.partijbestand import als_document
from shared.convenant.termijnen import datum_nl
from shared.web.keuzes import eis_keuze
from shared.web.routes import maak_router, operatie

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
def lees_partijen(gateway: GatewayAfh, _: RaadplegerAfh) -> Partijlijst:
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
            for partij in gateway.toegang.partijen()
        ]
    )


@router.get(
    "/groepen",
    **operatie(
        "leesGroepen",
        "De groepen en hun toestand, zonder persoonsgegevens",
        antwoord=voorbeelden.GROEPEN,
        beveiliging=LEZERS,
    ),
)
def lees_groepen(
    gateway: GatewayAfh, wie: RaadplegerAfh, paginagrootte: PaginagrootteAfh, na: NaQuery = None
) -> Groepenlijst:
    groepen, meer = gateway.groepen.pagina(na, paginagrootte, wie)
    return Groepenlijst(
        groepen=groepen,
        volgende=groepen[-1]["id"] if meer else None,
    )


@router.get(
    "/groepen/{id}",
    **operatie(
        "leesGroep",
        "De toestand van één groep, met de dag waarop de aanpak is geëindigd",
        antwoord=voorbeelden.GELEZEN_GROEP,
        beveiliging=LEZERS,
    ),
)
def lees_groep(
    gateway: GatewayAfh,
    wie: RaadplegerAfh,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van de groep.")],
) -> Document:
    return gateway.groepen.een(id, wie)


@router.get(
    "/autorisaties",
    **operatie(
        "leesAutorisaties",
        "Aan wie een bericht gericht kan worden: verwijzing en functie, geen namen",
        antwoord=voorbeelden.AUTORISATIES,
        beveiliging=LEZERS,
    ),
)
def lees_autorisaties(
    gateway: GatewayAfh,
    _: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    na: NaQuery = None,
    partij: Annotated[
        Partijcode | None, Query(description="Alleen medewerkers van deze partij.")
    ] = None,
) -> Autorisatielijst:
    eis_keuze("partij", partij, gateway.lezen.vertaling.regels().partijen)
    rijen, meer = gateway.autorisaties.pagina(partij, na, paginagrootte)
    vandaag = datum_nl(gateway.klok())
    return Autorisatielijst(
        autorisaties=[
            Collega(
                id=rij.id,
                partij=rij.partij,
                functie=rij.functie,
                geldig_tot=rij.geldig_tot,
                geldig=rij.geldt_op(vandaag),
            )
            for rij in rijen
        ],
        volgende=rijen[-1].id if meer else None,
    )
