"""``/v1/rechtenverzoeken/{id}/antwoord``: the answer as one document (covenant 11.4, 11.8).

It names who handles it, who was told, to whom data went, what each party decided under which law,
and where somebody goes who does not agree. Grounds are those of the own party: of another only the
outcome is known here.
"""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import BEHANDELEN, RAADPLEEGSOORT, Besluitstand
from shared.zaak.rechten.inzicht import Verzoekblik, bekijk
from shared.zaak.rechten.ontvangers import Ontvangers, zoek_ontvangers
from shared.zaak.rechten.opslag import eis_in_taak

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]


class AntwoordgrondUit(Uitvoermodel):
    """A ground on which something was refused."""

    code: str
    titel: str
    convenant: str | None
    wet: str | None


class AntwoorddeelUit(Uitvoermodel):
    """What one party decided; empty while it has not."""

    partij: str
    naam: str
    verantwoordelijke: str
    regime: str
    uitkomst: str | None
    op: date | None
    gronden: list[AntwoordgrondUit]
    uiterlijk: date | None


class AntwoordUit(Uitvoermodel):
    """The answer."""

    verzoek: str
    recht: str
    ontvangen_op: date
    behandeld_door: str = Field(description="De partij die het verzoek aannam en antwoordt.")
    verteld_aan: list[str] = Field(description="De partijen die weten dat het verzoek er is.")
    ontvangers: list[str] = Field(
        description=(
            "De andere partijen aan wie eerder gegevens zijn verstrekt, door wie dan ook, zo ver "
            "als het log gaat. Wat een partij gaf die bezwaar maakte tegen noemen (J10) ontbreekt."
        )
    )
    ontvangers_vanaf: date
    ontvangers_uit_log: bool = Field(description="Het log was te bereiken.")
    delen: list[AntwoorddeelUit]
    volledig: bool = Field(description="Elke partij heeft beslist.")
    klachtroutes: list[str]
    kosten: str = Field(description="Een verzoek kost niets.")


def antwoord_router() -> APIRouter:
    """The one operation."""
    router = maak_router("rechtenverzoeken")

    @router.get(
        "/rechtenverzoeken/{id}/antwoord",
        response_model=AntwoordUit,
        **operatie(
            "leesAntwoordOpRechtenverzoek",
            "Geeft het antwoord aan de betrokkene als één document",
            antwoord=_VOORBEELD,
            fouten=(409,),
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Behandelaar) -> AntwoordUit:
        return await lees_antwoord(u, wie, id)

    return router


async def lees_antwoord(u: Uitwisseling, wie: Medewerker, kenmerk: str) -> AntwoordUit:
    """The answer as it is now; that it was read is recorded.

    Raises ``Conflict`` where another party answers.
    """

    def van_wie() -> str | None:
        with u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            eis_in_taak(sessie, wie, rij)
            if not rij.eigen:
                naam = u.dienst.regels.titel_van(rij.van)
                raise Conflict(f"{naam} nam dit verzoek aan, en antwoordt.")
            return rij.persoon_id

    def stel_op(ontvangers: Ontvangers) -> AntwoordUit:
        dienst = u.dienst
        with dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            gelezen = [Geraadpleegd(kenmerk, rij.persoon_id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", RAADPLEEGSOORT, gelezen)
            (blik,) = bekijk(sessie, dienst, [rij])
            return _antwoord(dienst, blik, ontvangers)

    ontvangers = await zoek_ontvangers(u, await asyncio.to_thread(van_wie))
    return await asyncio.to_thread(stel_op, ontvangers)


def _ontvangers(blik: Verzoekblik, eigen: Ontvangers) -> list[str]:
    """Of every party to whom it gave his data, without who answers and what may not be named."""
    gegeven = set()
    for deel in (een.rij for een in blik.delen):
        if deel.niet_noemen is not None:
            continue
        gegeven |= set(eigen.partijen if deel.partij == blik.rij.van else deel.ontvangers or ())
    return sorted(gegeven - {blik.rij.van})


def _antwoord(dienst: Dienst, blik: Verzoekblik, ontvangers: Ontvangers) -> AntwoordUit:
    rij, regels = blik.rij, dienst.regels
    delen = [_deel(blik, een.rij.partij, regels) for een in blik.delen]
    return AntwoordUit(
        verzoek=rij.id,
        recht=rij.recht,
        ontvangen_op=rij.ontvangen_op,
        behandeld_door=rij.van,
        verteld_aan=sorted({bericht.partij for bericht, _ in blik.afleveringen}),
        ontvangers=_ontvangers(blik, ontvangers),
        ontvangers_vanaf=ontvangers.vanaf,
        ontvangers_uit_log=ontvangers.uit_log,
        delen=delen,
        volledig=all(deel.uitkomst is not None for deel in delen),
        klachtroutes=list(regels.betrokkenenrechten.klachtroutes),
        kosten="geen",
    )


def _deel(blik: Verzoekblik, partij: str, regels: Convenantregels) -> AntwoorddeelUit:
    deel = blik.deel_van(partij)
    assert deel is not None  # noqa: S101 - for the type checker: it is one of its parts
    rij = deel.rij
    vast = rij.besluitstand == Besluitstand.VAST
    gronden = regels.betrokkenenrechten.gronden
    return AntwoorddeelUit(
        partij=partij,
        naam=regels.partijen[partij].naam,
        verantwoordelijke=regels.partijen[partij].verwerkingsverantwoordelijke,
        regime=rij.regime,
        uitkomst=rij.uitkomst if vast else None,
        op=rij.besloten_op if vast else None,
        gronden=[
            AntwoordgrondUit(
                code=code,
                titel=gronden[code].titel,
                convenant=gronden[code].convenant,
                wet=gronden[code].wet,
            )
            for code in (rij.gronden or [] if vast else [])
        ],
        uiterlijk=min((klok.uiterlijk for klok in deel.klokken), default=None),
    )


_VOORBEELD: dict[str, Any] = {
    "verzoek": "0193aaaa-0000-7000-8000-0000000000e1",
    "recht": "inzage",
    "ontvangenOp": "2026-11-23",
    "behandeldDoor": voorbeelden.AFZENDER,
    "verteldAan": [voorbeelden.ONTVANGER],
    "ontvangers": [voorbeelden.ONTVANGER],
    "ontvangersVanaf": "2022-11-23",
    "ontvangersUitLog": True,
    "delen": [
        {
            "partij": voorbeelden.AFZENDER,
            "naam": "Partij Verzonnen",
            "verantwoordelijke": "wie verantwoordelijk is",
            "regime": voorbeelden.GEVER_REGIME,
            "uitkomst": "toegewezen",
            "op": "2026-12-01",
            "gronden": [],
            "uiterlijk": "2026-12-23",
        }
    ],
    "volledig": True,
    "klachtroutes": ["Autoriteit Persoonsgegevens"],
    "kosten": "geen",
}
