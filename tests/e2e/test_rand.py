"""De rand van echte processen: wie niets toont houdt niets op, en een OIN alleen is geen naam."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from deploy.lokaal import Onderdeel
from deploy.pki import Sleutelpaar
from tests.e2e.kantoor import REGISSEUR
from tests.e2e.wereld import Wereld
from tests.hulp.certificaten import nog_een_certificaat

HALVE = 600
"""Meer dan er verzoeken tegelijk mogen zijn: hiermee ging een dienst ooit dicht."""
HALF = (
    b"POST /v1/berichten HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: 900000\r\n\r\n{"
)


def _context(wereld: Wereld, paar: Sleutelpaar | None = None) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(wereld.omgeving.pki.vertrouwen))
    if paar is not None:
        context.load_cert_chain(paar.certificaat, paar.sleutel)
    return context


def _partijen(wereld: Wereld, paar: Sleutelpaar | None) -> httpx.Response:
    with httpx.Client(verify=_context(wereld, paar), trust_env=False) as client:
        return client.get(f"{wereld.omgeving.lokaal.gateway.url}/v1/partijen")


@pytest.fixture(params=["gateway", "gemeente"])
def belaagd(request: pytest.FixtureRequest, wereld: Wereld) -> Iterator[Onderdeel]:
    """Een proces waar iemand zonder naam 600 halve verzoeken openhoudt."""
    lokaal = wereld.omgeving.lokaal
    (deel,) = (een for een in lokaal.onderdelen if een.code == request.param)
    context = _context(wereld)
    with ExitStack() as stapel:
        for _ in range(HALVE):
            rauw = stapel.enter_context(socket.create_connection(("127.0.0.1", deel.poort)))
            lijn = context.wrap_socket(rauw, server_hostname="localhost")
            stapel.enter_context(lijn).sendall(HALF)
        yield deel


def test_halve_verzoeken_sluiten_geen_dienst(wereld: Wereld, belaagd: Onderdeel) -> None:
    with httpx.Client(verify=_context(wereld), trust_env=False) as client:
        assert client.get(f"{belaagd.url}/v1/gezondheid").status_code == 200
        assert client.get(f"{belaagd.url}/v1/gezondheid/gereed").status_code == 200
    partij = wereld.omgeving.pki.deelnemers["politie"].transport
    assert _partijen(wereld, partij).status_code == 200
    assert wereld.als(REGISSEUR).haal("/groepen")


def test_verbinden_gaat_alleen_met_het_geregistreerde_certificaat(
    wereld: Wereld, tmp_path: Path
) -> None:
    politie = wereld.omgeving.pki.deelnemers["politie"]
    nieuw = nog_een_certificaat(wereld.omgeving.pki, "politie")
    ander = Sleutelpaar(tmp_path / "ander.pem", tmp_path / "ander.sleutel.pem")
    ander.certificaat.write_bytes(nieuw.pem)
    ander.sleutel.write_bytes(nieuw.sleutel_pem)
    assert _partijen(wereld, politie.transport).status_code == 200
    for paar in (politie.ondertekening, ander, None):
        assert _partijen(wereld, paar).status_code == 401


@pytest.mark.skipif(sys.platform != "linux", reason="leest /proc")
def test_geen_proces_met_sleutels_laat_een_geheugenafdruk_na(wereld: Wereld) -> None:
    for code, pid in wereld.omgeving.processen.pids.items():
        if code == "inlog":
            continue
        grenzen = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
        (regel,) = (r for r in grenzen.splitlines() if r.startswith("Max core file size"))
        assert regel.split()[4:6] == ["0", "0"], code
