"""What a proof bundle is asked to answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.bericht.tijd import utc_tekst


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What a bundle must hold: exactly one of the four."""

    bladnummers: tuple[int, ...] | None = None
    bericht: str | None = None
    groep: str | None = None
    periode: tuple[datetime, datetime] | None = None

    def als_dict(self) -> dict[str, Any]:
        """The question as it goes into the log and into the bundle: references and times."""
        if self.bladnummers is not None:
            return {"soort": "bladen", "bladnummers": list(self.bladnummers)}
        if self.bericht is not None:
            return {"soort": "bericht", "bericht": self.bericht}
        if self.groep is not None:
            return {"soort": "groep", "groep": self.groep}
        if self.periode is not None:
            van, tot = self.periode
            return {"soort": "periode", "van": utc_tekst(van), "tot": utc_tekst(tot)}
        raise ValueError("Een zoekvraag noemt bladnummers, een bericht, een groep of een periode.")
