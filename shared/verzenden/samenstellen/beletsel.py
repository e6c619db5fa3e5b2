"""The port to what keeps own records from leaving, whatever the covenant allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy.orm import Session

from shared.verzenden.fouten import Tegengehouden
from shared.verzenden.samenstellen.samenstelling import Deel


class Beletsel(Protocol):
    """Asked when a message is composed, and again before it is sealed anew."""

    def eis_vrij(self, sessie: Session, delen: Iterable[Deel]) -> None:
        """Raises ``Tegengehouden`` for the first record that may not leave."""
        ...

    def per_deel(self, sessie: Session, delen: Sequence[Deel]) -> Sequence[Tegengehouden | None]:
        """What would be raised of each by itself; ``None``: nothing. One question for all."""
        ...
