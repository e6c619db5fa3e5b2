"""What is shown of who sits at which table."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.zaak.overleg.vormen import OverlegUit


class Toelating(Invoermodel):
    """Somebody at the door who was not invited."""

    deelnemer: Kenmerk = Field(description="Zijn autorisatie.")
    naam_gecontroleerd: bool = Field(
        default=False, description="U keek na wie er voor u staat: het is deze deelnemer."
    )


class ToelatingUit(Uitvoermodel):
    """That he was let in, when, and by whom."""

    overleg: str
    deelnemer: str
    toegelaten_op: datetime
    toegelaten_door: str


class DeelnemerUit(Uitvoermodel):
    """Somebody who is registered for a meeting: by function; a name only of an own colleague."""

    id: str
    partij: str
    functie: str | None = Field(description="null: de gateway kent deze verwijzing niet meer.")
    geldig: bool = Field(description="Of zijn autorisatie volledig is en vandaag geldt.")
    naam: str | None = Field(description="Alleen van een eigen collega.")
    toegelaten_op: datetime | None = Field(
        description="Wanneer hij aan de deur is toegelaten, zoals de organisator het vastlegde."
    )


class AgendaoverlegUit(OverlegUit):
    """A meeting in a list, with who is there and, of an own meeting, the series it belongs to."""

    reeksen: list[str] = Field(description="De reeksen waar het bij hoort; leeg bij een ander.")
    aan_tafel: list[DeelnemerUit] = Field(description="Wie zijn aangemeld, in die volgorde.")


class AgendaUit(Uitvoermodel):
    """Meetings to which this party belongs today, the last one first."""

    overleggen: list[AgendaoverlegUit]
