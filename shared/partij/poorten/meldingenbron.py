"""The port through which the retention clock reads reports about people from a party's own file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm import Session

from shared.zaak.bewaren.klok import Melding

if TYPE_CHECKING:
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
