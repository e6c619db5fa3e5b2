"""Wie wat mag lezen, los van het product opgeschreven: uit het profiel (1.3, 1.4), 4.1 en 6.1.

Wat iemand opschrijft krijgt een merkwoord dat nergens anders voorkomt. Staat dat woord in wat een
ander leest, dan zegt dit model of dat mag: zijn autorisatie geldt vandaag, de groep hoort bij zijn
taak, zijn functie geeft het recht, en zijn partij schreef het zelf of kreeg het.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tests.tweedelezing.lezing_bericht import RECHTEN
from tests.tweedelezing.lezing_onderdelen import STUKKEN_VAN_GROEP

Functie = tuple[str, str]
FUNCTIES: frozenset[Functie] = frozenset(RECHTEN)
TOEZICHT = frozenset({"fg", "privacyfunctionaris"})
ZONDER_INZAGE = frozenset({"beheerder", "zaakofficier"})
"""De een houdt alleen bij wie er mag werken, de ander leest alleen zijn eigen zaken."""


class Wat(StrEnum):
    """Wat er is opgeschreven."""

    STUK = "stuk"
    SIGNAAL = "signaal"
    VRAAG = "vraag"
    MENS = "mens"
    REEKS = "reeks"
    AFSPRAAK = "afspraak"
    NOTULEN = "notulen"
    ACTIE = "actie"


@dataclass(frozen=True)
class Ambtenaar:
    """Iemand bij een partij. `groepen`: die van zijn taak; None is allemaal."""

    partij: str
    functie: str
    verwijzing: str
    groepen: frozenset[str] | None = None
    geldig_tot: date = date(2027, 6, 30)
    volledig: bool = True

    def werkt(self, vandaag: date) -> bool:
        """Aangewezen en geautoriseerd, met geheimhouding en VOG, en niet verlopen (6.1, 7.1)."""
        return self.volledig and vandaag <= self.geldig_tot

    def heeft_taak(self, groep: str) -> bool:
        return self.groepen is None or groep in self.groepen


@dataclass
class Merk:
    """Een merkwoord: waar het in staat, over welke groep, en bij welke partijen het nu is.

    `alleen`: wie het daar alleen mogen lezen, naast wie toezicht houdt; None is ieder.
    """

    woord: str
    wat: Wat
    groep: str
    partijen: set[str] = field(default_factory=set)
    alleen: frozenset[str] | None = None

    def __str__(self) -> str:
        return f"{self.wat} {self.woord} groep {self.groep[-6:]} bij {sorted(self.partijen)}"


def leest(wat: Wat, partij: str, functie: str) -> bool:
    """Of deze functie zoiets ooit te lezen krijgt."""
    if functie in ZONDER_INZAGE:
        return False
    rechten = RECHTEN[partij, functie]
    if wat is Wat.STUK:
        return "stukken.lezen" in rechten
    if wat is Wat.MENS:
        return "ontvangen" in rechten or functie in TOEZICHT
    return "stukken.lezen" in rechten or functie in TOEZICHT


def mag(wie: Ambtenaar, merk: Merk, vandaag: date) -> bool:
    """Of hij dit nu mag lezen."""
    return (
        wie.werkt(vandaag)
        and wie.heeft_taak(merk.groep)
        and wie.partij in merk.partijen
        and (merk.alleen is None or wie.verwijzing in merk.alleen or wie.functie in TOEZICHT)
        and leest(merk.wat, wie.partij, wie.functie)
    )


def mag_geven(stuk: str, van: Ambtenaar, aan: Ambtenaar, stap: int, vandaag: date) -> bool:
    """Of dit stuk in deze stap van de een naar de ander mag (1.3, 1.4, poort 4)."""
    afzenders, ontvangers, stappen = STUKKEN_VAN_GROEP[stuk]
    return (
        van.partij in afzenders
        and aan.partij in ontvangers
        and van.partij != aan.partij
        and stap in stappen
        and van.werkt(vandaag)
        and aan.werkt(vandaag)
        and "stukken.delen" in RECHTEN[van.partij, van.functie]
        and "stukken.lezen" in RECHTEN[aan.partij, aan.functie]
    )


def merkwoord(rng: random.Random, bekend: Iterable[str]) -> str:
    """Een woord dat nergens anders staat, en geen naam is."""
    al = set(bekend)
    while True:
        woord = "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(6))
        if woord not in al:
            return woord
