"""Counts what a process asks of its databases: statements, and commits that reach the disk.

``python -m deploy.bench.geteld TELBESTAND MODULE [ARGUMENT ...]`` runs that program as it is, and
keeps the counts in a small file that somebody else may read meanwhile. A count says more on a busy
machine than a time does. Of a series (``executemany``) every row counts. SQLite only: a commit of a
transaction that could write is there one wait for the disk.
"""

from __future__ import annotations

import mmap
import runpy
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_VORM = struct.Struct("<QQ")


@dataclass(frozen=True)
class Tellingen:
    """Statements and durable commits, of all databases of a process together."""

    opdrachten: float
    vastleggingen: float

    def sinds(self, eerder: Tellingen, aantal: int) -> Tellingen:
        """What came since, for each of so many exchanges."""
        return Tellingen(
            (self.opdrachten - eerder.opdrachten) / aantal,
            (self.vastleggingen - eerder.vastleggingen) / aantal,
        )


def lees_tellingen(pad: Path) -> Tellingen:
    """What has been counted so far."""
    return Tellingen(*_VORM.unpack(pad.read_bytes()))


class _Teller:
    def __init__(self, pad: Path) -> None:
        pad.write_bytes(_VORM.pack(0, 0))
        with pad.open("r+b") as bestand:
            self._geheugen = mmap.mmap(bestand.fileno(), _VORM.size)
        self._opdrachten = 0
        self._vastleggingen = 0

    def volg(self, verbinding: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        """Hear of every statement on this connection."""
        schrijft = False

        def tel(opdracht: str) -> None:
            nonlocal schrijft
            self._opdrachten += 1
            if opdracht.startswith("BEGIN"):
                schrijft = opdracht.startswith("BEGIN IMMEDIATE")
            elif schrijft and opdracht.startswith("COMMIT"):
                self._vastleggingen += 1
            _VORM.pack_into(self._geheugen, 0, self._opdrachten, self._vastleggingen)

        verbinding.set_trace_callback(tel)


def main() -> None:
    """Run the program with every connection of its engines counted."""
    _, telbestand, module, *argumenten = sys.argv
    event.listen(Engine, "connect", _Teller(Path(telbestand)).volg)
    sys.argv = [module, *argumenten]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
