"""What of the rules somebody can set otherwise without writing the covenant file. Pure.

Of a kind of data the file says in blocks who may give it, about whom and in which steps. A block is
found by its header, read as what it is, and written again with other lists; what else stands in it
stays. Which kinds, parties and steps there are follows from the file and the words of the service.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from shared.portaal.weergave import hoofdletter, opsomming
from shared.portaal.woorden import Woordenlijst

_KOP = re.compile(r"^\[\[gegevenssoorten\.([A-Za-z0-9_-]+)\.regels\]\]", re.MULTILINE)
_VOLGENDE = re.compile(r"^\[", re.MULTILINE)
GEVERS, STAPPEN = "van", "stappen"
_ALLEN = "*"


@dataclass(frozen=True)
class Hefboom:
    """One rule: who may give this kind of data, about whom, in which steps."""

    soort: str
    blok: str
    gevers: tuple[str, ...]
    over: tuple[str, ...]
    stappen: tuple[int, ...]

    @property
    def naam(self) -> str:
        """What a form calls it: another as soon as the rule is another."""
        return sha256(self.blok.encode()).hexdigest()[:16]


def hefbomen(bestand: str, partijen: Collection[str]) -> Iterator[Hefboom]:
    """Every such rule of the file, in its order; `partijen`: whom the star stands for."""
    for kop in _KOP.finditer(bestand):
        einde = _VOLGENDE.search(bestand, kop.end())
        blok = bestand[kop.start() : einde.start() if einde else len(bestand)].rstrip()
        regel = tomllib.loads(blok[kop.end() - kop.start() :])
        gevers = list(regel.get(GEVERS, ()))
        yield Hefboom(
            soort=kop[1],
            blok=blok,
            gevers=tuple(partijen if _ALLEN in gevers else gevers),
            over=tuple(str(een) for een in regel.get("categorieen", ())),
            stappen=tuple(regel.get(STAPPEN, ())),
        )


def gewijzigd(hefboom: Hefboom, gevers: Collection[str], stappen: Collection[int]) -> str:
    """The same rule with these lists. A list nobody touched stays as it is written."""
    blok = hefboom.blok
    if set(gevers) != set(hefboom.gevers):
        blok = _met_lijst(blok, GEVERS, ", ".join(f'"{een}"' for een in sorted(gevers)))
    if set(stappen) != set(hefboom.stappen):
        blok = _met_lijst(blok, STAPPEN, ", ".join(str(een) for een in sorted(stappen)))
    return blok


def _met_lijst(blok: str, lid: str, inhoud: str) -> str:
    regel = f"{lid} = [{inhoud}]"
    nieuw, keer = re.subn(rf"^{lid}\s*=\s*\[[^\]]*\]", regel, blok, count=1, flags=re.MULTILINE)
    return nieuw if keer else f"{blok}\n{regel}"


def titel(hefboom: Hefboom, begrippen: Woordenlijst) -> str:
    """The rule as one chooses it from a list."""
    over = [begrippen.kort("categorieen", een) for een in hefboom.over]
    wie = f": {opsomming(over, 'of')}" if over else ""
    return f"{hoofdletter(begrippen.kort('gegevenssoorten', hefboom.soort))}{wie}"


def in_zinnen(
    hefboom: Hefboom, gevers: Collection[str], stappen: Collection[int], begrippen: Woordenlijst
) -> list[str]:
    """What would be otherwise."""
    zinnen = []
    weg = [begrippen.partij(een) for een in hefboom.gevers if een not in gevers]
    bij = [begrippen.partij(een) for een in gevers if een not in hefboom.gevers]
    if weg:
        zinnen.append(f"Niet meer te geven door {opsomming(weg)}.")
    if bij:
        zinnen.append(f"Ook te geven door {opsomming(bij)}.")
    dicht = [str(een) for een in hefboom.stappen if een not in stappen]
    open_ = [str(een) for een in stappen if een not in hefboom.stappen]
    if dicht:
        zinnen.append(f"Niet meer in stap {opsomming(dicht)}.")
    if open_:
        zinnen.append(f"Ook in stap {opsomming(open_)}.")
    return zinnen


def keuzes(soort: str, begrippen: Woordenlijst) -> Mapping[str, Mapping[str, Any]]:
    """What can be ticked."""
    return begrippen.soorten.get(soort, {})
