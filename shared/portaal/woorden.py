"""Words for people: those of the portal itself, and those of the covenant out of the API.

A code never reaches a screen: what has no word here is said in general terms.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_BESTANDEN = ("woorden.toml", "woorden_mensen.toml", "woorden_toezicht.toml")
ONBEKEND = "onbekend"
_AANGEHAALD = re.compile(r"'([^']{1,40})'")
_GETAL = re.compile(r"^\d+(?:-\d+|\+)?$")
_CODE = re.compile(r"\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{2,}[0-9]+[A-Z]?)\b")


@dataclass(frozen=True)
class Foutzin:
    """What a page says when something could not be done."""

    kop: str
    zin: str


@cache
def eigen_woorden() -> Mapping[str, Any]:
    """Everything in the files with words; each kind stands in one of them."""
    hier = Path(__file__)
    return {
        naam: woorden
        for bestand in _BESTANDEN
        for naam, woorden in tomllib.loads(
            hier.with_name(bestand).read_text(encoding="utf-8")
        ).items()
    }


def foutzin(naam: str) -> Foutzin:
    """The sentences for one fault."""
    return Foutzin(**eigen_woorden()["fouten"][naam])


def eigen_woord(soort: str, code: str | None) -> str:
    """The portal's own word for a state."""
    woorden: Mapping[str, str] = eigen_woorden()[soort]
    return woorden.get((code or "").replace("-", "_"), woorden.get(code or "", ONBEKEND))


@dataclass(frozen=True)
class Woordenlijst:
    """The words of the covenant, as `GET /begrippen` gives them: by kind, then by code."""

    soorten: Mapping[str, Mapping[str, Mapping[str, Any]]]

    @classmethod
    def uit(cls, document: Mapping[str, Any]) -> Woordenlijst:
        """From the answer of the API."""
        return cls(
            {
                soort: {rij["code"]: rij for rij in inhoud["begrippen"]}
                for soort, inhoud in document["soorten"].items()
            }
        )

    def rij(self, soort: str, code: str | None) -> Mapping[str, Any]:
        """Everything about a code; empty when the covenant does not have it."""
        return self.soorten.get(soort, {}).get(code or "", {})

    def kort(self, soort: str, code: str | None) -> str:
        """The short name of a code."""
        return str(self.rij(soort, code).get("kort") or ONBEKEND)

    def in_woorden(self, zin: str) -> str:
        """A sentence of the service in which a code stands, with its name instead."""
        for lid, woord in eigen_woorden()["technisch"].items():
            zin = zin.replace(lid, woord)
        zin = _AANGEHAALD.sub(self._zonder_aanhaling, zin)
        return _CODE.sub(lambda gevonden: self.naam_van(gevonden[0]), zin)

    def _zonder_aanhaling(self, gevonden: re.Match[str]) -> str:
        """What is quoted as the value of a member: an age as it is, a code as its name."""
        waarde = gevonden[1]
        if _GETAL.match(waarde):
            return waarde
        naam = self.naam_van(waarde)
        return gevonden[0] if naam == waarde else naam

    def naam_van(self, code: str) -> str:
        """What some code is called, of whatever kind; what is no code stays as it is."""
        for rijen in self.soorten.values():
            if code in rijen:
                return str(rijen[code]["kort"])
        return code

    def partij(self, code: str | None) -> str:
        """A party, with its article: `de politie`."""
        return self.kort("partijen", code)
