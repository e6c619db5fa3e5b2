"""Shapes of the answer to somebody, and its example."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Uitvoermodel


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
    in_bestand: bool | None = Field(
        description="Of hij in het bestand van die partij staat; leeg: dat weet alleen die partij."
    )
    genoemd: bool | None = Field(
        description="Of zij van wie antwoordt hoorde om wie het gaat; leeg: het is wie antwoordt."
    )
    uitgevoerd: bool | None = Field(
        description=(
            "Of is gedaan wat is toegewezen; leeg: er is niets te doen, of alleen die partij weet "
            "het."
        )
    )


class AntwoordUit(Uitvoermodel):
    """The answer."""

    verzoek: str
    recht: str
    ontvangen_op: date
    behandeld_door: str = Field(description="De partij die het verzoek aannam en antwoordt.")
    verteld_aan: list[str] = Field(description="De partijen die weten dat het verzoek er is.")
    ontvangers: list[str] = Field(
        description=(
            "De partijen aan wie een andere partij eerder gegevens gaf, ook wie antwoordt, zo ver "
            "als het log gaat. Wat een partij gaf die bezwaar maakte tegen noemen (J10) ontbreekt."
        )
    )
    ontvangers_vanaf: date
    ontvangers_uit_log: bool = Field(description="Het log was te bereiken.")
    delen: list[AntwoorddeelUit]
    volledig: bool = Field(description="Elke partij heeft beslist.")
    klachtroutes: list[str]
    kosten: str = Field(description="Een verzoek kost niets.")


VOORBEELD: dict[str, Any] = {
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
            "inBestand": True,
            "genoemd": None,
            "uitgevoerd": True,
        }
    ],
    "volledig": True,
    "klachtroutes": ["Autoriteit Persoonsgegevens"],
    "kosten": "geen",
}
