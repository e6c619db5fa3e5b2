"""`driehoek bewijs`: check or show a proof bundle, offline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

from shared.bericht.fouten import BerichtFout
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.intrekkingen import (
    Intrekkingslijsten,
    OngeldigeIntrekkingslijst,
    lees_intrekkingen,
)
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.getuigen import lees_getuigensleutel
from shared.bewijsbundel.rapport import Bundelrapport
from shared.cli.bewijs import herhaal, rapport, toon, vergelijk, vergelijklog
from shared.cli.bewijs.bundelomvang import omvangregels
from shared.cli.partijdocument import lees_pin
from shared.cli.scherm import FOUT, GOED, ONJUIST_GEBRUIK, bestand, eis_te_openen, meervoud, veilig
from shared.convenant.regels.laden import Convenantregels, InconsistentConvenant, laad_convenant
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Verificatiesleutel, lees_vkey
from shared.opslag.bestandsfout import waarom_niet_zin
from shared.tijd.klok import nu_utc

_VERIFIEER = """\
Controleert een bewijsbundel zonder netwerk: de handtekeningen van het log en de getuigen, het
bewijs van elk blad, de handtekeningen van de partijen, en neemt elk besluit opnieuw.

Uitkomst 0: alles klopt. Uitkomst 1: er is iets mis, en er staat wat en op welk blad. Uitkomst 2:
de bundel is niet te openen, of de opdracht klopt niet, bijvoorbeeld een partij die in de bundel
niet voorkomt.
"""


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `bewijs` with its sub-commands."""
    bewijs = onderdelen.add_parser("bewijs", help="een bewijsbundel controleren of bekijken")
    opdrachten = bewijs.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True, dest="opdracht"
    )
    verifieer = opdrachten.add_parser(
        "verifieer", help="controleert een bewijsbundel", description=_VERIFIEER
    )
    _voeg_controle_toe(verifieer)
    verifieer.set_defaults(voer_uit=verifieer_opdracht)
    _registreer_herhaal(opdrachten)
    _registreer_vergelijk(opdrachten)
    log = opdrachten.add_parser(
        "vergelijk-log",
        help="is er sinds toen iets uit het log verdwenen of veranderd",
        description=vergelijklog.BESCHRIJVING,
    )
    vergelijklog.registreer(log)
    _voeg_logsleutel_toe(log)
    toon.registreer(
        opdrachten.add_parser(
            "toon", help="toont de bladen in woorden", description=toon.BESCHRIJVING
        )
    )
    verslag = opdrachten.add_parser(
        "rapport", help="maakt een rapport voor het dossier", description=rapport.BESCHRIJVING
    )
    _voeg_controle_toe(verslag)
    rapport.registreer(verslag, _vertrouwd)


def _voeg_controle_toe(verifieer: argparse.ArgumentParser) -> None:
    """What a bundle is checked with: of every sub-command that checks one."""
    verifieer.add_argument("zip", metavar="ZIP", type=bestand, help="de bewijsbundel")
    _voeg_logsleutel_toe(verifieer)
    verifieer.add_argument(
        "--convenant",
        metavar="BESTAND",
        type=_convenant,
        help="het convenant om de besluiten mee over te doen, in plaats van dat uit de bundel",
    )
    verifieer.add_argument(
        "--vertrouwen",
        metavar="BESTAND",
        type=_wortels,
        help="de wortelcertificaten (PEM) waarop de certificaten terug moeten gaan",
    )
    verifieer.add_argument(
        "--intrekkingen",
        metavar="BESTAND",
        type=_lees,
        action="append",
        default=[],
        help="een lijst van ingetrokken certificaten (CRL) van een uitgever, bij --vertrouwen; "
        "mag vaker, en moet er dan van elke uitgever een zijn",
    )
    verifieer.add_argument(
        "--getuige",
        metavar="PARTIJ=VKEY",
        type=_getuige,
        action="append",
        default=[],
        help="de sleutel van de getuige van een partij, die dan getekend moet hebben; mag vaker",
    )
    verifieer.add_argument(
        "--partij",
        metavar="CODE=OIN",
        type=lees_pin,
        action="append",
        default=[],
        help="het OIN van een partij, zoals u dat zelf kent; voor elke partij één keer",
    )


def _voeg_logsleutel_toe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--log-sleutel",
        metavar="VKEY",
        type=_vkey,
        help="de bekendgemaakte sleutel van het log (naam+kenmerk+base64)",
    )


def _registreer_herhaal(
    opdrachten: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    parser = opdrachten.add_parser(
        "herhaal",
        help="neemt elk besluit opnieuw",
        description=herhaal.BESCHRIJVING,
    )
    herhaal.registreer(parser)
    parser.add_argument(
        "--convenant",
        metavar="BESTAND",
        type=_convenant,
        help="een ander convenant dan dat van toen, om te zien wat er dan zou veranderen",
    )
    _voeg_periode_toe(parser)


def _registreer_vergelijk(
    opdrachten: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    parser = opdrachten.add_parser(
        "vergelijk",
        help="legt de journalen van de partijen naast het log",
        description=vergelijk.BESCHRIJVING,
    )
    parser.add_argument("zip", metavar="ZIP", type=bestand, help="de bewijsbundel")
    parser.add_argument(
        "--journaal",
        metavar="PARTIJ=BESTAND",
        type=vergelijk.journaal,
        action="append",
        required=True,
        help="het journaal van een partij; voor elke partij één keer",
    )
    _voeg_periode_toe(parser)
    parser.add_argument("--json", action="store_true", help="een regel JSON per verschil")
    parser.set_defaults(voer_uit=vergelijk.voer_uit)


def _voeg_periode_toe(parser: argparse.ArgumentParser) -> None:
    for naam, uitleg in (("van", "vanaf deze dag"), ("tot", "tot en met deze dag")):
        parser.add_argument(f"--{naam}", metavar="DATUM", type=_datum, help=f"alleen {uitleg}")


def verifieer_opdracht(keuze: argparse.Namespace) -> int:
    """Check the bundle and print the report; 0 when everything holds, else 1."""
    eis_te_openen(keuze.zip)
    uitkomst = verifieer_bundel(keuze.zip, _vertrouwd(keuze))
    _kent_elke_code(keuze, uitkomst)
    for regel in _rapportregels(keuze.zip, uitkomst):
        print(veilig(regel))
    return GOED if uitkomst.in_orde else FOUT


def _vertrouwd(keuze: argparse.Namespace) -> Vertrouwd:
    """What whoever checks brought along. A party or a witness named twice ends the command."""
    if not len(keuze.partij) == len(dict(keuze.partij)) == len({oin for _, oin in keuze.partij}):
        _onjuist("--partij: noem elke partij en elk OIN een keer.")
    if len(keuze.getuige) != len(dict(keuze.getuige)):
        _onjuist("--getuige: noem elke partij een keer.")
    return Vertrouwd(
        logsleutel=keuze.log_sleutel,
        regels=keuze.convenant,
        vertrouwen=_vertrouwen(keuze),
        partijen=dict(keuze.partij),
        getuigen=dict(keuze.getuige),
    )


def _kent_elke_code(keuze: argparse.Namespace, uitkomst: Bundelrapport) -> None:
    """A code the bundle does not know would be compared with nothing; that ends the command."""
    for optie in ("partij", "getuige"):
        vreemd = [code for code, _ in getattr(keuze, optie) if code not in uitkomst.codes]
        if vreemd and uitkomst.codes:
            _onjuist(
                f"--{optie}: {', '.join(vreemd)} komt in deze bundel niet voor. Wel: "
                f"{', '.join(sorted(uitkomst.codes))}."
            )


def _rapportregels(pad: Path, rapport: Bundelrapport) -> Iterator[str]:
    yield f"Bewijsbundel  {pad}"
    if rapport.checkpoint is not None:
        stand = rapport.checkpoint
        bladen = meervoud(stand.grootte, "blad", "bladen")
        yield f"Log           {stand.herkomst}, {bladen}, wortel {stand.wortel.hex()}"
        yield f"Getuigen      {', '.join(rapport.getuigen) or 'geen'}"
    for nummer, partij in enumerate(rapport.partijen):
        van = "door u opgegeven" if partij.vastgezet else "alleen volgens de bundel"
        kop = "Partijen" if nummer == 0 else ""
        yield f"{kop:<14}{partij.code}: OIN {partij.oin}, {partij.organisatie} ({van})"
    yield from omvangregels(rapport, nu_utc())
    yield ""
    for bevinding in rapport.fouten:
        yield f"FOUT  {bevinding}"
    for opmerking in rapport.opmerkingen:
        yield f"Let op: {opmerking}"
    if rapport.fouten or rapport.opmerkingen:
        yield ""
    gecontroleerd = (
        f"{meervoud(rapport.bladen, 'blad', 'bladen')} gelezen, "
        f"{meervoud(rapport.besluiten, 'besluit', 'besluiten')} opnieuw genomen met dezelfde "
        f"uitkomst, {meervoud(rapport.handtekeningen, 'handtekening', 'handtekeningen')} van "
        "partijen juist bevonden."
    )
    if rapport.in_orde:
        yield f"IN ORDE: {gecontroleerd}"
    else:
        yield f"NIET IN ORDE: {meervoud(len(rapport.fouten), 'fout', 'fouten')}; {gecontroleerd}"


def _datum(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError as fout:
        raise argparse.ArgumentTypeError(f"{tekst} is geen datum zoals 2026-11-24") from fout


def _vkey(tekst: str) -> Verificatiesleutel:
    try:
        return lees_vkey(tekst)
    except NotitieOngeldig as fout:
        raise argparse.ArgumentTypeError(str(fout)) from fout


def _getuige(tekst: str) -> tuple[str, Verificatiesleutel]:
    partij, gelijk, vkey = tekst.partition("=")
    if not partij or not gelijk:
        raise argparse.ArgumentTypeError("schrijf partij=sleutel")
    try:
        return partij, lees_getuigensleutel(vkey)
    except NotitieOngeldig as fout:
        raise argparse.ArgumentTypeError(str(fout)) from fout


def _convenant(pad: str) -> Convenantregels:
    try:
        return laad_convenant(_lees(pad))
    except InconsistentConvenant as fout:
        raise argparse.ArgumentTypeError(f"{pad} is geen bruikbaar convenant: {fout}") from fout


def _wortels(pad: str) -> bytes:
    bundel = _lees(pad)
    try:
        Vertrouwenslijst.uit_pem(bundel)
    except BerichtFout as fout:
        raise argparse.ArgumentTypeError(f"{pad}: {fout.melding}") from fout
    return bundel


def _vertrouwen(keuze: argparse.Namespace) -> Vertrouwenslijst | None:
    """The roots with what their CAs took back. A list that cannot be used ends the command."""
    if not keuze.intrekkingen:
        return keuze.vertrouwen and Vertrouwenslijst.uit_pem(keuze.vertrouwen)
    if keuze.vertrouwen is None:
        _onjuist("--intrekkingen: geef ook de wortels mee, met --vertrouwen.")
    try:
        lijsten = [
            lijst
            for inhoud in keuze.intrekkingen
            for lijst in lees_intrekkingen(inhoud, keuze.vertrouwen)
        ]
    except OngeldigeIntrekkingslijst as fout:
        _onjuist(f"--intrekkingen: het bestand {'; '.join(fout.fouten)}.")
    bron = Intrekkingslijsten.van(lijsten, streng=True)
    return Vertrouwenslijst.uit_pem(keuze.vertrouwen, bron)


def _onjuist(zin: str) -> NoReturn:
    print(veilig(zin), file=sys.stderr)
    raise SystemExit(ONJUIST_GEBRUIK)


def _lees(pad: str) -> bytes:
    try:
        return bestand(pad).read_bytes()
    except OSError as fout:
        raise argparse.ArgumentTypeError(f"{pad}: {waarom_niet_zin(fout)}") from fout
