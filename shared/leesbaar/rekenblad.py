"""A table as a file that a Dutch spreadsheet opens without asking, and calculates nothing with.

Semicolons, CRLF, UTF-8 with a byte order mark. A value may be anything: a cell that a spreadsheet
would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

_BOM = "\ufeff"
_FORMULE = frozenset("=+-@\t\r\n|%")
_AANHALING = frozenset("\"'")
_BROK = 64 * 1024


def tabel(koppen: list[str], rijen: Iterable[list[Any]]) -> Iterator[bytes]:
    """A heading and these rows; a cell with a list has its elements behind each other."""

    def teksten() -> Iterator[str]:
        yield _BOM + _rij(koppen)
        for rij in rijen:
            yield _rij([_cel(cel) for cel in rij])

    yield from in_brokken(teksten())


def rekenbladtijd(moment: datetime) -> str:
    """A local time as a spreadsheet reads it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def in_brokken(teksten: Iterable[str]) -> Iterator[bytes]:
    """The same text in pieces that are worth sending."""
    vol: list[str] = []
    tekens = 0
    for tekst in teksten:
        vol.append(tekst)
        tekens += len(tekst)
        if tekens >= _BROK:
            yield "".join(vol).encode()
            vol, tekens = [], 0
    if vol:
        yield "".join(vol).encode()


def _rij(cellen: list[str]) -> str:
    vak = io.StringIO()
    csv.writer(vak, delimiter=";", lineterminator="\r\n").writerow(cellen)
    return vak.getvalue()


def _cel(waarde: Any) -> str:  # noqa: ANN401 - elke JSON-waarde
    if waarde is None:
        tekst = ""
    elif isinstance(waarde, list):
        tekst = ", ".join(str(element) for element in waarde)
    else:
        tekst = str(waarde)
    return "'" + tekst if _is_formule(tekst) else tekst


def _is_formule(tekst: str) -> bool:
    """Whether some spreadsheet would calculate with it.

    They look past spaces, quotes and what cannot be seen, and take the wide signs for the plain.
    """
    for teken in tekst:
        if unicodedata.normalize("NFKC", teken) in _FORMULE:
            return True
        onzichtbaar = teken.isspace() or unicodedata.category(teken) in ("Cc", "Cf")
        if not onzichtbaar and teken not in _AANHALING:
            return False
    return False
