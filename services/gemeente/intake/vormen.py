"""What an official asks and gets about intakes, and what who has a code sends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from services.gemeente.intake.begrippen import Stand
from services.gemeente.signalering.vormen import Bron, Soort
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Regel, Uitvoermodel

Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z -]{10,60}$")]
Inlevertekst = Annotated[
    str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)
]


class Intakeinvoer(Invoermodel):
    """For whom, about what, and until when."""

    organisatie: Bron = Field(description="Wie mag inleveren: een organisatie die geen partij is.")
    groep: Kenmerk | None = Field(default=None, description="De groep; leeg: nog geen groep.")
    geldig_tot: date | None = Field(
        default=None, description="De laatste dag; leeg: zo lang als het convenant toelaat."
    )


class IntakeUit(Uitvoermodel):
    """An intake as an official sees it; never with the code."""

    id: str
    organisatie: str
    groep: str | None
    stand: Stand = Field(
        description="open; gebruikt; ingetrokken; verlopen; geblokkeerd (te veel geweigerde "
        "teksten). Alleen een open intake neemt een tekst aan."
    )
    geldig_tot: date
    geweigerd: int = Field(description="Hoe vaak een tekst is geweigerd.")
    signaal: str | None = Field(description="Wat ermee binnenkwam.")
    geopend_op: datetime
    geopend_door: str
    gebruikt_op: datetime | None
    teruggenomen_op: datetime | None


class GeopendeIntakeUit(IntakeUit):
    """The same with the code: this once, and never again."""

    code: str = Field(description="Staat alleen hier; er wordt alleen een hash van bewaard.")
    inleveradres: str = Field(
        description="Waar de tekst heen gaat. In een link hoort de code achter een #: dan staat "
        "zij in geen enkel log."
    )


class IntakesUit(Uitvoermodel):
    """A page of intakes."""

    intakes: list[IntakeUit]
    volgende: str | None


class Inlevering(Groepstekstinvoer):
    """One signal by who has the code."""

    code: Code = Field(description="De code die u kreeg.")
    soort: Soort = Field(description="Een los signaal, of een waarneming uit werk en wijk.")
    datum: date = Field(description="De dag waarop het was.")
    plek: Regel = Field(description="Een plein, straat of buurt; geen adres.")
    omschrijving: Inlevertekst = Field(description="Wat de groep doet; over niemand herkenbaar.")


_CODE = "K7MP2-BCD3E-FGH4J-KMN5P-QRS6T-VWX7Y"
OPEN_IN: dict[str, Any] = {
    "organisatie": "jongerenwerk",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "geldigTot": "2026-12-01",
}
UIT: dict[str, Any] = {
    **OPEN_IN,
    "id": "0193aaaa-0000-7000-8000-000000000f01",
    "stand": "open",
    "geweigerd": 0,
    "signaal": None,
    "geopendOp": VOORBEELD_TIJD,
    "geopendDoor": "0193aaaa-0000-7000-8000-000000000012",
    "gebruiktOp": None,
    "teruggenomenOp": None,
}
GEOPEND: dict[str, Any] = {
    **UIT,
    "code": _CODE,
    "inleveradres": "https://gemeente.example/v1/intakesignalen",
}
INLEVERING: dict[str, Any] = {
    "code": _CODE,
    "soort": "waarneming",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
    "bevestigdZonderPersonen": True,
}
