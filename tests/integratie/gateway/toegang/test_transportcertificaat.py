"""Een partij is aan de lijn wie zij zei te zijn: met haar certificaat, of met het volgende."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.bericht.sleutels.certificaten import Certificaat
from tests.hulp.certificaten import nog_een_certificaat
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.omgeving import schrijf_partijen
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway

NIEUW = "politie-nieuw"


@pytest.fixture
def volgend(pki: Pki, tmp_path: Path) -> Path:
    pad = tmp_path / "volgend.pem"
    pad.write_bytes(nog_een_certificaat(pki, "politie").pem)
    return pad


def _wie(gateway: Opstelling, als: str) -> int:
    return gateway.haal("/v1/partijen", als=als).status_code


def _verwacht(net: Net, code: str) -> frozenset[str]:
    """Waarmee die partij moet antwoorden als de gateway haar belt; er is daar niemand anders."""
    assert net.gebelden is not None
    verwacht = net.gebelden.verwacht((f"{code}.example", 443))
    assert verwacht is not None
    (namen,) = verwacht.values()
    return namen


def test_een_ander_certificaat_met_het_goede_oin_komt_er_niet_in_tot_het_is_geregistreerd(
    pki: Pki, tmp_path: Path, sqlite_url: str, vaste_klok: VasteKlok, net: Net, volgend: Path
) -> None:
    def start() -> AbstractContextManager[Opstelling]:
        ook = {NIEUW: volgend.read_text()}
        return draaiende_gateway(pki, tmp_path, sqlite_url, vaste_klok, net, ook=ook)

    partijen = tmp_path / "partijen.toml"
    with start() as gateway:
        assert (_wie(gateway, "politie"), _wie(gateway, NIEUW)) == (200, 401)
    oud = Certificaat.uit_pem(pki.deelnemers["politie"].transport.certificaat.read_bytes())
    nieuw = Certificaat.uit_pem(volgend.read_bytes())
    schrijf_partijen(pki, partijen, politie={"certificaten": {"transport": [oud, nieuw]}})
    with start() as gateway:
        assert (_wie(gateway, "politie"), _wie(gateway, NIEUW)) == (200, 200)
        blad = bladen_van(gateway, "partij")[-1]
        genoemd = blad["document"]["certificaten"]["transport"]
        assert genoemd == [oud.x5t_s256, nieuw.x5t_s256]
        assert _verwacht(net, "politie") == {oud.x5t_s256, nieuw.x5t_s256}
    schrijf_partijen(pki, partijen, politie={"certificaten": {"transport": [nieuw]}})
    with start() as gateway:
        assert (_wie(gateway, "politie"), _wie(gateway, NIEUW)) == (401, 200)
        blad = bladen_van(gateway, "partij")[-1]
        assert blad["document"]["certificaten"]["transport"] == [nieuw.x5t_s256]
        assert _verwacht(net, "politie") == {nieuw.x5t_s256}
        assert net.gebelden is not None
        assert net.gebelden.verwacht(("politie.example", 8443)) is None
