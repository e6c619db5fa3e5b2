"""The proof that a leaf is in the log, step by step, worked out here: nothing of it is believed.

Pure: from what the API gives to steps, and from steps to a drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.logboek.fouten import BewijsOngeldig
from shared.logboek.merkle import bladhash, controleer_inclusie, knoophash
from shared.portaal.beeld.tekening import Tekening


@dataclass(frozen=True)
class Bewijsstap:
    """One step up: the hash the log gave, on which side it stands, and what comes out."""

    gegeven: bytes
    links: bool
    uitkomst: bytes


@dataclass(frozen=True)
class Bladbewijs:
    """One leaf, every step from it, and whether it ends at the root."""

    nummer: int
    grootte: int
    blad: bytes
    wortel: bytes
    stappen: tuple[Bewijsstap, ...]
    klopt: bool


def reken_na(
    blad: bytes, nummer: int, grootte: int, bewijs: Sequence[bytes], wortel: bytes
) -> Bladbewijs:
    """Work out the whole path; a proof of the wrong form simply does not hold."""
    begin = bladhash(blad)
    try:
        controleer_inclusie(begin, nummer, grootte, bewijs, wortel)
        klopt = True
    except (BewijsOngeldig, ValueError):
        klopt = False
    positie, laatste, uitkomst, stappen = nummer, max(grootte - 1, 0), begin, []
    for gegeven in bewijs:
        links = bool(positie & 1) or positie == laatste
        uitkomst = knoophash(gegeven, uitkomst) if links else knoophash(uitkomst, gegeven)
        if links:
            while positie and not positie & 1:
                positie, laatste = positie >> 1, laatste >> 1
        positie, laatste = positie >> 1, laatste >> 1
        stappen.append(Bewijsstap(gegeven, links, uitkomst))
    return Bladbewijs(nummer, grootte, begin, wortel, tuple(stappen), klopt)


def kort(hash_: bytes) -> str:
    """The first characters: enough to compare by eye."""
    return f"{hash_.hex()[:6]}…"


_HOOG, _SPRONG, _VAK = 34, 62, 168


def teken_bewijs(bewijs: Bladbewijs, *, smal: bool = False) -> str:
    """The path as SVG, from the leaf below to the root above: given hashes are dotted."""
    breedte, midden = (330, 165) if smal else (640, 320)
    vak = 132 if smal else _VAK
    hoogte = (len(bewijs.stappen) + 1) * _SPRONG + 10
    tekening = Tekening(breedte, hoogte)
    for nummer in range(len(bewijs.stappen) + 1):
        boven = hoogte - (nummer + 1) * _SPRONG + 14
        if nummer:
            stap = bewijs.stappen[nummer - 1]
            onder = boven + _SPRONG
            naast = _naast(stap.links, vak, breedte)
            tekening.lijn(midden, onder, midden, boven + _HOOG)
            tekening.lijn(naast + vak // 2, onder, midden, boven + _HOOG, dun=True)
            buur = f"buur {kort(stap.gegeven)}"
            if smal:
                # On a narrow screen a neighbour stands as a word beside the line.
                tekening.woord(midden + (-12 if stap.links else 12), onder - 10, buur, stap.links)
            else:
                tekening.vak(naast, onder, vak, _HOOG, buur, soort="gegeven")
            hash_ = stap.uitkomst
        else:
            hash_ = bewijs.blad
        tekst, soort = _naam(nummer, bewijs, hash_)
        tekening.vak(midden - vak // 2, boven, vak, _HOOG, tekst, soort=soort)
    zin = (
        f"Blad {bewijs.nummer} komt in {len(bewijs.stappen)} stappen "
        f"{'uit' if bewijs.klopt else 'niet uit'} op de wortel van het log."
    )
    return tekening.svg(f"Bewijs van blad {bewijs.nummer}", zin)


def _naast(links: bool, vak: int, breedte: int) -> int:
    return 0 if links else breedte - vak


def _naam(nummer: int, bewijs: Bladbewijs, hash_: bytes) -> tuple[str, str]:
    if nummer == len(bewijs.stappen):
        soort = "einde" if bewijs.klopt else "fout"
        return f"wortel {kort(hash_)}", soort
    if nummer == 0:
        return f"blad {bewijs.nummer} {kort(hash_)}", "begin"
    return f"knoop {nummer} {kort(hash_)}", "gerekend"
