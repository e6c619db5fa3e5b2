"""An alarm nobody has dealt with yet, as the gateway shows it to a party it concerns. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.bericht.tijd import lees_utc


@dataclass(frozen=True, slots=True)
class Openalarm:
    """``titel`` and ``ernst``: of its rule. ``eigenaar``: the authorisation it is with, if any.

    ``medewerker``: the authorisation of who it is about, if it is about somebody: he does not deal
    with it. ``gemeld_door``: the party in whose own file it was seen.
    """

    id: str
    tijdstip: datetime
    titel: str
    ernst: str
    eigenaar: str | None
    medewerker: str | None
    gemeld_door: str | None

    def pad(self, partij: str) -> str:
        """Where in the API of this party it is read: only what it saw in its own file is there."""
        return f"/alarmen/{self.id}" if self.gemeld_door == partij else "/alarmen"


def lees_alarm(vorm: Mapping[str, Any]) -> Openalarm:
    """From the gateway's answer; ``ValueError`` where it cannot be read."""
    try:
        eigenaar, gemeld_door = vorm["eigenaar"], vorm["gemeldDoor"]
        return Openalarm(
            id=str(vorm["id"]),
            tijdstip=lees_utc(vorm["tijdstip"]),
            titel=str(vorm["titel"]),
            ernst=str(vorm["ernst"]),
            eigenaar=None if eigenaar is None else str(eigenaar),
            medewerker=str(vorm["onderwerp"]) if vorm["per"] == "medewerker" else None,
            gemeld_door=None if gemeld_door is None else str(gemeld_door),
        )
    except (KeyError, TypeError, ValueError) as fout:
        raise ValueError("onleesbaar") from fout
