"""What officials ask and get about meetings and their verslagen."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.vormen import Invoermodel, Kenmerk, Regel, Uitvoermodel
from shared.web.verzoek.vormen import Tijdstip

Groepstekst = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]
"""Text about a group or a meeting: nobody is recognisable in it."""

Woord = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]

MAX_GROEPEN = 20
_WEGGELATEN = (
    "Hoeveel gegevens er niet in staan: over een groep buiten uw taak, van een soort die uw "
    "functie niet leest, of over iemand wiens gegevens zijn beperkt."
)


class Reeksinvoer(Groepstekstinvoer):
    """A series of meetings (covenant 5.2: these three differ per case)."""

    groep: Kenmerk
    doel: Groepstekst = Field(description="Waarvoor deze overleggen dienen.")
    frequentie: Regel = Field(description="Hoe vaak er overleg is.")
    samenstelling: list[Regel] = Field(
        min_length=1, max_length=20, description="Welke functies erbij horen; geen namen."
    )


class ReeksUit(Uitvoermodel):
    """A recorded series."""

    id: str
    groep: str
    doel: str
    frequentie: str
    samenstelling: list[str]
    versie: int
    gewijzigd_op: datetime


class ReeksenUit(Uitvoermodel):
    """A page of series."""

    overlegreeksen: list[ReeksUit]
    volgende: str | None


class Overleginvoer(Invoermodel):
    """A meeting to be registered before it begins."""

    reeksen: list[Kenmerk] = Field(
        min_length=1,
        max_length=MAX_GROEPEN,
        description="De reeks van elke groep waarover het gaat.",
    )
    soort: Woord = Field(description="Een soort overleg uit het convenant.")
    locatie: Woord = Field(description="Bij welke partij: een plaats uit het convenant.")
    begin: Tijdstip
    einde: Tijdstip
    deelnemers: list[Kenmerk] = Field(
        min_length=2, max_length=50, description="De autorisaties van wie erbij zijn."
    )
    afgelast: bool = False


class GezegdUit(Uitvoermodel):
    """What came of an uiting, as the log has it."""

    gezegd_op: datetime
    berichten: list[str] = Field(description="Welke berichten zijn gezegd, voor zover de uwe.")
    zonder_toestemming: bool = Field(description="Het mocht niet voor iedereen: een incident.")
    bladnummer: int


class UitingberichtstandUit(Uitvoermodel):
    """A message of an uiting that this party sent or got."""

    id: str
    ontvanger: str
    besluit: str
    status: str


class UitingstandUit(Uitvoermodel):
    """Something this party says or hears, as the gateway has it."""

    uiting: str
    afzender: str
    groep: str | None
    berichten: list[UitingberichtstandUit]
    gezegd: GezegdUit | None = Field(description="null: er is niet verteld dat het is gezegd.")


class OpenUit(Uitvoermodel):
    """Words of anybody at the table of which nobody told yet whether they were spoken."""

    uiting: str
    afzender: str = Field(description="Wie moet vertellen of het is gezegd.")
    uiterlijk: datetime | None = Field(
        description="Daarna geldt het als niet gezegd; null: de eigen dienst vertelt het nog."
    )


class OverlegkopUit(Uitvoermodel):
    """A meeting as it is registered."""

    id: str
    partij: str
    groepen: list[str]
    soort: str
    locatie: str
    begin: datetime
    einde: datetime
    deelnemers: list[str]
    afgelast: bool


class OverlegUit(OverlegkopUit):
    """A meeting as the gateway has it for this party."""

    uitingen: list[UitingstandUit] = Field(
        description="Wat deze partij er zegt of hoort; in een lijst leeg."
    )
    open: list[OpenUit] = Field(
        description="Waarvan nog niet is verteld of het is gezegd; in een lijst leeg."
    )


class GeplandUit(Uitvoermodel):
    """A registered meeting, with the ETag to change it by."""

    id: str
    reeksen: list[str]
    bladnummer: int
    versie: int


class GedeeldUit(Uitvoermodel):
    """One kind of data about one person; never what was said."""

    betrokkene: str
    categorie: int
    gegevenssoort: str
    grondslag: str | None
    aard: str | None


class VerslagberichtUit(Uitvoermodel):
    """What one party heard, and on what ground."""

    bericht: str
    ontvanger: str
    ontvangende_medewerker: str | None
    doel: str | None
    gedeeld: list[GedeeldUit]


class VerslagregelUit(Uitvoermodel):
    """What was said in one go: when, by whom, and per party that heard it which kinds of data."""

    uiting: str
    afzender: str
    groep: str | None
    medewerker: str | None = Field(description="Wie het zei; null als dat hier niet bekend is.")
    gezegd_op: datetime | None = Field(description="null: het is niet gezegd.")
    zonder_toestemming: bool | None
    bladnummer: int | None
    berichten: list[VerslagberichtUit] = Field(
        description="Leeg: gezegd zonder dat het voor deze partij was gevraagd."
    )


class Vaststelling(Groepstekstinvoer):
    """Laying down the verslag, or a next version of it."""

    afspraken: Groepstekst = Field(description="Wat er is afgesproken, zonder namen.")


class VerslagversieUit(Uitvoermodel):
    """A version that was laid down."""

    versie: int
    digest: str
    vorige: str | None = Field(description="De digest van de versie hiervoor.")
    vastgesteld_op: datetime
    vastgesteld_door: str


class VerslagUit(Uitvoermodel):
    """The verslag of a meeting as this party has it: what it said and what it heard.

    Laid down, it is as it was then; ``aan_te_vullen`` says that something was told since.
    """

    overleg: OverlegkopUit
    gezegd: list[VerslagregelUit] = Field(description="Wat deze partij zei.")
    gehoord: list[VerslagregelUit] = Field(description="Wat deze partij hoorde.")
    niet_gezegd: list[VerslagregelUit] = Field(
        description="Wat gezegd mocht worden en niet is gezegd: dat is vervallen."
    )
    open: list[OpenUit] = Field(
        description="Van wie aan tafel ook: waarvan nog niet is verteld of het is gezegd."
    )
    weggelaten: int = Field(description=_WEGGELATEN)
    aan_te_vullen: bool = Field(
        description="Na het vaststellen is nog verteld dat iets is gezegd: stel een versie vast."
    )
    afspraken: str | None
    vastgesteld: VerslagversieUit | None = Field(description="null: nog niet vastgesteld.")
    versies: list[VerslagversieUit]


class NotitiesUit(Uitvoermodel):
    """A page of notes of calls."""

    gespreksnotities: list[VerslagregelUit]
    weggelaten: int = Field(description=_WEGGELATEN)
    volgende: str | None
