"""The configuration of a process: all faults at once, and what production refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.web.instellingen.instellingen import (
    Instellingen,
    laad_instellingen,
    voorbeeld_instellingen,
)
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.onderdeelsoort import GatewayInstellingen, PartijInstellingen
from shared.web.instellingen.partijenbestand import lees_partijenbestand
from shared.web.instellingen.tabellen import Kluis, Oidc
from shared.web.meldingen import Invoerfout
from tests.unit.web.conftest import maak_instellingen
from tests.unit.web.echteomgeving import OIDC, TOML, maak_echte_omgeving, schrijf


class MetInlog(Instellingen):
    oidc: Oidc


@pytest.fixture
def echt(tmp_path: Path) -> Path:
    return maak_echte_omgeving(tmp_path)


def test_paden_gelden_vanaf_het_bestand(echt: Path) -> None:
    instellingen = laad_instellingen(schrijf(echt, TOML.format(omgeving="ontwikkeling")))
    assert instellingen.tls.sleutel == echt / "sleutels/transport.sleutel.pem"
    assert instellingen.limieten.max_body_bytes == 1024 * 1024


def test_het_wachtwoord_van_de_databank_staat_nergens(echt: Path) -> None:
    instellingen = laad_instellingen(schrijf(echt, TOML.format(omgeving="ontwikkeling")))
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
        laad_instellingen(schrijf(tmp_path, tekst))
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
        laad_instellingen(schrijf(tmp_path, TOML.format(omgeving="ontwikkeling")))
    assert {fout.pad for fout in gevangen.value.fouten} == {
        "tls.certificaat",
        "tls.sleutel",
        "tls.vertrouwen",
        "tls.intrekkingen",
        "ondertekening.certificaat",
        "ondertekening.sleutel",
    }


@pytest.mark.parametrize("tekst", ["geen toml", "a = 1\na = 2"])
def test_wat_geen_toml_is_wordt_uitgelegd(tmp_path: Path, tekst: str) -> None:
    with pytest.raises(OngeldigeInstellingen, match="geen geldige TOML"):
        laad_instellingen(schrijf(tmp_path, tekst))


def test_een_bestand_dat_er_niet_is_wordt_uitgelegd(tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInstellingen, match="niet te lezen"):
        laad_instellingen(tmp_path / "weg.toml")


def test_een_http_inlog_elders_mag_nooit(echt: Path) -> None:
    tekst = TOML + OIDC.format(uitgever="http://inlog.example")
    with pytest.raises(OngeldigeInstellingen, match=r"oidc\.uitgever: moet een https-adres"):
        laad_instellingen(schrijf(echt, tekst.format(omgeving="ontwikkeling")))


def test_wat_een_onderdeel_nodig_heeft_wordt_in_een_keer_gevraagd(pki: Pki) -> None:
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        maak_instellingen(pki).vereis(PartijInstellingen)
    ontbreekt = ["[versleuteling]", "[kluis]", "[gateway]", "[oidc]", "[verwerkingenlog]"]
    assert [fout.pad for fout in gevangen.value.fouten] == ontbreekt
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        maak_instellingen(pki).vereis(GatewayInstellingen)
    ontbreekt = ["[log]", "[register]", "[verwerkingenlog]"]
    assert [fout.pad for fout in gevangen.value.fouten] == ontbreekt


def test_wat_er_is_staat_in_de_strengere_vorm_zoals_het_was(echt: Path) -> None:
    tekst = (TOML + OIDC.format(uitgever="https://inlog.example")).format(omgeving="ontwikkeling")
    pad = schrijf(echt, tekst)
    gelezen = laad_instellingen(pad)
    streng = gelezen.vereis(MetInlog)
    assert streng.oidc == gelezen.oidc
    assert dict(streng) == dict(gelezen)
    assert streng.bestand == pad
    assert streng.vereis(MetInlog) is streng
    with pytest.raises(OngeldigeInstellingen, match=pad.name):
        streng.vereis(GatewayInstellingen)


def test_de_configuratie_is_niet_te_veranderen(pki: Pki) -> None:
    with pytest.raises(ValueError, match="frozen"):
        maak_instellingen(pki).omgeving = "productie"  # type: ignore[misc]


def test_het_voorbeeld_is_zelf_een_geldige_configuratie() -> None:
    assert voorbeeld_instellingen("om").server.publieke_url == "https://om.driehoek.example/v1"


def test_een_fout_van_wie_alleen_de_instellingen_kent_noemt_toch_het_bestand(
    tmp_path: Path,
) -> None:
    fout = OngeldigeInstellingen("deze partij", (Invoerfout("partijen.om", "klopt niet"),))
    zin = str(fout.in_bestand(tmp_path / "om.toml"))
    assert zin.startswith(f"De instellingen in {tmp_path / 'om.toml'} kloppen niet:")
    ander = OngeldigeInstellingen("partijen.toml", fout.fouten)
    assert ander.in_bestand(tmp_path / "om.toml") is ander


@pytest.mark.parametrize(
    ("rij", "plaats"),
    [
        ('code = "om"\noin = "1"\ndocument = "om.json"', "partij om, oin"),
        ('oin = "00000000000000000000"\ndocument = "om.json"', "partij[1].code"),
    ],
)
def test_een_rij_van_het_partijenbestand_heet_naar_haar_code(
    tmp_path: Path, rij: str, plaats: str
) -> None:
    pad = tmp_path / "partijen.toml"
    pad.write_text(f"[[partij]]\n{rij}\n", encoding="utf-8")
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        lees_partijenbestand(pad)
    assert [fout.pad for fout in gevangen.value.fouten] == [plaats]


def test_de_hoofdsleutel_staat_in_een_bestand_of_bij_een_sleuteldienst() -> None:
    dienst = {
        "url": "https://sleutels.example:8200",
        "voorvoegsel": "driehoek-gemeente",
        "token": "token",
        "vertrouwen": "ca.pem",
    }
    goed = Kluis.model_validate({"url": "sqlite://", "sleuteldienst": dienst})
    assert goed.hoofdsleutel is None
    for fout, waarden in (
        ("en niet beide", {"hoofdsleutel": "h.json", "sleuteldienst": dienst}),
        ("en niet beide", {}),
        ("https-adres", {"sleuteldienst": {**dienst, "url": "http://sleutels.example"}}),
        ("horen bij elkaar", {"sleuteldienst": {**dienst, "certificaat": "c.pem"}}),
        ("voorvoegsel", {"sleuteldienst": {**dienst, "voorvoegsel": "../elders"}}),
    ):
        with pytest.raises(ValueError, match=fout):
            Kluis.model_validate({"url": "sqlite://", **waarden})
