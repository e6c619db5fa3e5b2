"""What stands beside the file because an older copy of the file would not know it any more.

Destroying is remembered by a key that is gone. What holds until somebody ends it (that his data are
restricted, that he asked something) is remembered here, sealed under the key of whom it is about:
with him it goes, and without the kluis of now it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import Delete, Engine, delete, insert, select

from shared.kluis.fouten import SleutelOnbekend, vertaald
from shared.kluis.tabellen import Kopiemoment, Onthouden
from shared.kluis.zegel import Zegelstuk, Zegelwens, samen
from shared.opslag.engine import lezend

Sleutel = tuple[str, str]
"""Of which kind it is, and its id in the file."""


class Zegelaar(Protocol):
    """Seals and opens under the keys of people."""

    def verzegel_meer(self, stukken: Sequence[Zegelwens]) -> list[bytes | None]:
        """None where the key is destroyed."""
        ...

    def open_alle(self, stukken: Sequence[Zegelstuk]) -> list[bytes | None]:
        """None where the key is destroyed."""
        ...


@dataclass(frozen=True)
class Herinnering:
    """One row of the file as it was. ``vast``: the file has it, as far as is known here.

    ``sleutel_id``: of whom it is about; ``None``: of nobody who is known.
    """

    soort: str
    kenmerk: str
    sleutel_id: str | None
    inhoud: bytes = field(repr=False)
    vast: bool = True

    @property
    def sleutel(self) -> Sleutel:
        """By which it is known here."""
        return self.soort, self.kenmerk


class Geheugen:
    """The memory of one party. Every method may raise ``KluisNietBeschikbaar``."""

    def __init__(self, engine: Engine, zegelaar: Zegelaar) -> None:
        self._engine = engine
        self._zegelaar = zegelaar

    def onthoud(self, herinneringen: Sequence[Herinnering]) -> None:
        """Each in the place of what was remembered of it. Of whose key is gone: nothing."""
        zegels = self._verzegel(herinneringen)
        paren = [
            (een, zegel)
            for een, zegel in zip(herinneringen, zegels, strict=True)
            if zegel is not None
        ]
        if not paren:
            return
        rijen = [
            {
                "soort": een.soort,
                "kenmerk": een.kenmerk,
                "sleutel_id": een.sleutel_id,
                "zegel": zegel,
                "vast": een.vast,
            }
            for een, zegel in paren
        ]
        with vertaald(), self._engine.begin() as verbinding:
            for een, _ in paren:
                verbinding.execute(_zonder(een.sleutel))
            verbinding.execute(insert(Onthouden), rijen)

    def vergeet(self, sleutels: Iterable[Sleutel]) -> None:
        """It is over, or never was. Again is allowed."""
        weg = list(sleutels)
        if not weg:
            return
        with vertaald(), self._engine.begin() as verbinding:
            for sleutel in weg:
                verbinding.execute(_zonder(sleutel))

    def herinner(self) -> list[Herinnering]:
        """All that is remembered of whose key is there."""
        with vertaald(), lezend(self._engine).connect() as verbinding:
            rijen = verbinding.execute(
                select(*Onthouden.__table__.c).order_by(Onthouden.soort, Onthouden.kenmerk)
            ).all()
        verzegeld = [rij for rij in rijen if rij.sleutel_id is not None]
        stukken = [
            Zegelstuk(rij.sleutel_id, rij.zegel, _plaats((rij.soort, rij.kenmerk)))
            for rij in verzegeld
        ]
        open_ = [(rij, rij.zegel) for rij in rijen if rij.sleutel_id is None]
        open_ += zip(verzegeld, self._zegelaar.open_alle(stukken), strict=True)
        return [
            Herinnering(rij.soort, rij.kenmerk, rij.sleutel_id, inhoud, rij.vast)
            for rij, inhoud in open_
            if inhoud is not None
        ]

    def kent_kopie(self, gemaakt_op: datetime) -> bool:
        """Whether this kluis is younger than the copy of the file that was made then."""
        with vertaald(), lezend(self._engine).connect() as verbinding:
            vraag = select(Kopiemoment.gemaakt_op).where(Kopiemoment.gemaakt_op == gemaakt_op)
            return verbinding.scalar(vraag) is not None

    def _verzegel(self, herinneringen: Sequence[Herinnering]) -> list[bytes | None]:
        wensen: list[Zegelwens] = [
            ((een.sleutel_id,), een.inhoud, _plaats(een.sleutel))
            for een in herinneringen
            if een.sleutel_id is not None
        ]
        zegels = iter(self._alle(wensen))
        return [een.inhoud if een.sleutel_id is None else next(zegels) for een in herinneringen]

    def _alle(self, wensen: Sequence[Zegelwens]) -> Sequence[bytes | None]:
        try:
            return self._zegelaar.verzegel_meer(wensen) if wensen else []
        except SleutelOnbekend:
            if len(wensen) == 1:
                return [None]
            # A kluis of before somebody: of him nothing opens, and of the others all does.
            return [zegel for wens in wensen for zegel in self._alle([wens])]


def noteer_kopie(engine: Engine, gemaakt_op: datetime, tot: datetime) -> None:
    """A copy of the file was made. Those of before ``tot`` may not be put back any more."""
    with vertaald(), engine.begin() as verbinding:
        verbinding.execute(
            delete(Kopiemoment).where(
                (Kopiemoment.gemaakt_op < tot) | (Kopiemoment.gemaakt_op == gemaakt_op)
            )
        )
        verbinding.execute(insert(Kopiemoment).values(gemaakt_op=gemaakt_op))


def _zonder(sleutel: Sleutel) -> Delete:
    soort, kenmerk = sleutel
    return delete(Onthouden).where(Onthouden.soort == soort, Onthouden.kenmerk == kenmerk)


def _plaats(sleutel: Sleutel) -> bytes:
    return samen(b"driehoek/kluis/onthouden/1", *(deel.encode() for deel in sleutel))
