"""De test-PKI: vertrouwd onder elkaar, herkenbaar als test, niet per ongeluk te overschrijven."""

from __future__ import annotations

import shutil
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.pki import Deelnemer, Pki, Sleutelpaar, maak_pki, main, standaard_deelnemers
from shared.bericht.sleutels.certificaten import (
    Certificaat,
    CertificaatOngeldig,
    Gebruik,
    Vertrouwenslijst,
)
from shared.bericht.sleutels.intrekkingen import Intrekkingslijsten, lees_intrekkingen
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar, BestandsOntsleutelaar

NU = datetime(2026, 11, 23, 12, tzinfo=UTC)
GATEWAY = Deelnemer("gateway", "Gateway (test)", "00000099000000090001", is_partij=False)
PARTIJEN = tuple(
    Deelnemer(code, f"{code.title()} (test)", f"000000990000000{nummer}0001")
    for nummer, code in enumerate(("wijk", "haven"), start=1)
)
DEELNEMERS = (GATEWAY, *PARTIJEN)


def maak(map_: Path, deelnemers: tuple[Deelnemer, ...] = DEELNEMERS, **anders: object) -> Pki:
    keuzes: dict[str, object] = {"rsa_bits": 2048, "nu": NU, **anders}
    return maak_pki(map_, deelnemers, **keuzes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eén keer gemaakt; elke test krijgt een kopie."""
    return maak(tmp_path_factory.mktemp("sjabloon") / "pki").map


@pytest.fixture
def pki(sjabloon: Path, tmp_path: Path) -> Pki:
    return maak(Path(shutil.copytree(sjabloon, tmp_path / "pki")))


def certificaat(paar: Sleutelpaar | None) -> Certificaat:
    assert paar is not None
    return Certificaat.uit_pem(paar.certificaat.read_bytes())


def bestanden(map_: Path) -> dict[Path, bytes]:
    return {pad: pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}


def test_elke_deelnemer_krijgt_bruikbare_certificaten(pki: Pki) -> None:
    lijst = Vertrouwenslijst.uit_pem(pki.vertrouwen.read_bytes())
    for deelnemer in DEELNEMERS:
        paden = pki.deelnemers[deelnemer.code]
        lijst.controleer(certificaat(paden.transport), NU, Gebruik.VERBINDEN)
        lijst.controleer(certificaat(paden.ondertekening), NU)
        tekenen = BestandsOndertekenaar.uit_pem(
            paden.ondertekening.sleutel.read_bytes(), paden.ondertekening.certificaat.read_bytes()
        )
        assert tekenen.certificaat.oin == deelnemer.oin
        assert tekenen.certificaat.organisatie == deelnemer.naam
        assert tekenen.alg == ("PS256" if deelnemer.is_partij else "ES256")
    for partij in PARTIJEN:
        sleutels = pki.deelnemers[partij.code].versleuteling
        lijst.controleer(certificaat(sleutels), NU, Gebruik.VERSLEUTELEN)
        assert sleutels is not None
        BestandsOntsleutelaar.uit_pem(sleutels.sleutel.read_bytes(), certificaat(sleutels))


def test_gateway_ontvangt_geen_inhoud_en_is_geen_getuige(pki: Pki) -> None:
    assert pki.deelnemers["gateway"].versleuteling is None
    assert pki.deelnemers["gateway"].getuige is None
    assert not (pki.map / "gateway" / "versleuteling.pem").exists()


def test_log_en_getuigen_krijgen_een_ed25519_sleutel(pki: Pki) -> None:
    paden = [pki.logsleutel, *(pki.deelnemers[p.code].getuige for p in PARTIJEN)]
    sleutels = {
        load_pem_private_key(pad.read_bytes(), None).private_bytes_raw()  # type: ignore[union-attr]
        for pad in paden
        if pad is not None
    }
    assert len(sleutels) == 3
    assert isinstance(load_pem_private_key(pki.logsleutel.read_bytes(), None), Ed25519PrivateKey)


def test_transport_werkt_met_tls_aan_beide_kanten(pki: Pki) -> None:
    paden = pki.deelnemers["wijk"].transport
    for soort in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT):
        context = ssl.SSLContext(soort)
        context.load_cert_chain(paden.certificaat, paden.sleutel)
        context.load_verify_locations(pki.vertrouwen)
    gelezen = certificaat(paden).x509.extensions
    namen = gelezen.get_extension_for_class(x509.SubjectAlternativeName).value
    assert set(namen.get_values_for_type(x509.DNSName)) == {"localhost", "wijk"}
    assert {str(ip) for ip in namen.get_values_for_type(x509.IPAddress)} == {"127.0.0.1", "::1"}


def test_sleutels_zijn_alleen_voor_de_eigenaar(pki: Pki) -> None:
    for pad in pki.map.rglob("*.sleutel.pem"):
        assert stat.S_IMODE(pad.stat().st_mode) == 0o600, pad
    assert len(list(pki.map.rglob("*.sleutel.pem"))) == 1 + 1 + 2 + 2 * 4


def test_alles_is_herkenbaar_als_test(pki: Pki) -> None:
    for pad in pki.map.rglob("*.pem"):
        if pad.name.endswith(".sleutel.pem"):
            assert pad.read_bytes().startswith(b"# Driehoek TEST")
        elif pad == pki.intrekkingen:
            lijst = x509.load_pem_x509_crl(pad.read_bytes())
            assert "Driehoek TEST" in lijst.issuer.rfc4514_string()
        elif pad != pki.vertrouwen:
            assert Certificaat.uit_pem(pad.read_bytes()).is_test


def test_tweede_keer_maken_verandert_niets(pki: Pki) -> None:
    eerst = bestanden(pki.map)
    maak(pki.map, nu=NU + timedelta(days=100))
    assert bestanden(pki.map) == eerst


def test_vierde_partij_komt_erbij_zonder_de_rest_te_raken(pki: Pki) -> None:
    eerst = bestanden(pki.map)
    vierde = Deelnemer("brug", "Brug (test)", "00000099000000040001")

    uitgebreid = maak(pki.map, (*DEELNEMERS, vierde))

    nu = bestanden(pki.map)
    assert eerst.items() <= nu.items()
    assert {pad.parent.name for pad in nu.keys() - eerst.keys()} == {"brug"}
    lijst = Vertrouwenslijst.uit_pem(pki.vertrouwen.read_bytes())
    lijst.controleer(certificaat(uitgebreid.deelnemers["brug"].ondertekening), NU)


def test_wat_verlopen_of_weg_is_wordt_opnieuw_gemaakt(pki: Pki) -> None:
    kwijt = pki.deelnemers["wijk"].ondertekening
    oud = certificaat(kwijt)
    kwijt.sleutel.unlink()
    maak(pki.map)
    assert certificaat(kwijt) != oud

    over_elf_jaar = NU + timedelta(days=11 * 366)
    nieuw = maak(pki.map, nu=over_elf_jaar)
    lijst = Vertrouwenslijst.uit_pem(nieuw.vertrouwen.read_bytes())
    lijst.controleer(certificaat(kwijt), over_elf_jaar)


def test_opnieuw_vervangt_alles_van_de_pki_en_niets_anders(pki: Pki) -> None:
    eerst = bestanden(pki.map)
    vreemd = pki.map / "aantekening.txt"
    vreemd.write_text("van iemand anders")

    maak(pki.map, opnieuw=True)

    nu = bestanden(pki.map)
    assert nu.pop(vreemd) == b"van iemand anders"
    assert nu.keys() == eerst.keys()
    assert not [pad for pad in nu if nu[pad] == eerst[pad]]


def test_twee_pkis_vertrouwen_elkaar_niet(pki: Pki, tmp_path: Path) -> None:
    andere = maak(tmp_path / "andere")
    lijst = Vertrouwenslijst.uit_pem(andere.vertrouwen.read_bytes())
    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        lijst.controleer(certificaat(pki.deelnemers["wijk"].ondertekening), NU)


def test_wie_bewijs_controleert_heeft_van_elke_wortel_een_lege_intrekkingslijst(pki: Pki) -> None:
    for huidig in (pki, maak(pki.map, opnieuw=True)):
        lijsten = lees_intrekkingen(
            huidig.intrekkingen.read_bytes(), huidig.vertrouwen.read_bytes()
        )
        tekent = certificaat(huidig.deelnemers["wijk"].ondertekening)
        # Streng: zonder een lijst van deze wortel die dit moment dekt, was het een fout.
        Intrekkingslijsten.van(lijsten, streng=True).controleer_op(tekent.x509, "wijk", NU)


def test_partijen_kunnen_met_p256_ondertekenen(tmp_path: Path) -> None:
    pki = maak(tmp_path / "pki", ondertekening="p256")

    assert certificaat(pki.deelnemers["wijk"].ondertekening).alg == "ES256"
    assert certificaat(pki.deelnemers["wijk"].versleuteling).alg == "PS256"
    with pytest.raises(ValueError, match="rsa of p256"):
        maak(tmp_path / "pki", ondertekening="dsa")


def test_opdrachtregel_maakt_de_lokale_omgeving(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "pki"), "--ondertekening", "p256", "--naam", "om.example"]) == 0

    uitvoer = capsys.readouterr().out
    for deelnemer in standaard_deelnemers():
        assert deelnemer.code in uitvoer
        gelezen = Certificaat.uit_pem(
            (tmp_path / "pki" / deelnemer.code / "transport.pem").read_bytes()
        )
        assert gelezen.oin == deelnemer.oin
        namen = gelezen.x509.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert "om.example" in namen.get_values_for_type(x509.DNSName)
