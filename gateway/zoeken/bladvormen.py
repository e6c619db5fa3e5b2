"""Shapes on the wire of searching in leaves of any kind."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from gateway.web.vormen import Kenmerk, Partijcode, Vorm
from gateway.zoeken.vormen import (
    Antwoordpagina,
    Cursor,
    Loggrootte,
    Waarde,
    Zoekantwoord,
    Zoekperiode,
)
from gateway.zoeken.woordvormen import Leesbladvorm
from gateway.zoekregister.bladvraag import Bladfacet, Bladopdracht
from shared.logboek.bladen import Bladsoort


class Bladfilters(Vorm):
    """What one can search leaves for. All that is named must hold."""

    periode: Zoekperiode
    bladsoort: Bladsoort | None = Field(default=None, description="De soort van het blad.")
    afzender: Partijcode | None = Field(
        default=None, description="De partij die dit deed: verstuurde, las, tekende of meldde."
    )
    groep: Kenmerk | None = None
    medewerker: Kenmerk | None = Field(
        default=None, description="De medewerker die erin staat: wie las, tekende, sprak of kreeg."
    )
    betrokkene: Kenmerk | None = Field(
        default=None, description="Het pseudoniem: over wie het gaat, of naar wie is gezocht."
    )
    bericht: Kenmerk | None = Field(
        default=None,
        description="Wie het las, en of het is gezegd. Het besluit zelf: uitwisselingen/{id}.",
    )
    overleg: Kenmerk | None = None
    uiting: Kenmerk | None = None
    aanstelling: Kenmerk | None = Field(
        default=None, description="De aanstelling zelf, en wat ermee is gelezen."
    )
    alarm: Kenmerk | None = Field(default=None, description="Een alarm en wat ermee is gedaan.")
    leesreeks: Kenmerk | None = Field(default=None, description="Begin en einde van een leesreeks.")
    lezing: Waarde | None = Field(default=None, description="Van lezen: hoe er is gelezen.")
    groepsbesluit: Waarde | None = Field(default=None, description="De soort groepsbesluit.")
    incident: Waarde | None = Field(default=None, description="De soort incident.")

    def als_opdracht(self) -> Bladopdracht:
        """The question to the register."""
        filters = {
            naam: getattr(self, naam) for naam in Bladfilters.model_fields if naam != "periode"
        }
        return Bladopdracht(van=self.periode.van, tot=self.periode.tot, **filters)


Bladfacetten = Annotated[
    list[Bladfacet],
    Field(
        default_factory=list, max_length=len(Bladfacet), description="Waarop geteld moet worden."
    ),
]


class Bladzoekverzoek(Bladfilters):
    """A question, and which page of the answer."""

    facetten: Bladfacetten
    cursor: Cursor


class Bladexportverzoek(Bladfilters):
    """A question, and in which form all of its leaves must come."""

    vorm: Literal["csv", "jsonl"]
    grootte: Loggrootte


class Bladregelvorm(Vorm):
    """One leaf in a result, in words."""

    bladnummer: int = Field(ge=0)
    bladsoort: str
    tijdstip: datetime
    in_woorden: Leesbladvorm


class Bladantwoord(Antwoordpagina):
    """A page of leaves, newest first."""

    bladen: list[Bladregelvorm]


class Zoekvraagantwoord(Zoekantwoord):
    """The answer to one of the questions people ask often, about exchanges or about leaves."""

    bladen: list[Bladregelvorm]
