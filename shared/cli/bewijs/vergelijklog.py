"""`driehoek bewijs vergelijk-log`: is er sinds toen iets uit het log verdwenen of veranderd?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from zipfile import is_zipfile

import httpx

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import lees_json
from shared.bewijsbundel.logvergelijking import (
    Consistentie,
    Logstuk,
    lees_bundelstuk,
    lees_checkpoint_alleen,
    vergelijk,
)
from shared.bewijsbundel.regel import ontb64
from shared.cli.bewijs import gatewaybron
from shared.cli.bewijs.gatewaybron import GatewayFout
from shared.cli.scherm import FOUT, GOED, eis_te_openen, meervoud, niet_leeg, veilig
from shared.logboek.fouten import LogboekFout
from shared.logboek.notitie import MAX_NOTITIE_BYTES, Verificatiesleutel
from shared.opslag.bestandsfout import waarom_niet_zin

BESCHRIJVING = """\
Vergelijkt het log van toen met dat van later: er mag niets uit weg zijn en niets in zijn veranderd.
OUD is een bewijsbundel of een checkpoint, NIEUW ook, of het adres van een gateway (https://...).
Laten de bladen in NIEUW het niet zien, geef dan --gateway: die levert het bewijs, en u rekent het
na. Een checkpoint is pas te lezen met de sleutel van het log: uit de bundel, of --log-sleutel.

Uitkomst 0: er is niets weg of veranderd. Uitkomst 1: wel, of het is niet aangetoond, en er staat
bij wat. Uitkomst 2: een bestand is niet te openen.
"""
_MAX_GENOEMD = 20


def registreer(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, but for `--log-sleutel`."""
    parser.add_argument(
        "oud", metavar="OUD", type=niet_leeg, help="de bundel of het checkpoint van toen"
    )
    parser.add_argument(
        "nieuw",
        metavar="NIEUW",
        type=niet_leeg,
        help="die van later, of https://... van de gateway",
    )
    gatewaybron.registreer_toegang(parser)
    parser.set_defaults(voer_uit=voer_uit)


def voer_uit(keuze: argparse.Namespace) -> int:
    """Compare, and print what is different; 0 when nothing is."""
    for naam in (keuze.oud, keuze.nieuw):
        if not naam.startswith("https://"):
            eis_te_openen(Path(naam))
    try:
        with ExitStack() as stapel:
            client = _client(keuze, stapel)
            oud, nieuw = _lees_beide(keuze, client)
            consistentie = None if client is None else _consistentie(client)
            verschillen = list(vergelijk(oud, nieuw, consistentie))
    except (LogboekFout, GatewayFout) as fout:
        print(veilig(str(fout)), file=sys.stderr)
        return FOUT
    for regel in _uitkomst(oud, nieuw, verschillen, eigen_sleutel=keuze.log_sleutel is not None):
        print(veilig(regel))
    return FOUT if verschillen else GOED


def _client(keuze: argparse.Namespace, stapel: ExitStack) -> httpx.Client | None:
    """A connection to the gateway, when it was named; NIEUW may be its address itself."""
    if keuze.nieuw.startswith("https://"):
        keuze.gateway = gatewaybron.adres(keuze.nieuw)
    if keuze.gateway is None:
        return None
    return stapel.enter_context(gatewaybron.maak_client(keuze))


def _lees_beide(keuze: argparse.Namespace, client: httpx.Client | None) -> tuple[Logstuk, Logstuk]:
    """Both sides; a bundle first, since the key of a checkpoint alone may have to come from it."""
    sleutel: Verificatiesleutel | None = keuze.log_sleutel
    if keuze.nieuw.startswith("https://") and client is not None:
        oud = _lees(keuze.oud, sleutel)
        notitie = gatewaybron.haal(client, "logboek/checkpoint", MAX_NOTITIE_BYTES)
        return oud, lees_checkpoint_alleen(notitie, sleutel or oud.sleutel)
    if sleutel is None and not is_zipfile(keuze.oud):
        nieuw = _lees(keuze.nieuw, None)
        return _lees(keuze.oud, nieuw.sleutel), nieuw
    oud = _lees(keuze.oud, sleutel)
    andere = sleutel if is_zipfile(keuze.nieuw) else sleutel or oud.sleutel
    return oud, _lees(keuze.nieuw, andere)


def _lees(naam: str, sleutel: Verificatiesleutel | None) -> Logstuk:
    pad = Path(naam)
    try:
        if is_zipfile(pad):
            return lees_bundelstuk(pad, sleutel)
        with pad.open("rb") as bestand:
            notitie = bestand.read(MAX_NOTITIE_BYTES + 1)
        if sleutel is None:
            raise LogboekFout(f"{naam} is een checkpoint; geef de sleutel van het log.")
        return lees_checkpoint_alleen(notitie, sleutel)
    except OSError as fout:
        raise LogboekFout(f"{naam}: {waarom_niet_zin(fout)}") from fout
    except LogboekFout as fout:
        raise LogboekFout(f"{naam}: {fout}") from fout


def _consistentie(client: httpx.Client) -> Consistentie:
    def haal(van: int, tot: int) -> Sequence[bytes]:
        antwoord = gatewaybron.haal(client, f"logboek/consistentie?van={van}&tot={tot}", 1 << 16)
        try:
            document = lees_json(antwoord)
        except OngeldigeJson as fout:
            raise GatewayFout("De gateway gaf geen leesbaar bewijs.") from fout
        bewijs = document.get("bewijs") if isinstance(document, dict) else None
        if not isinstance(bewijs, list):
            raise GatewayFout("De gateway gaf geen leesbaar bewijs.")
        return [ontb64(hash_) for hash_ in bewijs]

    return haal


def _uitkomst(
    oud: Logstuk, nieuw: Logstuk, verschillen: Sequence[str], *, eigen_sleutel: bool
) -> list[str]:
    regels = [
        f"{naam:<7}{stuk.checkpoint.herkomst}, "
        f"{meervoud(stuk.checkpoint.grootte, 'blad', 'bladen')}, "
        f"wortel {stuk.checkpoint.wortel.hex()}"
        for naam, stuk in (("OUD", oud), ("NIEUW", nieuw))
    ]
    if not eigen_sleutel:
        regels.append("Let op: de sleutel van het log komt uit de bundel zelf.")
    if weg := sorted(oud.bladen.keys() & nieuw.opgeschoond):
        nummers = ", ".join(str(nummer) for nummer in weg[:_MAX_GENOEMD])
        meer = " en meer" if len(weg) > _MAX_GENOEMD else ""
        regels.append(
            f"Van deze bladen uit OUD is de inhoud sindsdien opgeschoond: {nummers}{meer}."
        )
    if verschillen:
        return [*regels, *(f"VERSCHIL  {verschil}" for verschil in verschillen)]
    erbij = nieuw.checkpoint.grootte - oud.checkpoint.grootte
    samen = len(oud.bladen.keys() & nieuw.bladen.keys())
    bij = "kwam er geen blad bij" if erbij == 0 else f"kwamen er {erbij} bladen bij"
    bij = "kwam er 1 blad bij" if erbij == 1 else bij
    naast = (
        f"{meervoud(samen, 'blad staat', 'bladen staan')} in OUD en in NIEUW, gelijk."
        if samen
        else "Geen blad staat zelf in OUD en in NIEUW: dat het klopt, volgt uit de wortels."
    )
    return [
        *regels,
        f"HETZELFDE: van de {oud.checkpoint.grootte} bladen van toen is er niets weg of gewijzigd. "
        f"Sindsdien {bij}. {naast}",
    ]
