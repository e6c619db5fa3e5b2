"""The words of the letters, as data: one file that who knows language reads and changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.gemeente.brieven.begrippen import Briefontvanger, Briefregel

BESTAND: Final = "brieftekst.toml"
SJABLOON: Final = "brief.typ"
Zin = Annotated[str, Field(min_length=1)]
Onderwerppunt = Literal[
    "afzender", "besluitvorming", "bewaren", "bron", "doel", "fg", "gegevens", "grond", "klacht",
    "ontvangers", "rechten", "samen",
]  # fmt: skip
"""What articles 14 and 26 AVG want somebody to know."""


class _Vorm(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Briefdeel(_Vorm):
    """A heading with what is under it."""

    kop: Zin
    over: tuple[Onderwerppunt, ...]
    tekst: tuple[Zin, ...]
    punten: tuple[Zin, ...] = ()
    daarna: tuple[Zin, ...] = ()


class Brieftekst(_Vorm):
    """One kind of letter."""

    aan: Briefontvanger
    leeftijd: frozenset[str]
    onderwerp: Zin
    aanhef: Zin
    slot: Zin
    inleiding: tuple[Zin, ...]
    delen: tuple[Briefdeel, ...]


class Brieventaal(_Vorm):
    """All letters in one version of the words."""

    versie: Annotated[str, Field(min_length=1, max_length=16)]
    brieven: Mapping[str, Brieftekst]

    def regels(self) -> tuple[Briefregel, ...]:
        """For whom each kind is."""
        return tuple(
            Briefregel(soort, een.aan, een.leeftijd) for soort, een in self.brieven.items()
        )


@cache
def brieventaal() -> Brieventaal:
    """The words as they are delivered with this programme."""
    bron = files(__package__).joinpath(BESTAND).read_text(encoding="utf-8")
    return Brieventaal.model_validate(tomllib.loads(bron))


@cache
def sjabloon() -> bytes:
    """The template that sets a letter."""
    return files(__package__).joinpath(SJABLOON).read_bytes()


def vul_in(tekst: Brieftekst, woorden: Mapping[str, str]) -> dict[str, Any]:
    """The letter with these words in place; an unknown place is a fault in the file."""

    def vol(zinnen: tuple[str, ...]) -> list[str]:
        return [zin.format_map(woorden) for zin in zinnen]

    return {
        "onderwerp": tekst.onderwerp.format_map(woorden),
        "aanhef": tekst.aanhef.format_map(woorden),
        "slot": tekst.slot.format_map(woorden),
        "inleiding": vol(tekst.inleiding),
        "delen": [
            {
                "kop": deel.kop,
                "tekst": vol(deel.tekst),
                "punten": vol(deel.punten),
                "daarna": vol(deel.daarna),
            }
            for deel in tekst.delen
        ],
    }
