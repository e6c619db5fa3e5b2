"""The port through which a subject says what must survive an older copy of the file.

What was destroyed is remembered by itself: its key is gone. What holds until somebody ends it is
not: an older copy does not know that it began. So it is remembered beside the file as well, and put
back before the service serves (``shared/bestand/onthouden``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.opslag.basis import Basis

Beeld: TypeAlias = Mapping[str, Any]
"""JSON; nothing that names anybody but by an id of the own file."""


GEEN: Final = ""
"""The key of what is about nobody who is known."""


@dataclass(frozen=True)
class Thuis:
    """Where it is put back: at which party, under which rules."""

    partij: str
    regels: Convenantregels


@dataclass(frozen=True)
class Onthoudbron:
    """``beeld``: what is remembered of a row of ``rij``, which has an ``id``; ``None``: nothing any
    more. ``sleutel``: the key of whom it is about, ``GEEN`` where that is nobody, or ``None`` where
    it is not remembered at all. Both get a row, or its columns alone.

    ``leg_terug`` makes good what the file lacks of it, and says whether it did; repeatable. What
    the file knows and the memory does not, stays.
    """

    rij: type[Basis]
    beeld: Callable[[Any], Beeld | None]
    sleutel: Callable[[Session, Any], str | None]
    leg_terug: Callable[[Session, Thuis, Beeld], bool]

    @property
    def soort(self) -> str:
        """Under which it is remembered."""
        return str(self.rij.__tablename__)
