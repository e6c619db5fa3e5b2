"""`driehoek pseudoniemsleutel`: make the key of a deployable's log of processing, once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shared.cli.scherm import FOUT, GOED
from shared.dataverwerkingen.sleutel import maak_sleutel
from shared.opslag.bestandsfout import waarom_niet


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to `driehoek`."""
    parser = onderdelen.add_parser(
        "pseudoniemsleutel",
        help="maakt de sleutel voor het logboek dataverwerkingen",
        description=(
            "Maakt een nieuwe sleutel voor de pseudoniemen in het logboek dataverwerkingen van "
            "één onderdeel. Een bestand dat er al is, blijft zoals het is. Code 0: gemaakt; 1: "
            "niet gemaakt."
        ),
    )
    parser.add_argument("pad", metavar="PAD", type=Path, help="waar de sleutel komt te staan")
    parser.set_defaults(voer_uit=voer_uit)


def voer_uit(args: argparse.Namespace) -> int:
    """Make the key; returns the exit code."""
    try:
        maak_sleutel(args.pad, test=False)
    except FileExistsError:
        print("Er staat al een bestand op dit pad; dat blijft zo.", file=sys.stderr)
        return FOUT
    except OSError as fout:
        waarom = waarom_niet(fout, schrijven=True)
        print(f"De sleutel is niet te schrijven: {waarom}.", file=sys.stderr)
        return FOUT
    print("De sleutel is gemaakt. Bewaar haar apart van de databank.")
    return GOED
