"""``/v1/ontvangsten``: where the gateway delivers; and what was received, for officials."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from shared.partij import journaal, ontvangen_gegevens
from shared.partij.fouten import Vernietigd
from shared.partij.inname import Inname
from shared.partij.innamevormen import Ingenomen
from shared.partij.modelbasis import Kenmerk
from shared.partij.ontvangsten_modellen import (
    VOORBEELD_BERICHT,
    VOORBEELD_GEGEVEN,
    VOORBEELD_LEVERING,
    VOORBEELD_ONTVANGST,
    VOORBEELD_REGEL,
    Bericht,
    Inhoudlevering,
    JournaalUit,
    OntvangenGegevensUit,
    OntvangenGegevenUit,
    OntvangstbewijsUit,
    gegeven_uit,
    regel_uit,
)
from shared.partij.paginering import PaginaAfh
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.taakgrens import ALLES
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.uitwisseling import Uitwisseling, UitwisselingAfh, uitwisseling
from shared.partij.uitwisseling_modellen import OntvangenGegevenRij
from shared.partij.verbetering.opslag import bij_ontvangen
from shared.partij.verbetering.tabellen import VerbeteringRij
from shared.web.aanmelding.identiteit import transportidentiteit
from shared.web.beschrijving.routes import maak_router, operatie

Ontvanger = Annotated[Medewerker, Depends(medewerker("ontvangen.lezen"))]
Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
SOORT = "ontvangen-gegeven"
_TOEZICHT = "controleren"


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
        # Every message comes by here: what is needed is asked itself, not as a dependency.
        inname, oin = await _eis_gateway(request)
        body = await request.body()
        return _ontvangstbewijs(await inname.neem_in(body, request.headers.raw, oin))

    @router.put(
        "/ontvangsten/{id}/inhoud",
        **operatie(
            "neemInhoudIn",
            "Neemt de inhoud in van wat eerst is aangekondigd en daarna gezegd",
            verzoek=VOORBEELD_LEVERING,
            verzoekmodel=Inhoudlevering,
            antwoord=VOORBEELD_ONTVANGST,
            model=OntvangstbewijsUit,
            fouten=(409,),
            koppen={"Payload-Signature": "Handtekening van deze partij over de ontvangst."},
            beschrijving=(
                "Alleen voor de gateway. De inhoud hoort bij de kop die is aangekondigd, en komt "
                "één keer: dezelfde bytes krijgen dezelfde ontvangst."
            ),
            beveiliging=("organisatie",),
        ),
    )
    async def neem_inhoud_in(id: Kenmerk, request: Request) -> Response:
        inname, oin = await _eis_gateway(request)
        body = await request.body()
        koppen = request.headers.raw
        return _ontvangstbewijs(await inname.neem_inhoud_in(id, body, koppen, oin))

    return router


async def _eis_gateway(request: Request) -> tuple[Inname, str]:
    """Who calls is asked before anything of the request is read."""
    wie = await transportidentiteit(request)
    inname = (await uitwisseling(request)).inname
    inname.eis_gateway(wie.oin)
    return inname, wie.oin


def _ontvangstbewijs(ingenomen: Ingenomen) -> Response:
    return Response(
        ingenomen.tekst.encode(),
        media_type="application/json",
        headers={"Payload-Signature": ingenomen.handtekening},
    )


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
            taak=wie.taak, soorten=_leest(u, wie),
        )  # fmt: skip
        with u.dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            gelezen = [Geraadpleegd(rij.id, rij.persoon_id) for rij in rijen]
            leg_raadpleging_vast(
                sessie, u.dienst.klok, wie, "lijst", SOORT,
                gelezen or [Geraadpleegd(None, persoon)], gericht=persoon is not None,
            )  # fmt: skip
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
            beschrijving="Over de groepen van uw taak; wie toezicht houdt ziet alles.",
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        bericht: Annotated[Kenmerk | None, Query(description="Alleen over dit bericht.")] = None,
    ) -> JournaalUit:
        taak = ALLES if _TOEZICHT in wie.rechten else wie.taak
        vraag = journaal.zoek(na=pagina.na, hoogstens=pagina.een_meer(), bericht=bericht, taak=taak)
        with u.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            return JournaalUit(journaal=[regel_uit(rij) for rij in rijen], volgende=volgende)

    return router


def _leest(u: Uitwisseling, wie: Medewerker) -> Collection[str] | None:
    """The kinds of data this function reads; None: all of them."""
    functie = u.dienst.regels.functies.get(u.dienst.partij.code, {}).get(wie.functie)
    return None if functie is None else functie.soorten


def _open(
    u: Uitwisseling, rij: OntvangenGegevenRij, verbetering: VerbeteringRij | None
) -> OntvangenGegevenUit:
    try:
        gegevens = ontvangen_gegevens.open_gegeven(u.dienst.kluis, rij)
    except Vernietigd:
        gegevens = None
    return gegeven_uit(rij, gegevens, verbetering)
