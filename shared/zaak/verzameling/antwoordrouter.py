"""``/v1/rechtenverzoeken/{id}/antwoord``: the answer as one document (covenant 11.4, 11.8).

It names who handles it, who was told, to whom data went, what each party decided under which law,
and where somebody goes who does not agree. Grounds are those of the own party: of another only the
outcome is known here.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.convenant.logtermijnen import langste_bladtermijn
from shared.convenant.termijnen import begin_nl, datum_nl, min_
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import Conflict
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import BEHANDELEN, RAADPLEEGSOORT, Besluitstand
from shared.zaak.rechten.inzicht import Verzoekblik, bekijk
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
        description="De partijen aan wie eerder gegevens zijn verstrekt, zo ver als het log gaat."
    )
    ontvangers_vanaf: date
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
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Behandelaar) -> AntwoordUit:
        with dienst.transactie() as sessie:
            rij = opslag.lees(sessie, id)
            eis_in_taak(sessie, wie, rij)
            if not rij.eigen:
                naam = dienst.regels.titel_van(rij.van)
                raise Conflict(f"{naam} nam dit verzoek aan, en antwoordt.")
            gelezen = [Geraadpleegd(id, rij.persoon_id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", RAADPLEEGSOORT, gelezen)
            (blik,) = bekijk(sessie, dienst, [rij])
            return _antwoord(sessie, dienst, blik)

    return router


def _antwoord(sessie: Session, dienst: Dienst, blik: Verzoekblik) -> AntwoordUit:
    rij, regels = blik.rij, dienst.regels
    vanaf = min_(datum_nl(dienst.klok()), langste_bladtermijn(regels))
    delen = [_deel(blik, een.rij.partij, regels) for een in blik.delen]
    return AntwoordUit(
        verzoek=rij.id,
        recht=rij.recht,
        ontvangen_op=rij.ontvangen_op,
        behandeld_door=rij.van,
        verteld_aan=sorted({bericht.partij for bericht, _ in blik.afleveringen}),
        ontvangers=opslag.ontvangers_van(sessie, rij.persoon_id, begin_nl(vanaf)),
        ontvangers_vanaf=vanaf,
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
