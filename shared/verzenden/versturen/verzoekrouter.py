"""``/v1/informatieverzoeken``: ask another party, and see what still has to be answered."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field

from shared.bestand.ontvangen.zegel import open_stuk
from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.web import voorbeelden
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.verzenden.journaal import verzoeken as informatieverzoeken
from shared.verzenden.journaal.journaal import UIT
from shared.verzenden.samenstellen.opdracht import Informatieverzoekopdracht
from shared.verzenden.tabellen import InformatieverzoekRij
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.afhankelijkheden import VersturenAfh
from shared.verzenden.versturen.router import (
    LOCATION,
    ONDERWEG,
    Idempotentiesleutel,
    stand_na_versturen,
)
from shared.verzenden.versturen.vormen import VOORBEELD_STAND, VerzendingUit
from shared.web.beschrijving.routes import maak_router, operatie

Vrager = Annotated[Medewerker, Depends(medewerker("opvragen"))]
SOORT = "gestelde-vraag"

VOORBEELD: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000002",
    "richting": "in",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "van": voorbeelden.ONTVANGER,
    "aan": voorbeelden.AFZENDER,
    "medewerker": "0193aaaa-0000-7000-8000-000000000012",
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000011",
    "teBeantwoorden": True,
    "beantwoordDoor": None,
    "beantwoordOp": None,
    "teruggenomenOp": None,
    "gemaaktOp": "2026-11-23T12:00:00Z",
}


class InformatieverzoekUit(Uitvoermodel):
    """A request and whether it was answered."""

    id: str
    richting: str = Field(description="uit: door deze partij gedaan; in: aan deze partij.")
    groep: str
    van: str
    aan: str
    medewerker: str | None
    ontvangende_medewerker: str | None
    te_beantwoorden: bool
    beantwoord_door: str | None = Field(description="Het bericht dat het beantwoordde.")
    beantwoord_op: datetime | None
    teruggenomen_op: datetime | None = Field(description="Wanneer het is teruggenomen.")
    gemaakt_op: datetime


class InformatieverzoekMetVraagUit(InformatieverzoekUit):
    """One request with its question."""

    vraag: str | None
    uiterlijk: date | None = Field(description="Wanneer het antwoord nodig is.")


class InformatieverzoekenUit(Uitvoermodel):
    """A page of requests."""

    informatieverzoeken: list[InformatieverzoekUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def informatieverzoeken_router() -> APIRouter:
    """The operations on requests for information."""
    router = maak_router("informatieverzoeken")
    _voeg_vragen_toe(router)
    _voeg_lezen_toe(router)
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
    ) -> InformatieverzoekenUit:
        vraag = informatieverzoeken.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), richting=richting, groep=groep,
            te_beantwoorden=teBeantwoorden, taak=wie.taak,
        )  # fmt: skip
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            return InformatieverzoekenUit(
                informatieverzoeken=[InformatieverzoekUit(**_velden(rij)) for rij in rijen],
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
            },
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> InformatieverzoekMetVraagUit:
        with u.dienst.transactie() as sessie:
            rij = sessie.get(InformatieverzoekRij, id)
            if rij is None:
                raise NietGevonden("Dit informatieverzoek is hier niet bekend.")
            wie.eis_groep(rij.groep)
            gelezen = [Geraadpleegd(id, None)]
            leg_raadpleging_vast(sessie, u.dienst.klok, wie, "raadplegen", SOORT, gelezen)
            velden = _velden(rij)
        vraag = _vraag(u, id, velden["richting"])
        return InformatieverzoekMetVraagUit(
            vraag=vraag.get("vraag"), uiterlijk=vraag.get("uiterlijk"), **velden
        )


def _velden(rij: InformatieverzoekRij) -> dict[str, Any]:
    return {
        "id": rij.id,
        "richting": rij.richting,
        "groep": rij.groep,
        "van": rij.van,
        "aan": rij.aan,
        "medewerker": rij.medewerker,
        "ontvangende_medewerker": rij.ontvangende_medewerker,
        "te_beantwoorden": informatieverzoeken.is_open(rij),
        "beantwoord_door": rij.beantwoord_door,
        "beantwoord_op": rij.beantwoord_op,
        "teruggenomen_op": rij.ingetrokken_op,
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
