"""`driehoek partijdocument`: what a party says about itself, made and signed by that party.

The file holds every document of the party with the certificates they name. It goes to whoever runs
the gateway, who can only pass it on: everybody checks it for himself.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.bericht.fouten import BerichtFout
from shared.bericht.jsonvorm import lees_json
from shared.bericht.partijen.partijbestand import (
    LEEG,
    Partijbestand,
    lees_partijbestand,
    schrijf_partijbestand,
    volg_bruikbare_keten,
    vul_aan,
)
from shared.bericht.partijen.partijdocument import (
    GEBRUIK,
    Pin,
    Schakel,
    lees_partijdocument,
    verschillen,
)
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.getuigen import lees_getuigensleutel
from shared.cli.scherm import FOUT, GOED, veilig
from shared.logboek.fouten import NotitieOngeldig
from shared.opslag.bestandsfout import waarom_niet
from shared.tijd.klok import nu_utc

_EERSTE = """\
Maakt en tekent het eerste document van een partij: wie zij is, met welke certificaten zij werkt,
waar zij bereikbaar is, wanneer haar DPIA is goedgekeurd en wie haar getuige is. Teken met de
sleutel van het ondertekeningscertificaat dat het document noemt.
"""
_VOLGENDE = """\
Voegt een document toe met wat er verandert; de rest blijft zoals het was. Teken met een sleutel
die het vorige document noemt: zo geeft de oude sleutel de nieuwe door.
"""
_TOON = """\
Controleert de documenten van een partij, van het eerste af, en toont wat elk ervan verandert.
Uitkomst 0: alles is van deze partij. Uitkomst 1: niet, en er staat waarom.
"""
_GEEN = "geen"


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `partijdocument` with its sub-commands."""
    parser = onderdelen.add_parser(
        "partijdocument", help="wat een partij over zichzelf zegt, door haarzelf getekend"
    )
    opdrachten = parser.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True, dest="opdracht"
    )
    eerste = opdrachten.add_parser("eerste", help="maakt het eerste", description=_EERSTE)
    eerste.add_argument("bestand", metavar="BESTAND", type=Path, help="het nieuwe bestand")
    eerste.add_argument("--code", required=True, help="de code van de partij in het convenant")
    _voeg_leden_toe(eerste, verplicht=True)
    eerste.set_defaults(voer_uit=eerste_opdracht)
    volgende = opdrachten.add_parser("volgende", help="voegt er een toe", description=_VOLGENDE)
    volgende.add_argument("bestand", metavar="BESTAND", type=Path, help="het bestand dat er is")
    _voeg_leden_toe(volgende, verplicht=False)
    volgende.set_defaults(voer_uit=volgende_opdracht)
    toon = opdrachten.add_parser("toon", help="controleert en toont", description=_TOON)
    toon.add_argument("bestand", metavar="BESTAND", type=Path, help="het bestand van een partij")
    toon.add_argument(
        "--partij", metavar="CODE=OIN", type=lees_pin, required=True, help="wie het moet zijn"
    )
    toon.add_argument(
        "--vertrouwen", metavar="PEM", type=Path, help="wortels waarop certificaten teruggaan"
    )
    toon.set_defaults(voer_uit=toon_opdracht)


def _voeg_leden_toe(parser: argparse.ArgumentParser, *, verplicht: bool) -> None:
    parser.add_argument(
        "--sleutel", metavar="PEM", type=Path, required=True, help="waarmee u nu tekent"
    )
    parser.add_argument(
        "--certificaat", metavar="PEM", type=Path, required=True, help="dat bij die sleutel hoort"
    )
    for rol in GEBRUIK:
        parser.add_argument(
            f"--{rol}",
            metavar="PEM",
            type=Path,
            action="append",
            required=verplicht,
            help=f"certificaat voor {rol}; mag vaker, het eerste is het geldende",
        )
    parser.add_argument("--endpoint", metavar="URL", required=verplicht, help="haar adres")
    parser.add_argument("--naam", help="haar naam; anders die in het certificaat")
    parser.add_argument(
        "--dpia", metavar="DATUM", help=f"dag waarop haar DPIA is goedgekeurd, of {_GEEN}"
    )
    parser.add_argument(
        "--getuige", metavar="VKEY", type=_getuige, help=f"sleutel van haar getuige, of {_GEEN}"
    )
    parser.add_argument(
        "--geheimhouding",
        metavar="BESTAND",
        type=Path,
        help="haar verklaring over haar geheimhoudingsplicht, als JSON: tekst, vanaf, door, versie",
    )
    parser.add_argument(
        "--actief", choices=("ja", "nee"), help="of zij meedoet; een partij die weggaat zegt nee"
    )


def eerste_opdracht(keuze: argparse.Namespace) -> int:
    """Make the first document; 1 when there is something there already or it is no good."""
    return _teken(keuze, LEEG, {"code": keuze.code, "actief": True, "dpia": None, "getuige": None})


def volgende_opdracht(keuze: argparse.Namespace) -> int:
    """Add a document to the ones there are; 1 when it does not follow on them."""
    try:
        bestand = lees_partijbestand(keuze.bestand.read_bytes())
        laatste = lees_partijdocument(bestand.keten[-1].inhoud)
    except OSError as fout:
        return _mislukt(_niet_te_openen(keuze, fout))
    except BerichtFout as fout:
        return _mislukt(fout.melding)
    leden = ("code", "oin", "naam", "actief", "endpoint", "getuige")
    velden: dict[str, Any] = {naam: getattr(laatste, naam) for naam in leden}
    velden["dpia"] = None if laatste.dpia is None else laatste.dpia.isoformat()
    if laatste.geheimhouding is not None:
        velden["geheimhouding"] = laatste.geheimhouding.model_dump(mode="json")
    return _teken(keuze, bestand, velden)


def _teken(keuze: argparse.Namespace, bestand: Partijbestand, velden: dict[str, Any]) -> int:
    try:
        tekenaar = BestandsOndertekenaar.uit_pem(
            keuze.sleutel.read_bytes(), keuze.certificaat.read_bytes()
        )
        velden = {
            "oin": tekenaar.certificaat.oin,
            "naam": tekenaar.certificaat.organisatie,
            **velden,
            **_gekozen(keuze),
        }
        nieuw = vul_aan(bestand, velden, _certificaten(keuze, bestand), tekenaar, nu_utc())
        schakels = volg_bruikbare_keten(nieuw, Pin(velden["code"], velden["oin"]))
        _schrijf(keuze.bestand, schrijf_partijbestand(nieuw), nieuw=not bestand.keten)
    except FileExistsError:
        return _mislukt(f"{keuze.bestand} is er al; gebruik 'partijdocument volgende'.")
    except OSError as fout:
        return _mislukt(_niet_te_openen(keuze, fout))
    except BerichtFout as fout:
        return _mislukt(fout.melding)
    for regel in _regels(schakels[-1:], schakels[-2] if len(schakels) > 1 else None):
        print(veilig(regel))
    print(
        "Geef dit bestand aan wie de gateway beheert, en noem de digest langs een andere weg aan "
        "de andere partijen."
    )
    return GOED


def _gekozen(keuze: argparse.Namespace) -> dict[str, Any]:
    """What was said on the command line, as it stands in the document."""
    velden: dict[str, Any] = {
        naam: getattr(keuze, naam)
        for naam in ("endpoint", "naam", "dpia", "getuige")
        if getattr(keuze, naam) is not None
    }
    velden |= {naam: None for naam in ("dpia", "getuige") if velden.get(naam) == _GEEN}
    if keuze.geheimhouding is not None:
        velden["geheimhouding"] = lees_json(keuze.geheimhouding.read_bytes())
    return velden if keuze.actief is None else {**velden, "actief": keuze.actief == "ja"}


def _certificaten(
    keuze: argparse.Namespace, bestand: Partijbestand
) -> Mapping[str, list[Certificaat]]:
    """By role: those given, else those of the last document."""
    eerder: dict[str, tuple[str, ...]] = dict.fromkeys(GEBRUIK, ())
    if bestand.keten:
        eerder = lees_partijdocument(bestand.keten[-1].inhoud).certificaten.per_rol()
    return {
        rol: [Certificaat.uit_pem(pad.read_bytes()) for pad in paden]
        if (paden := getattr(keuze, rol))
        else [bestand.certificaten[naam] for naam in eerder[rol] if naam in bestand.certificaten]
        for rol in GEBRUIK
    }


def toon_opdracht(keuze: argparse.Namespace) -> int:
    """Check the file and print a line for each document; 1 when it does not hold."""
    try:
        bestand = lees_partijbestand(keuze.bestand.read_bytes())
        wortels = keuze.vertrouwen
        vertrouwen = None if wortels is None else Vertrouwenslijst.uit_pem(wortels.read_bytes())
        schakels = volg_bruikbare_keten(bestand, Pin(*keuze.partij), vertrouwen)
    except OSError as fout:
        return _mislukt(_niet_te_openen(keuze, fout))
    except BerichtFout as fout:
        return _mislukt(fout.melding)
    for regel in _regels(schakels, None):
        print(veilig(regel))
    return GOED


def _regels(schakels: list[Schakel], vorige: Schakel | None) -> list[str]:
    regels = []
    for schakel in schakels:
        document = schakel.document
        wat = "begin" if vorige is None else ", ".join(verschillen(vorige.document, document))
        regels.append(
            f"{document.code} (OIN {document.oin}) document {document.versie} van "
            f"{utc_tekst(document.tijdstip)}: {wat or 'geen verandering'}. Digest {schakel.digest}"
        )
        vorige = schakel
    return regels


def _schrijf(pad: Path, inhoud: bytes, *, nieuw: bool) -> None:
    """A new file never takes the place of another; a longer one does so whole."""
    if nieuw:
        with pad.open("xb") as uit:
            uit.write(inhoud)
        return
    tijdelijk = pad.with_name(f"{pad.name}.nieuw")
    tijdelijk.write_bytes(inhoud)
    tijdelijk.replace(pad)


def lees_pin(tekst: str) -> tuple[str, str]:
    """`CODE=OIN` as given on a command line."""
    code, _, oin = tekst.partition("=")
    if not code or not re.fullmatch(r"[0-9]{20}", oin, re.ASCII):
        raise argparse.ArgumentTypeError("schrijf partij=OIN, met een OIN van 20 cijfers")
    return code, oin


def _getuige(tekst: str) -> str:
    try:
        return tekst if tekst == _GEEN else lees_getuigensleutel(tekst).vkey
    except NotitieOngeldig as fout:
        raise argparse.ArgumentTypeError(str(fout)) from fout


def _niet_te_openen(keuze: argparse.Namespace, fout: OSError) -> str:
    """Which of the arguments it was that named this file, and why it does not open."""
    pad = Path(str(fout.filename))
    if isinstance(fout, FileNotFoundError) and not pad.parent.is_dir():
        waarom = f"de map {pad.parent} bestaat niet"
    else:
        waarom = waarom_niet(fout)
    for naam, waarde in vars(keuze).items():
        if pad in (waarde if isinstance(waarde, list) else [waarde]):
            optie = "BESTAND" if naam == "bestand" else f"--{naam}"
            return f"{optie}: {pad} is niet te openen: {waarom}."
    return f"{pad} is niet te openen: {waarom}."


def _mislukt(melding: str) -> int:
    print(veilig(melding), file=sys.stderr)
    return FOUT
