"""`driehoek register`: the register of processing activities, as the covenant has it.

Markdown for people (the default) or JSON for machines, of one deployable or of all. Exit code 0;
2 when the covenant or the data file has faults, each named with its place.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from shared.cli.scherm import GOED, ONJUIST_GEBRUIK, veilig
from shared.convenant.regels.laden import (
    Convenantregels,
    InconsistentConvenant,
    laad_convenant,
    standaard_convenant,
)
from shared.convenant.termijnen import datum_nl
from shared.dataverwerkingen.register.register import Verwerkingsregister, stel_register_op
from shared.dataverwerkingen.register.tekst import als_markdown
from shared.dataverwerkingen.register.vorm import (
    OngeldigRegisterbestand,
    lees_registerbestand,
    standaard_bron,
)
from shared.tijd.klok import nu_utc

_ADRES = "https://{onderdeel}.driehoek.example/v1"


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to `driehoek`."""
    parser = onderdelen.add_parser(
        "register",
        help="toont het register van verwerkingsactiviteiten",
        description=(
            "Toont het register van verwerkingsactiviteiten van elke partij en van de gateway, "
            "zoals het uit het convenant volgt. Code 0: gelukt; 2: er klopt iets niet aan een "
            "bestand of aan de opdracht."
        ),
    )
    vorm = parser.add_mutually_exclusive_group()
    vorm.add_argument("--markdown", action="store_true", help="als tekst (dit is de gewone vorm)")
    vorm.add_argument("--json", action="store_true", help="als JSON")
    parser.add_argument("--partij", metavar="CODE", help="alleen van dit onderdeel")
    parser.add_argument("--convenant", metavar="PAD", type=Path, help="een ander convenantbestand")
    parser.add_argument(
        "--bestand", metavar="PAD", type=Path, help="een ander gegevensbestand bij het register"
    )
    parser.add_argument(
        "--adres",
        metavar="URL",
        default=_ADRES,
        help="adres van de API in elk kenmerk; {onderdeel} wordt de code (gewoon: %(default)s)",
    )
    parser.set_defaults(voer_uit=voer_uit)


def voer_uit(args: argparse.Namespace) -> int:
    """Write the register; returns the exit code."""
    try:
        registers = _registers(args)
    except (OSError, InconsistentConvenant, OngeldigRegisterbestand) as fout:
        for regel in getattr(fout, "fouten", (fout,)):
            print(veilig(f"driehoek register: {regel}"), file=sys.stderr)
        return ONJUIST_GEBRUIK
    vandaag = datum_nl(nu_utc())
    if args.json:
        document = {
            r.onderdeel: {
                "versie": r.versie,
                "activiteiten": [a.als_dict() for a in r.activiteiten],
                "verantwoording": r.verantwoording.als_dict(vandaag),
            }
            for r in registers
        }
        print(json.dumps(document, ensure_ascii=False, indent=2, default=str))
    else:
        print("\n".join(als_markdown(register, vandaag) for register in registers))
    return GOED


def _registers(args: argparse.Namespace) -> list[Verwerkingsregister]:
    regels: Convenantregels = (
        standaard_convenant()
        if args.convenant is None
        else laad_convenant(args.convenant.read_bytes())
    )
    bron = standaard_bron() if args.bestand is None else args.bestand.read_bytes()
    codes = list(lees_registerbestand(bron).onderdelen) if args.partij is None else [args.partij]
    adres: str = args.adres
    return [
        stel_register_op(regels, code, adres.replace("{onderdeel}", code), bron) for code in codes
    ]
