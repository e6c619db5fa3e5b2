"""The configuration of a process: all faults at once, and what production refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.pki import Pki
from shared.kluis.bestand import BestandsSleutelbron
from shared.web.instellingen import (
    Instellingen,
    OngeldigeInstellingen,
    laad_instellingen,
    voorbeeld_instellingen,
)
from shared.web.productie import controleer_productie
from tests.unit.web.conftest import maak_instellingen

TOML = """
omgeving = "{omgeving}"
onderdeel = "politie"
[server]
poort = 8442
publieke_url = "https://politie.driehoek.example/v1"
[tls]
certificaat = "sleutels/a.pem"
sleutel = "sleutels/a.sleutel.pem"
vertrouwen = "sleutels/wortel.pem"
[ondertekening]
certificaat = "sleutels/a.pem"
sleutel = "sleutels/a.sleutel.pem"
[database]
url = "postgresql+psycopg://driehoek:geheim-wachtwoord@db.example/politie"
"""
OIDC = """
[oidc]
uitgever = "{uitgever}"
publiek = "driehoek"
jwks_url = "{uitgever}/jwks"
"""


def _schrijf(map_: Path, tekst: str) -> Path:
    pad = map_ / "politie.toml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def _naam(tekst: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, tekst),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, "00000001003214345000"),
        ]
    )


@pytest.fixture
def echt(tmp_path: Path) -> Path:
    """A folder with keys that carry no mark of a test, readable by their owner only."""
    map_ = tmp_path / "sleutels"
    map_.mkdir()
    sleutel = ec.generate_private_key(ec.SECP256R1())
    nu = datetime.now(UTC)
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(_naam("Eenheid"))
        .issuer_name(_naam("Uitgever"))
        .public_key(sleutel.public_key())
        .serial_number(7)
        .not_valid_before(nu - timedelta(days=1))
        .not_valid_after(nu + timedelta(days=1))
        .sign(sleutel, hashes.SHA256())
    )
    pem = certificaat.public_bytes(serialization.Encoding.PEM)
    (map_ / "a.pem").write_bytes(pem)
    (map_ / "wortel.pem").write_bytes(pem)
    geheim = map_ / "a.sleutel.pem"
    geheim.write_bytes(
        sleutel.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    geheim.chmod(0o600)
    return tmp_path


def test_paden_gelden_vanaf_het_bestand(echt: Path) -> None:
    instellingen = laad_instellingen(_schrijf(echt, TOML.format(omgeving="ontwikkeling")))
    assert instellingen.tls.sleutel == echt / "sleutels/a.sleutel.pem"
    assert instellingen.limieten.max_body_bytes == 1024 * 1024


def test_het_wachtwoord_van_de_databank_staat_nergens(echt: Path) -> None:
    instellingen = laad_instellingen(_schrijf(echt, TOML.format(omgeving="ontwikkeling")))
    assert "geheim-wachtwoord" not in repr(instellingen)
    assert "geheim-wachtwoord" not in str(instellingen)


def test_alle_fouten_in_het_bestand_staan_er_met_hun_plaats(tmp_path: Path) -> None:
    tekst = """
omgeving = "test"
onderdeel = "politie"
onbekend = 1
[server]
poort = 99999
publieke_url = "http://politie.driehoek.example/v1"
[tls]
certificaat = "a.pem"
[limieten]
max_body_bytes = 0
[[beheerders]]
sub = "a"
[[beheerders]]
naam = "b"
"""
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        laad_instellingen(_schrijf(tmp_path, tekst))
    fouten = {fout.pad: fout.melding for fout in gevangen.value.fouten}
    assert fouten == {
        "omgeving": "moet een van deze waarden zijn: 'ontwikkeling' of 'productie'",
        "onbekend": "is hier onbekend",
        "server.poort": "mag hoogstens 65535 zijn",
        "server.publieke_url": "moet een https-adres zijn",
        "tls.sleutel": "ontbreekt",
        "tls.vertrouwen": "ontbreekt",
        "ondertekening": "ontbreekt",
        "database": "ontbreekt",
        "limieten.max_body_bytes": "moet groter zijn dan 0",
        "beheerders[2].sub": "ontbreekt",
        "beheerders[2].naam": "is hier onbekend",
    }
    assert "limieten.max_body_bytes: moet groter zijn dan 0" in str(gevangen.value)


def test_elk_bestand_dat_er_niet_is_wordt_genoemd(tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        laad_instellingen(_schrijf(tmp_path, TOML.format(omgeving="ontwikkeling")))
    assert {fout.pad for fout in gevangen.value.fouten} == {
        "tls.certificaat",
        "tls.sleutel",
        "tls.vertrouwen",
        "ondertekening.certificaat",
        "ondertekening.sleutel",
    }


@pytest.mark.parametrize("tekst", ["geen toml", "a = 1\na = 2"])
def test_wat_geen_toml_is_wordt_uitgelegd(tmp_path: Path, tekst: str) -> None:
    with pytest.raises(OngeldigeInstellingen, match="geen geldige TOML"):
        laad_instellingen(_schrijf(tmp_path, tekst))


def test_een_bestand_dat_er_niet_is_wordt_uitgelegd(tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInstellingen, match="niet te lezen"):
        laad_instellingen(tmp_path / "weg.toml")


def test_een_http_inlog_elders_mag_nooit(echt: Path) -> None:
    tekst = TOML + OIDC.format(uitgever="http://inlog.example")
    with pytest.raises(OngeldigeInstellingen, match=r"oidc\.uitgever: moet een https-adres"):
        laad_instellingen(_schrijf(echt, tekst.format(omgeving="ontwikkeling")))


def test_wat_een_onderdeel_nodig_heeft_wordt_in_een_keer_gevraagd(pki: Pki) -> None:
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        maak_instellingen(pki).vereis("kluis", "database", "oidc", "register")
    assert [fout.pad for fout in gevangen.value.fouten] == ["[kluis]", "[oidc]", "[register]"]


def test_de_configuratie_is_niet_te_veranderen(pki: Pki) -> None:
    with pytest.raises(ValueError, match="frozen"):
        maak_instellingen(pki).omgeving = "productie"  # type: ignore[misc]


def test_het_voorbeeld_is_zelf_een_geldige_configuratie() -> None:
    assert voorbeeld_instellingen("om").server.publieke_url == "https://om.driehoek.example/v1"


def test_echte_sleutels_en_een_echte_inlog_mogen_in_productie(echt: Path) -> None:
    tekst = TOML.format(omgeving="productie") + OIDC.format(uitgever="https://inlog.example")
    controleer_productie(laad_instellingen(_schrijf(echt, tekst)))


def _productie(pki: Pki, **anders: object) -> Instellingen:
    return maak_instellingen(pki, omgeving="productie", **anders)


def _geweigerd(instellingen: Instellingen) -> dict[str, str]:
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        controleer_productie(instellingen)
    return {fout.pad: fout.melding for fout in gevangen.value.fouten}


def test_productie_weigert_testcertificaten_en_hun_sleutels(pki: Pki) -> None:
    assert _geweigerd(_productie(pki)) == {
        "tls.certificaat": "is een testcertificaat",
        "tls.sleutel": "is een testsleutel",
        "tls.vertrouwen": "bevat een testwortel",
        "ondertekening.certificaat": "is een testcertificaat",
        "ondertekening.sleutel": "is een testsleutel",
    }


@pytest.mark.parametrize(
    "uitgever", ["http://localhost:8449", "https://localhost:8449", "https://127.0.0.1"]
)
def test_productie_weigert_een_testinlog(pki: Pki, uitgever: str) -> None:
    oidc = {"uitgever": uitgever, "publiek": "x", "jwks_url": f"{uitgever}/jwks"}
    geweigerd = _geweigerd(_productie(pki, oidc=oidc))
    assert "oidc.uitgever" in geweigerd
    assert "oidc.jwks_url" in geweigerd


@pytest.mark.parametrize("rechten", [0o604, 0o602, 0o620])
def test_productie_weigert_een_sleutel_waar_anderen_bij_kunnen(echt: Path, rechten: int) -> None:
    (echt / "sleutels/a.sleutel.pem").chmod(rechten)
    instellingen = laad_instellingen(_schrijf(echt, TOML.format(omgeving="productie")))
    assert set(_geweigerd(instellingen)) == {"tls.sleutel", "ondertekening.sleutel"}


@pytest.mark.parametrize("test", [True, False])
def test_productie_weigert_een_hoofdsleutel_voor_tests(echt: Path, test: bool) -> None:
    hoofdsleutel = echt / "kluis.sleutel"
    BestandsSleutelbron.maak(hoofdsleutel, test=test)
    tekst = TOML.format(omgeving="productie")
    tekst += '[kluis]\nurl = "sqlite://"\nhoofdsleutel = "kluis.sleutel"\n'
    instellingen = laad_instellingen(_schrijf(echt, tekst))
    if test:
        assert _geweigerd(instellingen) == {"kluis.hoofdsleutel": "is een testsleutel"}
    else:
        controleer_productie(instellingen)


def test_productie_weigert_een_vertrouwenslijst_die_niet_te_lezen_is(echt: Path) -> None:
    (echt / "sleutels/wortel.pem").write_text("geen certificaat")
    instellingen = laad_instellingen(_schrijf(echt, TOML.format(omgeving="productie")))
    assert _geweigerd(instellingen) == {"tls.vertrouwen": "is geen leesbare PEM-bundel"}


def test_ontwikkeling_mag_wel_met_testsleutels(pki: Pki) -> None:
    controleer_productie(maak_instellingen(pki))
