"""Welke tests bij een deel horen: `make test ONLY=verzenden`.

De map `tests/` heeft de indeling van de code. Een deel is een pad (`tests/e2e`), een kamer of een
onderwerp (`verzenden`, `gateway/berichten`, `shared/zaak/besluiten`), of anders een woord uit de
naam van een test. Bij een kamer horen ook de regels over de indeling.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
_BRON = ("shared", "services")
ARCHITECTUUR = "tests/architectuur"


def argumenten(delen: Sequence[str], wortel: Path = WORTEL) -> list[str]:
    """What pytest gets for these parts; nothing for everything."""
    paden: list[str] = []
    woorden: list[str] = []
    for deel in delen:
        gevonden = list(_paden(deel, wortel))
        paden += gevonden
        if not gevonden:
            woorden.append(deel)
    if woorden:
        # Een woord kan overal in staan; dan beperkt het, en de paden erbij ook.
        return ["-k", " or ".join(woorden), *dict.fromkeys(paden)]
    return list(dict.fromkeys(paden))


def _paden(deel: str, wortel: Path) -> Iterator[str]:
    deel = deel.rstrip("/")
    if deel.split("/")[0] == "tests":
        yield deel
        return
    stappen = [stap for stap in deel.removesuffix(".py").split("/") if stap not in _BRON]
    gevonden: list[Path] = []
    while stappen and not gevonden:
        gevonden = [pad for pad in _alles(wortel) if _hoort_bij(pad.parts[1:], stappen)]
        # Een onderwerp zonder tests met zijn naam heeft ze onder die van zijn kamer.
        stappen.pop()
    for pad in gevonden:
        if not any(ouder in gevonden for ouder in pad.parents):
            yield str(pad)
    if gevonden:
        yield ARCHITECTUUR


def _alles(wortel: Path) -> list[Path]:
    return sorted(pad.relative_to(wortel) for pad in (wortel / "tests").rglob("*"))


def _hoort_bij(pad: Sequence[str], stappen: Sequence[str]) -> bool:
    """Whether these steps are the end of the path of a folder, or of a file with tests."""
    if "__pycache__" in pad:
        return False
    naam = pad[-1]
    if naam.endswith(".py"):
        if not naam.startswith("test_"):
            return False
        naam = naam.removesuffix(".py").removeprefix("test_")
        if naam.startswith(f"{stappen[-1]}_"):
            naam = stappen[-1]
    return [*pad[:-1], naam][-len(stappen) :] == list(stappen)


if __name__ == "__main__":
    print(*argumenten(sys.argv[1:]), sep="\n")  # noqa: T201 - dit leest make
