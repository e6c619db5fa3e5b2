"""Een recept uit docs/recepten.md uitvoeren in een kopie van het product: zijn diff alleen."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
_DIFF = re.compile(r"^ *```diff\n(?P<tekst>.*?)^ *```$", re.DOTALL | re.MULTILINE)
_NIEUW = "/dev/null"
# Wat een kopie nodig heeft om een stelsel te draaien.
_MAPPEN = ("shared", "gateway", "services", "deploy", "tests", "pyproject.toml")
_PRODUCT = ("shared/", "gateway/", "services/", "deploy/")


class PastNiet(Exception):
    """De code is veranderd en het recept niet: verander het recept mee."""


@dataclass(frozen=True)
class Wijziging:
    """Wat een recept aan één bestand doet: (wat er staat, wat er komt te staan), op volgorde."""

    pad: str
    nieuw: bool
    stukken: tuple[tuple[str, str], ...]

    @property
    def product(self) -> bool:
        return self.pad.startswith(_PRODUCT)


def recept(onder: str, nummer: int = 0) -> list[Wijziging]:
    """De wijzigingen van een blok ```diff onder deze kop."""
    tekst = (WORTEL / "docs" / "recepten.md").read_text(encoding="utf-8")
    begin = tekst.index(f"\n## {onder}\n")
    einde = tekst.find("\n## ", begin + 1)
    blok = list(_DIFF.finditer(tekst, begin, einde if einde > 0 else len(tekst)))[nummer]
    return list(_wijzigingen(blok["tekst"].splitlines()))


def _wijzigingen(regels: list[str]) -> list[Wijziging]:
    inspring = len(regels[0]) - len(regels[0].lstrip(" "))
    regels = [regel[inspring:] for regel in regels]
    koppen = [nummer for nummer, regel in enumerate(regels) if regel.startswith("--- ")]
    gevonden = []
    for van, tot in pairwise([*koppen, len(regels)]):
        pad = regels[van + 1].removeprefix("+++ b/")
        stukken: list[tuple[str, str]] = []
        oud, nieuw = "", ""
        for regel in [*regels[van + 2 : tot], "@@"]:
            if regel.startswith("@@"):
                if oud or nieuw:
                    stukken.append((oud, nieuw))
                oud, nieuw = "", ""
                continue
            oud += "" if regel.startswith("+") else f"{regel[1:]}\n"
            nieuw += "" if regel.startswith("-") else f"{regel[1:]}\n"
        gevonden.append(Wijziging(pad, regels[van].endswith(_NIEUW), tuple(stukken)))
    return gevonden


def kopie_met(wijzigingen: list[Wijziging], map_: Path) -> Path:
    """Een kopie van het product waarin dit recept is uitgevoerd."""
    git = ["git", "ls-files", "-z", "-co", "--exclude-standard", "--", *_MAPPEN]
    paden = subprocess.run(git, cwd=WORTEL, check=True, capture_output=True, text=True).stdout
    for pad in filter(None, paden.split("\0")):
        if (WORTEL / pad).is_file():
            (map_ / pad).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(WORTEL / pad, map_ / pad)
    for een in wijzigingen:
        _voer_uit(een, map_ / een.pad)
    return map_


def _voer_uit(wijziging: Wijziging, bestand: Path) -> None:
    if wijziging.nieuw:
        if bestand.exists():
            raise PastNiet(f"{wijziging.pad} is er al")
        bestand.parent.mkdir(parents=True, exist_ok=True)
        bestand.write_text("".join(nieuw for _, nieuw in wijziging.stukken), encoding="utf-8")
        return
    tekst = bestand.read_text(encoding="utf-8")
    for oud, nieuw in wijziging.stukken:
        if tekst.count(oud) != 1:
            raise PastNiet(f"{wijziging.pad}: staat er {tekst.count(oud)} keer\n{oud}")
        tekst = tekst.replace(oud, nieuw)
    bestand.write_text(tekst, encoding="utf-8")
