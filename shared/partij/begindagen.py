"""The port through which a subject says from when the term of an own record really counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Begindagen:
    """``dagen``: by record, the days its terms count from, in the place of its own; ``regels``: the
    rows whose destruction the subject carries out itself.
    """

    dagen: Callable[[Session], Mapping[str, Mapping[str, date]]]
    regels: frozenset[str] = frozenset()
