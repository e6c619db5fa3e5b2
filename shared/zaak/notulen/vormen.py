"""What officials ask and get about the one report of a meeting."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.vormen import Invoermodel, Kenmerk, Partijcode, Uitvoermodel
from shared.zaak.notulen.begrippen import Oordeel, Regelsoort
from shared.zaak.overleg.vormen import Groepstekst

MAX_REGELS = 100


class Regelinvoer(Invoermodel):
    """One line, by who said it."""

    regel: Kenmerk | None = Field(
        default=None, description="Van een regel die blijft: haar kenmerk; leeg: een nieuwe regel."
    )
    soort: Regelsoort = Field(description="besproken, afspraak of open.")
    tekst: Groepstekst = Field(description="Wat er is gezegd, zonder iemand aan te wijzen.")
    door: Kenmerk = Field(description="De deelnemer die het zei: een verwijzing.")
    eigenaar: Partijcode | None = Field(
        default=None, description="Welke partij het doet; bij een afspraak verplicht."
    )
    uiterlijk: date | None = Field(
        default=None, description="De laatste dag; bij een afspraak verplicht."
    )


class Notuleninvoer(Groepstekstinvoer):
    """The next version, whole. Who was there and what was said there the service adds."""

    regels: list[Regelinvoer] = Field(min_length=1, max_length=MAX_REGELS)
    afwezig: list[Kenmerk] = Field(
        default_factory=list, max_length=50, description="Wie was aangemeld en niet kwam."
    )


class Ondertekening(Groepstekstinvoer):
    """What this party thinks of the version that was read."""

    versie: int = Field(ge=1, description="De versie die u las.")
    akkoord: bool
    toelichting: Groepstekst | None = Field(
        default=None, description="Wat er anders moet; verplicht als u niet akkoord gaat."
    )


class Afspraakafronding(Invoermodel):
    """This party did what was agreed."""

    regel: Kenmerk = Field(description="De afspraak: een regel van het verslag.")


class AanwezigeUit(Uitvoermodel):
    """Somebody who was there."""

    deelnemer: str
    partij: str


class GezegdeUit(Uitvoermodel):
    """Something that was said: its mark and who heard it, never what it was."""

    uiting: str
    afzender: str
    aan: list[str]


class NotulenregelUit(Uitvoermodel):
    """One line."""

    regel: str
    soort: Regelsoort
    tekst: str
    door: str
    eigenaar: str | None
    uiterlijk: date | None
    gedaan: bool = Field(description="De eigenaar zegt dat het is gedaan.")


class PartijoordeelUit(Uitvoermodel):
    """How a party that was there thinks of this version."""

    partij: str
    oordeel: Oordeel = Field(description="open, akkoord of bezwaar; wie het opstelde is akkoord.")
    toelichting: str | None
    beletsel: str | None = Field(
        description="Waarom deze partij het vandaag niet krijgt; dan wacht het niet op haar."
    )


class NotulenversieUit(Uitvoermodel):
    """A version."""

    versie: int
    op: datetime


class NotulenUit(Uitvoermodel):
    """The one report of a meeting about one group."""

    overleg: str
    groep: str
    van: str = Field(description="De partij die het overleg organiseerde.")
    versie: int
    tekenkenmerk: str = Field(description="Over heel deze versie: waarvoor elke partij tekent.")
    dag: date
    aanwezig: list[AanwezigeUit]
    gezegd: list[GezegdeUit]
    regels: list[NotulenregelUit]
    oordelen: list[PartijoordeelUit]
    vastgesteld: bool = Field(description="Elke partij die erbij was en het mag zien, is akkoord.")
    aan_te_vullen: bool = Field(description="Er is sindsdien verteld dat er nog iets is gezegd.")
    versies: list[NotulenversieUit]


class NotulendocumentUit(Uitvoermodel):
    """The report on paper."""

    overleg: str
    versie: int
    bestandsnaam: str
    document: str = Field(description="De PDF, in base64: te lezen met een schermlezer.")
