"""Invented people, the same ones in every run.

The names do not occur, the mail addresses are of a domain that cannot exist (RFC 2606) and the
numbers start with 06-0000, which is not given out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ZAAD = 20190716

VOORNAMEN = (
    "Sterrin", "Wolkje", "Brombeer", "Fluitje", "Kruimel", "Tovenaar", "Plofje", "Ruisvoorn",
    "Zonnestraal", "Knikker", "Stuiter", "Wimpel", "Dwarrel", "Kwikstaart", "Bliksem", "Hommel",
)  # fmt: skip
TUSSENVOEGSELS = ("", "", "van", "van der", "de", "ter")
ACHTERNAMEN = (
    "Verzonnenstein", "Nergenshuizen", "Testerman", "Fantasiewoud", "Proefkonijn", "Nooitgedacht",
    "Schijnberg", "Bedenksel", "Luchtkasteel", "Voorbeeldsma", "Oefenaar", "Kartonnema",
)  # fmt: skip
STRATEN = ("Verzonnenlaan", "Nergensstraat", "Fantasieplein", "Proefpad")


@dataclass(frozen=True)
class Verzonnen:
    """One invented person."""

    naam: str
    geboortedatum: date
    adres: str
    telefoon: str
    email: str


def verzonnen_personen(
    zaad: int = ZAAD, *, peildatum: date = date(2026, 11, 23)
) -> Iterator[Verzonnen]:
    """Endless, no two with the same mail address; aged 12 to 23 on `peildatum`."""
    kans = random.Random(zaad)
    nummer = 0
    while True:
        nummer += 1
        delen = (kans.choice(VOORNAMEN), kans.choice(TUSSENVOEGSELS), kans.choice(ACHTERNAMEN))
        naam = " ".join(deel for deel in delen if deel)
        dagen = kans.randrange(12 * 366, 23 * 365)
        yield Verzonnen(
            naam=naam,
            geboortedatum=peildatum - timedelta(days=dagen),
            adres=f"{kans.choice(STRATEN)} {kans.randrange(1, 400)}, 0000 AA Nergenshuizen",
            telefoon=f"06-0000{nummer % 10_000:04d}",
            email=f"{naam.lower().replace(' ', '.')}.{nummer}@post.example",
        )


def verzonnen_persoon(nummer: int = 0) -> Verzonnen:
    """The so many-th of the fixed row."""
    rij = verzonnen_personen()
    for _ in range(nummer):
        next(rij)
    return next(rij)
