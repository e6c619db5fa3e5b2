"""A party's signature under a document that several parties sign: as given, and as it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header


@dataclass(frozen=True, slots=True)
class Handtekening:
    """One party's signature, unverified. `medewerker`: who decided for it, as an authorisation."""

    medewerker: str
    handtekening: str

    def als_dict(self) -> dict[str, str]:
        """As a register keeps it."""
        return {"medewerker": self.medewerker, "handtekening": self.handtekening}


@dataclass(frozen=True, slots=True)
class Getekend:
    """A signature that holds. `functie`: None for somebody without a complete authorisation."""

    medewerker: str
    handtekening: str
    functie: str | None

    def als_dict(self) -> dict[str, Any]:
        """As it stands in a leaf."""
        return {
            "medewerker": self.medewerker,
            "functie": self.functie,
            "handtekening": self.handtekening,
        }


def digest_van(document: Mapping[str, Any]) -> str:
    """The value of a `Digest` header over a document in canonical JSON."""
    return digest_header(jcs(dict(document)))


def functies_van(getekend: Mapping[str, Getekend]) -> dict[str, str | None]:
    """By party the function of who decided for it."""
    return {partij: een.functie for partij, een in getekend.items()}
