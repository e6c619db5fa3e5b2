"""``/v1/ontvangsten``: where the gateway delivers; and what was received, for officials."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from shared.partij import journaal, ontvangen_gegevens
from shared.partij.fouten import Vernietigd
from shared.partij.modelbasis import Kenmerk
from shared.partij.ontvangsten_modellen import (
    VOORBEELD_BERICHT,
    VOORBEELD_GEGEVEN,
    VOORBEELD_ONTVANGST,
    VOORBEELD_REGEL,
    Bericht,
    JournaalUit,
    OntvangenGegevensUit,
    OntvangenGegevenUit,
    OntvangstbewijsUit,
    gegeven_uit,
    regel_uit,
)
from shared.partij.paginering import PaginaAfh
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.uitwisseling import Uitwisseling, UitwisselingAfh, uitwisseling
from shared.partij.uitwisseling_modellen import OntvangenGegevenRij
from shared.partij.verbetering.opslag import bij_ontvangen
from shared.partij.verbetering.tabellen import VerbeteringRij
from shared.web.identiteit import transportidentiteit
from shared.web.routes import maak_router, operatie

Ontvanger = Annotated[Medewerker, Depends(medewerker("ontvangen"))]
Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
SOORT = "ontvangen-gegeven"


def ontvangsten_router() -> APIRouter:
    """Delivery by the gateway."""
    router = maak_router("ontvangsten")

    @router.post(
        "/ontvangsten",
        **operatie(
            "neemBerichtIn",
            "Neemt een bericht in ontvangst dat de gateway aflevert",
            verzoek=VOORBEELD_BERICHT,
            verzoekmodel=Bericht,
            antwoord=VOORBEELD_ONTVANGST,
            model=OntvangstbewijsUit,
            fouten=(409,),
            koppen={"Payload-Signature": "Handtekening van deze partij over de ontvangst."},
            beschrijving=(
                "Alleen voor de gateway. Een bericht dat niet klopt krijgt een ondertekende "
                "ontvangst met status geweigerd; er wordt dan niets van bewaard."
            ),
            beveiliging=("organisatie",),
        ),
    )
    async def neem_in(request: Request) -> Response:
        # Elk bericht komt hier langs: wat nodig is wordt zelf gevraagd, niet als afhankelijkheid.
        wie = await transportidentiteit(request)
        u = await uitwisseling(request)
        body = await request.body()
        ingenomen = await u.inname.neem_in(body, request.headers.raw, wie.oin)
        return Response(
            ingenomen.tekst.encode(),
            media_type="application/json",
            headers={"Payload-Signature": ingenomen.handtekening},
        )

    return router


def ontvangen_gegevens_router() -> APIRouter:
    """What other parties gave, to be read and never to be passed on."""
    router = maak_router("ontvangen gegevens")

    @router.get(
        "/ontvangen-gegevens",
        response_model=OntvangenGegevensUit,
        **operatie(
            "lijstOntvangenGegevens",
            "Geeft ontvangen gegevens met hun bron, doel en laatste bewaardag",
            antwoord={"ontvangenGegevens": [VOORBEELD_GEGEVEN], "volgende": None},
            beschrijving="Het inzien wordt vastgelegd, per persoon.",
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Ontvanger,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        persoon: Annotated[
            Kenmerk | None, Query(description="De persoon in het eigen bestand.")
        ] = None,
    ) -> OntvangenGegevensUit:
        vraag = ontvangen_gegevens.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), groep=groep, persoon=persoon,
            groepen=wie.groepen,
        )  # fmt: skip
        with u.dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            gelezen = [Geraadpleegd(rij.id, rij.persoon_id) for rij in rijen]
            leg_raadpleging_vast(sessie, u.dienst.klok, wie, "lijst", SOORT, gelezen)
            verbeteringen = bij_ontvangen(sessie, [rij.id for rij in rijen])
        return OntvangenGegevensUit(
            ontvangen_gegevens=[_open(u, rij, verbeteringen.get(rij.id)) for rij in rijen],
            volgende=volgende,
        )

    return router


def journaal_router() -> APIRouter:
    """The party's own record of sending and receiving."""
    router = maak_router("journaal")

    @router.get(
        "/journaal",
        response_model=JournaalUit,
        **operatie(
            "lijstJournaal",
            "Geeft wat deze partij verstuurde en ontving, met het bewijs, zonder inhoud",
            antwoord={"journaal": [VOORBEELD_REGEL], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,  # noqa: ARG001 - the right to read is checked by asking for it
        pagina: PaginaAfh,
        bericht: Annotated[Kenmerk | None, Query(description="Alleen over dit bericht.")] = None,
    ) -> JournaalUit:
        vraag = journaal.zoek(na=pagina.na, hoogstens=pagina.een_meer(), bericht=bericht)
        with u.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            return JournaalUit(journaal=[regel_uit(rij) for rij in rijen], volgende=volgende)

    return router


def _open(
    u: Uitwisseling, rij: OntvangenGegevenRij, verbetering: VerbeteringRij | None
) -> OntvangenGegevenUit:
    try:
        gegevens = ontvangen_gegevens.open_gegeven(u.dienst.kluis, rij)
    except Vernietigd:
        gegevens = None
    return gegeven_uit(rij, gegevens, verbetering)
