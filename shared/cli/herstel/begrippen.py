"""What a back-up is: copies in one folder, and a list that says what they are. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

BEWAARTIJD: Final = timedelta(days=30)
"""How long a back-up may be kept (covenant 8.2; reading H11)."""
LIJST: Final = "back-up.json"
_SOORT, _VERSIE = "driehoek-back-up", 1


class Herstelfout(Exception):
    """Something stands in the way; the text is Dutch and says what to do."""


@dataclass(frozen=True)
class Kopie:
    """One copy. ``plaats``: where its url stands in the configuration; ``soort``: which database.

    ``revisies``: at which version its tables are.
    """

    plaats: str
    naam: str
    soort: str
    bytes: int
    sha256: str
    revisies: Sequence[str]


@dataclass(frozen=True)
class Inhoudslijst:
    """``gemaakt_op``: before the first copy began, so that all that came later is in the log;
    ``log_vanaf``: the first leaf the file knew nothing of; ``tijdperk``: the epoch of the kluis."""

    onderdeel: str
    gemaakt_op: datetime
    log_vanaf: int
    tijdperk: str
    kopieen: Sequence[Kopie]

    @property
    def weg_op(self) -> datetime:
        """From this moment on the back-up may not be there any more."""
        return self.gemaakt_op + BEWAARTIJD

    def van(self, plaats: str) -> Kopie:
        """The copy of the database at this place of the configuration."""
        return next(een for een in self.kopieen if een.plaats == plaats)

    def als_tekst(self) -> str:
        """As it stands in the folder."""
        document = {
            "soort": _SOORT,
            "versie": _VERSIE,
            "onderdeel": self.onderdeel,
            "gemaaktOp": self.gemaakt_op.isoformat(),
            "uiterlijkWegOp": self.weg_op.isoformat(),
            "logVanaf": self.log_vanaf,
            "tijdperk": self.tijdperk,
            "kopieen": [asdict(een) for een in self.kopieen],
        }
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def lees_lijst(map_: Path, tekst: str) -> Inhoudslijst:
    """What `als_tekst` made. Faults: `Herstelfout`."""
    try:
        document: Mapping[str, Any] = json.loads(tekst)
        if (document["soort"], document["versie"]) != (_SOORT, _VERSIE):
            raise ValueError
        return Inhoudslijst(
            onderdeel=str(document["onderdeel"]),
            gemaakt_op=_moment(document["gemaaktOp"]),
            log_vanaf=int(document["logVanaf"]),
            tijdperk=str(document["tijdperk"]),
            kopieen=tuple(_kopie(een) for een in document["kopieen"]),
        )
    except (ValueError, KeyError, TypeError):
        raise Herstelfout(
            f"{map_ / LIJST} is geen inhoudslijst van een back-up. Neem een andere back-up."
        ) from None


def _kopie(rij: Mapping[str, Any]) -> Kopie:
    kopie = Kopie(
        plaats=str(rij["plaats"]),
        naam=str(rij["naam"]),
        soort=str(rij["soort"]),
        bytes=int(rij["bytes"]),
        sha256=str(rij["sha256"]),
        revisies=tuple(map(str, rij["revisies"])),
    )
    if Path(kopie.naam).name != kopie.naam:
        raise ValueError
    return kopie


def _moment(tekst: str) -> datetime:
    moment = datetime.fromisoformat(tekst)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def grootte(aantal: int) -> str:
    """A number of bytes as a person reads it."""
    waarde = float(aantal)
    for eenheid in ("bytes", "kB", "MB", "GB"):
        if waarde < 1000 or eenheid == "GB":
            return f"{waarde:.0f} {eenheid}" if eenheid == "bytes" else f"{waarde:.1f} {eenheid}"
        waarde /= 1000
    raise AssertionError
