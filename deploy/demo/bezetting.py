"""The cast: an invented group of young people and two parents, from a generator with a fixed seed.

No name, street or number here belongs to anybody: names are made of invented parts, streets do not
exist, phone numbers are all zeroes and mail addresses end in ``.example``. The ages are counted
from the day of the demo, so that everybody stays the age the story needs.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

ZAAD = 20190716
AANTAL_JONGEREN = 12
_VOORNAMEN = [
    "Ajo",
    "Bemi",
    "Cirus",
    "Dovan",
    "Eliko",
    "Fenzo",
    "Givar",
    "Hanno",
    "Ilvo",
    "Jesk",
    "Kovi",
    "Lumo",
    "Mirre",
    "Nalin",
    "Orfa",
    "Pelo",
]
_ACHTERNAMEN = [
    "van Verzonnen",
    "de Bedachte",
    "Niemandsen",
    "Fictievink",
    "ter Fantasie",
    "Schijnbaar",
    "Proefman",
    "van Nergens",
]
_STRATEN = ("Verzonnenstraat", "Nergenslaan", "Bedachteplein", "Fictiefkade")


@dataclass(frozen=True)
class Figuur:
    """One invented person."""

    naam: str
    geboortedatum: date
    adres: str
    telefoon: str
    email: str

    def als_invoer(self) -> dict[str, str]:
        """The body of ``POST /v1/personen``."""
        return {
            "naam": self.naam,
            "geboortedatum": self.geboortedatum.isoformat(),
            "adres": self.adres,
            "woonplaats": "Rotterdam",
            "telefoon": self.telefoon,
            "email": self.email,
        }


@dataclass(frozen=True)
class Bezetting:
    """Twelve young people of 12 to 23, the parents of the youngest two, and one who is too old."""

    jongeren: tuple[Figuur, ...]
    ouders: tuple[Figuur, ...]
    te_oud: Figuur


def verzin(vandaag: date) -> Bezetting:
    """The same cast for the same day."""
    toeval = random.Random(ZAAD)  # noqa: S311 verzonnen namen, geen geheimen
    namen = [f"{voor} {achter}" for voor in _VOORNAMEN for achter in _ACHTERNAMEN]
    toeval.shuffle(namen)
    leeftijden = [13, 14, *(toeval.randint(15, 22) for _ in range(AANTAL_JONGEREN - 2))]
    jongeren = [_figuur(namen.pop(), leeftijd, vandaag, toeval) for leeftijd in leeftijden]
    ouders = [
        _figuur(f"{naam} {kind.naam.split(' ', 1)[1]}", 44 + nummer, vandaag, toeval)
        for nummer, (naam, kind) in enumerate(zip(("Ouda", "Oudo"), jongeren[:2], strict=True))
    ]
    return Bezetting(tuple(jongeren), tuple(ouders), _figuur(namen.pop(), 24, vandaag, toeval))


def _figuur(naam: str, leeftijd: int, vandaag: date, toeval: random.Random) -> Figuur:
    geboren = date(vandaag.year - leeftijd, 1, 1 + toeval.randrange(min(28, vandaag.day)))
    kort = naam.lower().replace(" ", ".")
    return Figuur(
        naam=naam,
        geboortedatum=geboren,
        adres=f"{toeval.choice(_STRATEN)} {toeval.randint(1, 99)}",
        telefoon="010 000 00 00",
        email=f"{kort}@verzonnen.example",
    )
