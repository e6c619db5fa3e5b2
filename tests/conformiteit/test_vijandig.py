"""Wat een vijand of een kapot systeem stuurt: altijd een probleem dat zegt wat er mis is, nooit een
500, en nooit een spoor van een uitwisseling.
"""

from __future__ import annotations

import base64
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
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    Bericht,
    Buitenstaander,
    maak_bericht,
    onderdeel,
    verbinding,
    vertrouwen_in,
)
from tests.conformiteit.probleem import eis_probleem, eis_vaste_koppen, fouten


@pytest.fixture
def bericht(buiten: Buitenstaander, groep: str, vraag: str) -> Bericht:
    """A message that would be permitted, never sent yet."""
    return buiten.verstrekking(groep, vraag)


@pytest.fixture
def gaat_daarna_nog(buiten: Buitenstaander, bericht: Bericht) -> Callable[[], None]:
    """Nothing was decided on it: as it should have been, it is simply permitted."""

    def controleer() -> None:
        antwoord = buiten.stuur(bericht)
        assert antwoord.status_code == 201, antwoord.text

    return controleer


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
        pytest.param({"alg": "ES256"}, id="verkeerde-soort-sleutel"),
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
    sleutels = buiten.doel.partijen["politie"].ondertekening
    vals = profiel.jades(sleutels, bericht.koppen["Digest"], **anders)
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


# --- vorm -----------------------------------------------------------------------------------------


def _stuur_body(buiten: Buitenstaander, body: bytes, **koppen: str | None) -> httpx.Response:
    sleutels = buiten.doel.partijen["politie"].ondertekening
    bericht = maak_bericht(
        {"id": profiel.uuid7(), "afzender": "politie"}, None, sleutels, body=body
    )
    return buiten.stuur(bericht, bericht.met(**koppen))


@pytest.mark.parametrize(
    "soort", ["text/plain", "application/xml", "multipart/form-data; boundary=x"]
)
def test_onbekende_inhoudsvorm_is_415(buiten: Buitenstaander, bericht: Bericht, soort: str) -> None:
    eis_probleem(buiten.stuur(bericht, bericht.met(Content_Type=soort)), 415)


def test_te_groot_is_413(buiten: Buitenstaander, bericht: Bericht) -> None:
    groot = bericht.body[:-1] + b" " * (2 * 1024 * 1024) + b"}"
    sleutels = buiten.doel.partijen["politie"].ondertekening
    te_groot = maak_bericht(bericht.kop, None, sleutels, body=groot)
    # Een eigen verbinding: na een 413 sluit de gateway haar.
    with verbinding(buiten.doel, buiten.doel.partijen["politie"]) as client:
        antwoord = client.post("/v1/berichten", content=groot, headers=te_groot.koppen)
    eis_probleem(antwoord, 413)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"geen json",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"tekst"',
        b"1",
        b'{"kop": {}, "kop": {}, "inhoud": null}',
        b'{"kop": NaN, "inhoud": null}',
        b'{"kop": {"id": "\\ud800"}, "inhoud": null}',
        b'{"kop": ' + b"[" * 5000 + b"]" * 5000 + b', "inhoud": null}',
        b'{"kop": {"stap": 1' + b"0" * 5000 + b'}, "inhoud": null}',
    ],
    ids=[
        "leeg", "geen-json", "half", "geen-utf8", "lijst", "null", "tekst", "getal",
        "dubbele-naam", "nan", "los-surrogaat", "diep", "lang-getal",
    ],
)  # fmt: skip
def test_wat_geen_bericht_is_is_400(buiten: Buitenstaander, body: bytes) -> None:
    eis_probleem(_stuur_body(buiten, body), 400)


def test_elke_fout_in_de_kop_staat_in_het_antwoord(buiten: Buitenstaander, groep: str) -> None:
    kop = buiten.kop("verstrekking", "politie", "gemeente", groep)
    kop |= {
        "soort": "vriendendienst",
        "stap": "twee",
        "tijdstip": "nu",
        "naamVanBetrokkene": "Ravi Verzinsel",
        "onderdelen": [{"betrokkene": "Ravi Verzinsel", "categorie": 1}],
    }
    del kop["groep"]
    sleutels = buiten.doel.partijen["politie"].ondertekening
    antwoord = buiten.stuur(maak_bericht(kop, None, sleutels))
    gemeld = fouten(eis_probleem(antwoord, 400))
    verwacht = {"/kop/soort", "/kop/stap", "/kop/tijdstip", "/kop/groep", "/kop/naamVanBetrokkene"}
    assert verwacht <= set(gemeld)
    assert {pad for pad in gemeld if pad.startswith("/kop/onderdelen/0/")}
    assert "Verzinsel" not in antwoord.text, "een antwoord herhaalt niet wat iemand stuurde"


def test_onbekend_lid_naast_kop_en_inhoud(buiten: Buitenstaander, groep: str) -> None:
    bericht = buiten.verzoek(groep)
    body = json.dumps({"kop": bericht.kop, "inhoud": None, "bijlage": "x", "cc": "y"}).encode()
    sleutels = buiten.doel.partijen["gemeente"].ondertekening
    gemeld = fouten(
        eis_probleem(buiten.stuur(maak_bericht(bericht.kop, None, sleutels, body=body)), 400)
    )
    assert {"/bijlage", "/cc"} <= set(gemeld)


@pytest.mark.parametrize("inhoud", ["", "a.b.c", 1, {}, [], "a.b.c.d.e", "é.é.é.é.é", True])
def test_inhoud_die_geen_jwe_is(buiten: Buitenstaander, bericht: Bericht, inhoud: object) -> None:
    body = json.dumps({"kop": bericht.kop, "inhoud": inhoud}).encode()
    sleutels = buiten.doel.partijen["politie"].ondertekening
    vals = maak_bericht(bericht.kop, None, sleutels, body=body)
    antwoord = buiten.stuur(vals)
    assert antwoord.status_code in (400, 201), antwoord.text
    if antwoord.status_code == 201:
        # De gateway kan niet in de inhoud kijken; de ontvanger heeft dan geweigerd.
        ontvangst = json.loads(antwoord.json()["ontvangst"]["inhoud"])
        assert ontvangst["status"] == "geweigerd"
    else:
        eis_probleem(antwoord, 400)


def test_onderdelen_zonder_inhoud(buiten: Buitenstaander, groep: str, vraag: str) -> None:
    kop = buiten.verstrekking(groep, vraag).kop
    sleutels = buiten.doel.partijen["politie"].ondertekening
    eis_probleem(buiten.stuur(maak_bericht(kop, None, sleutels)), 400)


def test_heel_veel_onderdelen_geven_een_net_antwoord(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    delen = [onderdeel(profiel.uuid7()) for _ in range(400)]
    antwoord = buiten.stuur(buiten.verstrekking(groep, vraag, onderdelen=delen))
    eis_vaste_koppen(antwoord)
    assert antwoord.status_code in (201, 400, 413), antwoord.text


# --- paden en methoden ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("methode", "pad", "toegestaan"),
    [
        ("GET", "/v1/berichten", "POST"),
        ("DELETE", "/v1/berichten", "POST"),
        ("PUT", "/v1/groepsbesluiten", "POST"),
        ("POST", "/v1/partijen", "GET"),
        ("GET", "/access/v1/evaluation", "POST"),
    ],
)
def test_verkeerde_methode_is_405_met_wat_wel_mag(
    buiten: Buitenstaander, methode: str, pad: str, toegestaan: str
) -> None:
    antwoord = buiten.als("politie").request(methode, pad)
    eis_probleem(antwoord, 405)
    assert toegestaan in [deel.strip() for deel in antwoord.headers["allow"].split(",")]


@pytest.mark.parametrize(
    "pad",
    [
        "/", "/v1", "/v2/berichten", "/v1/berichten/", "/v1/Berichten", "/docs", "/redoc",
        "/v1/../etc/passwd", "/v1/%2e%2e/%2e%2e/etc/passwd", "/v1/groepen/%00",
        "/v1/groepen/0193aaaa-0000-7000-8000-00000000ffff", "/.git/config", "/metrics",
    ],
)  # fmt: skip
def test_wat_er_niet_is_is_404_zonder_omleiding(buiten: Buitenstaander, pad: str) -> None:
    antwoord = buiten.als("politie").get(pad)
    assert antwoord.status_code in (400, 404), antwoord.text
    eis_probleem(antwoord, antwoord.status_code)


@pytest.mark.parametrize("vorm", ["text/html", "application/xml", "image/png"])
def test_een_vorm_die_wij_niet_geven_is_406(
    buiten: Buitenstaander, bericht: Bericht, vorm: str, gaat_daarna_nog: Callable[[], None]
) -> None:
    antwoord = buiten.stuur(bericht, bericht.met(Accept=vorm))
    eis_probleem(antwoord, 406)
    gaat_daarna_nog()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"besluit": 1}', b'{"besluit": {}}'])
@pytest.mark.parametrize(
    "pad", ["/v1/groepsbesluiten", "/access/v1/evaluation", "/access/v1/evaluations",
            "/v1/bewijsbundels"]
)  # fmt: skip
def test_kapotte_invoer_op_andere_adressen_is_400(
    buiten: Buitenstaander, pad: str, body: bytes
) -> None:
    antwoord = buiten.als("gemeente").post(
        pad, content=body, headers={"content-type": "application/json"}
    )
    eis_probleem(antwoord, 400)


@pytest.mark.parametrize("nummer", ["-1", "9" * 30, "1e3", "x", "9007199254740991", "999999"])
def test_bladnummers_die_er_niet_zijn(buiten: Buitenstaander, nummer: str) -> None:
    antwoord = buiten.als("politie").get(f"/v1/logboek/bladen/{nummer}")
    assert antwoord.status_code in (400, 404), antwoord.text
    eis_probleem(antwoord, antwoord.status_code)


@pytest.mark.parametrize(
    "vraag", ["", "van=0&tot=1", "van=5&tot=2", "van=1&tot=999999", "van=a&tot=b", "van=1"]
)
def test_consistentie_tussen_wat_er_niet_is(buiten: Buitenstaander, vraag: str) -> None:
    antwoord = buiten.als("politie").get(f"/v1/logboek/consistentie?{vraag}")
    assert antwoord.status_code in (400, 404), antwoord.text
    eis_probleem(antwoord, antwoord.status_code)


@pytest.mark.parametrize(
    "token",
    [
        "Bearer",
        "Bearer rommel",
        "Basic YTpi",
        "Bearer " + "a" * 9000,
        "Bearer eyJhbGciOiJub25lIn0."
        + base64.urlsafe_b64encode(b'{"sub":"auditor@toezicht.example"}').decode().rstrip("=")
        + ".",
    ],
    ids=["leeg", "rommel", "basic", "lang", "zonder-handtekening"],
)
def test_token_dat_niet_deugt_is_401(buiten: Buitenstaander, token: str) -> None:
    with verbinding(buiten.doel, None) as client:
        antwoord = client.get("/v1/logboek/checkpoint", headers={"authorization": token})
    eis_probleem(antwoord, 401)


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
