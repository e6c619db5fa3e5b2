"""`driehoek bewijs rapport`: a bundle as a report for the dossier (tagged PDF)."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from shared.bewijsbundel.controle import Vertrouwd
from shared.cli.scherm import FOUT, GOED, ONJUIST_GEBRUIK, bestand, eis_te_openen, veilig
from shared.drukwerk.drukpers import DrukpersFout
from shared.leesbaar.rapportmaker import rapport_over
from shared.logboek.fouten import LogboekFout
from shared.opslag.bestandsfout import waarom_niet_zin
from shared.tijd.klok import nu_utc

BESCHRIJVING = """\
Controleert een bewijsbundel en maakt er een rapport van dat mensen lezen (PDF, ook voor een
schermlezer): wat er is gevraagd, wat erin zit, elk besluit in woorden, de stand van het logboek en
de getuigen, en hoe iemand het zelf controleert. Geef dezelfde opties als bij verifieer: wat u zelf
weet, is in het rapport gecontroleerd.

Uitkomst 0: het rapport is er en de bundel klopt. Uitkomst 1: er is iets mis; staat het rapport er
wel, dan zegt het wat. Uitkomst 2: de bundel is niet te openen, of het rapport
niet te schrijven.
"""
_MAKER = "wie driehoek bewijs rapport uitvoerde, op de eigen computer"


def registreer(
    parser: argparse.ArgumentParser, vertrouwd: Callable[[argparse.Namespace], Vertrouwd]
) -> None:
    """Add the arguments of the sub-command; `vertrouwd`: from them to what the checker brings."""
    parser.add_argument(
        "--uit",
        metavar="BESTAND",
        type=bestand,
        required=True,
        help="waar het rapport komt te staan",
    )
    parser.set_defaults(voer_uit=lambda keuze: voer_uit(keuze, vertrouwd(keuze)))


def voer_uit(keuze: argparse.Namespace, vertrouwd: Vertrouwd) -> int:
    """Write the report and say what was found; see the description for the outcome."""
    eis_te_openen(keuze.zip)
    try:
        pdf, uitkomst = rapport_over(keuze.zip, _MAKER, nu_utc(), vertrouwd, keuze.zip.name)
    except LogboekFout as fout:
        print(veilig(str(fout)))
        return FOUT
    except DrukpersFout:
        print("Het rapport is niet te maken.")
        return ONJUIST_GEBRUIK
    try:
        keuze.uit.write_bytes(pdf)
    except ValueError:
        print(veilig(f"{keuze.uit}: Dit is geen naam van een bestand."))
        return ONJUIST_GEBRUIK
    except OSError as fout:
        print(veilig(f"{keuze.uit}: {waarom_niet_zin(fout, schrijven=True)}"))
        return ONJUIST_GEBRUIK
    print(veilig(f"Rapport  {keuze.uit}"))
    for bevinding in uitkomst.fouten:
        print(veilig(f"FOUT  {bevinding}"))
    return GOED if uitkomst.in_orde else FOUT
