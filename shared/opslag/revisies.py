"""What revisions say of themselves, read from their text: nothing is executed, and no Alembic.

A start only has to know whether there is something to do; bringing a database up to date is the
work of `migratie.py`. Every revision names itself and what it builds on in constants of its own.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, inspect, text

_TABEL = "alembic_version"
_CONSTANTE = re.compile(
    r"^(revision|down_revision|depends_on)(?:: [^=\n]+)? = (\([^)]*\)|.*)$", re.MULTILINE
)


class Revisies:
    """Every revision in some folders, by its name, with the ones it builds on."""

    def __init__(self, locaties: Sequence[Path]) -> None:
        self._eerdere: Mapping[str, frozenset[str]] = dict(
            _lees(pad) for map_ in locaties for pad in sorted(map_.glob("[!_]*.py"))
        )

    def onbekende(self, namen: Iterable[str]) -> set[str]:
        """The names that are no revision of these folders."""
        return set(namen) - self._eerdere.keys()

    def ontbrekende(self, namen: Iterable[str]) -> set[str]:
        """The revisions that are none of these known names, nor anything they build on.

        A database keeps no name that another of its names builds on.
        """
        bereikt: set[str] = set()
        te_gaan = set(namen)
        while te_gaan:
            bereikt |= te_gaan
            te_gaan = {ouder for naam in te_gaan for ouder in self._eerdere[naam]} - bereikt
        return self._eerdere.keys() - bereikt


def vastgelegd(verbinding: Connection) -> set[str]:
    """The names of revisions the database itself keeps; none when it was never set up."""
    if not inspect(verbinding).has_table(_TABEL):
        return set()
    return set(verbinding.execute(text(f"SELECT version_num FROM {_TABEL}")).scalars())  # noqa: S608 - een vaste naam


def _lees(pad: Path) -> tuple[str, frozenset[str]]:
    waarden = {
        naam: ast.literal_eval(waarde)
        for naam, waarde in _CONSTANTE.findall(pad.read_text(encoding="utf-8"))
    }
    eerder = (waarden["down_revision"], waarden["depends_on"])
    return waarden["revision"], frozenset(naam for waarde in eerder for naam in _namen(waarde))


def _namen(waarde: str | Sequence[str] | None) -> Sequence[str]:
    if waarde is None:
        return ()
    return (waarde,) if isinstance(waarde, str) else waarde
