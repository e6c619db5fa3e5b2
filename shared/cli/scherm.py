"""What the command line shows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shared.opslag.bestandsfout import waarom_niet_zin
from shared.web.proces.opdrachtlezer import ONJUIST_GEBRUIK as ONJUIST_GEBRUIK
from shared.web.proces.opdrachtlezer import Opdrachtlezer as Opdrachtlezer
from shared.web.proces.opdrachtlezer import veilig as veilig

GOED, FOUT = 0, 1
PERIODE_OMGEKEERD = "De eerste dag (--van) ligt na de laatste (--tot)."


def niet_leeg(tekst: str) -> str:
    """An argument that names something; `""` comes from a variable that nobody filled in."""
    if not tekst:
        raise argparse.ArgumentTypeError("is leeg: noem hier een bestand")
    return tekst


def bestand(tekst: str) -> Path:
    """An argument that names a file, whether or not it is there."""
    return Path(niet_leeg(tekst))


def eis_te_openen(pad: Path) -> None:
    """End the command with `ONJUIST_GEBRUIK` and a sentence when this file does not open.

    A file that is not there says nothing about the proof that would be in it.
    """
    try:
        with pad.open("rb"):
            return
    except ValueError:
        waarom = "Dit is geen naam van een bestand."
    except OSError as fout:
        waarom = waarom_niet_zin(fout)
    print(veilig(f"{pad}: {waarom}"), file=sys.stderr)
    raise SystemExit(ONJUIST_GEBRUIK)


def meervoud(aantal: int, een: str, meer: str) -> str:
    """`1 blad`, `2 bladen`."""
    return f"{aantal} {een if aantal == 1 else meer}"
