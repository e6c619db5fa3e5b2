"""``/v1/ontvangen-gegevens``: what other parties gave, for officials."""

from collections.abc import Collection
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from shared.bestand.ontvangen import gegevens as ontvangen_gegevens
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.overzicht.ontvangen.vormen import (
    VOORBEELD_GEGEVEN,
    OntvangenGegevensUit,
    OntvangenGegevenUit,
    gegeven_uit,
)
from shared.partij.fouten import Vernietigd
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.paginering import PaginaAfh, Volgordevraag
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.bewaren.uitleg import zin_per_gegeven
from shared.zaak.verbetering.opslag import bij_ontvangen
from shared.zaak.verbetering.tabellen import VerbeteringRij

Ontvanger = Annotated[Medewerker, Depends(medewerker("ontvangen.lezen"))]


Ontvangenstand = Literal["actief", "opgeschort", "vervangen", "ingetrokken"]
SOORT = "ontvangen-gegeven"


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
        bericht: Annotated[
            Kenmerk | None, Query(description="Het bericht waar het in zat.")
        ] = None,
        status: Annotated[
            Ontvangenstand | None, Query(description="Alleen wat zo staat, zoals actief.")
        ] = None,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> OntvangenGegevensUit:
        vraag = ontvangen_gegevens.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), groep=groep, persoon=persoon,
            taak=wie.taak, soorten=_leest(u, wie), bericht=bericht, status=status,
            nieuwste=volgorde is Volgorde.NIEUWSTE,
        )  # fmt: skip
        with u.dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            gelezen = [Geraadpleegd(rij.id, rij.persoon_id) for rij in rijen]
            leg_raadpleging_vast(
                sessie, u.dienst.klok, wie, "lijst", SOORT,
                gelezen or [Geraadpleegd(None, persoon)], gericht=persoon is not None,
            )  # fmt: skip
            verbeteringen = bij_ontvangen(sessie, [rij.id for rij in rijen])
            zinnen = zin_per_gegeven(sessie, u.dienst, rijen)
        return OntvangenGegevensUit(
            ontvangen_gegevens=[
                _open(u, rij, verbeteringen.get(rij.id), zinnen.get(rij.id)) for rij in rijen
            ],
            volgende=volgende,
        )

    return router


def _leest(u: Uitwisseling, wie: Medewerker) -> Collection[str] | None:
    """The kinds of data this function reads; None: all of them."""
    functie = u.dienst.regels.functies.get(u.dienst.partij.code, {}).get(wie.functie)
    return None if functie is None else functie.soorten


def _open(
    u: Uitwisseling,
    rij: OntvangenGegevenRij,
    verbetering: VerbeteringRij | None,
    bewaaruitleg: str | None,
) -> OntvangenGegevenUit:
    try:
        gegevens = ontvangen_gegevens.open_gegeven(u.dienst.kluis, rij)
    except Vernietigd:
        gegevens = None
    return gegeven_uit(u.dienst, rij, gegevens, verbetering, bewaaruitleg)
