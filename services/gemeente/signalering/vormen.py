"""What officials ask and get about signals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from services.gemeente.groepsdocumenten.soorten import Groepstekst
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Regel, Uitvoermodel

Soort = Literal["signaal", "waarneming"]
Bron = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,39}$")]


class Signaalinvoer(Groepstekstinvoer):
    """What was noticed, where and when."""

    soort: Soort = Field(description="Een los signaal, of een waarneming uit werk en wijk.")
    bron: Bron = Field(description="Van wie het komt: een organisatie, geen mens.")
    datum: date
    plek: Regel = Field(description="Een plein, straat of buurt; geen adres.")
    omschrijving: Groepstekst = Field(description="Wat de groep doet; over niemand herkenbaar.")


class Signaalwijziging(Groepstekstinvoer):
    """A correction; what is left out stays as it was."""

    soort: Soort | None = None
    bron: Bron | None = None
    datum: date | None = None
    plek: Regel | None = None
    omschrijving: Groepstekst | None = None
    reden: Groepstekst = Field(description="Waarom het anders moet; over niemand herkenbaar.")

    @model_validator(mode="after")
    def _iets(self) -> Signaalwijziging:  # noqa: N804 - after-validators get the model
        if not self.anders():
            raise ValueError("noem ten minste één gegeven dat verandert")
        return self

    def anders(self) -> dict[str, Any]:
        """The fields that change."""
        return self.model_dump(exclude_none=True, exclude={"reden", "bevestigd_zonder_personen"})


class Intrekreden(Groepstekstinvoer):
    """Why a signal is withdrawn."""

    reden: Groepstekst = Field(description="Waarom; over niemand herkenbaar.")


class Plaatsing(Invoermodel):
    """Which group a signal is about."""

    groep: Kenmerk


class SignaalUit(Uitvoermodel):
    """A recorded signal."""

    id: str
    groep: str | None = Field(description="Leeg: gegeven over een groep die er nog niet is.")
    van: str | None = Field(description="De partij die het gaf; leeg: hier vastgelegd.")
    stuk: str | None = Field(description="Het stuk waarmee die partij het gaf.")
    intake: str | None = Field(description="De intake waardoor het binnenkwam, als dat zo is.")
    soort: str
    bron: str
    datum: date
    plek: str
    omschrijving: str
    ingetrokken: bool = Field(description="Ingetrokken: het is nog te zien en telt niet meer.")
    versie: int
    gewijzigd_op: datetime
    vastgelegd_op: datetime
    vastgelegd_door: str = Field(
        description="Wie het vastlegde, of bij de andere partij gaf; bij een intake die intake."
    )


class WachtendeSignalenUit(Uitvoermodel):
    """A page of signals that are about no group yet."""

    signalen: list[SignaalUit]
    volgende: str | None


class SignalenUit(Uitvoermodel):
    """A page of signals."""

    signalen: list[SignaalUit]
    volgende: str | None
    verwijderd: int = Field(description="Hoeveel signalen over deze groep zijn verwijderd.")


class SignaalversieUit(Uitvoermodel):
    """One version of a signal."""

    versie: int
    inhoud: dict[str, Any]
    reden: str | None
    tijdstip: datetime
    door: str


class SignaalversiesUit(Uitvoermodel):
    """Every version, the first one first."""

    versies: list[SignaalversieUit]


_TEKST: dict[str, Any] = {
    "soort": "waarneming",
    "bron": "jongerenwerk",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
}
INVOER: dict[str, Any] = {**_TEKST, "bevestigdZonderPersonen": True}
WIJZIGING: dict[str, Any] = {
    "plek": "het plein",
    "reden": "De plek was verkeerd overgenomen.",
    "bevestigdZonderPersonen": True,
}
INTREKKING: dict[str, Any] = {
    "reden": "Dit ging over een andere groep.",
    "bevestigdZonderPersonen": True,
}
UIT: dict[str, Any] = {
    **_TEKST,
    "id": "0193aaaa-0000-7000-8000-000000000d01",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "van": None,
    "stuk": None,
    "intake": None,
    "ingetrokken": False,
    "versie": 1,
    "gewijzigdOp": VOORBEELD_TIJD,
    "vastgelegdOp": VOORBEELD_TIJD,
    "vastgelegdDoor": "0193aaaa-0000-7000-8000-000000000012",
}
VERSIE: dict[str, Any] = {
    "versie": 1,
    "inhoud": {**_TEKST, "groep": UIT["groep"], "ingetrokken": False},
    "reden": None,
    "tijdstip": VOORBEELD_TIJD,
    "door": UIT["vastgelegdDoor"],
}
