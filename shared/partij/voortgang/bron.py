"""The port through which a subject says how far long work of its own is.

Nothing keeps a count beside the work: how far it is follows from what is left to do. So a process
that was killed in between can not leave a number behind that is not true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Voortgang:
    """``over``: how many of what was begun with still have to be done; ``klaar_op``: since when
    nothing of it is left, what comes after the last one included."""

    over: int
    klaar_op: datetime | None = None


@dataclass(frozen=True)
class Voortgangbron:
    """One kind of long work.

    ``titel``: what happens, for a list. ``eenheid``: of what there are so many, one and more.
    ``gedaan``: what is true of each that is done. ``resultaat``: where the outcome is, with ``{}``
    for what it is about. ``kijk``: how far it is; ``None`` when what it was about is not here.
    """

    soort: str
    titel: str
    eenheid: tuple[str, str]
    gedaan: str
    resultaat: str
    kijk: Callable[[Session, str], Voortgang | None]
