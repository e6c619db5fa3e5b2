"""Shapes of the persons API: bodies, answers and examples (all names invented)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from shared.bestand.personen.register import Persoonskop
from shared.bestand.personen.sleutelvormen import VOORBEELD as VOORBEELD_SLEUTEL
from shared.bestand.personen.sleutelvormen import ExterneSleutel, Sleutels
from shared.partij.burgernummers import zonder_burgernummer
from shared.partij.persoon import Persoon, Persoonsgegevens
from shared.partij.web.namen import VOLGORDE, Naam
from shared.partij.web.voorbeelden import (
    VOORBEELD_ID,
    VOORBEELD_TIJD,
)
from shared.partij.web.vormen import (
    WEGGELATEN,
    Geboren,
    Invoermodel,
    Regel,
    Tekst,
    Uitvoermodel,
    Versiekop,
)
from shared.vrijetekst.burgernummer import Schrift

Plaats = Annotated[Regel, zonder_burgernummer(Schrift.ADRES)]
EmailAdres = Annotated[
    str,
    StringConstraints(
        max_length=254, strip_whitespace=True, pattern=r"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$"
    ),
    zonder_burgernummer(Schrift.NAAM),
]
Telefoonnummer = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ()-]{5,24}$"),
    zonder_burgernummer(Schrift.TELEFOON),
]

VOORBEELD_INVOER: dict[str, Any] = {
    "naam": "Jaïr Voorbeeld",
    "geboortedatum": "2010-02-03",
    "adres": "Verzonnenstraat 1",
    "woonplaats": "Rotterdam",
    "telefoon": "010 000 00 00",
    "email": "jair@voorbeeld.example",
    "externeSleutels": [VOORBEELD_SLEUTEL],
}
_SLEUTELS = "Hoe eigen systemen van uw partij deze persoon kennen. Gaat in geen bericht mee."
_ANDER_MENS = (
    "Zegt dat dit een ander is dan wie met deze naam in het bestand staat en een beperking kreeg. "
    "Alleen van wie verzoeken van betrokkenen behandelt."
)
_GEEN_VELD = frozenset({"externe_sleutels", "ander_mens", "reden"})


class PersoonInvoer(Invoermodel):
    """A new person in the party's own file."""

    naam: Naam = Field(description=VOLGORDE)
    geboortedatum: Geboren | None = Field(default=None, description="Leeg als er niets bekend is.")
    adres: Plaats | None = Field(default=None, description="Straat en huisnummer.")
    woonplaats: Plaats | None = None
    telefoon: Telefoonnummer | None = None
    email: EmailAdres | None = None
    externe_sleutels: Sleutels = Field(default=[], description=_SLEUTELS)
    ander_mens: bool = Field(default=False, description=_ANDER_MENS)

    def als_gegevens(self) -> Persoonsgegevens:
        """The content as the register takes it; external keys have a register of their own."""
        return Persoonsgegevens(**{n: w for n, w in self if n not in _GEEN_VELD})


class PersoonWijziging(Invoermodel):
    """A correction: only the fields that change, and why."""

    naam: Naam | None = Field(default=None, description="Kan worden verbeterd, niet leeggemaakt.")
    geboortedatum: Geboren | None = None
    adres: Plaats | None = None
    woonplaats: Plaats | None = None
    telefoon: Telefoonnummer | None = None
    email: EmailAdres | None = None
    externe_sleutels: Sleutels = Field(
        default=[],
        description=(
            _SLEUTELS + " Wat u geeft komt in de plaats van wat er stond; een lege lijst haalt "
            "ze alle weg. Wie ze niet noemt, laat ze staan."
        ),
    )
    ander_mens: bool = Field(default=False, description=_ANDER_MENS)
    reden: Tekst = Field(description="Waarom het gegeven wordt gecorrigeerd.")

    def wijzigingen(self) -> dict[str, Any]:
        """The fields the caller named, also those named to be emptied."""
        return {naam: getattr(self, naam) for naam in self.model_fields_set - _GEEN_VELD}

    @property
    def sleutels(self) -> list[ExterneSleutel] | None:
        """The external keys as they are to be; None where the caller did not name them."""
        if "externe_sleutels" not in self.model_fields_set:
            return None
        return self.externe_sleutels


class PersoonZoekvraag(Invoermodel):
    """A search; in the body, because a name does not belong in an address."""

    naam: Naam = Field(description=VOLGORDE)
    geboortedatum: Geboren | None = Field(
        default=None, description="Wat u ervan weet; leeg om alleen op naam te zoeken."
    )


class PersoonUit(Versiekop):
    """A person with content."""

    id: str
    naam: str | None
    geboortedatum: Geboren | None
    adres: str | None
    woonplaats: str | None
    telefoon: str | None
    email: str | None
    externe_sleutels: list[ExterneSleutel] = Field(description=_SLEUTELS)
    herkomst: Literal["eigen", "ontvangen"]
    weggelaten: int = Field(description=WEGGELATEN)


class PersoonskopUit(Versiekop):
    """A person without content, for lists."""

    id: str
    herkomst: str
    vernietigd_op: datetime | None


class PersonenUit(Uitvoermodel):
    """A page of persons without content."""

    personen: list[PersoonskopUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class GevondenPersonenUit(Uitvoermodel):
    """Persons found by name and birth date."""

    personen: list[PersoonUit] = Field(
        description="Met deze naam, en een geboortedatum die dezelfde kan zijn."
    )
    voorstellen: list[PersoonUit] = Field(
        description="Met een naam die erop lijkt; vergelijk zelf of het dezelfde persoon is."
    )
    beperkt: str | None = Field(
        description="Een zin als er iemand is wiens gegevens nu niemand gebruikt; verder niets."
    )


def persoon_uit(
    persoon: Persoon, kop: Persoonskop, weggelaten: int, sleutels: list[ExterneSleutel]
) -> PersoonUit:
    """A person as the API shows it; ``weggelaten``: how many fields are not in it."""
    return PersoonUit(
        id=persoon.id,
        naam=persoon.naam,
        geboortedatum=persoon.geboortedatum,
        adres=persoon.adres,
        woonplaats=persoon.woonplaats,
        telefoon=persoon.telefoon,
        email=persoon.email,
        externe_sleutels=sleutels,
        herkomst=persoon.herkomst,
        weggelaten=weggelaten,
        versie=persoon.versie,
        aangemaakt_op=kop.aangemaakt_op,
        gewijzigd_op=kop.gewijzigd_op,
    )


def kop_uit(kop: Persoonskop) -> PersoonskopUit:
    """A person without content as the API shows it."""
    return PersoonskopUit(
        id=kop.id,
        herkomst=kop.herkomst,
        versie=kop.versie,
        aangemaakt_op=kop.aangemaakt_op,
        gewijzigd_op=kop.gewijzigd_op,
        vernietigd_op=kop.vernietigd_op,
    )


VOORBEELD_KOP: dict[str, Any] = {
    "id": VOORBEELD_ID,
    "herkomst": "eigen",
    "versie": 1,
    "aangemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
    "vernietigdOp": None,
}
VOORBEELD_UIT: dict[str, Any] = {
    "id": VOORBEELD_ID,
    **VOORBEELD_INVOER,
    "herkomst": "eigen",
    "weggelaten": 0,
    "versie": 1,
    "aangemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
}
