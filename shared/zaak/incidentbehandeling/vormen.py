"""Shapes of what a party decides and does about an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.web.verzoek.vormen import Dag
from shared.zaak.incidentbehandeling.begrippen import Voorgesteld
from shared.zaak.incidenten.begrippen import (
    Incidentbesluitsoort,
    Incidenttaaksoort,
    Incidentuitslag,
)
from shared.zaak.incidenten.vormen import IncidentgebeurtenisUit, Incidenttekst

_Grond = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9_]{0,39}$")]


class Incidentbesluitinvoer(Groepstekstinvoer):
    """A decision, for a second person to look at."""

    soort: Incidentbesluitsoort
    keuze: Incidentuitslag = Field(
        description="Toezichthouder: melden of niet_melden. Betrokkene: informeren, later of niet."
    )
    reden: Incidenttekst = Field(description="Waarom, en bij informeren ook hoe; zonder iemand.")
    grond: _Grond | None = Field(
        default=None, description="Bij later of niet informeren: de grond, uit het convenant."
    )
    noodzaak: Incidenttekst | None = Field(
        default=None, description="Bij later of niet informeren: waarom die grond het vraagt."
    )
    herbeoordelen_voor: Dag | None = Field(
        default=None, description="Bij later of niet: wanneer er opnieuw naar wordt gekeken."
    )

    def voorgesteld(self) -> Voorgesteld:
        """The same, apart from who confirmed it."""
        velden = self.model_dump(exclude={"bevestigd_zonder_personen"})
        return Voorgesteld(**velden)


class Incidentoordeel(Groepstekstinvoer):
    """What the second person says of it."""

    reden: Incidenttekst = Field(description="Waarom u het goed- of afkeurt; zonder iemand.")


class Incidenttaakinvoer(Invoermodel):
    """Who sees to something about an incident."""

    soort: Incidenttaaksoort
    eigenaar: Kenmerk = Field(description="De autorisatie van een collega.")
    uiterlijk: Dag


class Incidentuitkomst(Groepstekstinvoer):
    """What came of it."""

    uitkomst: Incidenttekst = Field(description="Wat eruit kwam; zonder iemand.")


class Toezichtmeldinginvoer(Invoermodel):
    """That it was reported to the supervisor."""

    gemeld: Dag = Field(description="De dag waarop het is gemeld.")


class Meldingregel(Uitvoermodel):
    """One line of the report."""

    vraag: str
    antwoord: str


class ToezichtdocumentUit(Uitvoermodel):
    """The report to the supervisor, as the register can prepare it."""

    incident: str
    opgesteld_op: datetime
    regels: list[Meldingregel]
    tekst: str = Field(description="Hetzelfde als platte tekst, om over te nemen.")


class ToezichtafdrukUit(Uitvoermodel):
    """The same report on paper."""

    incident: str
    opgesteld_op: datetime
    bestandsnaam: str
    document: str = Field(description="Het PDF-bestand (PDF/UA), in base64.")


class IncidentfeitUit(IncidentgebeurtenisUit):
    """One thing that happened, of whichever incident."""

    incident: str
    van: str = Field(description="De partij die het vond.")
    aard: str
    pad: str = Field(description="Waar in deze API het incident staat, na /v1.")


class IncidententijdlijnUit(Uitvoermodel):
    """A page of the timeline of the whole register."""

    feiten: list[IncidentfeitUit]
    volgende: str | None = Field(description="De cursor van de volgende pagina.")
