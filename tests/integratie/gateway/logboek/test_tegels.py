"""Wie het log volgt heeft genoeg aan het checkpoint en de tegels (C2SP tlog-tiles).

De volger hieronder is uit de norm geschreven en gebruikt niets van het product: SHA-256, de
paden van tlog-tiles, en de boom van RFC 6962.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.pki import Pki
from gateway.zoekregister.register import Zoekregister
from shared.bericht.tijd import utc_tekst
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.bladen import maak_blad
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.opslag import verwijder_inhoud
from shared.logboek.schrijver import Logschrijver
from shared.logboek.tegels import lees_bladtegel
from shared.opslag.engine import maak_engine
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.controle import bladen_van, controleer_log, waarom
from tests.integratie.gateway.gegevens import autorisatie
from tests.integratie.gateway.logboek.test_logboek import AUDITOR, account_van
from tests.integratie.gateway.omgeving import LOGNAAM
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway
from tests.integratie.gateway.sjabloon import SqliteSjabloon


def _wortel(hashes: list[bytes]) -> bytes:
    """MTH van RFC 6962, 2.1, over bladhashes."""
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01" + _wortel(hashes[:k]) + _wortel(hashes[k:])).digest()


def _nummer(nummer: int) -> str:
    """`x001/x234/067`."""
    cijfers = str(nummer).zfill((len(str(nummer)) + 2) // 3 * 3)
    groepen = [cijfers[i : i + 3] for i in range(0, len(cijfers), 3)]
    return "/".join([*(f"x{groep}" for groep in groepen[:-1]), groepen[-1]])


def _checkpoint(gateway: Opstelling, **als: str | None) -> tuple[int, bytes]:
    regels = gateway.haal("/v1/logboek/checkpoint", **als).text.split("\n")
    return int(regels[1]), base64.b64decode(regels[2])


def _tegels(soort: str, grootte: int) -> Iterator[str]:
    """De paden van het onderste niveau, of van de bladen, voor een log van deze grootte."""
    for nummer in range(grootte // 256):
        yield f"/v1/logboek/tile/{soort}/{_nummer(nummer)}"
    if grootte % 256:
        yield f"/v1/logboek/tile/{soort}/{_nummer(grootte // 256)}.p/{grootte % 256}"


def _vul(pki: Pki, url: str, grootte: int) -> None:
    """Bladen zonder betekenis, tot het log zo groot is."""
    sleutel = load_pem_private_key(pki.logsleutel.read_bytes(), password=None)
    assert isinstance(sleutel, Ed25519PrivateKey)
    engine, register = maak_engine(url), Zoekregister(standaard_convenant())
    try:
        nodig = grootte - Loglezer(engine).stand().grootte
        log = Notitiesleutel(LOGNAAM, sleutel)
        with Logschrijver(engine, log, bijwerking=register.neem_op) as schrijver:
            nu = VasteKlok()()
            bladen = (maak_blad("configuratie", utc_tekst(nu), proef=n) for n in range(nodig))
            schrijver.voeg_toe_sync(*bladen)
    finally:
        engine.dispose()


@pytest.fixture
def volle_balie(
    pki: Pki, tmp_path: Path, sqlite_sjabloon: SqliteSjabloon, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Een gateway met meer bladen dan er in één tegel gaan."""
    url = sqlite_sjabloon.kopie(tmp_path)
    _vul(pki, url, 300)
    with draaiende_gateway(pki, tmp_path, url, vaste_klok, net, migreren=False) as opstelling:
        yield opstelling
    controleer_log(opstelling)


def test_uit_de_tegels_volgt_de_wortel_van_het_checkpoint(volle_balie: Opstelling) -> None:
    grootte, wortel = _checkpoint(volle_balie, als="om")
    hashes: list[bytes] = []
    for pad in _tegels("0", grootte):
        antwoord = volle_balie.haal(pad, als="om")
        assert antwoord.status_code == 200, pad
        assert antwoord.headers["content-type"] == "application/octet-stream"
        hashes += [antwoord.content[i : i + 32] for i in range(0, len(antwoord.content), 32)]
    assert (len(hashes), _wortel(hashes)) == (grootte, wortel)
    boven = volle_balie.haal("/v1/logboek/tile/1/000.p/1", als="om").content
    assert boven == _wortel(hashes[:256])


@pytest.mark.parametrize("pad", ["0/000", "0/001.p/44", "0/000.p/7", "1/000.p/1"])
def test_een_tegel_verandert_nooit_en_mag_worden_bewaard(volle_balie: Opstelling, pad: str) -> None:
    """Ook een gedeeltelijke (C2SP tlog-tiles: "This endpoint is immutable")."""
    tegel = volle_balie.haal(f"/v1/logboek/tile/{pad}")
    assert tegel.headers.get_list("cache-control") == ["private, max-age=31536000, immutable"]
    for gehad in (tegel.headers["etag"], "W/" + tegel.headers["etag"], "*"):
        nog_eens = volle_balie.haal(f"/v1/logboek/tile/{pad}", If_None_Match=gehad)
        assert (nog_eens.status_code, nog_eens.content) == (304, b"")
        assert nog_eens.headers["etag"] == tegel.headers["etag"]
    ander = volle_balie.haal(f"/v1/logboek/tile/{pad}", If_None_Match='"ander"')
    assert (ander.status_code, ander.content) == (200, tegel.content)


def test_elke_tegel_heeft_zijn_eigen_etag(volle_balie: Opstelling) -> None:
    paden = ("0/000", "0/000.p/7", "0/000.p/8", "0/001.p/44", "1/000.p/1")
    tegels = [volle_balie.haal(f"/v1/logboek/tile/{pad}") for pad in paden]
    assert len({tegel.headers["etag"] for tegel in tegels}) == len(paden)
    # De tegel van een eerder checkpoint blijft te halen, en is het begin van de volle.
    assert tegels[1].content == tegels[0].content[: 7 * 32]


def test_een_checkpoint_wordt_bewaard_tot_er_een_nieuw_is(balie: Opstelling) -> None:
    eerste = balie.haal("/v1/logboek/checkpoint")
    assert eerste.headers.get_list("cache-control") == ["private, no-cache"]
    etag = {"If_None_Match": eerste.headers["etag"]}
    onveranderd = balie.haal("/v1/logboek/checkpoint", **etag)
    assert (onveranderd.status_code, onveranderd.content) == (304, b"")
    assert onveranderd.headers["etag"] == eerste.headers["etag"]
    balie.vraag_informatie()
    nieuw = balie.haal("/v1/logboek/checkpoint", **etag)
    assert nieuw.status_code == 200
    assert nieuw.text != eerste.text


GEEN_TEGELS = (
    "0/000", "0/0", "0/00", "00/000", "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/x000/000",
    "1/000.p/1", "64/000.p/1", "-1/000", "0/001.p/1", "0/000.p/200", "entries", "0",
    "0/000.p", "0/000%2Ep/1x", "data/000.p/1",
)  # fmt: skip


def test_wat_geen_tegel_is_bestaat_niet(balie: Opstelling) -> None:
    for pad in GEEN_TEGELS:
        antwoord = balie.haal(f"/v1/logboek/tile/{pad}")
        assert antwoord.status_code == 404, (pad, antwoord.text)
        assert antwoord.headers["content-type"] == "application/problem+json"


def test_hele_bladen_zijn_niet_voor_een_partij(balie: Opstelling) -> None:
    assert waarom(balie.haal("/v1/logboek/tile/entries/000.p/1")).startswith(
        "403 Geen toegang: Hele tegels met bladen zijn alleen voor"
    )
    assert balie.haal("/v1/logboek/tile/0/000.p/1").status_code == 200, "hashes wel"


@pytest.fixture
def met_auditor(gateway_met_inlog: Opstelling, uitgever: Uitgever) -> Opstelling:
    opstelling = gateway_met_inlog
    account = account_van(uitgever.url, "auditor@auditdienst.example")
    document = autorisatie("gemeente", "auditor", account=account)
    assert opstelling.zet_autorisatie(AUDITOR, document, "gemeente").status_code == 200
    stel_aan(opstelling, AUDITOR)
    return opstelling


def _als_auditor(
    gateway: Opstelling, uitgever: Uitgever, pad: str, **koppen: str
) -> httpx.Response:
    token = uitgever.token("auditor@auditdienst.example")
    return gateway.haal(pad, als=None, Authorization=f"Bearer {token}", **koppen)


def test_een_bladtegel_komt_samengeperst_voor_wie_dat_kan(
    met_auditor: Opstelling, uitgever: Uitgever
) -> None:
    pad = "/v1/logboek/tile/entries/000.p/1"
    los = _als_auditor(met_auditor, uitgever, pad, Accept_Encoding="identity")
    assert "content-encoding" not in los.headers
    assert "Accept-Encoding" in los.headers["vary"]
    geperst = _als_auditor(met_auditor, uitgever, pad, Accept_Encoding="br, gzip;q=0.5")
    assert geperst.headers["content-encoding"] == "gzip"
    assert geperst.content == los.content, "httpx pakt uit"
    assert geperst.headers["etag"] != los.headers["etag"]
    assert int(geperst.headers["content-length"]) < len(los.content)
    for nee in ("gzip;q=0", "deflate", "*;q=0"):
        assert "content-encoding" not in _als_auditor(
            met_auditor, uitgever, pad, Accept_Encoding=nee
        ).headers  # fmt: skip
    gehad = _als_auditor(
        met_auditor, uitgever, pad, Accept_Encoding="gzip", If_None_Match=geperst.headers["etag"]
    )
    assert (gehad.status_code, gehad.content) == (304, b"")
    assert "content-encoding" not in gehad.headers


def test_een_opgeschoond_blad_neemt_zijn_tegel_niet_mee(
    met_auditor: Opstelling, uitgever: Uitgever
) -> None:
    """Van het blad staat er een lengte van 0, en de kop noemt het; de rest is er gewoon."""
    (pad,) = _tegels("entries", _checkpoint(met_auditor)[0])
    heel = _als_auditor(met_auditor, uitgever, pad)
    assert "bladen-opgeschoond" not in heel.headers
    engine = maak_engine(met_auditor.instellingen.database.url)
    with engine.begin() as verbinding:
        verwijder_inhoud(verbinding, [3])
    engine.dispose()
    tegel = _als_auditor(met_auditor, uitgever, pad)
    assert tegel.status_code == 200
    assert tegel.headers["bladen-opgeschoond"] == "3"
    assert tegel.headers["cache-control"] == "private, no-cache"
    assert tegel.headers["etag"] != heel.headers["etag"]
    eerder, nu = lees_bladtegel(heel.content), lees_bladtegel(tegel.content)
    assert nu == [*eerder[:3], b"", *eerder[4:]]


def test_een_auditor_volgt_alle_bladen_en_dat_staat_in_het_log(
    met_auditor: Opstelling, uitgever: Uitgever
) -> None:
    gateway = met_auditor
    gateway.vraag_informatie()
    grootte, wortel = _checkpoint(gateway)
    hashes = []
    for pad in _tegels("entries", grootte):
        inhoud = _als_auditor(gateway, uitgever, pad).content
        while inhoud:
            lengte = int.from_bytes(inhoud[:2], "big")
            hashes.append(sha256(b"\x00" + inhoud[2 : 2 + lengte]).digest())
            inhoud = inhoud[2 + lengte :]
    assert (len(hashes), _wortel(hashes)) == (grootte, wortel)
    opening = bladen_van(gateway, "raadpleging")
    assert [blad["autorisatie"] for blad in opening] == [AUDITOR]
    gateway.klok.vooruit(hours=1)
    assert _als_auditor(gateway, uitgever, "/v1/logboek/tile/entries/000.p/1").status_code == 200
    (einde,) = [
        blad["vraag"]
        for blad in bladen_van(gateway, "raadpleging")
        if blad["vraag"]["soort"] == "leesreeks-einde"
    ]
    assert [een["keren"] for een in einde["gevolgd"]] == [1]
