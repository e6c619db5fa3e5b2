"""The one report of a meeting: its lines, how each party thinks of it, and what is agreed. Pure.

It is a stuk about the group, given by who organised the meeting to every party that was there. It
names who was there, what was said by its mark and to whom, and line by line what was discussed,
agreed and left open: no data about anybody. Each party answers it with a stuk of its own.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from shared.bericht.inhoud import Stuk
from shared.bericht.jsonvorm import jcs
from shared.convenant.begrippen import Convenantregels


class Regelsoort(StrEnum):
    """What a line is: something discussed, something agreed, or something still open."""

    BESPROKEN = "besproken"
    AFSPRAAK = "afspraak"
    OPEN = "open"


class Oordeel(StrEnum):
    """How a party thinks of the latest version."""

    OPEN = "open"
    AKKOORD = "akkoord"
    BEZWAAR = "bezwaar"


@dataclass(frozen=True)
class Verslagstukken:
    """The codes of the stukken that make up a report: what is given, and what answers it."""

    verslag: str
    reactie: str


def verslagstukken(regels: Convenantregels) -> Verslagstukken:
    """As the covenant file has them; one that has none reports no meeting."""
    over = {rij.reactie: code for code, rij in regels.stukken.items() if rij.overleg is not None}
    return Verslagstukken(over.get(False, ""), over.get(True, ""))


def kenmerk_van(overleg: str, groep: str) -> str:
    """What the versions of the report of a meeting about one group have in common."""
    return str(uuid.uuid5(uuid.UUID(overleg), groep))


def tekenkenmerk_van(stuk: Stuk) -> str:
    """Over one version: what a party signs for. A UUIDv8 of a SHA-256: a stuk has no loose text."""
    vorm = jcs({"versie": stuk.versie, "gegevens": dict(stuk.gegevens)})
    bits = int.from_bytes(hashlib.sha256(vorm).digest()[:16])
    bits = bits & ~(0xF << 76) & ~(0x3 << 62) | (0x8 << 76) | (0x2 << 62)
    return str(uuid.UUID(int=bits))


@dataclass(frozen=True)
class Reactie:
    """What a party last said of the report. ``akkoord`` None: of no version yet.

    ``gedaan``: marks of the lines that it did what was agreed there.
    """

    versie: int
    tekenkenmerk: str
    akkoord: bool | None
    toelichting: str | None
    gedaan: frozenset[str]

    @classmethod
    def van(cls, gegevens: Mapping[str, Any]) -> Reactie:
        """Out of the content of its stuk."""
        return cls(
            versie=gegevens["over"],
            tekenkenmerk=gegevens["getekend"],
            akkoord=gegevens.get("akkoord"),
            toelichting=gegevens.get("toelichting"),
            gedaan=frozenset(gegevens.get("gedaan") or ()),
        )

    def oordeel_over(self, tekenkenmerk: str) -> Oordeel:
        """What it says of this version: of another one it says nothing."""
        if self.akkoord is None or self.tekenkenmerk != tekenkenmerk:
            return Oordeel.OPEN
        return Oordeel.AKKOORD if self.akkoord else Oordeel.BEZWAAR


@dataclass(frozen=True)
class Notulen:
    """The latest version with what every party said of it. ``van``: who organised the meeting."""

    van: str
    groep: str
    versie: int
    gegevens: Mapping[str, Any]
    tekenkenmerk: str
    reacties: Mapping[str, Reactie]

    @property
    def overleg(self) -> str:
        """The meeting."""
        return str(self.gegevens["overleg"])

    @property
    def soort(self) -> str:
        """Which kind of meeting: of that depends whom the covenant keeps out."""
        return str(self.gegevens["soort"])

    @property
    def verslag(self) -> str:
        """Its own mark."""
        return str(self.gegevens["verslag"])

    @property
    def mensen(self) -> frozenset[str]:
        """Who were there."""
        return frozenset(een["deelnemer"] for een in self.gegevens["aanwezig"])

    @property
    def partijen(self) -> list[str]:
        """The parties that were there, in order."""
        return list(dict.fromkeys(een["partij"] for een in self.gegevens["aanwezig"]))

    @property
    def regels(self) -> Sequence[Mapping[str, Any]]:
        """The lines."""
        return list(self.gegevens["regels"])

    def oordelen(self) -> dict[str, Oordeel]:
        """Per party that was there; who gave the report agrees with it."""
        return {een: self._oordeel(een) for een in self.partijen}

    def afspraken_van(self, partij: str) -> Iterator[Mapping[str, Any]]:
        """What this party took upon itself and did not say it did."""
        for regel in self.regels:
            if regel.get("eigenaar") == partij and not self.is_gedaan(regel):
                yield regel

    def is_gedaan(self, regel: Mapping[str, Any]) -> bool:
        """Whether who it is with says that it is done."""
        reactie = self.reacties.get(str(regel.get("eigenaar")))
        return reactie is not None and regel["regel"] in reactie.gedaan

    def _oordeel(self, partij: str) -> Oordeel:
        if partij == self.van:
            return Oordeel.AKKOORD
        reactie = self.reacties.get(partij)
        return Oordeel.OPEN if reactie is None else reactie.oordeel_over(self.tekenkenmerk)


def dag_van(regel: Mapping[str, Any]) -> date | None:
    """By when a line is to be done."""
    uiterlijk = regel.get("uiterlijk")
    return None if uiterlijk is None else date.fromisoformat(uiterlijk)
