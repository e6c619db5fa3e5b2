"""The port through which the retention clock reads reports about people from a party's own file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from shared.partij.dienst import Dienst


class Meldingenbron(Protocol):
    """A party that may keep after closing tells from which of its own reports that counts."""

    def lees(
        self, sessie: Session, dienst: Dienst, groep: str, personen: Collection[str]
    ) -> Mapping[str, Sequence[Melding]]:
        """By person every report of this party's own in which that person is involved.

        What was taken back is none, and neither is one that cannot be read any more.
        """
        ...


@dataclass(frozen=True, slots=True)
class Melding:
    """A report in which somebody is involved: of which day, and since when the file says so."""

    datum: date
    vastgelegd_op: date
