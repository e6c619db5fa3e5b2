"""What a portal remembers of somebody who is logged in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass
class Sessie:
    """Who it is, with which token, and what was chosen on the screens.

    `filters`: choices that stay until somebody logs out. `vragen`: what was asked of the log or
    put together to send, under a short name that may stand in an address.
    """

    sub: str
    naam: str
    functie: str
    rechten: Sequence[str]
    token: str
    csrf: str
    begonnen: str
    autorisatie: str = ""
    filters: dict[str, Any] = field(default_factory=dict)
    vragen: dict[str, Any] = field(default_factory=dict)

    def mag(self, recht: str | None) -> bool:
        """Whether the service said this person has the right, or one of `a|b`; it decides again at
        every call."""
        return recht is None or any(een in self.rechten for een in recht.split("|"))

    def als_bytes(self) -> bytes:
        """For the sealed column."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def uit_bytes(cls, ruw: bytes) -> Sessie:
        """The reverse of `als_bytes`."""
        return cls(**json.loads(ruw))


def ingetrokken(mij: Mapping[str, Any], vandaag: date) -> bool:
    """Whether the authorisation the API tells of is no more: taken back, or over its last day.

    Who only misses something (a statement, a signature) still may see what.
    """
    over = date.fromisoformat(mij["geldigTot"]) < vandaag
    return over or not (mij.get("geautoriseerd", True) and mij.get("aangewezen", True))


@dataclass(frozen=True)
class Geldigheid:
    """When somebody is logged out: after silence, and in any case."""

    stil: datetime
    hoogstens: datetime

    @property
    def einde(self) -> datetime:
        """Whichever comes first."""
        return min(self.stil, self.hoogstens)
