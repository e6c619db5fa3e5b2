"""Answers about documents, actions and figures, and the questions that are asked with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from services.gemeente.acties.begrippen import Actiestatus
from services.gemeente.groepsdocumenten.soorten import Doelcode, Groepstekst
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.afspraken import AARD, AardUit
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Kenmerk, Uitvoermodel

VOORBEELD_GROEP = "0193aaaa-0000-7000-8000-000000000001"
VOORBEELD_ACTIE = "0193aaaa-0000-7000-8000-000000000c01"
VOORBEELD_WIE = "0193aaaa-0000-7000-8000-000000000012"


class Plandocument(Uitvoermodel):
    """A document, or one of its versions, with what it says."""

    groep: str
    soort: str
    inhoud: dict[str, Any] = Field(description="Wat u schreef, in dezelfde vorm.")
    versie: int
    vastgesteld: bool
    tijdstip: datetime
    door: str = Field(description="De autorisatie van wie deze versie schreef of vaststelde.")


class PlandocumentNu(Plandocument):
    """A document as it is now, with what became of this version and what still has to come."""

    gegeven: bool = Field(description="Of deze versie aan de andere partijen is gegeven.")
    doelen_zonder_actie: list[str] = Field(
        description="Van welke doelen nog geen actie is afgesproken; eerst dan is het vast te "
        "stellen."
    )


class Planversies(Uitvoermodel):
    """Every version of a document."""

    versies: list[Plandocument]


class StapantwoordenUit(Uitvoermodel):
    """The answers of a step, beside the questions of the covenant; also before the first answer."""

    groep: str
    soort: str
    inhoud: dict[str, Any] = Field(
        description="De antwoorden, en welke vraag waarom niet van toepassing is; null is nog open."
    )
    versie: int = Field(description="0: er is nog niets beantwoord.")
    vastgesteld: bool
    tijdstip: datetime | None
    door: str | None
    vragen: list[str]


class Actieinvoer(Groepstekstinvoer):
    """An action to be agreed on."""

    doel: Doelcode = Field(description="Het doel uit het plan waaraan dit bijdraagt.")
    omschrijving: Groepstekst
    partij: str = Field(max_length=63, description="De partij die het doet.")
    eigenaar: Kenmerk | None = Field(
        default=None, description="De autorisatie van wie ervoor zorgt; bij de eigen partij altijd."
    )
    functie: str | None = Field(
        default=None, max_length=63, description="De functie van wie er bij die partij voor zorgt."
    )
    uitvoerder: str | None = Field(
        default=None,
        max_length=63,
        description="Wie het onder de eigenaar uitvoert en geen partij is; die krijgt zelf niets.",
    )
    uiterlijk: date
    betrokkene: Kenmerk | None = Field(default=None, description="Het pseudoniem van het lid.")
    restactie: bool = Field(default=False, description="Wat er na het afsluiten nog moet.")


class Actiewijziging(Groepstekstinvoer):
    """Progress, effect or adjustment of an action; what is left out stays as it was.

    How another party's action goes, that party says.
    """

    status: Actiestatus | None = None
    voortgang: Groepstekst | None = None
    effect: Groepstekst | None = None
    omschrijving: Groepstekst | None = None
    eigenaar: Kenmerk | None = None
    functie: str | None = Field(default=None, max_length=63)
    uitvoerder: str | None = Field(default=None, max_length=63)
    uiterlijk: date | None = None


class ActieUit(Uitvoermodel):
    """An action as it stands."""

    id: str
    groep: str
    doel: str
    omschrijving: str
    partij: str
    eigenaar: str | None
    functie: str | None
    uitvoerder: str | None
    uiterlijk: date
    betrokkene: str | None
    restactie: bool
    status: Actiestatus = Field(
        description="Van een andere partij: wat zij van de laatste versie heeft gezegd."
    )
    reden: str | None = Field(description="Waarom de partij de actie teruggaf.")
    voortgang: str | None = Field(description="Wat er het laatst over de voortgang is gezegd.")
    effect: str | None = Field(description="Wat er het laatst over het effect is gezegd.")
    te_geven: bool = Field(
        description="De partij die het doet weet nog niet hoe de actie nu is: geef haar."
    )
    stuk: str | None = Field(description="Het stuk waarmee die partij haar het laatst kreeg.")
    stukversie: int | None
    stukstand: str | None = Field(
        description="Hoe dat stuk staat: onderweg, niet_gegeven, geldt, ingetrokken of vernietigd."
    )
    te_laat: bool
    aard: AardUit
    versie: int
    gewijzigd_op: datetime


class ActiesUit(Uitvoermodel):
    """A page of actions."""

    acties: list[ActieUit]
    volgende: str | None


class GegevenActiesUit(Uitvoermodel):
    """What was to be told to other parties, as it is now."""

    acties: list[ActieUit]
    restacties: str | None = Field(
        description="Het stuk met alle restacties, als dat nu aan de andere partijen is gegeven."
    )


class VerloopUit(Uitvoermodel):
    """One change of an action."""

    versie: int
    status: Actiestatus
    omschrijving: str | None = Field(description="Alleen waar zij toen anders werd.")
    reden: str | None
    voortgang: str | None
    effect: str | None
    van: str | None = Field(description="De partij die het meldde; leeg: hier vastgelegd.")
    stuk: str | None
    stukversie: int | None = Field(description="Over welke versie van de actie die partij sprak.")
    eigenaar: str | None
    uiterlijk: date
    tijdstip: datetime
    door: str


class VerlopenUit(Uitvoermodel):
    """What happened to an action."""

    verloop: list[VerloopUit]


class GroepscijfersUit(Uitvoermodel):
    """Figures of all groups, to weigh one against the others; no group can be recognised."""

    per_stap: dict[str, int] = Field(description="Het aantal actieve groepen in elke stap.")
    geprioriteerd: int
    niet_geprioriteerd: int
    afgesloten: int


_ACTIE: dict[str, Any] = {
    "doel": "G1",
    "omschrijving": "Twee keer per week extra toezicht bij het winkelcentrum.",
    "partij": "gemeente",
    "eigenaar": VOORBEELD_WIE,
    "functie": None,
    "uitvoerder": "stadsbeheer",
    "uiterlijk": "2027-02-01",
    "betrokkene": None,
    "restactie": False,
}
VOORBEELD_ACTIE_IN: dict[str, Any] = {**_ACTIE, "bevestigdZonderPersonen": True}
VOORBEELD_ACTIE_UIT: dict[str, Any] = {
    **_ACTIE,
    "id": VOORBEELD_ACTIE,
    "groep": VOORBEELD_GROEP,
    "status": "open",
    "reden": None,
    "voortgang": None,
    "effect": None,
    "teGeven": False,
    "stuk": None,
    "stukversie": None,
    "stukstand": None,
    "teLaat": False,
    "aard": AARD,
    "versie": 1,
    "gewijzigdOp": VOORBEELD_TIJD,
}
VOORBEELD_VERLOOP: dict[str, Any] = {
    "versie": 2,
    "status": "bezig",
    "omschrijving": None,
    "reden": None,
    "voortgang": "De eerste maand zit erop.",
    "effect": "Er zijn minder meldingen.",
    "van": None,
    "stuk": None,
    "stukversie": None,
    "eigenaar": VOORBEELD_WIE,
    "uiterlijk": "2027-02-01",
    "tijdstip": VOORBEELD_TIJD,
    "door": VOORBEELD_WIE,
}
VOORBEELD_CIJFERS: dict[str, Any] = {
    "perStap": {"1": 2, "3": 1},
    "geprioriteerd": 3,
    "nietGeprioriteerd": 1,
    "afgesloten": 4,
}


def voorbeeld_document(soort: str, inhoud: dict[str, Any]) -> dict[str, Any]:
    """An example of a document of this kind."""
    return {
        "groep": VOORBEELD_GROEP,
        "soort": soort,
        "inhoud": inhoud,
        "versie": 1,
        "vastgesteld": False,
        "tijdstip": VOORBEELD_TIJD,
        "door": VOORBEELD_WIE,
    }
