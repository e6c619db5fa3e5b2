"""`driehoek bewijs herhaal` haalt een periode bij de gateway, in bundels die kloppen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.cli.bewijs import gatewaybron
from shared.cli.bewijs.gatewaybron import Gatewaybron, GatewayFout
from shared.cli.hoofd import main
from tests.integratie.gateway.controle import bladen_van, logsleutel
from tests.integratie.gateway.opstelling import ALS, Opstelling

ALTIJD = (date.min, date.max)
Bronmaker = Callable[..., Gatewaybron]


class _Brug(httpx.BaseTransport):
    """De opdrachtregel praat gewoon HTTP; aan de andere kant draait de gateway in dit proces."""

    def __init__(self, gateway: Opstelling, als: str) -> None:
        self._gateway, self._als = gateway, als

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        antwoord = self._gateway.client.vraag(
            request.method,
            request.url.raw_path.decode(),
            content=request.read(),
            headers=[(ALS, self._als), ("Content-Type", "application/json")],
        )
        return httpx.Response(antwoord.status_code, content=antwoord.content)


@pytest.fixture
def bron(balie: Opstelling, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bronmaker]:
    """Een bron met kleine pagina's en bundels, voor de politie of voor wie dan ook."""
    monkeypatch.setattr(gatewaybron, "PAGINA", 2)
    monkeypatch.setattr(gatewaybron, "PER_BUNDEL", 3)
    clienten: list[httpx.Client] = []

    def maak(
        als: str = "politie",
        periode: tuple[date, date] = ALTIJD,
        bewaar: Path | None = None,
        meld: Callable[[str], None] = lambda _: None,
    ) -> Gatewaybron:
        clienten.append(
            httpx.Client(transport=_Brug(balie, als), base_url="https://gateway.example/v1/")
        )
        return Gatewaybron(clienten[-1], periode, bewaar, meld)

    yield maak
    for client in clienten:
        client.close()


def _zes_besluiten(gateway: Opstelling) -> None:
    verzoek = gateway.vraag_informatie()
    for _ in range(4):
        gateway.klok.vooruit(seconds=1)
        assert gateway.verstuur(gateway.verstrekking(verzoek)).status_code == 201
    assert gateway.verstuur(gateway.verstrekking(None)).status_code == 403


def test_de_hele_periode_komt_in_bundels_die_te_controleren_zijn(
    balie: Opstelling, bron: Bronmaker, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Ook als er tussen twee pagina's wordt verstuurd: dat hoort bij de volgende keer."""
    _zes_besluiten(balie)
    voortgang: list[str] = []

    def meld(regel: str) -> None:
        voortgang.append(regel)
        balie.vraag_informatie()

    paden = list(bron(bewaar=tmp_path / "bundels", meld=meld).bundels())
    assert voortgang == ["4 van 6 besluiten", "6 van 6 besluiten"]
    rapporten = [verifieer_bundel(pad, Vertrouwd(logsleutel(balie))) for pad in paden]
    assert all(rapport.in_orde for rapport in rapporten)
    assert [rapport.besluiten for rapport in rapporten] == [4, 2]
    for pad in paden:
        assert main(["bewijs", "herhaal", str(pad)]) == 0
    assert capsys.readouterr().out.count("HETZELFDE") == 2
    vragen = [blad["vraag"]["soort"] for blad in bladen_van(balie, "raadpleging")]
    assert vragen.count("bladen") == 2


def test_alleen_wat_van_de_partij_en_in_de_periode_is(
    balie: Opstelling, bron: Bronmaker, tmp_path: Path
) -> None:
    _zes_besluiten(balie)
    assert list(bron("om").bundels()) == []
    vandaag = balie.klok().date()
    assert len(list(bron(periode=(vandaag, vandaag)).bundels())) == 2
    assert list(bron(periode=(date.min, date(2026, 1, 1))).bundels()) == []
    assert not list(tmp_path.glob("*.zip"))


def test_zonder_bewaren_blijft_er_niets_liggen(balie: Opstelling, bron: Bronmaker) -> None:
    _zes_besluiten(balie)
    paden = []
    for pad in bron().bundels():
        assert pad.exists()
        paden.append(pad)
    assert len(paden) == 2
    assert not any(pad.exists() or pad.parent.exists() for pad in paden)


def test_wat_de_gateway_weigert_staat_er_met_haar_eigen_woorden(
    bron: Bronmaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gatewaybron, "PAGINA", 100_000)
    with pytest.raises(GatewayFout, match="met 400: Het verzoek klopt niet"):
        list(bron().bundels())
