"""The port to what keeps own records from leaving, whatever the covenant allows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy.orm import Session

from shared.verzenden.samenstellen.samenstelling import Deel


class Beletsel(Protocol):
    """Asked when a message is composed, and again before it is sealed anew."""

    def __call__(self, sessie: Session, delen: Iterable[Deel], /) -> None:
        """Raises ``Tegengehouden`` for the first record that may not leave."""
        ...
