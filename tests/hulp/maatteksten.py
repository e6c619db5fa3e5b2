"""Een maat van buiten voor de herkenning van een mens in vrije tekst.

800 teksten in de stem van politie, gemeente en jongerenwerk: 400 waarin iets naar een mens wijst
en 400 waarin dat niet zo is. Zij zijn geschreven vóórdat hun schrijver de herkenning of haar
proeven las, en worden daarna niet meer bijgesteld. In een tekst met persoonsgegevens merkt
`{soort|stuk}` wat naar een mens wijst. De helft dient om aan te werken (`ontwikkeling`); de andere
helft (`eindmeting`) alleen om te meten.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Helft = Literal["ontwikkeling", "eindmeting"]

STEMMEN = ("politie", "gemeente", "jongerenwerk")
_MERK = re.compile(r"\{(\w+)\|([^{}|]+)\}")


@dataclass(frozen=True)
class Aanwijzing:
    """Een plek in de tekst die naar een mens wijst, volgens de schrijver van de maat."""

    begin: int
    eind: int
    soort: str


@dataclass(frozen=True)
class Maattekst:
    """Eén tekst van de maat; zonder aanwijzingen staat er niemand in."""

    stem: str
    tekst: str
    aanwijzingen: tuple[Aanwijzing, ...]
    helft: Helft


def lees_maat() -> tuple[Maattekst, ...]:
    """Geef alle teksten van de maat; om en om ontwikkeling en eindmeting, per soort tekst."""
    maat: list[Maattekst] = []
    for lijst in ("met", "zonder"):
        regels = [(stem, regel) for stem in STEMMEN for regel in _lees(stem)[lijst]]
        for nummer, (stem, regel) in enumerate(regels):
            tekst, aanwijzingen = _ontleed(regel)
            helft: Helft = "eindmeting" if nummer % 2 else "ontwikkeling"
            maat.append(Maattekst(stem, tekst, aanwijzingen, helft))
    return tuple(maat)


def _lees(stem: str) -> dict[str, list[str]]:
    bestand = Path(__file__).parent / "vrijetekst_maat" / f"{stem}.toml"
    gelezen: dict[str, list[str]] = tomllib.loads(bestand.read_text(encoding="utf-8"))
    return gelezen


def _ontleed(regel: str) -> tuple[str, tuple[Aanwijzing, ...]]:
    """Haal de merken uit een regel en geef de kale tekst met de plekken daarin."""
    delen: list[str] = []
    aanwijzingen: list[Aanwijzing] = []
    lengte = einde = 0
    for merk in _MERK.finditer(regel):
        voor = regel[einde : merk.start()]
        begin = lengte + len(voor)
        aanwijzingen.append(Aanwijzing(begin, begin + len(merk[2]), merk[1]))
        delen += [voor, merk[2]]
        lengte = begin + len(merk[2])
        einde = merk.end()
    delen.append(regel[einde:])
    return "".join(delen), tuple(aanwijzingen)
