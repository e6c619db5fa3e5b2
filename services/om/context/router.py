"""``/v1/contextinformatie`` and ``/v1/zaken``: context, to the officer of a named case (8.1)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from services.om.context import opslag
from services.om.context.dienst import Contextinformatie, Doorgeefopdracht, Instemming
from services.om.context.vormen import (
    VOORBEELD_CONTEXT,
    VOORBEELD_EIGEN_ZAAK,
    VOORBEELD_TOEGEVOEGD,
    VOORBEELD_TOEVOEGING,
    ContextlijstUit,
    ContextUit,
    Doorgeefinvoer,
    DoorgegevenUit,
    EigenZaakUit,
    EigenZakenUit,
    Toevoeginvoer,
    context_uit,
    lijst_uit,
)
from services.om.onderzoek.dienst import BEHANDELEN
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web.afhankelijkheden import GroepId
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

Doorgever = Annotated[Medewerker, Depends(medewerker("contextinformatie.doorgeven"))]
Zaakofficier = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
ZaakId = Annotated[Kenmerk, Path(alias="zaakId", description="De zaak.")]
_VASTGELEGD = "Het inzien wordt vastgelegd, per persoon."


def context_router() -> APIRouter:
    """The operations on context information."""
    router = maak_router("contextinformatie")
    _voeg_doorgeven_toe(router)
    _voeg_zaken_toe(router)
    return router


def _voeg_doorgeven_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/contextinformatie",
        response_model=ContextlijstUit,
        **operatie(
            "lijstContextinformatie",
            "Geeft de contextinformatie over een groep, met hoe lang zij nog blijft",
            antwoord={
                "contextinformatie": [VOORBEELD_CONTEXT],
                "volgende": None,
                "weggelaten": 0,
            },
            beschrijving=_VASTGELEGD,
        ),
    )
    def lijst(
        groep: GroepId, u: UitwisselingAfh, wie: Doorgever, pagina: PaginaAfh
    ) -> ContextlijstUit:
        return lijst_uit(u.dienst, Contextinformatie(u, wie).van_groep(groep, pagina))

    @router.post(
        "/contextinformatie/_doorgeven",
        response_model=DoorgegevenUit,
        **operatie(
            "geefContextinformatieDoor",
            "Geeft contextinformatie aan de officier van een genoemde zaak",
            status=201,
            verzoek={
                "gegevens": ["0193aaaa-0000-7000-8000-0000000000c1"],
                "zaak": "0193aaaa-0000-7000-8000-000000000c02",
                "zaakofficier": "0193aaaa-0000-7000-8000-000000000014",
            },
            antwoord={"contextinformatie": [VOORBEELD_CONTEXT]},
            fouten=(409, 502),
            beschrijving=(
                "Alleen zolang het onderzoek loopt. De termijn loopt door: wat op de laatste dag "
                "niet in een strafdossier is gevoegd, wordt vernietigd."
            ),
        ),
    )
    async def geef_door(
        invoer: Doorgeefinvoer, u: UitwisselingAfh, wie: Doorgever
    ) -> DoorgegevenUit:
        opdracht = Doorgeefopdracht(invoer.gegevens, invoer.zaak, invoer.zaakofficier)
        gegeven = await Contextinformatie(u, wie).geef_door(opdracht)
        return DoorgegevenUit(contextinformatie=[context_uit(u.dienst, een) for een in gegeven])


def _voeg_zaken_toe(router: APIRouter) -> None:
    @router.get(
        "/zaken",
        response_model=EigenZakenUit,
        **operatie(
            "lijstEigenZaken",
            "Geeft de zaken waarvan u de zaakofficier bent",
            antwoord={"zaken": [VOORBEELD_EIGEN_ZAAK], "volgende": None},
        ),
    )
    def zaken(u: UitwisselingAfh, wie: Zaakofficier, pagina: PaginaAfh) -> EigenZakenUit:
        vraag = opslag.zaken_van(
            zaakofficier=wie.autorisatie_id, na=pagina.na, hoogstens=pagina.een_meer()
        )
        with u.dienst.lezend() as sessie:
            gevonden = [(zaak, onderzoek) for zaak, onderzoek in sessie.execute(vraag)]
            rijen, volgende = pagina.snijd(gevonden, lambda een: een[0].id)
            eigen = [
                EigenZaakUit(
                    id=zaak.id,
                    nummer=zaak.nummer,
                    onderzoek=onderzoek.id,
                    groep=onderzoek.groep,
                    van=onderzoek.van,
                    tot=onderzoek.tot,
                )
                for zaak, onderzoek in rijen
            ]
        return EigenZakenUit(zaken=eigen, volgende=volgende)

    @router.get(
        "/zaken/{zaakId}/contextinformatie",
        response_model=ContextlijstUit,
        **operatie(
            "lijstContextinformatieVanZaak",
            "Geeft de contextinformatie bij een eigen zaak",
            antwoord={
                "contextinformatie": [VOORBEELD_CONTEXT],
                "volgende": None,
                "weggelaten": 0,
            },
            beschrijving=_VASTGELEGD,
        ),
    )
    def van_zaak(
        zaak: ZaakId, u: UitwisselingAfh, wie: Zaakofficier, pagina: PaginaAfh
    ) -> ContextlijstUit:
        return lijst_uit(u.dienst, Contextinformatie(u, wie).van_zaak(zaak, pagina))

    @router.post(
        "/contextinformatie/{doorgifte}/_toevoegen",
        response_model=ContextUit,
        **operatie(
            "voegContextinformatieToeAanDossier",
            "Legt vast dat het in het strafdossier is gevoegd; het verdwijnt uit dit bestand",
            verzoek=VOORBEELD_TOEVOEGING,
            antwoord=VOORBEELD_TOEGEVOEGD,
            fouten=(409,),
            beschrijving=(
                "Voeg het eerst toe en leg het daarna hier vast: de inhoud is hier dan weg. Alleen "
                "de officier van de zaak doet dit, met instemming van de bron."
            ),
        ),
    )
    def voeg_toe(
        doorgifte: Kenmerk, invoer: Toevoeginvoer, u: UitwisselingAfh, wie: Zaakofficier
    ) -> ContextUit:
        instemming = Instemming(invoer.instemming.van, invoer.instemming.op)
        return context_uit(u.dienst, Contextinformatie(u, wie).voeg_toe(doorgifte, instemming))
