"""``/v1/verbeteringen``: what is wrong or incomplete, who judges it, and who was told."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response

from shared.partij.fouten import Vernietigd
from shared.partij.modelbasis import Kenmerk
from shared.partij.paginering import PaginaAfh
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.partij.verbetering import opslag
from shared.partij.verbetering.begrippen import Kant, Stand
from shared.partij.verbetering.starten import Starten
from shared.partij.verbetering.tabellen import VerbeteringRij
from shared.partij.verbetering.toezeggingen import Toezegger
from shared.partij.verbetering.traject import Verbeteringen
from shared.partij.verbetering.voorbeelden import (
    VOORBEELD_BESLUIT,
    VOORBEELD_START,
    VOORBEELD_VERBETERING,
    VOORBEELD_VERTEL,
    VOORBEELD_VOLLEDIG,
)
from shared.partij.verbetering.vormen import (
    Afwijzing,
    Besluit,
    Start,
    VerbeteringenUit,
    Vertel,
    VolledigeVerbeteringUit,
    verbetering_uit,
)
from shared.partij.versies import etag_van, versie_eis
from shared.web.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
IfMatch = Annotated[str | None, Header(description="De ETag van de versie die u las.")]
ETAG = {"ETag": "De versie; geef die in If-Match mee bij een besluit."}
SOORT = "verbetering"
_UITLEG = "Wie het kreeg hoort dit via de gateway; wie niet bereikt wordt, blijft zichtbaar."


def verbeteringen_router() -> APIRouter:
    """The operations on corrections."""
    router = maak_router("verbeteringen")
    _voeg_starten_toe(router)
    _voeg_beslissen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_starten_toe(router: APIRouter) -> None:
    @router.post(
        "/verbeteringen",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "startVerbetering",
            "Meldt dat een eigen of ontvangen gegeven onjuist of onvolledig is",
            status=201,
            verzoek=VOORBEELD_START,
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(409, 410),
            koppen={**ETAG, "Location": "Waar de verbetering te volgen is."},
            beschrijving=f"Tot de bron heeft beslist wordt het gegeven niet gebruikt. {_UITLEG}",
        ),
    )
    def start(
        start: Start, u: UitwisselingAfh, wie: Verstrekker, uit: Response
    ) -> VolledigeVerbeteringUit:
        verbetering_id = Starten(u, wie).start(start)
        basis = u.dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/verbeteringen/{verbetering_id}"
        return _volledig(u, wie, verbetering_id, uit)

    @router.post(
        "/verbeteringen/{id}/_vertel",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "vertelVerbetering",
            "Licht in wie het laatste nog niet weet, met het gegeven zoals het nu is",
            verzoek=VOORBEELD_VERTEL,
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(409, 410, 502),
            koppen=ETAG,
        ),
    )
    async def vertel(
        id: Kenmerk, vertel: Vertel, u: UitwisselingAfh, wie: Verstrekker, uit: Response
    ) -> VolledigeVerbeteringUit:
        await Verbeteringen(u, wie).vertel(id, vertel.medewerkers)
        return await asyncio.to_thread(_volledig, u, wie, id, uit)


def _voeg_beslissen_toe(router: APIRouter) -> None:
    @router.post(
        "/verbeteringen/{id}/_bevestig",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "bevestigVerbetering",
            "Bevestigt als bron dat het gegeven niet klopte, en geeft het door zoals het nu is",
            verzoek=VOORBEELD_BESLUIT,
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(409, 410, 412, 428, 502),
            koppen=ETAG,
            beschrijving=f"Verbeter eerst het eigen bestand. {_UITLEG}",
        ),
    )
    async def bevestig(
        id: Kenmerk,
        besluit: Besluit,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
        if_match: IfMatch = None,
    ) -> VolledigeVerbeteringUit:
        await Verbeteringen(u, wie).bevestig(id, besluit, versie_eis(if_match, id))
        return await asyncio.to_thread(_volledig, u, wie, id, uit)

    @router.post(
        "/verbeteringen/{id}/_afwijzen",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "wijsVerbeteringAf",
            "Besluit als bron dat het gegeven blijft zoals het is",
            verzoek=VOORBEELD_BESLUIT,
            antwoord={**VOORBEELD_VOLLEDIG, "stand": "afgewezen"},
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
            beschrijving=f"Bij de anderen staat erbij dat het betwist is. {_UITLEG}",
        ),
    )
    def wijs_af(
        id: Kenmerk,
        afwijzing: Afwijzing,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
        if_match: IfMatch = None,
    ) -> VolledigeVerbeteringUit:
        besluit = Besluit.model_construct(
            reden=afwijzing.reden, als=None, medewerkers=afwijzing.medewerkers
        )
        Verbeteringen(u, wie).wijs_af(id, besluit, versie_eis(if_match, id))
        return _volledig(u, wie, id, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/verbeteringen",
        response_model=VerbeteringenUit,
        **operatie(
            "lijstVerbeteringen",
            "Geeft de verbeteringen en wie wat heeft gehoord, zonder redenen",
            antwoord={"verbeteringen": [VOORBEELD_VERBETERING], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        stand: Annotated[Stand | None, Query(description="De stand.")] = None,
        kant: Annotated[Kant | None, Query(description="Eigen gegeven of ontvangen.")] = None,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        persoon: Annotated[Kenmerk | None, Query(description="De persoon.")] = None,
        gegeven: Annotated[Kenmerk | None, Query(description="Het gegeven.")] = None,
        lopend: Annotated[
            bool | None, Query(description="Nog niet beslist of niet door iedereen bevestigd.")
        ] = None,
    ) -> VerbeteringenUit:
        waarden = {
            "stand": stand, "kant": kant, "groep": groep, "persoon_id": persoon,
            "gegeven_id": gegeven,
        }  # fmt: skip
        vraag = opslag.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), waarden=waarden, lopend=lopend,
            groepen=wie.groepen,
        )  # fmt: skip
        with u.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            ids = [rij.id for rij in rijen]
            ontvangers = opslag.ontvangers_van(sessie, ids)
            berichten = opslag.berichten_van(sessie, ids)
            return VerbeteringenUit(
                verbeteringen=[verbetering_uit(rij, ontvangers, berichten) for rij in rijen],
                volgende=volgende,
            )

    @router.get(
        "/verbeteringen/{id}",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "leesVerbetering",
            "Geeft een verbetering met haar redenen en elk bericht dat erover ging",
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(410,),
            koppen=ETAG,
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> VolledigeVerbeteringUit:
        return _volledig(u, wie, id, uit)


def _volledig(
    u: Uitwisseling, wie: Medewerker, verbetering_id: str, uit: Response
) -> VolledigeVerbeteringUit:
    with u.dienst.transactie() as sessie:
        rij = opslag.lees(sessie, verbetering_id)
        wie.eis_groep(rij.groep)
        kort = verbetering_uit(
            rij, opslag.ontvangers_van(sessie, [rij.id]), opslag.berichten_van(sessie, [rij.id])
        )
        gelezen = [Geraadpleegd(rij.id, rij.persoon_id)]
        leg_raadpleging_vast(sessie, u.dienst.klok, wie, "raadplegen", SOORT, gelezen)
        redenen = {welke: _open(u, wie, rij, welke) for welke in ("reden", "besluit")}
    uit.headers["ETag"] = etag_van(rij.id, rij.versie)
    return VolledigeVerbeteringUit(
        **kort.model_dump(), reden=redenen["reden"], besluitreden=redenen["besluit"]
    )


def _open(u: Uitwisseling, wie: Medewerker, rij: VerbeteringRij, welke: str) -> str | None:
    try:
        return Toezegger(u, wie).open_reden(rij, welke)
    except Vernietigd:
        return None
