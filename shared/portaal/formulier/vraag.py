"""One question of a form, as data. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REGEL, LANG, DAG, JA_NEE, KEUZE, KEUZES, REGELS, RIJEN, NUMMER = (
    "regel", "lang", "dag", "ja-nee", "keuze", "keuzes", "regels", "rijen", "nummer",
)  # fmt: skip
LIJST, BLIJFT = "lijst", "blijft"
ONGEVRAAGD: Final = (NUMMER, BLIJFT)
_JA_NEE: Final = (("ja", "Ja"), ("nee", "Nee"))


@dataclass(frozen=True)
class Veld:
    """One question. ``opties``: code and word; ``velden``: of one row.

    A ``nummer`` is not asked: a row keeps the one it has, and a new one gets the next, after its
    ``hint``. Others refer to it. What ``blijft`` is not asked either: a row keeps it, and a new
    one has none.
    """

    naam: str
    label: str
    soort: str = LANG
    hint: str = ""
    verplicht: bool = True
    opties: tuple[tuple[str, str], ...] = ()
    velden: tuple[Veld, ...] = ()
    begrip: str = ""
    hoogstens: int = 4000

    @property
    def keuzes(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen."""
        return _JA_NEE if self.soort == JA_NEE else self.opties

    @property
    def heeft_legende(self) -> bool:
        """Whether it is a group of controls, and not one."""
        return self.soort in (JA_NEE, KEUZE, KEUZES, RIJEN)
