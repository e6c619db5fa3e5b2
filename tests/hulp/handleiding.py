"""What a document tells its reader to type, taken from the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
_BLOK = re.compile(r"^```sh(?P<wie>[^\n]*)\n(?P<tekst>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Blok:
    """One block of commands; `wie`: the words after ```sh, such as who runs it."""

    wie: tuple[str, ...]
    tekst: str


def blokken(document: str, onder: str | None = None) -> list[Blok]:
    """The blocks of a document of the repository, or of its section with this heading."""
    tekst = (WORTEL / document).read_text(encoding="utf-8")
    if onder is not None:
        begin = tekst.index(f"\n## {onder}\n")
        einde = tekst.find("\n## ", begin + 1)
        tekst = tekst[begin : einde if einde > 0 else len(tekst)]
    return [Blok(tuple(b["wie"].split()), b["tekst"]) for b in _BLOK.finditer(tekst)]


def opdrachten(document: str, programma: str) -> Iterator[str]:
    """Every command of a document that begins with `programma`, on one line."""
    for blok in blokken(document):
        for regel in blok.tekst.replace("\\\n", " ").splitlines():
            kaal = regel.strip().removeprefix(".venv/bin/").removesuffix("; do")
            if kaal.startswith(f"{programma} "):
                yield kaal
