"""`driehoek inrichten`: the keys of a new installation, made on the machine that will use them.

Nothing is ever overwritten: when one of the files is there, nothing is made.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from shared.bericht.sleutels.certificaten import is_test_oin
from shared.cli.installatie import sleutels
from shared.cli.installatie.onderdelen import partijcodes, voorbeeldpad
from shared.cli.installatie.sleutels import AlAanwezig, Houder, Maaksel, maak_alles
from shared.cli.scherm import FOUT, GOED, ONJUIST_GEBRUIK, veilig
from shared.kluis.fouten import KluisFout
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import controleer_naam
from shared.opslag.bestandsfout import waarom_niet
from shared.web.instellingen.onderdeelsoort import GATEWAYCODE

_GATEWAY = """\
Maakt wat een gateway nodig heeft: sleutels met een aanvraag voor transport en ondertekening, de
sleutel van het log en die van de pseudoniemen.
"""
_PARTIJ = """\
Maakt wat een partij nodig heeft: sleutels met een aanvraag voor transport, ondertekening en
versleuteling, de hoofdsleutel van haar kluis, de sleutel van haar getuige en die van de
pseudoniemen.
"""
_GETUIGE = "Maakt een nieuwe sleutel voor een getuige, met haar publieke helft (vkey)."
_PAAR = "Maakt een sleutel met een aanvraag erbij, om een certificaat te wisselen."
_AFLOOP = (
    "\nCode 0: gemaakt; 1: er staat al iets op een van de plekken, en niets is gemaakt; 2: onjuist."
)


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `inrichten` with its sub-commands."""
    parser = onderdelen.add_parser("inrichten", help="maakt de sleutels van een installatie")
    opdrachten = parser.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True, dest="opdracht"
    )
    gateway = opdrachten.add_parser(
        "gateway", help="van een gateway", description=_GATEWAY + _AFLOOP
    )
    _houder(gateway)
    gateway.add_argument(
        "--log", required=True, type=_sleutelnaam, help="hoe het log heet; verandert nooit meer"
    )
    gateway.set_defaults(voer_uit=gateway_opdracht)
    partij = opdrachten.add_parser("partij", help="van een partij", description=_PARTIJ + _AFLOOP)
    partij.add_argument("code", metavar="CODE", help="de code van de partij in het convenant")
    _houder(partij)
    partij.add_argument(
        "--getuige", type=_sleutelnaam, help="hoe haar getuige heet; gewoon: HOST/getuige"
    )
    partij.set_defaults(voer_uit=partij_opdracht)
    getuige = opdrachten.add_parser(
        "getuige", help="een nieuwe getuigesleutel", description=_GETUIGE + _AFLOOP
    )
    getuige.add_argument("naam", metavar="NAAM", type=_sleutelnaam, help="hoe de sleutel heet")
    _plaats(getuige)
    getuige.set_defaults(voer_uit=getuige_opdracht)
    paar = opdrachten.add_parser(
        "sleutelpaar", help="een nieuwe sleutel met aanvraag", description=_PAAR + _AFLOOP
    )
    paar.add_argument("doel", choices=tuple(_PAREN), help="waarvoor zij is")
    paar.add_argument(
        "--certificaat", metavar="PEM", type=Path, required=True, help="waar dit komt te staan"
    )
    _houder(paar)
    paar.set_defaults(voer_uit=paar_opdracht)


def _houder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--naam", required=True, help="de naam van de organisatie")
    parser.add_argument("--oin", required=True, type=_oin, help="haar OIN, 20 cijfers")
    parser.add_argument(
        "--host",
        required=True,
        type=_host,
        action="append",
        help="naam waaronder zij bereikbaar is, zoals gateway.example; mag vaker",
    )
    _plaats(parser)


def _plaats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--map", type=Path, default=Path(), help="de map van de installatie; gewoon: deze"
    )
    parser.add_argument(
        "--proef", action="store_true", help="om te oefenen: een start in productie weigert ze"
    )


def gateway_opdracht(keuze: argparse.Namespace) -> int:
    """Make what a gateway needs; returns the exit code."""
    houder = _van(keuze)
    return _maak(
        keuze,
        [
            *sleutels.transport(_pad(keuze, "tls.certificaat"), houder),
            *sleutels.ondertekening(_pad(keuze, "ondertekening.certificaat"), houder, ecdsa=True),
            *sleutels.logsleutel(_pad(keuze, "log.sleutel"), keuze.log, proef=keuze.proef),
            sleutels.pseudoniemsleutel(_pad(keuze, "verwerkingenlog.sleutel"), proef=keuze.proef),
        ],
        _wat_nu(GATEWAYCODE),
    )


def partij_opdracht(keuze: argparse.Namespace) -> int:
    """Make what a party needs; returns the exit code."""
    if keuze.code not in partijcodes():
        return _onjuist(f"'{keuze.code}' is geen partij; kies uit {', '.join(partijcodes())}")
    houder = _van(keuze)
    naam = keuze.getuige or f"{houder.hosten[0]}/getuige"
    return _maak(
        keuze,
        [
            *sleutels.transport(_pad(keuze, "tls.certificaat"), houder),
            *sleutels.ondertekening(_pad(keuze, "ondertekening.certificaat"), houder, ecdsa=False),
            *sleutels.versleuteling(_pad(keuze, "versleuteling.certificaat"), houder),
            *sleutels.getuigesleutel(_pad(keuze, "getuige.sleutel"), naam, proef=keuze.proef),
            sleutels.hoofdsleutel(_pad(keuze, "kluis.hoofdsleutel"), proef=keuze.proef),
            sleutels.pseudoniemsleutel(_pad(keuze, "verwerkingenlog.sleutel"), proef=keuze.proef),
        ],
        _wat_nu(keuze.code),
    )


def getuige_opdracht(keuze: argparse.Namespace) -> int:
    """Make the key of a witness; returns the exit code."""
    pad = keuze.map / voorbeeldpad(partijcodes()[0], "getuige.sleutel")
    nu = ["Noem de vkey in het volgende partijdocument (--getuige), en de naam in [getuige]."]
    return _maak(keuze, sleutels.getuigesleutel(pad, keuze.naam, proef=keuze.proef), nu)


def paar_opdracht(keuze: argparse.Namespace) -> int:
    """Make one key with its request; returns the exit code."""
    nu = [
        f"Laat uw CA een certificaat geven op de aanvraag, en zet het in {keuze.certificaat}.",
        "Noem het nieuwe naast het oude in het volgende partijdocument, voor u het gebruikt.",
    ]
    return _maak(keuze, _PAREN[keuze.doel](keuze.map / keuze.certificaat, _van(keuze)), nu)


_PAREN = {
    "transport": sleutels.transport,
    "ondertekening": lambda pad, houder: sleutels.ondertekening(pad, houder, ecdsa=False),
    "ondertekening-p256": lambda pad, houder: sleutels.ondertekening(pad, houder, ecdsa=True),
    "versleuteling": sleutels.versleuteling,
}


def _maak(keuze: argparse.Namespace, maaksels: Sequence[Maaksel], wat_nu: Sequence[str]) -> int:
    if "oin" in keuze and is_test_oin(keuze.oin) and not keuze.proef:
        return _onjuist(f"{keuze.oin} is een OIN om mee te testen; oefent u, geef dan --proef mee")
    try:
        maak_alles(maaksels)
    except AlAanwezig as fout:
        for pad in fout.paden:
            print(veilig(f"{pad} is er al."), file=sys.stderr)
        print("Er is niets gemaakt. Kies een andere map (--map).", file=sys.stderr)
        return FOUT
    except OSError as fout:
        waarom = waarom_niet(fout, schrijven=True)
        print(veilig(f"{fout.filename} is niet te schrijven: {waarom}."), file=sys.stderr)
        return FOUT
    except KluisFout as fout:
        print(veilig(str(fout)), file=sys.stderr)
        return FOUT
    print("Gemaakt:")
    for een in maaksels:
        print(veilig(f"  {een.pad}  {een.wat}"))
    print("Wat nu:")
    for nummer, zin in enumerate(wat_nu, start=1):
        print(f"  {nummer}. {zin}")
    return GOED


def _wat_nu(onderdeel: str) -> list[str]:
    """What comes next; docs/beheer.md walks through it."""
    stappen = [
        "Laat uw CA op elke aanvraag (.csr.pem) een certificaat geven en zet het ernaast (.pem).",
        "Zet de wortels die u gelooft in sleutels/vertrouwen.pem, en hun intrekkingslijsten in "
        "sleutels/intrekkingen.pem.",
    ]
    if onderdeel == GATEWAYCODE:
        kopie = "Maak van de sleutels een kopie elders: zonder de logsleutel is er geen log."
        stappen.append(
            "Geef de partijen sleutels/log.vkey en de twee certificaten; van elke partij krijgt u "
            "haar OIN en haar partijdocument (driehoek configuratie voorbeeld partijen)."
        )
    else:
        kopie = (
            "Maak van de sleutels een kopie elders; van de hoofdsleutel altijd de nieuwste "
            "(docs/besluiten/0003-kluis.md)."
        )
        stappen.append(
            "Teken uw partijdocument met de vkey in sleutels/getuige.vkey (driehoek "
            "partijdocument eerste) en geef het aan de gateway; noem uw OIN aan de andere partijen."
        )
    naar = f"{onderdeel} --naar {onderdeel}.toml"
    return [*stappen, f"Maak de configuratie: driehoek configuratie voorbeeld {naar}", kopie]


def _van(keuze: argparse.Namespace) -> Houder:
    return Houder(keuze.naam, keuze.oin, tuple(keuze.host), keuze.proef)


def _pad(keuze: argparse.Namespace, plaats: str) -> Path:
    onderdeel = keuze.code if "code" in keuze else GATEWAYCODE
    pad: Path = keuze.map / voorbeeldpad(onderdeel, plaats)
    return pad


def _oin(tekst: str) -> str:
    if not re.fullmatch(r"[0-9]{20}", tekst, re.ASCII):
        raise argparse.ArgumentTypeError("een OIN heeft 20 cijfers")
    return tekst


def _host(tekst: str) -> str:
    """A name of a host as it comes in a certificate: a wrong one is found when nobody connects."""
    for teken, wat in (
        ("://", "https:// ervoor"),
        ("/", "een pad erachter"),
        (":", "een poort erachter"),
    ):
        if teken in tekst:
            raise argparse.ArgumentTypeError(
                f"schrijf alleen de naam, zoals gateway.example, zonder {wat}"
            )
    if not re.fullmatch(r"[A-Za-z0-9*](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", tekst, re.ASCII):
        zin = "een naam heeft alleen letters, cijfers, punten en streepjes, zoals gateway.example"
        raise argparse.ArgumentTypeError(zin)
    return tekst


def _sleutelnaam(tekst: str) -> str:
    try:
        controleer_naam(tekst)
    except NotitieOngeldig as fout:
        raise argparse.ArgumentTypeError(str(fout)) from fout
    return tekst


def _onjuist(zin: str) -> int:
    print(veilig(f"driehoek inrichten: {zin}."), file=sys.stderr)
    return ONJUIST_GEBRUIK
