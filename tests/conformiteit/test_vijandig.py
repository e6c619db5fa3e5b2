"""Wat een vijand of een kapot systeem stuurt: altijd een probleem dat zegt wat er mis is, nooit een
500, en nooit een spoor van een uitwisseling.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    Bericht,
    maak_bericht,
    verbinding,
    vertrouwen_in,
)
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.probleem import eis_probleem, fouten

# --- handtekening ---------------------------------------------------------------------------------


def test_andere_sleutel_dan_die_van_de_afzender(
    buiten: Buitenstaander, bericht: Bericht, gaat_daarna_nog: Callable[[], None]
) -> None:
    digest = bericht.koppen["Digest"]
    vreemd = profiel.jades(buiten.doel.partijen["om"].ondertekening, digest)
    eis_probleem(buiten.stuur(bericht, bericht.met(Payload_Signature=vreemd)), 400)
    gaat_daarna_nog()


def test_andere_sleutel_onder_de_naam_van_het_goede_certificaat(
    buiten: Buitenstaander, bericht: Bericht
) -> None:
    politie, om = buiten.doel.partijen["politie"], buiten.doel.partijen["om"]
    vals = profiel.Paar(politie.ondertekening.certificaat, om.ondertekening.sleutel)
    handtekening = profiel.jades(vals, bericht.koppen["Digest"])
    eis_probleem(buiten.stuur(bericht, bericht.met(Payload_Signature=handtekening)), 400)


def test_een_gewijzigd_byte_in_de_body(
    buiten: Buitenstaander, bericht: Bericht, gaat_daarna_nog: Callable[[], None]
) -> None:
    gewijzigd = bericht.body.replace(b"16-17", b"18-23")
    assert gewijzigd != bericht.body
    eis_probleem(buiten.stuur(Bericht(bericht.kop, gewijzigd, bericht.koppen)), 400)
    gaat_daarna_nog()


def test_gewijzigde_body_met_eigen_digest_zonder_nieuwe_handtekening(
    buiten: Buitenstaander, bericht: Bericht
) -> None:
    gewijzigd = bericht.body.replace(b"16-17", b"18-23")
    koppen = {**bericht.koppen, "Digest": profiel.digest(gewijzigd)}
    eis_probleem(buiten.stuur(Bericht(bericht.kop, gewijzigd, koppen)), 400)


@pytest.mark.parametrize(
    "anders",
    [
        pytest.param({"alg": "none"}, id="geen-algoritme"),
        pytest.param({"alg": "HS256"}, id="hmac"),
        pytest.param({"alg": "RS256"}, id="pkcs1"),
        pytest.param({"b64": True}, id="gecodeerde-lading"),
        pytest.param({"crit": ["b64", "sigD"]}, id="crit-zonder-sigT"),
        pytest.param({"crit": ["b64", "sigD", "sigT", "exp"], "exp": 1}, id="onbekend-in-crit"),
        pytest.param({"x5t#S256": profiel.b64u(bytes(32))}, id="ander-certificaat"),
        pytest.param({"sigT": "gisteren"}, id="geen-tijd"),
        pytest.param({"sigT": "1999-01-01T00:00:00Z"}, id="voor-het-certificaat"),
        pytest.param(
            {"sigD": {"mId": profiel.MECHANISME, "pars": ["digest", "date"]}}, id="meer-koppen"
        ),
        pytest.param({"sigD": {"mId": profiel.MECHANISME, "pars": []}}, id="geen-koppen"),
        pytest.param({"jwk": {"kty": "RSA"}}, id="eigen-sleutel-meegestuurd"),
    ],
)
def test_afwijkende_kop_van_de_handtekening(
    buiten: Buitenstaander, bericht: Bericht, anders: dict[str, Any]
) -> None:
    sleutels = buiten.sleutels("politie")
    vals = profiel.jades(sleutels, bericht.koppen["Digest"], **anders)
    eis_probleem(buiten.stuur(bericht, bericht.met(Payload_Signature=vals)), 400)


def test_algoritme_van_een_andere_soort_sleutel(buiten: Buitenstaander, bericht: Bericht) -> None:
    sleutels = buiten.sleutels("politie")
    ander = "ES256" if isinstance(sleutels.sleutel, rsa.RSAPrivateKey) else "PS256"
    vals = profiel.jades(sleutels, bericht.koppen["Digest"], alg=ander)
    eis_probleem(buiten.stuur(bericht, bericht.met(Payload_Signature=vals)), 400)


@pytest.mark.parametrize(
    "handtekening",
    ["", "a.b", "..", "a..b", "é", "x" * 20_000, "bnVsbA..AAAA", "W10..AAAA", "eyJhIjoxfQ..AAAA"],
    ids=["leeg", "twee-delen", "niets", "rommel", "geen-ascii", "lang", "null", "lijst", "object"],
)
def test_handtekening_die_er_geen_is(
    buiten: Buitenstaander, bericht: Bericht, handtekening: str
) -> None:
    koppen = [(n.encode(), w.encode()) for n, w in bericht.met(Payload_Signature=handtekening)]
    antwoord = buiten.als("politie").post("/v1/berichten", content=bericht.body, headers=koppen)
    eis_probleem(antwoord, 400)


@pytest.mark.parametrize("naam", ["Digest", "Payload-Signature", "Fsc-Transaction-Id"])
def test_dubbele_kop_is_ongeldig_ook_als_beide_gelijk_zijn(
    buiten: Buitenstaander, bericht: Bericht, naam: str, gaat_daarna_nog: Callable[[], None]
) -> None:
    dubbel = [*bericht.koppen.items(), (naam, bericht.koppen[naam])]
    probleem = eis_probleem(buiten.stuur(bericht, dubbel), 400)
    assert naam in str(probleem["fouten"])
    gaat_daarna_nog()


@pytest.mark.parametrize("naam", ["Digest", "Payload-Signature", "Fsc-Transaction-Id"])
def test_kop_die_ontbreekt(buiten: Buitenstaander, bericht: Bericht, naam: str) -> None:
    probleem = eis_probleem(buiten.stuur(bericht, bericht.met(**{naam: None})), 400)
    assert naam in str(probleem["fouten"])


@pytest.mark.parametrize(
    "waarde",
    ["MD5=1B2M2Y8AsgTpgAmY7PhCfg==", "SHA-256=", "SHA-256=AAAA", "sha-256=" + "A" * 43 + "="],
)
def test_digest_in_een_andere_vorm(buiten: Buitenstaander, bericht: Bericht, waarde: str) -> None:
    eis_probleem(buiten.stuur(bericht, bericht.met(Digest=waarde)), 400)


# --- wie er belt ----------------------------------------------------------------------------------


def test_zonder_clientcertificaat_is_het_401(buiten: Buitenstaander, bericht: Bericht) -> None:
    with verbinding(buiten.doel, None) as client:
        antwoord = client.post("/v1/berichten", content=bericht.body, headers=bericht.koppen)
    eis_probleem(antwoord, 401)


def test_met_een_certificaat_van_een_vreemde_uitgever_is_er_niemand(
    buiten: Buitenstaander, bericht: Bericht, tmp_path: Path
) -> None:
    """Een zelfgemaakte wortel met het OIN van de politie opent niets."""
    context = vertrouwen_in(buiten.doel, _vreemd(tmp_path, buiten.doel.partijen["politie"].oin))
    with httpx.Client(base_url=buiten.doel.gateway, verify=context, trust_env=False) as client:
        try:
            antwoord = client.post("/v1/berichten", content=bericht.body, headers=bericht.koppen)
        except httpx.TransportError:
            return
    eis_probleem(antwoord, 401)


def test_een_ander_oin_dan_dat_van_de_afzender(
    buiten: Buitenstaander, bericht: Bericht, gaat_daarna_nog: Callable[[], None]
) -> None:
    """Het OM biedt een echt bericht van de politie aan."""
    antwoord = buiten.als("om").post("/v1/berichten", content=bericht.body, headers=bericht.koppen)
    eis_probleem(antwoord, 403)
    gaat_daarna_nog()


def test_een_ander_oin_leest_het_antwoord_op_andermans_bericht_niet(
    buiten: Buitenstaander, bericht: Bericht
) -> None:
    assert buiten.stuur(bericht).status_code == 201
    antwoord = buiten.als("om").post("/v1/berichten", content=bericht.body, headers=bericht.koppen)
    eis_probleem(antwoord, 403)
    assert "ontvangst" not in antwoord.json()


def test_onder_andermans_naam_spreken(buiten: Buitenstaander, bericht: Bericht) -> None:
    """Het OM ondertekent zelf een kop die zegt van de politie te komen."""
    om = buiten.doel.partijen["om"]
    vals = maak_bericht(bericht.kop, json.loads(bericht.body)["inhoud"], om.ondertekening)
    antwoord = buiten.als("om").post("/v1/berichten", content=vals.body, headers=vals.koppen)
    eis_probleem(antwoord, 403)


@pytest.mark.parametrize("partij", ["politie", "om", "gemeente"])
def test_partij_neemt_niets_aan_buiten_de_gateway_om(
    buiten: Buitenstaander, bericht: Bericht, partij: str
) -> None:
    doel = buiten.doel
    with verbinding(doel, doel.partijen["politie"], doel.diensten[partij]) as client:
        antwoord = client.post("/v1/ontvangsten", content=bericht.body, headers=bericht.koppen)
    assert antwoord.status_code in (400, 403), antwoord.text
    eis_probleem(antwoord, antwoord.status_code)


def test_met_oude_tls_kom_je_er_niet_in(buiten: Buitenstaander) -> None:
    context = vertrouwen_in(buiten.doel, buiten.doel.partijen["politie"].transport)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with (
        httpx.Client(base_url=buiten.doel.gateway, verify=context, trust_env=False) as client,
        pytest.raises(httpx.TransportError),
    ):
        client.get("/v1/gezondheid")


# --- tijd en herhaling ----------------------------------------------------------------------------


@pytest.mark.parametrize("minuten", [-6, 6])
def test_tijdstip_buiten_het_venster(buiten: Buitenstaander, groep: str, minuten: int) -> None:
    toen = profiel.nu_tekst(datetime.now(UTC) + timedelta(minutes=minuten))
    probleem = eis_probleem(buiten.stuur(buiten.verzoek(groep, tijdstip=toen)), 400)
    assert probleem["type"].endswith("tijdstip-buiten-venster")


def test_kenmerk_dat_geen_uuid7_is(buiten: Buitenstaander, groep: str) -> None:
    vier = "3f2b8c1e-9d4a-4c6b-8f1e-2a7d5c9b0e13"
    probleem = eis_probleem(buiten.stuur(buiten.verzoek(groep, id=vier)), 400)
    assert "/kop/id" in fouten(probleem)


def test_transactie_met_een_ander_kenmerk_dan_het_bericht(
    buiten: Buitenstaander, bericht: Bericht, gaat_daarna_nog: Callable[[], None]
) -> None:
    ander = bericht.met(Fsc_Transaction_Id=profiel.uuid7())
    eis_probleem(buiten.stuur(bericht, ander), 400)
    gaat_daarna_nog()


def _vreemd(map_: Path, oin: str) -> tuple[str, str]:
    """A self-signed certificate that claims somebody's OIN."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Iemand anders"),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, oin),
        ]
    )
    nu = datetime.now(UTC)
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - timedelta(days=1))
        .not_valid_after(nu + timedelta(days=1))
        .sign(sleutel, hashes.SHA256())
    )
    cert_pad, sleutel_pad = map_ / "vreemd.pem", map_ / "vreemd.sleutel.pem"
    cert_pad.write_bytes(certificaat.public_bytes(serialization.Encoding.PEM))
    sleutel_pad.write_bytes(
        sleutel.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(cert_pad), str(sleutel_pad)
