"""What is asked of a kind of file, what it counts while it is made, and the file itself. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final, TypeVar

T = TypeVar("T")
_BLOK: Final = 64 * 1024


def in_blokken(bestand: IO[bytes]) -> Iterator[bytes]:
    """A file from where it stands to its end, in pieces of at most 64 KiB; then it is closed."""
    with bestand:
        while blok := bestand.read(_BLOK):
            yield blok


class Teller:
    """How many of what goes into a file have gone by."""

    def __init__(self) -> None:
        self.gedaan = 0

    def door(self, dingen: Iterable[T]) -> Iterator[T]:
        """The same, counted."""
        for een in dingen:
            yield een
            self.gedaan += 1


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as it is given: its bytes in pieces, and what the answer says with them."""

    brokken: Iterable[bytes]
    media: str
    koppen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bestandsvraag:
    """What is asked of a kind: ``voor_log`` goes into the leaf, exactly as for who waits."""

    soort: str
    wat: dict[str, Any]
    voor_log: dict[str, Any]
    totaal: int
