"""How the gateway answers while somebody keeps it busy with nothing.

    python -m deploy.bench.traag

Somebody without any credentials opens 2,000 connections and sends half a request on each, lets 200
readers take nothing of what they asked, and sends bodies of 0.9 MB, one after another. A peer (with
its certificate) and a health probe (each time on a new connection, from the same address) are timed
at rest and meanwhile. Figures, and exit code 1 when either takes more than twice its time at rest.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from shared.web.proces.server import verruim_descriptoren

HALVE = 2_000
LEZERS = 200
INHOUD_BYTES = 900_000
INHOUD_PAUZE_SECONDEN = 0.05
METINGEN = 300
HOOGSTENS = 2.0
_TEGELIJK = 20
_MS = 1000

_HALF = (
    b"POST /v1/berichten HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: 900000\r\n\r\n{"
)
_HALVE_KOP = b"POST /v1/berichten HTTP/1.1\r\nHost: localhost\r\nContent-Ty"
_LEZEN = b"GET /v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 4
_INHOUD = (
    (
        b"POST /v1/berichten HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Connection: close\r\nContent-Length: %d\r\n\r\n" % INHOUD_BYTES
    )
    + b'{"kop": "'
    + b"a" * (INHOUD_BYTES - 11)
    + b'"}'
)


@dataclass(frozen=True)
class Doelwit:
    """Where it listens, and the roots its certificate chains to."""

    poort: int
    vertrouwen: Path


@dataclass(frozen=True)
class Tijden:
    """Milliseconds: the middle one and the 95th of a hundred."""

    p50: float
    p95: float


def val_lastig(doelwit: Doelwit, begonnen: Event, klaar: Event) -> None:
    """The nuisance, in a process of its own until `klaar`."""
    verruim_descriptoren()
    asyncio.run(_val_lastig(doelwit, begonnen, klaar))


async def _val_lastig(doelwit: Doelwit, begonnen: Event, klaar: Event) -> None:
    context = ssl.create_default_context(cafile=str(doelwit.vertrouwen))
    deur = asyncio.Semaphore(_TEGELIJK)
    open_: list[asyncio.StreamWriter] = []

    async def houd_open(data: bytes) -> None:
        async with deur:
            _, schrijver = await asyncio.open_connection(
                "127.0.0.1", doelwit.poort, ssl=context, server_hostname="localhost"
            )
            schrijver.write(data)
            open_.append(schrijver)

    helften = [_HALF if nummer % 2 else _HALVE_KOP for nummer in range(HALVE)]
    await asyncio.gather(*map(houd_open, helften), *(houd_open(_LEZEN) for _ in range(LEZERS)))
    begonnen.set()
    while not klaar.is_set():
        await _stuur_inhoud(doelwit.poort, context)
        await asyncio.sleep(INHOUD_PAUZE_SECONDEN)
    for schrijver in open_:
        schrijver.transport.abort()


async def _stuur_inhoud(poort: int, context: ssl.SSLContext) -> None:
    lezer, schrijver = await asyncio.open_connection(
        "127.0.0.1", poort, ssl=context, server_hostname="localhost"
    )
    try:
        schrijver.write(_INHOUD)
        await lezer.read()
    except (ConnectionError, ssl.SSLError):
        pass
    finally:
        schrijver.transport.abort()


async def _meet(doe: Callable[[], Awaitable[httpx.Response]]) -> Tijden:
    duren = []
    for _ in range(METINGEN):
        begin = time.perf_counter()
        antwoord = await doe()
        duren.append((time.perf_counter() - begin) * _MS)
        antwoord.raise_for_status()
    honderdsten = statistics.quantiles(duren, n=100)
    return Tijden(honderdsten[49], honderdsten[94])


async def _meet_alles(omgeving: Omgeving) -> dict[str, Tijden]:
    """A peer on a connection it keeps, and a probe on a new one each time."""
    gateway = omgeving.lokaal.gateway
    transport = omgeving.pki.deelnemers[omgeving.lokaal.partijen[0].code].transport
    context = ssl.create_default_context(cafile=str(omgeving.pki.vertrouwen))
    context.load_cert_chain(transport.certificaat, transport.sleutel)
    los = ssl.create_default_context(cafile=str(omgeving.pki.vertrouwen))

    async def peil() -> httpx.Response:
        async with httpx.AsyncClient(verify=los, trust_env=False) as client:
            return await client.get(f"{gateway.url}/v1/gezondheid")

    async with httpx.AsyncClient(verify=context, trust_env=False) as partij:
        return {
            "een partij": await _meet(lambda: partij.get(f"{gateway.url}/v1/partijen")),
            "gezondheid": await _meet(peil),
        }


def main() -> int:
    """Measure at rest and under the nuisance; print both and how they compare."""
    scherm = Console()
    with (
        tempfile.TemporaryDirectory() as map_,
        Omgeving(Path(map_), vrije_poorten(lees_lokaal()), ondertekening="p256") as omgeving,
    ):
        asyncio.run(_meet_alles(omgeving))
        rust = asyncio.run(_meet_alles(omgeving))
        druk = _onder_last(omgeving)
    tabel = Table("wie", "rust p50", "druk p50", "rust p95", "druk p95", "p50 druk/rust")
    te_traag = False
    for wie, voor in rust.items():
        na = druk[wie]
        verhouding = na.p50 / voor.p50
        te_traag |= verhouding > HOOGSTENS
        getallen = (voor.p50, na.p50, voor.p95, na.p95)
        tabel.add_row(wie, *(f"{getal:.1f} ms" for getal in getallen), f"{verhouding:.2f}")
    scherm.print(tabel)
    return int(te_traag)


def _onder_last(omgeving: Omgeving) -> dict[str, Tijden]:
    methode = multiprocessing.get_context("spawn")
    begonnen, klaar = methode.Event(), methode.Event()
    doelwit = Doelwit(omgeving.lokaal.gateway.poort, omgeving.pki.vertrouwen)
    lastpost = methode.Process(target=val_lastig, args=(doelwit, begonnen, klaar))
    lastpost.start()
    try:
        begonnen.wait()
        return asyncio.run(_meet_alles(omgeving))
    finally:
        klaar.set()
        lastpost.join()


if __name__ == "__main__":
    sys.exit(main())
