"""The port through which a subject says how far long work of its own is.

Nothing keeps a count beside the work: how far it is follows from what is left to do. So a process
that was killed in between can not leave a number behind that is not true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.web.langwerk.begrippen import Voortgang as Voortgang
from shared.web.langwerk.begrippen import Werkwoorden


@dataclass(frozen=True, kw_only=True)
class Voortgangbron(Werkwoorden):
    """One kind of long work, declared by its subject (``voortgangen``).

    ``resultaat``: where the outcome is, with ``{}`` for what it is about. ``kijk``: how far it is;
    ``None`` when what it was about is not here. ``tel``: of how many it begins, where that still
    shows when it is under way.
    """

    soort: str
    resultaat: str
    kijk: Callable[[Session, str], Voortgang | None]
    tel: Callable[[Session, str], int] | None = None
