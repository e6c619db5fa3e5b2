"""Who else can get at a file: its own rights, and those of every folder above it."""

import stat
from pathlib import Path

_LEESBAAR = stat.S_IROTH | stat.S_IXOTH
_SCHRIJFBAAR = stat.S_IWGRP | stat.S_IWOTH


def te_open(pad: Path, *, geheim: bool) -> list[str]:
    """What is wrong with the rights of this file, in Dutch; empty when nothing is.

    Others may not write it, nor replace it by way of a folder they can write (but for a folder
    with the sticky bit, where everybody has only what is his). What is `geheim` they may not read.
    """
    fouten = []
    verboden = _SCHRIJFBAAR | (_LEESBAAR if geheim else 0)
    if pad.stat().st_mode & verboden:
        zin = "is leesbaar of schrijfbaar voor anderen" if geheim else "is schrijfbaar voor anderen"
        fouten.append(zin)
    mappen = [map_ for map_ in pad.resolve().parents if _anderen_schrijven(map_)]
    fouten += [f"staat in een map waarin anderen mogen schrijven ({map_})" for map_ in mappen]
    return fouten


def _anderen_schrijven(map_: Path) -> bool:
    rechten = map_.stat().st_mode
    return bool(rechten & _SCHRIJFBAAR) and not rechten & stat.S_ISVTX
