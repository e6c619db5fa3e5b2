"""`driehoek toets`: decide toetsverzoek files, without a server.

One compact JSON besluit a line on stdout, in the order of the files. Exit code 0: all permitted;
1: at least one refusal; 2: at least one file could not be decided (stderr names file, path in the
document and every fault; the other files are decided all the same).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from shared.bericht.jsonvorm import JSON_LIMIETEN, JsonWaarde, OngeldigeJson, lees_json
from shared.convenant.besluit import Besluit
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import (
    Convenantregels,
    InconsistentConvenant,
    laad_convenant,
    standaard_convenant,
)
from shared.convenant.verzoek import OngeldigToetsverzoek, Toetsverzoek, lees_toetsverzoek
from shared.convenant.vorm import Fout
from shared.opslag.bestandsfout import waarom_niet

ALLES_TOEGESTAAN: Final = 0
GEWEIGERD: Final = 1
ONGELDIGE_INVOER: Final = 2

_GROOTSTE_BESTAND: Final = JSON_LIMIETEN.max_bytes
_OMHULSEL: Final = "toetsverzoek"


class _Onleesbaar(Exception):
    """A file that cannot be decided, with everything that is wrong with it."""

    def __init__(self, fouten: Sequence[Fout]) -> None:
        self.fouten = tuple(fouten)
        super().__init__()


def registreer(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `driehoek`."""
    parser = subparsers.add_parser(
        "toets",
        help="beslis of berichten verstuurd mogen worden",
        description=(
            "Toetst elk bestand aan het convenant en schrijft per bestand één regel met het "
            "besluit (JSON). Code 0: alles mag; 1: er is iets geweigerd; 2: er klopt iets niet "
            "aan de invoer."
        ),
    )
    parser.add_argument(
        "bestanden",
        metavar="BESTAND",
        nargs="+",
        help="een toetsverzoek, of een object met het lid 'toetsverzoek'",
    )
    parser.add_argument(
        "--convenant", metavar="PAD", help="een ander convenantbestand dan het meegeleverde"
    )
    parser.add_argument(
        "--uitleg", action="store_true", help="leg elk besluit uit in gewone taal (op stderr)"
    )
    parser.set_defaults(voer_uit=voer_uit)


def voer_uit(args: argparse.Namespace) -> int:
    """Decide every file; returns the exit code."""
    try:
        regels = _convenant(args.convenant)
    except _Onleesbaar as fout:
        _meld(args.convenant, fout)
        return ONGELDIGE_INVOER
    uitkomst = ALLES_TOEGESTAAN
    for bestand in args.bestanden:
        try:
            verzoek = _lees(bestand, regels)
        except _Onleesbaar as fout:
            _meld(bestand, fout)
            uitkomst = ONGELDIGE_INVOER
            continue
        besluit = toets(verzoek, regels)
        _schrijf(besluit)
        if args.uitleg:
            _leg_uit(bestand, besluit)
        if not besluit.toegestaan:
            uitkomst = max(uitkomst, GEWEIGERD)
    return uitkomst


def _convenant(pad: str | None) -> Convenantregels:
    if pad is None:
        return standaard_convenant()
    try:
        return laad_convenant(_bytes(pad))
    except InconsistentConvenant as fout:
        raise _Onleesbaar(fout.fouten) from None


def _lees(pad: str, regels: Convenantregels) -> Toetsverzoek:
    data = _bytes(pad)
    try:
        document = lees_json(data)
    except OngeldigeJson as fout:
        raise _Onleesbaar([Fout("", str(fout))]) from None
    voor, inhoud = _uitgepakt(document)
    try:
        return lees_toetsverzoek(inhoud, regels)
    except OngeldigToetsverzoek as fout:
        raise _Onleesbaar([Fout(voor + een.pad, een.melding) for een in fout.fouten]) from None


def _uitgepakt(document: JsonWaarde) -> tuple[str, JsonWaarde]:
    if isinstance(document, dict) and _OMHULSEL in document:
        return f"/{_OMHULSEL}", document[_OMHULSEL]
    return "", document


def _bytes(pad: str) -> bytes:
    try:
        with Path(pad).open("rb") as bestand:
            data = bestand.read(_GROOTSTE_BESTAND + 1)
    except ValueError:
        raise _Onleesbaar([Fout("", "dit is geen naam van een bestand")]) from None
    except OSError as fout:
        raise _Onleesbaar([Fout("", waarom_niet(fout))]) from None
    if len(data) > _GROOTSTE_BESTAND:
        melding = f"het bestand is groter dan {_GROOTSTE_BESTAND} bytes"
        raise _Onleesbaar([Fout("", melding)])
    return data


def _meld(bestand: str, onleesbaar: _Onleesbaar) -> None:
    for fout in onleesbaar.fouten:
        print(f"{bestand}: {fout}", file=sys.stderr)


def _schrijf(besluit: Besluit) -> None:
    # Letters with accents as they are, unless the output cannot hold them.
    alleen_ascii = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(besluit.als_dict(), ensure_ascii=alleen_ascii, separators=(",", ":")))


def _leg_uit(bestand: str, besluit: Besluit) -> None:
    print(f"{bestand}: {besluit.besluit}", file=sys.stderr)
    for reden in besluit.redenen:
        bronnen = [f"convenant {reden.convenant}" if reden.convenant else None, reden.wet]
        if reden.interpretatie:
            bronnen.append(f"interpretatie {reden.interpretatie}")
        bron = "; ".join(deel for deel in bronnen if deel)
        print(f"  poort {reden.poort}: {reden.uitleg} [{bron}]", file=sys.stderr)
    for grondslag in besluit.grondslagen:
        waarvoor = (
            "bericht" if grondslag.onderdeel is None else f"onderdeel {grondslag.onderdeel + 1}"
        )
        grond = f"convenant {grondslag.convenant}; {grondslag.wet}"
        print(f"  grondslag {waarvoor}: {grond}", file=sys.stderr)
    for plicht in besluit.plichten:
        wanneer = "" if plicht.uiterlijk is None else f" (uiterlijk {plicht.uiterlijk})"
        print(f"  plicht {plicht.code}: {plicht.tekst}{wanneer}", file=sys.stderr)
