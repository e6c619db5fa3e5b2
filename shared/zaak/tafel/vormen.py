"""What is shown of who sits at which table."""

from __future__ import annotations

from pydantic import Field

from shared.partij.web.vormen import Uitvoermodel
from shared.zaak.overleg.vormen import OverlegUit


class DeelnemerUit(Uitvoermodel):
    """Somebody who is registered for a meeting: by function; a name only of an own colleague."""

    id: str
    partij: str
    functie: str | None = Field(description="null: de gateway kent deze verwijzing niet meer.")
    geldig: bool = Field(description="Of zijn autorisatie volledig is en vandaag geldt.")
    naam: str | None = Field(description="Alleen van een eigen collega.")


class AgendaoverlegUit(OverlegUit):
    """A meeting in a list, with who is there and, of an own meeting, the series it belongs to."""

    reeksen: list[str] = Field(description="De reeksen waar het bij hoort; leeg bij een ander.")
    aan_tafel: list[DeelnemerUit] = Field(description="Wie zijn aangemeld, in die volgorde.")


class AgendaUit(Uitvoermodel):
    """Meetings to which this party belongs today, the last one first."""

    overleggen: list[AgendaoverlegUit]
