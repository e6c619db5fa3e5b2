"""Searching the exchange log: questions, the story of one message, and taking it again."""

from __future__ import annotations

from typing import Annotated, Any

from anyio import to_thread
from fastapi import Path

from gateway.afhankelijkheden import LEZERS, GatewayAfh, PaginagrootteAfh, RaadplegerAfh
from gateway.kern import Gateway
from gateway.routers import zoekvoorbeelden as voorbeelden
from gateway.toegang import Raadpleger
from gateway.vormen import Kenmerk
from gateway.zoeken.dienst import Pagina
from gateway.zoeken.export import als_dict
from gateway.zoeken.facetten import Facet
from gateway.zoeken.verhaal import Herhaling, Verhaal, als_base64
from gateway.zoeken.vormen import (
    Bladvorm,
    Convenantverwijzing,
    Facetwaarde,
    Gezegdvorm,
    Herhaalvorm,
    Parametervorm,
    Verhaalvorm,
    Zoekantwoord,
    Zoekfilters,
    Zoekverzoek,
    Zoekvraagverzoek,
    Zoekvraagvorm,
    Zoekvragenlijst,
    regelvorm,
)
from gateway.zoeken.vraag import Gezegd
from shared.web.routes import maak_router, operatie

router = maak_router("uitwisselingen")

_SPOOR = "Ook deze raadpleging komt in het logboek."

IdAfh = Annotated[Kenmerk, Path(description="Het kenmerk van het bericht.")]


@router.post(
    "/uitwisselingen/_zoek",
    **operatie(
        "zoekUitwisselingen",
        "Zoek in de uitwisselingen die u mag zien",
        beschrijving=(
            "De nieuwste eerst. Bladeren met `volgende` gaat door in precies hetzelfde antwoord, "
            f"wat er intussen ook bij komt. {_SPOOR}"
        ),
        verzoek=voorbeelden.ZOEK_IN,
        antwoord=voorbeelden.ZOEK_UIT,
        beveiliging=LEZERS,
    ),
)
async def zoek(
    gateway: GatewayAfh, wie: RaadplegerAfh, paginagrootte: PaginagrootteAfh, vraag: Zoekverzoek
) -> Zoekantwoord:
    return await _antwoord(gateway, wie, paginagrootte, vraag, vraag.facetten, vraag.cursor)


@router.get(
    "/zoekvragen",
    **operatie(
        "leesZoekvragen",
        "Vragen die vaak worden gesteld",
        antwoord=voorbeelden.ZOEKVRAGEN,
        beveiliging=LEZERS,
    ),
)
async def lees_zoekvragen(gateway: GatewayAfh, _: RaadplegerAfh) -> Zoekvragenlijst:
    return Zoekvragenlijst(
        zoekvragen=[
            Zoekvraagvorm(
                naam=rij.naam,
                titel=rij.titel,
                uitleg=rij.uitleg,
                parameters=[
                    Parametervorm(naam=naam, uitleg=uitleg)
                    for naam, uitleg in rij.parameters.items()
                ],
                periode=rij.periode,
                facetten=rij.facetten,
                vraag=rij.vraag,
            )
            for rij in gateway.zoekvragen.alle()
        ]
    )


@router.post(
    "/zoekvragen/{zoekvraag}/_beantwoord",
    **operatie(
        "beantwoordZoekvraag",
        "Stel een van de veelgestelde vragen",
        beschrijving=(
            "`vraag` in het antwoord is de ingevulde vraag; daarmee kunt u ook exporteren. "
            f"{_SPOOR}"
        ),
        verzoek=voorbeelden.ZOEKVRAAG_IN,
        antwoord=voorbeelden.ZOEK_UIT,
        beveiliging=LEZERS,
    ),
)
async def beantwoord_zoekvraag(
    gateway: GatewayAfh,
    wie: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    zoekvraag: Annotated[str, Path(max_length=60, description="De naam van de zoekvraag.")],
    invoer: Zoekvraagverzoek,
) -> Zoekantwoord:
    rij = gateway.zoekvragen.een(zoekvraag)
    vraag = rij.vul_in(invoer.parameters, invoer.periode, gateway.klok())
    return await _antwoord(gateway, wie, paginagrootte, vraag, rij.facetten, invoer.cursor)


@router.get(
    "/uitwisselingen/{id}",
    **operatie(
        "leesUitwisseling",
        "Het hele verhaal van één bericht, met het bewijs",
        beschrijving=(
            "Elk besluit, wat terugkwam, wat erop volgde, en de bladen zelf met hun bewijs. "
            f"{_SPOOR}"
        ),
        antwoord=voorbeelden.VERHAAL,
        beveiliging=LEZERS,
    ),
)
async def lees_uitwisseling(gateway: GatewayAfh, wie: RaadplegerAfh, id: IdAfh) -> Verhaalvorm:
    return _verhaalvorm(id, await gateway.lezen.inzien.open(id, wie))


@router.post(
    "/uitwisselingen/{id}/_herhaal",
    **operatie(
        "herhaalBesluit",
        "Neem het besluit over een bericht opnieuw, met het convenant van toen",
        beschrijving=f"Uit het blad alleen; geen register speelt mee. {_SPOOR}",
        antwoord=voorbeelden.HERHALING,
        fouten=(410,),
        beveiliging=LEZERS,
    ),
)
async def herhaal(gateway: GatewayAfh, wie: RaadplegerAfh, id: IdAfh) -> Herhaalvorm:
    return _herhaalvorm(id, await gateway.lezen.inzien.herhaal(id, wie))


async def _antwoord(
    gateway: Gateway,
    wie: Raadpleger,
    aantal: int,
    vraag: Zoekfilters,
    facetten: list[Facet],
    cursor: str | None,
) -> Zoekantwoord:
    opdracht = vraag.als_opdracht()
    await to_thread.run_sync(gateway.lezen.woordenschat.controleer, opdracht)
    pagina = await gateway.lezen.zoeken.zoek(
        opdracht, wie, aantal=aantal, cursor=cursor, facetten=list(dict.fromkeys(facetten))
    )
    return await to_thread.run_sync(_zoekantwoord, pagina, opdracht.als_dict())


def _zoekantwoord(pagina: Pagina, vraag: dict[str, Any]) -> Zoekantwoord:
    facetten = None
    if pagina.facetten is not None:
        facetten = {
            facet: [Facetwaarde(waarde=waarde, aantal=aantal) for waarde, aantal in telling]
            for facet, telling in pagina.facetten.items()
        }
    return Zoekantwoord(
        uitwisselingen=[regelvorm(als_dict(regel)) for regel in pagina.regels],
        volgende=pagina.volgende,
        aantal=pagina.aantal,
        grootte=pagina.grootte,
        facetten=facetten,
        vraag=vraag,
    )


def _gezegdvorm(verhaal: Verhaal) -> Gezegdvorm | None:
    gezegd, blad = verhaal.besluiten[-1].gezegd, verhaal.gezegd or {}
    if gezegd is None:
        return None
    return Gezegdvorm(
        bladnummer=gezegd.bladnummer,
        zonder_toestemming=gezegd.stand is Gezegd.ZONDER_TOESTEMMING,
        uiting=blad.get("uiting"),
        gezegd_op=blad.get("gezegdOp"),
        medewerker=blad.get("medewerker"),
    )


def _verhaalvorm(bericht: str, verhaal: Verhaal) -> Verhaalvorm:
    return Verhaalvorm(
        id=bericht,
        uitkomst=verhaal.besluiten[-1].uitkomst,
        besluiten=[regelvorm(als_dict(regel)) for regel in verhaal.besluiten],
        eerder=[regelvorm(als_dict(regel)) for regel in verhaal.eerder],
        later=[regelvorm(als_dict(regel)) for regel in verhaal.later],
        samen=[regelvorm(als_dict(regel)) for regel in verhaal.samen],
        gezegd=_gezegdvorm(verhaal),
        bladen=[
            Bladvorm(
                bladnummer=blad.bladnummer,
                soort=blad.soort,
                tijdstip=blad.tijdstip,
                blad=als_base64(blad.inhoud),
                bewijs=blad.bewijs,
            )
            for blad in verhaal.bladen
        ],
        grootte=verhaal.uitgave.grootte,
        checkpoint=verhaal.uitgave.notitie,
        getuigen=list(verhaal.uitgave.aanwezig),
        getuigen_ontbreken=list(verhaal.uitgave.ontbreekt),
    )


def _herhaalvorm(bericht: str, herhaling: Herhaling) -> Herhaalvorm:
    regels = herhaling.regels
    return Herhaalvorm(
        id=bericht,
        bladnummer=herhaling.bladnummer,
        gelijk=herhaling.verschil is None,
        uitleg=herhaling.verschil or "Opnieuw genomen valt het besluit hetzelfde uit.",
        convenant=Convenantverwijzing(id=regels.id, versie=regels.versie, hash=regels.hash),
        vastgelegd=herhaling.vastgelegd,
        opnieuw=herhaling.opnieuw.als_dict(),
    )
