"""`driehoek bewijs toon`: the leaves of a bundle in words."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from shared.bewijsbundel.rapport import Bevindingen
from shared.bewijsbundel.vorm import BUNDELLIMIETEN
from shared.bewijsbundel.zip import Bundelbestand
from shared.cli.scherm import FOUT, GOED, bestand, eis_te_openen, meervoud, veilig
from shared.leesbaar.bladtekst import Leesregel
from shared.leesbaar.bundelbladen import Bundelblad, Bundelbladen, Onleesbaar
from shared.leesbaar.tijd import moment_tekst
from shared.logboek.bladen import Bladsoort
from shared.logboek.fouten import LogboekFout

BESCHRIJVING = """\
Toont de bladen van een bewijsbundel in woorden: wat erin staat, met achter elke code wat die
betekent. Er wordt niets gecontroleerd; dat doet driehoek bewijs verifieer.
"""
_INSPRINGEN = "  "


def registreer(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the sub-command."""
    parser.add_argument("zip", metavar="ZIP", type=bestand, help="de bewijsbundel")
    vorm = parser.add_mutually_exclusive_group()
    vorm.add_argument("--kort", action="store_true", help="een regel per blad")
    vorm.add_argument(
        "--alles",
        action="store_true",
        help="ook waarop is beslist (de hele toestand), en welke handtekeningen erin staan",
    )
    parser.add_argument(
        "--soort",
        choices=[soort.value for soort in Bladsoort],
        action="append",
        metavar="SOORT",
        help=f"alleen bladen van deze soort; mag vaker ({', '.join(Bladsoort)})",
    )
    parser.add_argument(
        "--blad",
        metavar="NUMMER",
        type=int,
        action="append",
        help="alleen het blad met dit nummer; mag vaker",
    )
    parser.set_defaults(voer_uit=voer_uit)


def voer_uit(keuze: argparse.Namespace) -> int:
    """Print the leaves that were asked for; 1 when the bundle or a leaf cannot be read."""
    eis_te_openen(keuze.zip)
    bevindingen = Bevindingen(BUNDELLIMIETEN.max_fouten)
    geteld: Counter[str] = Counter()
    onleesbaar = 0
    try:
        with Bundelbestand(keuze.zip, BUNDELLIMIETEN, bevindingen) as bundel:
            for blad in Bundelbladen(bundel, bevindingen):
                if isinstance(blad, Onleesbaar):
                    onleesbaar += 1
                    print(veilig(f"       ?  Onleesbaar: {blad.melding}"))
                elif _gevraagd(blad, keuze):
                    geteld[blad.tekst.soort] += 1
                    for regel in _kort(blad) if keuze.kort else _lang(blad, alles=keuze.alles):
                        print(veilig(regel))
    except LogboekFout as fout:
        print(veilig(str(fout)))
        return FOUT
    print(_telling(geteld))
    for bevinding in bevindingen.fouten:
        print(veilig(str(bevinding)))
    return FOUT if onleesbaar or bevindingen.fouten else GOED


def _gevraagd(blad: Bundelblad, keuze: argparse.Namespace) -> bool:
    soort = keuze.soort is None or blad.tekst.soort in keuze.soort
    return soort and (keuze.blad is None or blad.nummer in keuze.blad)


def _kort(blad: Bundelblad) -> Iterator[str]:
    moment, tekst = blad.blad.velden.get("tijdstip"), blad.tekst
    yield f"{blad.nummer:>8}  {moment}  {tekst.soort:<14} {tekst.zin}"


def _lang(blad: Bundelblad, *, alles: bool) -> Iterator[str]:
    tekst = blad.tekst
    yield f"Blad {blad.nummer}: {tekst.titel} ({tekst.soort}), {moment_tekst(tekst.tijdstip)}"
    yield f"{_INSPRINGEN}{tekst.zin}"
    yield ""
    for regel in tekst.regels:
        if alles or not regel.detail:
            yield _regel(regel)
    yield ""


def _regel(regel: Leesregel) -> str:
    voor = _INSPRINGEN * (regel.diepte + 1)
    return f"{voor}{regel.naam}:" if regel.waarde is None else f"{voor}{regel.naam}: {regel.waarde}"


def _telling(geteld: Counter[str]) -> str:
    soorten = "; ".join(f"{aantal} {soort}" for soort, aantal in geteld.most_common())
    totaal = meervoud(geteld.total(), "blad", "bladen")
    return f"{totaal}: {soorten}." if soorten else f"{totaal}."
