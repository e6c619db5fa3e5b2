"""``/v1/ontvangsten``: where the gateway delivers."""

from fastapi import APIRouter, Request, Response

from shared.innemen.bericht import Ingenomen
from shared.innemen.inname import Inname
from shared.innemen.vormen import (
    VOORBEELD_BERICHT,
    VOORBEELD_LEVERING,
    VOORBEELD_ONTVANGST,
    Bericht,
    Inhoudlevering,
    OntvangstbewijsUit,
)
from shared.partij.web.vormen import Kenmerk
from shared.web.aanmelding.identiteit import transportidentiteit
from shared.web.beschrijving.routes import maak_router, operatie, rechtstreeks
from shared.web.verzoek.onderdelen import van


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
    @rechtstreeks
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


_inname = van(Inname)


async def _eis_gateway(request: Request) -> tuple[Inname, str]:
    """Who calls is asked before anything of the request is read."""
    wie = await transportidentiteit(request)
    inname = await _inname(request)
    inname.eis_gateway(wie.oin)
    return inname, wie.oin


def _ontvangstbewijs(ingenomen: Ingenomen) -> Response:
    return Response(
        ingenomen.tekst.encode(),
        media_type="application/json",
        headers={"Payload-Signature": ingenomen.handtekening},
    )
