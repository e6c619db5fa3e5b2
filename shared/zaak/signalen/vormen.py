"""What an official asks about the signals of his own party."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Kenmerk, Regel
from shared.verzenden.samenstellen.opdracht import Code
from shared.zaak.stukken.opdracht import MAX_ONTVANGERS, Geadresseerde
from shared.zaak.stukken.voorbeelden import MET_INHOUD

Groepstekst = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]


class Signaalgeving(Groepstekstinvoer):
    """A signal or observation of the own party. Who gives it is not typed: that is this party."""

    groep: Kenmerk | None = Field(default=None, description="De groep; leeg: nog geen groep.")
    soort: Code = Field(description="Een los signaal, of een waarneming uit werk en wijk.")
    datum: date = Field(description="De dag waarop het was.")
    plek: Regel = Field(description="Een plein, straat of buurt; geen adres.")
    omschrijving: Groepstekst = Field(description="Wat de groep doet; over niemand herkenbaar.")
    ontvangers: list[Geadresseerde] = Field(
        default_factory=list,
        max_length=MAX_ONTVANGERS,
        description="Wie het krijgt; leeg: wie de signalen verzamelt.",
    )


class Signaalverbetering(Groepstekstinvoer):
    """A correction; what is left out stays as it was."""

    soort: Code | None = None
    datum: date | None = None
    plek: Regel | None = None
    omschrijving: Groepstekst | None = None

    @model_validator(mode="after")
    def _iets(self) -> Signaalverbetering:  # noqa: N804 - after-validators get the model
        if not self.anders():
            raise ValueError("noem ten minste één gegeven dat verandert")
        return self

    def anders(self) -> dict[str, Any]:
        """The members that change."""
        return self.model_dump(
            mode="json", exclude_none=True, exclude={"bevestigd_zonder_personen"}
        )


GEVING: dict[str, Any] = {
    "groep": MET_INHOUD["groep"],
    "soort": "waarneming",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Een groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
    "ontvangers": [{"partij": voorbeelden.ONTVANGER, "medewerker": None}],
    "bevestigdZonderPersonen": True,
}
VERBETERING: dict[str, Any] = {"plek": "het plein", "bevestigdZonderPersonen": True}
