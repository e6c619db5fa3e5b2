"""Searching the exchange log: questions, the story of one message, and taking it again."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Path

from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.keuzes.vertaling import Vertaling
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.toegang.zicht import Raadpleger
from gateway.web.afhankelijkheden import Diensten, DienstenAfh, KlokAfh
from gateway.web.paginering import PaginagrootteAfh
from gateway.web.vormen import Kenmerk
from gateway.zoeken import voorbeelden
from gateway.zoeken.antwoorden import verhaalvorm, zoekantwoord
from gateway.zoeken.bladrouter import bladantwoord
from gateway.zoeken.bladvormen import Bladfilters, Zoekvraagantwoord
from gateway.zoeken.dienst import Uitwisselingzoeken
from gateway.zoeken.inzien import Inzien
from gateway.zoeken.verhaal import Herhaling
from gateway.zoeken.vormen import (
    Convenantverwijzing,
    Herhaalvorm,
    Parametervorm,
    Verhaalvorm,
    Zoekantwoord,
    Zoekfilters,
    Zoekverzoek,
    Zoekvraagverzoek,
    Zoekvraagvorm,
    Zoekvragenlijst,
)
from gateway.zoeken.woordenschat import Woordenschat
from gateway.zoeken.zoekvragen import Zoekvragen
from gateway.zoekregister.facetten import Facet
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("uitwisselingen")

ZoekvragenAfh = Annotated[Zoekvragen, Depends(van(Zoekvragen))]

InzienAfh = Annotated[Inzien, Depends(van(Inzien))]

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
    diensten: DienstenAfh, wie: RaadplegerAfh, paginagrootte: PaginagrootteAfh, vraag: Zoekverzoek
) -> Zoekantwoord:
    return await _antwoord(diensten, wie, paginagrootte, vraag, vraag.facetten, vraag.cursor)


@router.get(
    "/zoekvragen",
    **operatie(
        "leesZoekvragen",
        "Vragen die vaak worden gesteld",
        antwoord=voorbeelden.ZOEKVRAGEN,
        beveiliging=LEZERS,
    ),
)
async def lees_zoekvragen(zoekvragen: ZoekvragenAfh, _: RaadplegerAfh) -> Zoekvragenlijst:
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
                facetten=[str(facet) for facet in rij.facetten],
                over=rij.over,
                vraag=rij.vraag,
            )
            for rij in zoekvragen.alle()
        ]
    )


@router.post(
    "/zoekvragen/{zoekvraag}/_beantwoord",
    **operatie(
        "beantwoordZoekvraag",
        "Stel een van de veelgestelde vragen",
        beschrijving=(
            "`vraag` in het antwoord is de ingevulde vraag; daarmee zoekt u verder. Gaat de "
            "zoekvraag over bladen (`over`), dan staat het antwoord in `bladen`, anders in "
            f"`uitwisselingen`. {_SPOOR}"
        ),
        verzoek=voorbeelden.ZOEKVRAAG_IN,
        antwoord={**voorbeelden.ZOEK_UIT, "bladen": []},
        beveiliging=LEZERS,
    ),
)
async def beantwoord_zoekvraag(
    diensten: DienstenAfh,
    zoekvragen: ZoekvragenAfh,
    klok: KlokAfh,
    wie: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    zoekvraag: Annotated[str, Path(max_length=60, description="De naam van de zoekvraag.")],
    invoer: Zoekvraagverzoek,
) -> Zoekvraagantwoord:
    rij = zoekvragen.een(zoekvraag)
    vraag = rij.vul_in(invoer.parameters, invoer.periode, klok())
    if isinstance(vraag, Bladfilters):
        bladen = await bladantwoord(
            diensten, wie, paginagrootte, vraag, rij.bladfacetten, invoer.cursor
        )
        return Zoekvraagantwoord(**dict(bladen), uitwisselingen=[])
    antwoord = await _antwoord(
        diensten, wie, paginagrootte, vraag, rij.uitwisselingfacetten, invoer.cursor
    )
    return Zoekvraagantwoord(**dict(antwoord), bladen=[])


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
async def lees_uitwisseling(
    inzien: InzienAfh, vertaling: VertalingAfh, wie: RaadplegerAfh, id: IdAfh
) -> Verhaalvorm:
    verhaal = await inzien.open(id, wie)
    return await to_thread.run_sync(verhaalvorm, vertaling, id, verhaal)


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
async def herhaal(inzien: InzienAfh, wie: RaadplegerAfh, id: IdAfh) -> Herhaalvorm:
    return _herhaalvorm(id, await inzien.herhaal(id, wie))


async def _antwoord(
    diensten: Diensten,
    wie: Raadpleger,
    aantal: int,
    vraag: Zoekfilters,
    facetten: list[Facet],
    cursor: str | None,
) -> Zoekantwoord:
    opdracht = vraag.als_opdracht()
    await to_thread.run_sync(diensten.een(Woordenschat).controleer, opdracht)
    pagina = await diensten.een(Uitwisselingzoeken).zoek(
        opdracht, wie, aantal=aantal, cursor=cursor, facetten=list(dict.fromkeys(facetten))
    )
    return await to_thread.run_sync(
        zoekantwoord, diensten.een(Vertaling), pagina, opdracht.als_dict()
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
