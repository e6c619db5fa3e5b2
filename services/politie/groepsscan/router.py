"""``/v1/groepen/{groepId}/groepsscans``: of the police, for the police."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from services.politie.groepsscan.dienst import FEIT, Groepsscan, Scanpersoon, Signaal
from services.politie.groepsscan.tabellen import GroepsscanRij
from services.politie.groepsscan.vormen import (
    VOORBEELD_SCAN,
    VOORBEELD_SIGNAAL,
    VOORBEELD_SIGNAALINVOER,
    VOORBEELD_VOLLEDIG,
    ScanInvoer,
    ScanpersoonUit,
    ScansUit,
    ScanUit,
    SignaalInvoer,
    SignaalUit,
    VolledigeScanUit,
)
from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("groepsscan.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("groepsscan.schrijven"))]
# Which scans there are says nothing about anybody; who writes in one has to find it.
Kijker = Annotated[Medewerker, Depends(medewerker("groepsscan.lezen", "groepsscan.schrijven"))]
SOORT = "groepsscan"
_PAD = "/groepen/{groepId}/groepsscans"


def groepsscan_router() -> APIRouter:
    """The operations on scans."""
    router = maak_router("groepsscans")
    _voeg_beginnen_toe(router)
    _voeg_signalen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_beginnen_toe(router: APIRouter) -> None:
    @router.post(
        _PAD,
        response_model=ScanUit,
        **operatie(
            "beginGroepsscan",
            "Begint een groepsscan naar aanleiding van een gemotiveerd informatieverzoek",
            status=201,
            verzoek={"verzoekId": VOORBEELD_SCAN["verzoekId"]},
            antwoord=VOORBEELD_SCAN,
            fouten=(409, 502),
            koppen={"Location": "Het adres van de groepsscan."},
        ),
    )
    async def begin(
        groepId: Kenmerk,  # noqa: N803
        invoer: ScanInvoer,
        u: UitwisselingAfh,
        wie: Schrijver,
        uit: Response,
    ) -> ScanUit:
        wie.eis_groep(groepId)
        stand = await u.gateway.groep(groepId)

        def doe() -> ScanUit:
            with u.dienst.transactie() as sessie:
                scan = Groepsscan(sessie, u.dienst, wie)
                return ScanUit(**_velden(scan.begin(groepId, invoer.verzoek_id, stand)))

        gemaakt = await asyncio.to_thread(doe)
        basis = u.dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/groepen/{groepId}/groepsscans/{gemaakt.id}"
        return gemaakt


def _voeg_signalen_toe(router: APIRouter) -> None:
    @router.post(
        _PAD + "/{scanId}/signalen",
        response_model=SignaalUit,
        **operatie(
            "voegSignaalToe",
            "Voegt een signaal over een persoon toe aan de groepsscan",
            status=201,
            verzoek=VOORBEELD_SIGNAALINVOER,
            antwoord=VOORBEELD_SIGNAAL,
            fouten=(409, 502),
            koppen={"Location": "Het adres van het signaal."},
        ),
    )
    async def voeg_toe(
        groepId: Kenmerk,  # noqa: N803
        scanId: Kenmerk,  # noqa: N803
        invoer: SignaalInvoer,
        u: UitwisselingAfh,
        wie: Schrijver,
        uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> SignaalUit:
        wie.eis_groep(groepId)
        opdracht = eenmalig(wie.autorisatie_id, sleutel, f"groepsscans/{scanId}", invoer)
        stand = await u.gateway.groep(groepId)

        def doe() -> SignaalUit:
            with u.dienst.transactie() as sessie:
                scan = Groepsscan(sessie, u.dienst, wie)
                eerder = al_gedaan(sessie, opdracht)
                if eerder is not None:
                    return _signaal_uit(scan.zelfde(groepId, scanId, eerder, invoer))
                signaal = scan.voeg_toe(groepId, scanId, invoer, stand)
                onthoud(sessie, opdracht, signaal.rij.id, signaal.rij.persoon_id)
                return _signaal_uit(signaal)

        signaal = await asyncio.to_thread(een_keer, opdracht, doe)
        basis = u.dienst.instellingen.server.publieke_url
        pad = f"groepen/{groepId}/groepsscans/{scanId}/signalen/{signaal.id}"
        uit.headers["Location"] = f"{basis}/{pad}"
        return signaal

    @router.delete(
        _PAD + "/{scanId}/signalen/{signaalId}",
        **operatie("haalSignaalUitGroepsscan", "Haalt een signaal uit de groepsscan", status=204),
    )
    def verwijder(
        groepId: Kenmerk,  # noqa: N803
        scanId: Kenmerk,  # noqa: N803
        signaalId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Schrijver,
    ) -> None:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            Groepsscan(sessie, dienst, wie).verwijder(groepId, scanId, signaalId)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        _PAD,
        response_model=ScansUit,
        **operatie(
            "lijstGroepsscans",
            "Geeft de groepsscans van een groep, zonder personen",
            antwoord={"groepsscans": [VOORBEELD_SCAN]},
        ),
    )
    def lijst(groepId: Kenmerk, dienst: DienstAfh, wie: Kijker) -> ScansUit:  # noqa: N803
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            rijen = Groepsscan(sessie, dienst, wie).lijst(groepId)
            return ScansUit(groepsscans=[ScanUit(**_velden(rij)) for rij in rijen])

    @router.get(
        _PAD + "/{scanId}",
        response_model=VolledigeScanUit,
        **operatie(
            "leesGroepsscan",
            "Geeft een groepsscan: per persoon feiten, oordelen en zorgsignalen apart",
            antwoord=VOORBEELD_VOLLEDIG,
            beschrijving="Het inzien wordt per persoon vastgelegd.",
        ),
    )
    def lees(
        groepId: Kenmerk,  # noqa: N803
        scanId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
    ) -> VolledigeScanUit:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            scan = Groepsscan(sessie, dienst, wie)
            rij = scan.zoek(groepId, scanId)
            personen, weggelaten = scan.personen(scanId)
            gelezen = [Geraadpleegd(scanId, een.persoon.id) for een in personen]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen)
            uit = [_persoon_uit(een) for een in personen]
            return VolledigeScanUit(**_velden(rij), personen=uit, weggelaten=weggelaten)


def _persoon_uit(een: Scanpersoon) -> ScanpersoonUit:
    return ScanpersoonUit(
        persoon_id=een.persoon.id,
        naam=een.persoon.naam,
        feiten=[_signaal_uit(s) for s in een.van(zorg=False, aard=FEIT)],
        oordelen=[_signaal_uit(s) for s in een.van(zorg=False, aard="oordeel")],
        zorgsignalen=[_signaal_uit(s) for s in een.van(zorg=True)],
    )


def _signaal_uit(signaal: Signaal) -> SignaalUit:
    rij = signaal.rij
    return SignaalUit(
        id=rij.id,
        soort=rij.soort,
        omschrijving=signaal.omschrijving,
        politiegegeven_id=rij.politiegegeven_id,
        aangemaakt_op=rij.aangemaakt_op,
        aangemaakt_door=rij.aangemaakt_door,
    )


def _velden(rij: GroepsscanRij) -> dict[str, Any]:
    return {naam: getattr(rij, naam) for naam in ScanUit.model_fields}
