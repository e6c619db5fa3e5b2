"""Who reads the log: a party, one of its people, or who looks over all parties. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Raadpleger:
    """Who reads the log. `partij` is None for who all parties appointed, who sees everything.

    `autorisatie` is the reference of the person's authorisation, None for a party's own system;
    `aanstelling` that of the appointment by which somebody looks over all parties.
    """

    partij: str | None
    autorisatie: str | None
    oin: str | None
    aanstelling: str | None = None

    def voor_log(self) -> dict[str, Any]:
        """Who it was, as a `raadpleging` leaf names it."""
        wie = {"partij": self.partij, "autorisatie": self.autorisatie, "oin": self.oin}
        return wie if self.aanstelling is None else {**wie, "aanstelling": self.aanstelling}
