"""``/v1/informatieverzoeken``: ask another party, and see what still has to be answered."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.afscherming.opslag import beperkte_namen
from shared.bestand.ontvangen.zegel import open_stuk
from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import leg_raadpleging_vast, onder_pseudoniem
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web import voorbeelden
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh, Volgordevraag
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.journaal import verzoeken as informatieverzoeken
from shared.verzenden.journaal.journaal import UIT
from shared.verzenden.samenstellen.opdracht import Informatieverzoekopdracht
from shared.verzenden.tabellen import InformatieverzoekRij
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.afhankelijkheden import VersturenAfh
from shared.verzenden.versturen.router import (
    LOCATION,
    ONDERWEG,
    stand_na_versturen,
)
from shared.verzenden.versturen.verzoekverloop import Verzoekverloop
from shared.verzenden.versturen.verzoekvormen import (
    VOORBEELD,
    Doorgeefvraag,
    InformatieverzoekenUit,
    InformatieverzoekMetVraagUit,
    InformatieverzoekUit,
)
from shared.verzenden.versturen.vormen import VOORBEELD_STAND, VerzendingUit
from shared.web.beschrijving.routes import maak_router, operatie

Vrager = Annotated[Medewerker, Depends(medewerker("opvragen"))]
Gever = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
SOORT = "gestelde-vraag"


def informatieverzoeken_router() -> APIRouter:
    """The operations on requests for information."""
    router = maak_router("informatieverzoeken")
    _voeg_vragen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_verloop_toe(router)
    return router


def _voeg_vragen_toe(router: APIRouter) -> None:
    @router.post(
        "/informatieverzoeken",
        response_model=VerzendingUit,
        **operatie(
            "doeInformatieverzoek",
            "Vraagt een andere partij om informatie over een groep",
            status=201,
            ook=ONDERWEG,
            verzoek={
                "groep": VOORBEELD["groep"],
                "ontvanger": voorbeelden.GEVER,
                "ontvangendeMedewerker": VOORBEELD["ontvangendeMedewerker"],
                "vraag": "Wie zijn er bij deze groep betrokken?",
                "uiterlijk": "2026-12-07",
            },
            antwoord={
                **VOORBEELD_STAND,
                "soort": voorbeelden.VERZOEKSOORT,
                "ontvanger": voorbeelden.GEVER,
            },
            fouten=(409, 410, 502),
            koppen=LOCATION,
        ),
    )
    async def doe(
        opdracht: Informatieverzoekopdracht,
        versturen: VersturenAfh,
        u: UitwisselingAfh,
        wie: Vrager,
        uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> VerzendingUit:
        bericht_id = await versturen.verstrekken(wie).vraag_informatie(opdracht, sleutel)
        return await stand_na_versturen(u, bericht_id, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/informatieverzoeken",
        response_model=InformatieverzoekenUit,
        **operatie(
            "lijstInformatieverzoeken",
            "Geeft gedane en gekregen informatieverzoeken",
            antwoord={"informatieverzoeken": [VOORBEELD], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        richting: Annotated[
            Literal["in", "uit"] | None,
            Query(description="in: aan deze partij; uit: door deze partij gedaan."),
        ] = None,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        teBeantwoorden: Annotated[  # noqa: N803 - a query name of the API
            bool | None, Query(description="Alleen met, of alleen zonder openstaand antwoord.")
        ] = None,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> InformatieverzoekenUit:
        vraag = informatieverzoeken.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), richting=richting, groep=groep,
            te_beantwoorden=teBeantwoorden, taak=wie.taak, nieuwste=volgorde is Volgorde.NIEUWSTE,
        )  # fmt: skip
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            vervallen = informatieverzoeken.vervallen(sessie, rijen)
            return InformatieverzoekenUit(
                informatieverzoeken=[
                    InformatieverzoekUit(**_velden(rij, vervallen)) for rij in rijen
                ],
                volgende=volgende,
            )

    @router.get(
        "/informatieverzoeken/{id}",
        response_model=InformatieverzoekMetVraagUit,
        **operatie(
            "leesInformatieverzoek",
            "Geeft een informatieverzoek met de vraag",
            antwoord={
                **VOORBEELD,
                "vraag": "Wie zijn er bij deze groep betrokken?",
                "uiterlijk": "2026-12-07",
                "betrokkenen": [],
            },
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> InformatieverzoekMetVraagUit:
        with u.dienst.lezend() as sessie:
            rij = sessie.get(InformatieverzoekRij, id)
            if rij is None:
                raise NietGevonden("Dit informatieverzoek is hier niet bekend.")
            wie.eis_groep(rij.groep)
            velden = _velden(rij, informatieverzoeken.vervallen(sessie, [rij]))
        vraag = _vraag(u, id, velden["richting"])
        over = vraag.get("betrokkenen") or []
        with u.dienst.transactie() as sessie:
            beperkt = beperkte_namen(sessie, over)
            over = [een for een in over if een not in beperkt]
            gelezen = onder_pseudoniem(sessie, id, over)
            leg_raadpleging_vast(sessie, u.dienst.klok, wie, "raadplegen", SOORT, gelezen)
        return InformatieverzoekMetVraagUit(
            vraag=vraag.get("vraag"),
            uiterlijk=vraag.get("uiterlijk"),
            betrokkenen=over,
            **velden,
        )


def _voeg_verloop_toe(router: APIRouter) -> None:
    @router.post(
        "/informatieverzoeken/{id}/_doorgeven",
        response_model=InformatieverzoekUit,
        **operatie(
            "geefInformatieverzoekDoor",
            "Geeft een gekregen informatieverzoek door aan een collega",
            verzoek={"medewerker": VOORBEELD["ontvangendeMedewerker"]},
            antwoord={
                **VOORBEELD,
                "behandelaar": VOORBEELD["ontvangendeMedewerker"],
                "doorgegevenOp": VOORBEELD["gemaaktOp"],
            },
            fouten=(409,),
            beschrijving=(
                "Binnen de eigen partij: het staat daarna bij die collega op de werklijst. Ieder "
                "die mag antwoorden, kan dat blijven doen."
            ),
        ),
    )
    def geef_door(
        id: Kenmerk, vraag: Doorgeefvraag, u: UitwisselingAfh, wie: Gever
    ) -> InformatieverzoekUit:
        return InformatieverzoekUit(
            **_velden(Verzoekverloop(u, wie).geef_door(id, vraag.medewerker), {})
        )

    @router.post(
        "/informatieverzoeken/{id}/_intrekken",
        response_model=VerzendingUit,
        **operatie(
            "trekInformatieverzoekIn",
            "Neemt een eigen informatieverzoek terug",
            ook=ONDERWEG,
            antwoord={
                **VOORBEELD_STAND,
                "soort": voorbeelden.INTREKKINGSSOORT,
                "ontvanger": voorbeelden.GEVER,
            },
            fouten=(409, 502),
            beschrijving=(
                "Bij de ander gaat het van de werklijst en is het niet meer te beantwoorden. "
                "Hetzelfde nog eens vragen geeft dezelfde intrekking."
            ),
        ),
    )
    async def trek_in(
        id: Kenmerk, versturen: VersturenAfh, u: UitwisselingAfh, wie: Vrager, uit: Response
    ) -> VerzendingUit:
        verloop = Verzoekverloop(u, wie)
        bericht_id = await verloop.trek_in(versturen.verstrekken(wie), id)
        return await stand_na_versturen(u, bericht_id, uit)


def _velden(rij: InformatieverzoekRij, vervallen: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": rij.id,
        "richting": rij.richting,
        "groep": rij.groep,
        "van": rij.van,
        "aan": rij.aan,
        "medewerker": rij.medewerker,
        "ontvangende_medewerker": rij.ontvangende_medewerker,
        "te_beantwoorden": rij.beantwoord_door is None
        and rij.ingetrokken_op is None
        and rij.id not in vervallen,
        "beantwoord_door": rij.beantwoord_door,
        "beantwoord_op": rij.beantwoord_op,
        "teruggenomen_op": rij.ingetrokken_op,
        "stap": rij.stap,
        "vervallen": vervallen.get(rij.id),
        "behandelaar": rij.behandelaar,
        "doorgegeven_op": rij.doorgegeven_op,
        "gemaakt_op": rij.gemaakt_op,
    }


def _vraag(u: Uitwisseling, verzoek_id: str, richting: str) -> Mapping[str, Any]:
    """What was asked; empty once it is destroyed."""
    try:
        if richting == UIT:
            stuk = u.opslag.open(verzoek_id).stuk
        else:
            with u.dienst.lezend() as sessie:
                stuk = open_stuk(sessie, u.dienst.kluis, verzoek_id)
    except Vernietigd:
        return {}
    return {} if stuk is None else stuk.gegevens
