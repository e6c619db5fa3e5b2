"""A person, as a party knows one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.bericht.personen.geboortedatum import Geboortedatum


@dataclass(frozen=True)
class Persoonsgegevens:
    """The content of a person. A received person may be known in part only."""

    naam: str | None = field(default=None, repr=False)
    geboortedatum: Geboortedatum | None = field(default=None, repr=False)
    adres: str | None = field(default=None, repr=False)
    woonplaats: str | None = field(default=None, repr=False)
    telefoon: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)


VELDEN = tuple(Persoonsgegevens.__dataclass_fields__)


@dataclass(frozen=True)
class Persoon:
    """An opened person. Its ``repr`` shows the id and nothing about the person."""

    id: str
    naam: str | None = field(repr=False)
    geboortedatum: Geboortedatum | None = field(repr=False)
    adres: str | None = field(repr=False)
    woonplaats: str | None = field(repr=False)
    telefoon: str | None = field(repr=False)
    email: str | None = field(repr=False)
    sleutel_id: str = field(repr=False)
    herkomst: Literal["eigen", "ontvangen"]
    versie: int

    @property
    def gegevens(self) -> Persoonsgegevens:
        return Persoonsgegevens(**{veld: getattr(self, veld) for veld in VELDEN})
