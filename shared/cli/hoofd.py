"""The `driehoek` command.

Every sub-command lives in a module of its own that offers `registreer(onderdelen)`: it adds its
parser and sets `voer_uit`, a callable from the parsed arguments to an exit code. Nothing that a
user can get wrong ends in a traceback.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from shared.cli import (
    configuratie,
    inrichten,
    partijdocument,
    pseudoniemsleutel,
    register,
    toets,
    toezicht,
)
from shared.cli.bewijs import bewijs
from shared.cli.herstel import opdracht as herstel
from shared.cli.scherm import FOUT, ONJUIST_GEBRUIK, Opdrachtlezer
from shared.web.proces.geheugen import geen_geheugenafdruk

_OMSCHRIJVING = """\
Driehoek: gegevens delen in de groepsaanpak, met grondslag, handtekening en log.

Geef na een onderdeel -h voor uitleg, bijvoorbeeld: driehoek bewijs verifieer -h
"""
_AFGEBROKEN = 130


def maak_lezer() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    lezer: argparse.ArgumentParser = Opdrachtlezer(prog="driehoek", description=_OMSCHRIJVING)
    onderdelen = lezer.add_subparsers(
        title="onderdelen", metavar="ONDERDEEL", required=True, dest="onderdeel"
    )
    toets.registreer(onderdelen)
    bewijs.registreer(onderdelen)
    register.registreer(onderdelen)
    inrichten.registreer(onderdelen)
    configuratie.registreer(onderdelen)
    partijdocument.registreer(onderdelen)
    pseudoniemsleutel.registreer(onderdelen)
    herstel.registreer(onderdelen)
    toezicht.registreer(onderdelen)
    return lezer


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; 2 for a command that is not understood."""
    geen_geheugenafdruk()
    for stroom in (sys.stdout, sys.stderr):
        if isinstance(stroom, io.TextIOWrapper):
            # Een naam of tekst die het scherm niet kent, mag de uitkomst niet in de weg staan.
            stroom.reconfigure(errors="backslashreplace")
    try:
        keuze = maak_lezer().parse_args(argumenten)
        voer_uit: Callable[..., int] = keuze.voer_uit
        return voer_uit(keuze)
    except SystemExit as einde:
        # argparse stopt zelf na hulp of een onjuiste opdracht.
        return einde.code if isinstance(einde.code, int) else ONJUIST_GEBRUIK
    except BrokenPipeError:
        # De lezer van de uitvoer is weg; ook bij het afsluiten valt er niets meer te schrijven.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUT
    except KeyboardInterrupt:
        return _AFGEBROKEN
