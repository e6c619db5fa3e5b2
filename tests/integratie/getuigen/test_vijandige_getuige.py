"""Een getuige die kwaad wil schaadt alleen zichzelf: wat zij meestuurt wordt niet uitgegeven.

De getuigen hier zijn echte HTTP-servers; alleen hun antwoord is van ons.
"""

from __future__ import annotations

import asyncio
import base64
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, insert, select

from gateway.getuigen.opslag import Getuigenregister, Medeondertekend
from gateway.getuigen.ronde import Getuigenronde
from gateway.getuigen.tabellen import GetuigeRij
from gateway.getuigen.uitgave import Uitgave, Uitgaven
from gateway.kern import MIGRATIES
from gateway.registers.tabellen import Basis, PartijRij
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import maak_blad
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.getuigenis import GROOTTE_TYPE, lees_verzoek
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Notitiesleutel, Soort, splits_notitie
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from tests.hulp.klok import VasteKlok

LOG = Notitiesleutel("driehoek.example/proef", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
TIJD = 1_790_000_000


def _getuige(naam: str, zaad: int) -> Notitiesleutel:
    sleutel = Ed25519PrivateKey.from_private_bytes(bytes([zaad]) * 32)
    return Notitiesleutel(naam, sleutel, Soort.COSIGNATURE)


SLEUTELS = {
    "partij-a": _getuige("partij-a.example/getuige", 2),
    "partij-b": _getuige("partij-b.example/getuige", 3),
    "partij-c": _getuige("partij-c.example/getuige", 4),
}
KWAAD = "partij-b"
ANDEREN = ("partij-a", "partij-c")
Antwoordt = Callable[[str, Notitiesleutel], tuple[int, bytes]]
"""Uit het checkpoint en de eigen sleutel: de status en de inhoud van het antwoord."""


def eerlijk(checkpoint: str, sleutel: Notitiesleutel) -> tuple[int, bytes]:
    return 200, sleutel.regel(splits_notitie(checkpoint)[0], TIJD).encode()


@dataclass
class Getuige:
    """Eén getuige: hoe zij antwoordt, en op welk adres."""

    sleutel: Notitiesleutel
    antwoordt: Antwoordt = eerlijk
    adres: str = ""
    type: str = "text/plain; charset=utf-8"


@dataclass
class Kring:
    """Een log met drie getuigen."""

    engine: Engine
    getuigen: dict[str, Getuige] = field(default_factory=dict)
    klok: VasteKlok = field(default_factory=VasteKlok)

    async def ronde(self, **geduld: float) -> bool:
        async with httpx.AsyncClient(trust_env=False) as client:
            sleutel = LOG.verificatiesleutel
            ronde = Getuigenronde(self.engine, client, sleutel, 1.0, self.klok, **geduld)
            return await ronde.ronde()

    def uitgaven(self) -> list[Uitgave]:
        """Wat nu wordt uitgegeven: bij het laatste checkpoint, en het laatst mede ondertekende."""
        uitgaven, stand = (
            Uitgaven(self.engine, LOG.verificatiesleutel),
            Loglezer(self.engine).stand(),
        )
        laatste = uitgaven.laatste()
        assert laatste is not None
        return [uitgaven.van(stand.grootte, stand.checkpoint), laatste]

    def fout_van(self, partij: str) -> str | None:
        with self.engine.connect() as verbinding:
            vraag = select(GetuigeRij.laatste_fout).where(GetuigeRij.partij == partij)
            gevonden: str | None = verbinding.scalar(vraag)
            return gevonden


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Een log met een paar bladen, om te kopiëren."""
    pad = tmp_path_factory.mktemp("log") / "log.sqlite"
    migreer(f"sqlite:///{pad}", MIGRATIES, Basis.metadata)
    engine = maak_engine(f"sqlite:///{pad}")
    with Logschrijver(engine, LOG) as schrijver:
        bladen = (maak_blad("configuratie", utc_tekst(VasteKlok()()), proef=n) for n in range(7))
        schrijver.voeg_toe_sync(*bladen)
    engine.dispose()
    return pad


@pytest.fixture
def kring(tmp_path: Path, log: Path, vaste_klok: VasteKlok) -> Iterator[Kring]:
    shutil.copy(log, tmp_path / "log.sqlite")
    engine = maak_engine(f"sqlite:///{tmp_path / 'log.sqlite'}")
    kring, servers = Kring(engine, klok=vaste_klok), []
    for nummer, (partij, sleutel) in enumerate(SLEUTELS.items()):
        kring.getuigen[partij] = Getuige(sleutel)
        servers.append(_start(kring.getuigen[partij]))
        rij = {
            "code": partij, "oin": f"{nummer:020}", "naam": partij, "actief": True,
            "endpoint": kring.getuigen[partij].adres, "dpia_goedgekeurd": True,
        }  # fmt: skip
        with engine.begin() as verbinding:
            verbinding.execute(insert(PartijRij).values(**rij))
    with engine.begin() as verbinding:
        Getuigenregister(verbinding).laad({p: s.vkey for p, s in SLEUTELS.items()})
    yield kring
    for server in servers:
        server.shutdown()
        server.server_close()
    engine.dispose()


def _start(getuige: Getuige) -> ThreadingHTTPServer:
    class Afhandeling(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, inhoud = getuige.antwoordt(lees_verzoek(body).notitie, getuige.sleutel)
            self.send_response(status)
            self.send_header("Content-Type", getuige.type)
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, format: str, *args: object) -> None:
            """Stil."""

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, BrokenPipeError):
                """De gateway hing op; dat mag."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Afhandeling)
    server.daemon_threads = True
    getuige.adres = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


def _vals(sleutel: Notitiesleutel) -> str:
    """Een regel in naam van deze sleutel, zonder haar te hebben."""
    kenmerk = sleutel.verificatiesleutel.sleutelid
    return f"— {sleutel.naam} {base64.b64encode(kenmerk + bytes(72)).decode()}\n"


def _onbekend(aantal: int) -> str:
    return "".join(
        f"— onbekend-{n}.example {base64.b64encode(bytes([n % 256]) * 76).decode()}\n"
        for n in range(aantal)
    )


def _met(voor: str, na: str = "") -> Antwoordt:
    def antwoord(checkpoint: str, sleutel: Notitiesleutel) -> tuple[int, bytes]:
        return 200, voor.encode() + eerlijk(checkpoint, sleutel)[1] + na.encode()

    return antwoord


def _andermans_oude_regel(checkpoint: str, sleutel: Notitiesleutel) -> tuple[int, bytes]:
    """Een echte regel van een ander, maar over een ander checkpoint."""
    oud = SLEUTELS["partij-c"].regel("driehoek.example/proef\n3\n" + "A" * 43 + "=\n", TIJD)
    return 200, eerlijk(checkpoint, sleutel)[1] + oud.encode()


def _controleer_uitgave(kring: Kring, aanwezig: set[str]) -> None:
    """Iedereen kan openen wat wordt uitgegeven, en er staat niets in dan wat klopt."""
    sleutels = [s.verificatiesleutel for s in SLEUTELS.values()]
    for uitgave in kring.uitgaven():
        _, geopend = open_checkpoint(uitgave.notitie, LOG.verificatiesleutel, sleutels)
        assert set(uitgave.aanwezig) == aanwezig
        assert len(splits_notitie(uitgave.notitie)[1]) == len(geopend.handtekeningen)
        assert len(geopend.handtekeningen) == 1 + len(aanwezig)


@pytest.mark.parametrize(
    "antwoordt",
    [
        _met(_vals(SLEUTELS["partij-c"])),
        _met("", _vals(SLEUTELS["partij-c"])),
        _met(_vals(LOG)),
        _met(_onbekend(49), _onbekend(49)),
        _met(_onbekend(1)),
        _met(_vals(SLEUTELS["partij-a"]) + _vals(SLEUTELS["partij-c"]) + _onbekend(90)),
        _andermans_oude_regel,
    ],
)
def test_van_een_antwoord_blijft_alleen_de_eigen_regel(kring: Kring, antwoordt: Antwoordt) -> None:
    kring.getuigen[KWAAD].antwoordt = antwoordt
    assert asyncio.run(kring.ronde())
    _controleer_uitgave(kring, set(SLEUTELS))
    assert asyncio.run(kring.ronde())
    _controleer_uitgave(kring, set(SLEUTELS))


@pytest.mark.parametrize(
    "antwoordt",
    [
        _met(_vals(SLEUTELS[KWAAD])),
        _met("", _vals(SLEUTELS[KWAAD])),
        _met(_onbekend(200)),
        _met("geen regel\n"),
        lambda *_: (200, b""),
        lambda *_: (200, b"\xff\xfe"),
        lambda *_: (200, _onbekend(98).encode()),
        lambda *_: (200, _vals(SLEUTELS["partij-a"]).encode()),
        lambda *_: (200, b"\xe2\x80\x94 x y\n" * 500_000),
        lambda c, s: (200, s.regel(splits_notitie(c)[0], 0).encode()),
        lambda _, s: (200, s.regel("een andere tekst\n", TIJD).encode()),
        lambda *_: (302, b""),
        lambda *_: (500, b"stuk"),
        lambda *_: (409, b"onzin"),
        lambda *_: (409, b"999999999999999999\n"),
        lambda *_: (409, b"7" * 4000),
    ],
)
def test_een_getuige_die_niet_goed_tekent_houdt_niemand_op(
    kring: Kring, antwoordt: Antwoordt
) -> None:
    kring.getuigen[KWAAD].antwoordt = antwoordt
    kring.getuigen[KWAAD].type = GROOTTE_TYPE
    assert asyncio.run(kring.ronde())
    _controleer_uitgave(kring, set(ANDEREN))
    assert kring.fout_van(KWAAD)
    assert [kring.fout_van(partij) for partij in ANDEREN] == [None, None]
    kring.getuigen[KWAAD].antwoordt = eerlijk
    assert asyncio.run(kring.ronde())
    _controleer_uitgave(kring, set(SLEUTELS))


def test_wie_niet_antwoordt_houdt_de_anderen_niet_op(kring: Kring) -> None:
    """Wat de anderen gaven is uitgegeven terwijl op haar nog wordt gewacht."""
    verder = threading.Event()

    def traag(checkpoint: str, sleutel: Notitiesleutel) -> tuple[int, bytes]:
        verder.wait(30)
        return eerlijk(checkpoint, sleutel)

    kring.getuigen[KWAAD].antwoordt = traag

    async def werk() -> None:
        ronde = asyncio.create_task(kring.ronde())
        uitgaven = Uitgaven(kring.engine, LOG.verificatiesleutel)
        while (nu := uitgaven.laatste()) is None or set(nu.aanwezig) != set(ANDEREN):
            assert not ronde.done()
            await asyncio.sleep(0.01)
        verder.set()
        assert await ronde

    asyncio.run(werk())
    _controleer_uitgave(kring, set(SLEUTELS))


def test_op_wie_te_lang_wegblijft_wordt_niet_gewacht(kring: Kring) -> None:
    verder = threading.Event()
    kring.getuigen[KWAAD].antwoordt = lambda c, s: (verder.wait(30), eerlijk(c, s))[1]  # type: ignore[misc]
    assert asyncio.run(kring.ronde(geduld_seconden=0.3))
    verder.set()
    assert "niet op tijd" in str(kring.fout_van(KWAAD))
    _controleer_uitgave(kring, set(ANDEREN))


@pytest.mark.parametrize(
    "erbij",
    [
        _vals(SLEUTELS["partij-c"]),
        _vals(LOG),
        _onbekend(98),
        _onbekend(150),
        "geen regel\n",
    ],
)
def test_wat_eerder_ongezien_is_bewaard_wordt_ook_niet_uitgegeven(kring: Kring, erbij: str) -> None:
    """Zo kan het er nog staan van voor deze controle: lezers merken er niets van."""
    stand = Loglezer(kring.engine).stand()
    goed = eerlijk(stand.checkpoint, SLEUTELS["partij-a"])[1].decode()
    with kring.engine.begin() as verbinding:
        register = Getuigenregister(verbinding)
        register.bewaar(Medeondertekend(stand.grootte, stand.checkpoint + goed + erbij))
    uitgaven = Uitgaven(kring.engine, LOG.verificatiesleutel)
    leesbaar = len(erbij.splitlines()) < 100 and erbij.startswith("—")
    uitgave = uitgaven.van(stand.grootte, stand.checkpoint)
    assert uitgave.aanwezig == (("partij-a",) if leesbaar else ())
    assert asyncio.run(kring.ronde())
    _controleer_uitgave(kring, set(SLEUTELS))
