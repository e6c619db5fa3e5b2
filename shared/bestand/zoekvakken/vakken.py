"""Blind indexes that die with their person: each vak has an index key of its own.

Persons are found by a keyed hash (``shared/kluis/blindeindex.py``). Under one key for everybody
that hash would outlive a destroyed person in every older copy of the file. So persons stand in
vakken of ``LEDEN`` at most, each with a key that is destroyed together with one of them, after the
others moved to another vak (``personen/herindexeren.py``). Who looks for somebody hashes under
every key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy.orm import Session

from shared.bestand.zoekvakken import opslag
from shared.kluis.blindeindex import BlindeIndex
from shared.partij.zegel import Kluispoort
from shared.tijd.klok import Klok

LEDEN: Final = 64
"""Fewer: more hashes for who looks. More: more names to open for each destruction."""


class Zoekvakken:
    """In the caller's transaction; never commits. What it gives holds a key: use it and let go."""

    def __init__(self, sessie: Session, kluis: Kluispoort, klok: Klok) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok
        self._gelezen: dict[str, BlindeIndex] | None = None

    def van(self, persoon_id: str) -> BlindeIndex:
        """The index of this person's vak; who is in none is put in one.

        The caller holds the person's row, or makes it: otherwise he may be moved meanwhile.
        """
        sleutel_id = opslag.vak_van(self._sessie, persoon_id)
        if sleutel_id is not None:
            return self._index(sleutel_id)
        ((_, index),) = self.verplaats([persoon_id])
        return index

    def verplaats(self, personen: Sequence[str]) -> Iterator[tuple[Sequence[str], BlindeIndex]]:
        """Puts persons in vakken with room, out of the ones they were in: by vak who is in it."""
        while personen:
            sleutel_id, ruimte = opslag.open_vak(self._sessie, LEDEN) or (self._nieuw(), LEDEN)
            erin, personen = personen[:ruimte], personen[ruimte:]
            opslag.zet_in(self._sessie, erin, sleutel_id)
            yield erin, self._index(sleutel_id)

    def _nieuw(self) -> str:
        sleutel_id = self._kluis.maak_sleutel()
        opslag.maak_vak(self._sessie, sleutel_id, self._klok())
        return sleutel_id

    def alle(self) -> list[BlindeIndex]:
        """Of every vak, and of before there were vakken while anybody is in that."""
        vakken = opslag.alle_vakken(self._sessie)
        if self._gelezen is None or set(vakken) - self._gelezen.keys():
            # A message about many people looks as often as there are people.
            self._gelezen = self._kluis.indexen(vakken)
        return list(self._gelezen.values())

    def _index(self, sleutel_id: str) -> BlindeIndex:
        return self._kluis.index_onder(sleutel_id)
