"""``/v1/groepen/{groepId}/namenlijsten``: compose, weigh, make final, send, and who confirmed."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.werkzaamheden.afhankelijkheden import LangwerkAfh
from shared.convenant.berichtsoorten import ledencategorie
from shared.partij.dienst import Dienst
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.router import LOCATION, ONDERWEG, stand_na_versturen
from shared.verzenden.versturen.vormen import VOORBEELD_STAND, VerzendingUit
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.langwerk.onderweg import LANG_WERK
from shared.web.langwerk.onderweg import ONDERWEG as LANG_ONDERWEG
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Lijststand, waarom_niet_te_melden
from shared.zaak.lijsten.lijst import Namenlijsten
from shared.zaak.lijsten.tabellen import NamenlijstRij
from shared.zaak.lijsten.versturen import Lijstverzending
from shared.zaak.lijsten.voortgang import LIJSTVOORTGANG
from shared.zaak.lijstinzicht.afhankelijkheden import OpruimbeurtAfh, lijstlezer
from shared.zaak.lijstinzicht.inzicht import Inzicht
from shared.zaak.lijstinzicht.voorbeelden import (
    VOORBEELD_BEVESTIGING,
    VOORBEELD_LIJST,
    VOORBEELD_VERKLARING,
    VOORBEELD_VERZENDING,
    VOORBEELD_VOLLEDIG,
)
from shared.zaak.lijstinzicht.vormen import (
    BevestigingenUit,
    NamenlijstenUit,
    NamenlijstUit,
    Nettoverzending,
    VerklaringenUit,
    VolledigeLijstUit,
    bevestiging_uit,
    lijst_uit,
    verklaring_uit,
    volledig_uit,
)

Lezer = Annotated[Medewerker, Depends(lijstlezer("namenlijsten.lezen"))]
Schrijver = Annotated[Medewerker, Depends(lijstlezer("namenlijsten.schrijven"))]
Vaststeller = Annotated[Medewerker, Depends(lijstlezer("namenlijsten.vaststellen"))]
SOORT = "namenlijst"
_PAD = "/groepen/{groepId}/namenlijsten"
_REGEL = _PAD + "/{lijstId}/regels/{regelId}"


def namenlijsten_router() -> APIRouter:
    """The operations on lists of names."""
    router = maak_router("namenlijsten")
    _voeg_samenstellen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_vaststellen_toe(router)
    _voeg_versturen_toe(router)
    _voeg_opvolging_toe(router)
    return router


def _voeg_samenstellen_toe(router: APIRouter) -> None:
    @router.post(
        _PAD,
        response_model=NamenlijstUit,
        **operatie(
            "stelNamenlijstSamen",
            "Stelt de namenlijst van een groep samen, of vult haar aan met nieuwe leden",
            status=201,
            antwoord=VOORBEELD_LIJST,
            fouten=(409, 502),
            koppen={"Location": "Het adres van de lijst.", **ETAG},
        ),
    )
    async def stel_samen(
        groepId: Kenmerk,  # noqa: N803
        u: UitwisselingAfh,
        wie: Schrijver,
        uit: Response,
    ) -> NamenlijstUit:
        wie.eis_groep(groepId)
        stand = await u.gateway.groep(groepId)

        def doe() -> NamenlijstUit:
            with u.dienst.transactie() as sessie:
                return lijst_uit(Namenlijsten(sessie, u.dienst, wie).stel_samen(groepId, stand))

        lijst = await asyncio.to_thread(doe)
        basis = u.dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/groepen/{groepId}/namenlijsten/{lijst.id}"
        uit.headers["ETag"] = etag_van(lijst.id, lijst.versie)
        return lijst


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        _PAD,
        response_model=NamenlijstenUit,
        **operatie(
            "lijstNamenlijsten",
            "Geeft de namenlijsten van een groep, zonder personen",
            antwoord={"namenlijsten": [VOORBEELD_LIJST]},
        ),
    )
    def lijst(groepId: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> NamenlijstenUit:  # noqa: N803
        wie.eis_groep(groepId)
        with u.dienst.lezend() as sessie:
            rijen = opslag.lijsten(sessie, groepId)
            return NamenlijstenUit(namenlijsten=[lijst_uit(rij) for rij in rijen])

    @router.get(
        _PAD + "/{lijstId}",
        response_model=VolledigeLijstUit,
        **operatie(
            "leesNamenlijst",
            "Geeft een namenlijst met per persoon bron, bekendheid en weging",
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(502,),
            koppen=ETAG,
            beschrijving="Het inzien wordt per persoon vastgelegd.",
        ),
    )
    async def lees(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        u: UitwisselingAfh,
        wie: Lezer,
        uit: Response,
    ) -> VolledigeLijstUit:
        wie.eis_groep(groepId)
        stand = await u.gateway.groep(groepId)
        lijst = await asyncio.to_thread(_volledig, u.dienst, wie, groepId, lijstId, stand)
        uit.headers["ETag"] = etag_van(lijst.id, lijst.versie)
        return lijst


def _volledig(
    dienst: Dienst, wie: Medewerker, groep: str, lijst_id: str, stand: dict[str, Any]
) -> VolledigeLijstUit:
    with dienst.transactie() as sessie:
        rij = opslag.lijst(sessie, groep, lijst_id)
        beelden = Inzicht(sessie, dienst).regels(groep, lijst_id)
        gelezen = [Geraadpleegd(lijst_id, beeld.persoon.id) for beeld in beelden]
        leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen)
        return volledig_uit(
            rij,
            beelden,
            voorlopig=stand.get("prioritering") != "ja",
            nog_niet=waarom_niet_te_melden(dienst.regels, dienst.partij.code, stand),
            niet_op_de_lijst=_niet_op(sessie, dienst, rij),
        )


def _niet_op(sessie: Session, dienst: Dienst, rij: NamenlijstRij) -> int:
    """How many came to the group after an open list was completed."""
    if rij.stand != Lijststand.OPEN:
        return 0
    return opslag.niet_op_lijst(sessie, rij.groep, ledencategorie(dienst.regels))[0]


def _voeg_vaststellen_toe(router: APIRouter) -> None:
    @router.post(
        _PAD + "/{lijstId}/_vaststellen",
        response_model=NamenlijstUit,
        **operatie(
            "stelNettolijstVast",
            "Stelt de nettolijst vast; wie eraf is, wordt dezelfde dag overal vernietigd",
            antwoord={**VOORBEELD_LIJST, "stand": "vastgesteld", "vastgesteldOp": None},
            fouten=(409, 412, 428, 502),
            ook=LANG_ONDERWEG,
            koppen={**ETAG, **LANG_WERK},
        ),
    )
    async def stel_vast(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        u: UitwisselingAfh,
        opruimbeurt: OpruimbeurtAfh,
        wie: Vaststeller,
        uit: Response,
        lang: LangwerkAfh,
        if_match: IfMatch = None,
    ) -> NamenlijstUit:
        wie.eis_groep(groepId)
        stand = await u.gateway.groep(groepId)
        eis = versie_eis(if_match, lijstId)

        def doe() -> tuple[NamenlijstUit, str | None]:
            with u.dienst.transactie() as sessie:
                rij = Namenlijsten(sessie, u.dienst, wie).stel_vast(groepId, lijstId, stand, eis)
                return lijst_uit(rij), lang.begin(sessie, LIJSTVOORTGANG, lijstId, wie)

        lijst, werk = await asyncio.to_thread(doe)

        async def rond_af() -> None:
            await opruimbeurt.opruimer.ronde()
            await Lijstverzending(u, wie).verstuur_nu(lijstId)

        # At once, not at the next round: gone the same day means gone when this answer leaves.
        # Who would rather not wait follows it; a service killed here does it at its next round.
        await lang.laat_lopen(werk, rond_af())
        uit.headers["ETag"] = etag_van(lijst.id, lijst.versie)
        return lijst


def _voeg_versturen_toe(router: APIRouter) -> None:
    @router.post(
        _PAD + "/{lijstId}/_verstuur",
        response_model=VerzendingUit,
        **operatie(
            "verstuurNettolijst",
            "Stuurt de nettolijst opnieuw aan een partij die haar niet aannam",
            status=201,
            ook=ONDERWEG,
            verzoek=VOORBEELD_VERZENDING,
            antwoord=VOORBEELD_STAND,
            fouten=(409, 502),
            koppen=LOCATION,
            beschrijving="Wie de lijst vaststelt vertelt het meteen aan elke andere houder: welke "
            "van de pseudoniemen die hij heeft weg moeten, en niets over wie dat zijn.",
        ),
    )
    async def verstuur(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        invoer: Nettoverzending,
        u: UitwisselingAfh,
        wie: Vaststeller,
        uit: Response,
    ) -> VerzendingUit:
        bericht_id = await Lijstverzending(u, wie).verstuur_opnieuw(
            groepId, lijstId, invoer.ontvanger, invoer.ontvangende_medewerker
        )
        return await stand_na_versturen(u, bericht_id, uit)


def _voeg_opvolging_toe(router: APIRouter) -> None:
    @router.get(
        _PAD + "/{lijstId}/bevestigingen",
        response_model=BevestigingenUit,
        **operatie(
            "lijstBevestigingen",
            "Toont wie heeft bevestigd dat haar brutolijst weg is, en wie te laat is",
            antwoord={"bevestigingen": [VOORBEELD_BEVESTIGING]},
        ),
    )
    def bevestigingen(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        u: UitwisselingAfh,
        wie: Lezer,
    ) -> BevestigingenUit:
        wie.eis_groep(groepId)
        with u.dienst.lezend() as sessie:
            opslag.lijst(sessie, groepId, lijstId)
            beelden = Inzicht(sessie, u.dienst).bevestigingen(lijstId)
            return BevestigingenUit(bevestigingen=[bevestiging_uit(beeld) for beeld in beelden])

    @router.get(
        "/groepen/{groepId}/vernietigingen",
        response_model=VerklaringenUit,
        **operatie(
            "lijstVernietigingen",
            "Geeft de verklaringen van vernietiging van een groep, zonder namen",
            antwoord={"vernietigingen": [VOORBEELD_VERKLARING]},
        ),
    )
    def vernietigingen(
        groepId: Kenmerk,  # noqa: N803
        u: UitwisselingAfh,
        wie: Lezer,
    ) -> VerklaringenUit:
        wie.eis_groep(groepId)
        with u.dienst.lezend() as sessie:
            rijen = opslag.verklaringen(sessie, groepId)
            return VerklaringenUit(vernietigingen=[verklaring_uit(rij) for rij in rijen])
