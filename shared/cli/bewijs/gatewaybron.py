"""Decisions of a period, straight from the gateway: proof bundles, one page of the search each.

The gateway records each as a reading by whoever the token or the certificate names. A search goes
on in the same answer whatever is written meanwhile, so nothing is missed and nothing comes twice.
"""

from __future__ import annotations

import argparse
import ssl
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import httpx

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.bewijsbundel.vorm import BUNDELLIMIETEN
from shared.cli.scherm import PERIODE_OMGEKEERD, meervoud, veilig
from shared.opslag.bestandsfout import waarom_niet_zin

PAGINA = 200
PER_BUNDEL = 1000
"""Decisions in one bundle: each bundle is a leaf of the log and costs a moment of its writer."""

_WACHT_SECONDEN = 120.0
_BEGIN, _EIND = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_MAX_TOKEN = 16 * 1024
_ZONE = ZoneInfo("Europe/Amsterdam")


class GatewayFout(Exception):
    """The gateway gave no answer that can be used; the text says why, in Dutch."""


@dataclass(frozen=True)
class Gatewaybron:
    """Where bundles come from. `bewaar`: a folder to keep them in; else they are thrown away."""

    client: httpx.Client
    periode: tuple[date, date]
    bewaar: Path | None = None
    meld: Callable[[str], None] = lambda regel: print(regel, file=sys.stderr)

    def bundels(self) -> Iterator[Path]:
        """Bundles that together hold every decision of the period, newest first."""
        with tempfile.TemporaryDirectory(prefix="driehoek-") as tijdelijk:
            map_ = self._map(Path(tijdelijk))
            for nummers in self._nummers():
                pad = map_ / f"bewijs-{nummers[-1]:012d}-{nummers[0]:012d}.zip"
                self._haal(nummers, pad)
                yield pad
                if self.bewaar is None:
                    pad.unlink()

    def _nummers(self) -> Iterator[list[int]]:
        """Leaf numbers of the decisions, highest first, as many at once as go in one bundle."""
        vol: list[int] = []
        gezien, cursor = 0, None
        while True:
            pagina = self._zoek(cursor)
            nummers, cursor = _nummers(pagina), pagina.get("volgende")
            vol, gezien = vol + nummers, gezien + len(nummers)
            laatste = not nummers or not isinstance(cursor, str)
            if vol and (laatste or len(vol) >= PER_BUNDEL):
                self.meld(f"{gezien} van {meervoud(_aantal(pagina), 'besluit', 'besluiten')}")
                yield vol
                vol = []
            if laatste:
                return

    def _map(self, tijdelijk: Path) -> Path:
        if self.bewaar is None:
            return tijdelijk
        try:
            self.bewaar.mkdir(parents=True, exist_ok=True)
        except OSError as fout:
            raise GatewayFout(f"{self.bewaar}: hier kunnen geen bundels worden bewaard.") from fout
        return self.bewaar

    def _zoek(self, cursor: JsonWaarde) -> dict[str, Any]:
        van, tot = _momenten(*self.periode)
        vraag = {"periode": {"van": van.isoformat(), "tot": tot.isoformat()}, "cursor": cursor}
        pad = f"uitwisselingen/_zoek?paginagrootte={PAGINA}"
        with _vraag(self.client, pad, vraag) as antwoord:
            try:
                pagina = lees_json(antwoord.read())
            except OngeldigeJson as fout:
                raise GatewayFout(f"De gateway gaf geen leesbaar antwoord: {fout}") from fout
        if not isinstance(pagina, dict):
            raise GatewayFout("De gateway gaf geen leesbaar antwoord.")
        return pagina

    def _haal(self, nummers: list[int], pad: Path) -> None:
        """Onto disk, and not more of it than a bundle may be."""
        vraag = {"bladnummers": sorted(nummers)}
        with _vraag(self.client, "bewijsbundels", vraag) as antwoord, _nieuw(pad) as doel:
            for brok in antwoord.iter_bytes():
                if doel.tell() + len(brok) > BUNDELLIMIETEN.max_zip_bytes:
                    raise GatewayFout("De gateway gaf een bundel die te groot is.")
                doel.write(brok)


def registreer(parser: argparse.ArgumentParser) -> None:
    """Add the options by which a command fetches a period from the gateway."""
    registreer_toegang(parser)
    parser.add_argument(
        "--bewaar", metavar="MAP", type=Path, help="bewaar de opgehaalde bewijsbundels hier"
    )


def registreer_toegang(parser: argparse.ArgumentParser) -> None:
    """Add the options by which a command reaches the gateway."""
    parser.add_argument("--gateway", metavar="URL", type=adres, help="vraag het deze gateway")
    for naam, uitleg in (
        ("token-bestand", "het bestand met uw toegangstoken"),
        ("ca", "het wortelcertificaat (PEM) van de gateway"),
        ("client-certificaat", "in plaats van een token: het certificaat van uw organisatie"),
        ("client-sleutel", "de sleutel daarbij, als die niet in hetzelfde bestand staat"),
    ):
        parser.add_argument(f"--{naam}", metavar="BESTAND", type=Path, help=uitleg)


def maak_client(keuze: argparse.Namespace) -> httpx.Client:
    """A connection to the gateway as the options say; `GatewayFout` when they cannot be used."""
    if keuze.token_bestand is None and keuze.client_certificaat is None:
        raise GatewayFout("Geef met --gateway ook --token-bestand of --client-certificaat.")
    return httpx.Client(
        base_url=f"{keuze.gateway}/v1/",
        auth=None if keuze.token_bestand is None else _Token(keuze.token_bestand),
        verify=_context(keuze),
        timeout=_WACHT_SECONDEN,
        trust_env=False,
    )


class _Token(httpx.Auth):
    """The token as the file has it now: a long period may outlive one token."""

    def __init__(self, pad: Path) -> None:
        self._pad = pad
        _token(pad)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {_token(self._pad)}"
        yield request


def _context(keuze: argparse.Namespace) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=keuze.ca)
        if keuze.client_certificaat is not None:
            context.load_cert_chain(keuze.client_certificaat, keuze.client_sleutel)
    except (OSError, ValueError) as fout:
        raise GatewayFout("Een van de certificaten of de sleutel is niet te gebruiken.") from fout
    return context


def _token(pad: Path) -> str:
    try:
        with pad.open("rb") as bestand:
            token = bestand.read(_MAX_TOKEN).strip()
    except OSError as fout:
        raise GatewayFout(f"{pad}: {waarom_niet_zin(fout)}") from fout
    if not token or not all(0x21 <= teken <= 0x7E for teken in token):
        raise GatewayFout(f"{pad}: hier staat geen token in.")
    return token.decode("ascii")


def haal(client: httpx.Client, pad: str, max_bytes: int) -> bytes:
    """What the gateway has here, of at most so many bytes. `GatewayFout`."""
    inhoud = b""
    with _antwoord(client, "GET", pad) as antwoord:
        for brok in antwoord.iter_bytes():
            inhoud += brok
            if len(inhoud) > max_bytes:
                raise GatewayFout("De gateway gaf een antwoord dat te groot is.")
    return inhoud


@contextmanager
def _vraag(client: httpx.Client, pad: str, vraag: object) -> Iterator[httpx.Response]:
    """The answer to one question; whatever goes wrong with it is a `GatewayFout`."""
    with _antwoord(client, "POST", pad, vraag) as antwoord:
        yield antwoord


@contextmanager
def _antwoord(
    client: httpx.Client, methode: str, pad: str, vraag: object = None
) -> Iterator[httpx.Response]:
    try:
        with client.stream(methode, pad, json=vraag) as antwoord:
            if antwoord.status_code != httpx.codes.OK:
                antwoord.read()
                raise GatewayFout(f"De gateway antwoordt {_probleem(antwoord)}")
            yield antwoord
    except httpx.HTTPError as fout:
        raise GatewayFout(f"De gateway is niet te bereiken ({type(fout).__name__}).") from fout


def _probleem(antwoord: httpx.Response) -> str:
    try:
        probleem = lees_json(antwoord.content)
    except OngeldigeJson:
        probleem = None
    uitleg = probleem.get("detail") if isinstance(probleem, dict) else None
    return veilig(f"met {antwoord.status_code}: {uitleg or 'zonder uitleg'}")


def _nieuw(pad: Path) -> BinaryIO:
    try:
        return pad.open("wb")
    except OSError as fout:
        raise GatewayFout(f"{pad}: dit bestand is niet te schrijven.") from fout


def _nummers(pagina: dict[str, Any]) -> list[int]:
    try:
        return [int(regel["bladnummer"]) for regel in pagina["uitwisselingen"]]
    except (KeyError, TypeError, ValueError) as fout:
        raise GatewayFout("De gateway gaf geen leesbaar antwoord.") from fout


def _aantal(pagina: dict[str, Any]) -> int:
    aantal = pagina.get("aantal")
    return aantal if isinstance(aantal, int) else 0


def _momenten(van: date, tot: date) -> tuple[datetime, datetime]:
    """From the first midnight to the one after the last day, as the gateway takes them."""
    if van > tot:
        raise GatewayFout(PERIODE_OMGEKEERD)
    na = tot if tot >= _EIND.date() else tot + timedelta(days=1)
    return max(_BEGIN, _middernacht(van)), min(_EIND, _middernacht(na))


def _middernacht(dag: date) -> datetime:
    dag = max(_BEGIN.date(), min(dag, _EIND.date()))
    return datetime(dag.year, dag.month, dag.day, tzinfo=_ZONE)


def adres(tekst: str) -> str:
    """The address of a gateway without its path; `ArgumentTypeError` for another kind."""
    kaal = tekst.rstrip("/").removesuffix("/v1")
    if not kaal.startswith("https://"):
        raise argparse.ArgumentTypeError(f"{tekst} begint niet met https://")
    return kaal
