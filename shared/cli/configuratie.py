"""`driehoek configuratie`: an example of every setting, and the check of a file before a start."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from shared.cli.installatie.onderdelen import keuzes, voorbeeld_van
from shared.cli.installatie.voorbeeld import OnbekendePlaats
from shared.cli.scherm import FOUT, GOED, ONJUIST_GEBRUIK, meervoud, veilig
from shared.opslag.bestandsfout import waarom_niet

_VOORBEELD = """\
Toont een voorbeeld van de configuratie van een onderdeel: elke instelling met haar betekenis, haar
gewone waarde en haar grenzen. Onderdelen: gateway, partijen (haar partijenbestand), en elke partij
bij het convenant. Een ingevuld bestand bevat adressen en soms een wachtwoord: met --naar is het
alleen voor u te lezen. Code 0: gelukt; 1: niet geschreven; 2: de opdracht klopt niet.
"""
_CONTROLEER = """\
Kijkt een configuratie na zonder iets te starten of te veranderen: elke fout met haar plaats en wat
er hoort te staan. Code 0: hiermee kan het onderdeel starten; 1: er zijn fouten.
"""


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `configuratie` with its sub-commands."""
    parser = onderdelen.add_parser(
        "configuratie", help="een voorbeeld van alle instellingen, en de controle van een bestand"
    )
    opdrachten = parser.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True, dest="opdracht"
    )
    voorbeeld = opdrachten.add_parser(
        "voorbeeld", help="toont elke instelling", description=_VOORBEELD
    )
    voorbeeld.add_argument(
        "van", metavar="ONDERDEEL", help="gateway, partijen, of de code van een partij"
    )
    voorbeeld.add_argument(
        "--zet",
        metavar="PLAATS=WAARDE",
        type=_zetting,
        action="append",
        default=[],
        help="vult een instelling vast in, zoals server.poort=8443; mag vaker",
    )
    voorbeeld.add_argument(
        "--invulling",
        metavar="BESTAND",
        type=Path,
        help="het zelfde uit een bestand: op elke regel een PLAATS=WAARDE",
    )
    voorbeeld.add_argument("--naar", metavar="BESTAND", type=Path, help="maakt dit bestand")
    voorbeeld.set_defaults(voer_uit=voorbeeld_opdracht)
    controleer = opdrachten.add_parser(
        "controleer", help="kijkt een bestand na", description=_CONTROLEER
    )
    controleer.add_argument("bestand", metavar="BESTAND", type=Path, help="de configuratie")
    controleer.set_defaults(voer_uit=controleer_opdracht)


def voorbeeld_opdracht(keuze: argparse.Namespace) -> int:
    """Show or write an example; returns the exit code."""
    if keuze.van not in keuzes():
        zin = f"'{keuze.van}' is geen onderdeel; kies uit {', '.join(keuzes())}"
        return _zeg(f"driehoek configuratie: {zin}.", ONJUIST_GEBRUIK)
    voorbeeld = voorbeeld_van(keuze.van)
    try:
        for plaats, waarde in [*_uit_bestand(keuze.invulling), *keuze.zet]:
            voorbeeld.zet(plaats, waarde)
    except (OnbekendePlaats, argparse.ArgumentTypeError) as fout:
        return _zeg(str(fout), ONJUIST_GEBRUIK)
    except UnicodeDecodeError:
        return _zeg(f"{keuze.invulling} is geen tekst (UTF-8).", ONJUIST_GEBRUIK)
    except OSError as fout:
        zin = f"{keuze.invulling} is niet te lezen: {waarom_niet(fout)}."
        return _zeg(zin, ONJUIST_GEBRUIK)
    if keuze.naar is None:
        print(voorbeeld.als_tekst(), end="")
        return GOED
    try:
        _schrijf(keuze.naar, voorbeeld.als_tekst())
    except FileExistsError:
        return _zeg(f"{keuze.naar} is er al, en blijft zo. Kies een ander bestand.", FOUT)
    except OSError as fout:
        waarom = waarom_niet(fout, schrijven=True)
        return _zeg(f"{keuze.naar} is niet te schrijven: {waarom}.", FOUT)
    print(veilig(f"Geschreven: {keuze.naar}."))
    return GOED


def controleer_opdracht(keuze: argparse.Namespace) -> int:
    """Check a configuration; returns the exit code."""
    # Pas hier: de controle leest alles in wat een dienst opent; een andere opdracht wacht daar
    # niet op.
    from shared.cli.installatie.controle import fouten_in_configuratie

    fouten = fouten_in_configuratie(keuze.bestand)
    for fout in fouten:
        print(veilig(f"{keuze.bestand}: {fout.pad}: {fout.melding}"))
    if fouten:
        hoeveel = meervoud(len(fouten), "fout", "fouten")
        return _zeg(f"{hoeveel}. Zo start dit onderdeel niet.", FOUT)
    print(veilig(f"{keuze.bestand} klopt."))
    return GOED


def _schrijf(pad: Path, tekst: str) -> None:
    with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as uit:
        uit.write(tekst.encode())


def _uit_bestand(pad: Path | None) -> list[tuple[str, str]]:
    """Every line of the file; an empty line and a remark (#) say nothing."""
    regels = [] if pad is None else pad.read_text(encoding="utf-8").splitlines()
    return [_zetting(regel) for regel in regels if regel.strip() and regel[0] != "#"]


def _zetting(tekst: str) -> tuple[str, str]:
    plaats, is_, waarde = tekst.partition("=")
    if not plaats or not is_:
        raise argparse.ArgumentTypeError("schrijf PLAATS=WAARDE, zoals server.poort=8443")
    return plaats.strip(), waarde.strip()


def _zeg(zin: str, code: int) -> int:
    print(veilig(zin), file=sys.stderr)
    return code
