"""What officials ask and get about the start of a group's approach."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from services.gemeente.groepsdocumenten.soorten import Groepstekst
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Regel, Uitvoermodel

Broncode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,39}$")]
Bronkenmerk = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9/_-]{0,63}$")]
Incident = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]

_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_WIE = "0193aaaa-0000-7000-8000-000000000012"
_MELDING = "0193aaaa-0000-7000-8000-000000000e11"
_INCIDENT = "incident-000000000e11"
_GEBONDEN = "k7mPa2bcD3efG4hjK5mnP6qrS7tvW8xyZ9ABC1DEF2g"


class Meldinginvoer(Groepstekstinvoer):
    """A report of nuisance, as one of the sources recorded it."""

    bron: Broncode = Field(description="Wie de melding vastlegde: een organisatie, geen mens.")
    bronkenmerk: Bronkenmerk | None = Field(default=None, description="Het nummer bij de bron.")
    datum: date = Field(description="De dag van het incident.")
    plek: Regel = Field(description="Een plein, straat of buurt; geen adres.")
    omschrijving: Groepstekst = Field(description="Wat de groep deed; over niemand herkenbaar.")


class Meldingwijziging(Groepstekstinvoer):
    """A correction; what is left out stays as it was."""

    bronkenmerk: Bronkenmerk | None = Field(default=None, description="Het nummer bij de bron.")
    datum: date | None = None
    plek: Regel | None = None
    omschrijving: Groepstekst | None = None
    reden: Groepstekst

    @model_validator(mode="after")
    def _iets(self) -> Meldingwijziging:  # noqa: N804 - after-validators get the model
        if not self.model_dump(exclude_none=True, exclude={"reden", "bevestigd_zonder_personen"}):
            raise ValueError("noem ten minste één gegeven dat verandert")
        return self


class Startreden(Groepstekstinvoer):
    """Why something is taken back."""

    reden: Groepstekst


class Incidentkeuze(Groepstekstinvoer):
    """To which incident a report belongs."""

    incident: Incident = Field(description="Het incident van een andere melding, of het eigen.")
    reden: Groepstekst


class Startmelding(Uitvoermodel):
    """A recorded report."""

    id: str
    groep: str
    bron: str
    bronkenmerk: str | None = Field(
        description="Het nummer bij de bron. Leeg: zij is daar niet na te vragen en telt niet mee, "
        "tenzij de bron haar zelf gaf."
    )
    van: str | None = Field(description="De partij die haar zelf gaf; leeg: hier vastgelegd.")
    stuk: str | None = Field(description="Het stuk waarmee die partij haar gaf.")
    datum: date
    plek: str
    omschrijving: str
    incident: str = Field(description="Meldingen met hetzelfde incident tellen als één.")
    ingetrokken: bool
    versie: int
    gewijzigd_op: datetime


class Startmeldingen(Uitvoermodel):
    """A page of reports."""

    meldingen: list[Startmelding]
    volgende: str | None


class MeldingversieUit(Uitvoermodel):
    """One version of a report."""

    versie: int
    inhoud: dict[str, Any]
    reden: str | None
    tijdstip: datetime
    door: str


class MeldingversiesUit(Uitvoermodel):
    """Every version, the first one first."""

    versies: list[MeldingversieUit]


class Startvoorstel(Uitvoermodel):
    """Two reports that may be of one incident."""

    meldingen: list[str]
    uitleg: str


class Startvoorstellen(Uitvoermodel):
    """What the system points out; a human decides."""

    voorstellen: list[Startvoorstel]


class Interventieinvoer(Groepstekstinvoer):
    """An earlier intervention (5.3, third criterion)."""

    partij: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
    datum: date
    omschrijving: Groepstekst = Field(description="Wat er is gedaan; over niemand herkenbaar.")
    overlast_verminderd: bool = Field(description="false: de overlast bleef; dan telt zij mee.")


class InterventieUit(Uitvoermodel):
    """A recorded intervention."""

    id: str
    groep: str
    partij: str
    datum: date
    omschrijving: str
    overlast_verminderd: bool
    vastgelegd_op: datetime
    vastgelegd_door: str
    vervallen_op: datetime | None
    reden: str | None


class InterventiesUit(Uitvoermodel):
    """Every intervention, the oldest first."""

    interventies: list[InterventieUit]


class Groepsverbandinvoer(Groepstekstinvoer):
    """What a human declares about how the nuisance is caused (5.3, first criterion)."""

    hoofdzakelijk: bool = Field(description="De overlast ontstaat vooral in groepsverband.")
    motivering: Groepstekst


class GroepsverbandUit(Uitvoermodel):
    """The declaration as it stands."""

    groep: str
    hoofdzakelijk: bool
    motivering: str
    versie: int
    gewijzigd_op: datetime
    gewijzigd_door: str


class GeteldeUit(Uitvoermodel):
    """A report as evidence."""

    melding: str
    bron: str
    datum: date
    incident: str
    telt: bool
    waarom_niet: str | None


class StartcriteriaUit(Uitvoermodel):
    """The evidence, counted, and everything that is missing."""

    groep: str
    datum: date
    groepsverband: bool
    eerdere_interventie: bool
    incidenten: int
    nodig: int
    meldingen: list[GeteldeUit]
    ontbreekt: list[dict[str, Any]] = Field(description="Leeg: het startbesluit kan.")


class Startbesluitinvoer(Groepstekstinvoer):
    """The decision; what it rests on comes from the file."""

    motivering: Groepstekst = Field(description="Waarom de aanpak nu start.")


class StartbesluitUit(Uitvoermodel):
    """A start decision that was taken."""

    groep: str
    datum: date
    gegevens: dict[str, Any]
    motivering: str
    bladnummer: int | None
    genomen_op: datetime
    genomen_door: str = Field(description="Wie het besluit nam.")
    voorbereid_door: str


class HerbeoordelingUit(Uitvoermodel):
    """Somebody has to look again, or has."""

    id: str
    groep: str
    melding: str = Field(description="De melding die wegviel.")
    over: int = Field(description="Op hoeveel incidenten het startbesluit toen nog rustte.")
    nodig: int
    ontstaan_op: datetime
    uiterlijk: date
    eigenaar: str
    uitkomst: str | None
    toelichting: str | None
    afgerond_op: datetime | None
    afgerond_door: str | None


class HerbeoordelingenUit(Uitvoermodel):
    """Every time evidence fell away after the start decision."""

    herbeoordelingen: list[HerbeoordelingUit]


class Melderafronding(Groepstekstinvoer):
    """What came of looking again."""

    uitkomst: Literal["blijft", "eindigt"] = Field(
        description="blijft: andere meldingen van toen dragen het besluit; eindigt: de aanpak is "
        "afgesloten."
    )
    toelichting: Groepstekst


BEVESTIGD: dict[str, Any] = {"bevestigdZonderPersonen": True}
_MELDING_TEKST: dict[str, Any] = {
    "bron": "stadsbeheer",
    "bronkenmerk": "SB-2026-0417",
    "datum": "2026-10-12",
    "plek": "het winkelcentrum",
    "omschrijving": "Drie banken vernield na een avond met harde muziek.",
}
VOORBEELD_MELDING_IN: dict[str, Any] = {**_MELDING_TEKST, **BEVESTIGD}
VOORBEELD_MELDING: dict[str, Any] = {
    **_MELDING_TEKST,
    "id": _MELDING,
    "groep": _GROEP,
    "van": None,
    "stuk": None,
    "incident": _INCIDENT,
    "ingetrokken": False,
    "versie": 1,
    "gewijzigdOp": VOORBEELD_TIJD,
}
_INTERVENTIE_TEKST: dict[str, Any] = {
    "partij": "gemeente",
    "datum": "2026-06-01",
    "omschrijving": "Een maand lang elke avond toezicht op het plein.",
    "overlastVerminderd": False,
}
VOORBEELD_INTERVENTIE_IN: dict[str, Any] = {**_INTERVENTIE_TEKST, **BEVESTIGD}
VOORBEELD_INTERVENTIE: dict[str, Any] = {
    **_INTERVENTIE_TEKST,
    "id": "0193aaaa-0000-7000-8000-000000000e12",
    "groep": _GROEP,
    "vastgelegdOp": VOORBEELD_TIJD,
    "vastgelegdDoor": _WIE,
    "vervallenOp": None,
    "reden": None,
}
VOORBEELD_GROEPSVERBAND: dict[str, Any] = {
    "groep": _GROEP,
    "hoofdzakelijk": True,
    "motivering": "Bij elke melding waren er zes of meer bij elkaar.",
    "versie": 1,
    "gewijzigdOp": VOORBEELD_TIJD,
    "gewijzigdDoor": _WIE,
}
_GEGEVENS: dict[str, Any] = {
    "datum": "2026-11-23",
    "groepsverband": True,
    "eerdereInterventie": True,
    "meldingen": [{"datum": "2026-10-12", "bron": "stadsbeheer", "incident": _GEBONDEN}],
}
VOORBEELD_CRITERIA: dict[str, Any] = {
    "groep": _GROEP,
    "datum": "2026-11-23",
    "groepsverband": True,
    "eerdereInterventie": True,
    "incidenten": 1,
    "nodig": 3,
    "meldingen": [
        {
            "melding": _MELDING,
            "bron": "stadsbeheer",
            "datum": "2026-10-12",
            "incident": _INCIDENT,
            "telt": True,
            "waaromNiet": None,
        }
    ],
    "ontbreekt": [
        {
            "code": "START_MELDINGEN",
            "uitleg": "Het startbesluit rust op 1 verschillende incidenten; nodig zijn er 3.",
        }
    ],
}
VOORBEELD_BESLUIT: dict[str, Any] = {
    "groep": _GROEP,
    "datum": "2026-11-23",
    "gegevens": _GEGEVENS,
    "motivering": "De overlast gaat door ondanks het toezicht.",
    "bladnummer": 12,
    "genomenOp": VOORBEELD_TIJD,
    "genomenDoor": "0193aaaa-0000-7000-8000-000000000014",
    "voorbereidDoor": _WIE,
}
VOORBEELD_HERBEOORDELING: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000e13",
    "groep": _GROEP,
    "melding": _MELDING,
    "over": 2,
    "nodig": 3,
    "ontstaanOp": VOORBEELD_TIJD,
    "uiterlijk": "2026-12-07",
    "eigenaar": _WIE,
    "uitkomst": None,
    "toelichting": None,
    "afgerondOp": None,
    "afgerondDoor": None,
}
