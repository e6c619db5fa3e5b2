"""Van wie een certificaat is, en of wij het op dat moment voor dat doel vertrouwen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from deploy.uitgifte import Doel, Houder, Termijn
from shared.bericht.sleutels.certificaten import (
    Certificaat,
    CertificaatOngeldig,
    Gebruik,
    Vertrouwenslijst,
)
from tests.unit.bericht.hulp import (
    GEMEENTE,
    NU,
    POLITIE,
    TERMIJN,
    certificaat,
    uitgegeven,
    vertrouwen,
    wortel,
)

Bouwstap = Callable[[x509.CertificateBuilder], x509.CertificateBuilder]

CA = x509.BasicConstraints(ca=True, path_length=None)
GEEN_CA = x509.BasicConstraints(ca=False, path_length=None)


def naam(*delen: tuple[ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, waarde) for oid, waarde in delen])


ONDERWERP = naam(
    (NameOID.ORGANIZATION_NAME, "Nergenshuizen (test)"),
    (NameOID.SERIAL_NUMBER, "00000099000000001000"),
)


def bouw(
    *,
    onderwerp: x509.Name = ONDERWERP,
    sleutel: object = None,
    uitgever: x509.Name | None = None,
    uitgeversleutel: object = None,
    stap: Bouwstap = lambda b: b,
    termijn: Termijn = TERMIJN,
) -> x509.Certificate:
    """Een certificaat met een afwijking, standaard uitgegeven door de vertrouwde wortel."""
    eigen = sleutel or ec.generate_private_key(ec.SECP256R1())
    bouwer = (
        x509.CertificateBuilder()
        .subject_name(onderwerp)
        .issuer_name(uitgever or wortel().certificaat.subject)
        .public_key(eigen.public_key())  # type: ignore[attr-defined]
        .serial_number(x509.random_serial_number())
        .not_valid_before(termijn.van)
        .not_valid_after(termijn.tot)
    )
    return stap(bouwer).sign(uitgeversleutel or wortel().sleutel, hashes.SHA256())  # type: ignore[arg-type]


def lees(gebouwd: x509.Certificate) -> Certificaat:
    return Certificaat.uit_pem(gebouwd.public_bytes(Encoding.PEM))


def gebruik_voor(*waarvoor: str) -> x509.KeyUsage:
    alle = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{een: een in waarvoor for een in alle})


def met(extensie: x509.ExtensionType, *, kritiek: bool = True) -> Bouwstap:
    return lambda bouwer: bouwer.add_extension(extensie, critical=kritiek)


def test_certificaat_zegt_van_wie_het_is() -> None:
    gelezen = certificaat(uitgegeven("rsa"))

    assert gelezen.oin == POLITIE.oin
    assert gelezen.organisatie == POLITIE.naam
    assert (gelezen.geldig_van, gelezen.geldig_tot) == (TERMIJN.van, TERMIJN.tot)
    assert gelezen.alg == "PS256"
    assert certificaat(uitgegeven("p256")).alg == "ES256"
    assert Certificaat.uit_pem(gelezen.pem) == gelezen
    assert Certificaat.uit_der(uitgegeven("rsa").certificaat.public_bytes(Encoding.DER)) == gelezen


@pytest.mark.parametrize("soort", ["rsa", "p256"])
def test_certificaat_onder_de_wortel_wordt_vertrouwd(soort: str) -> None:
    vertrouwen().controleer(certificaat(uitgegeven(soort)), NU)


@pytest.mark.parametrize("oin", ["0000009900000000100", "000000990000000010000", "0" * 19 + "a",
                                 " " * 20])  # fmt: skip
def test_oin_die_geen_twintig_cijfers_is_wordt_geweigerd(oin: str) -> None:
    onderwerp = naam((NameOID.ORGANIZATION_NAME, "X"), (NameOID.SERIAL_NUMBER, oin))
    with pytest.raises(CertificaatOngeldig, match="20 cijfers"):
        lees(bouw(onderwerp=onderwerp))


@pytest.mark.parametrize(
    ("onderwerp", "melding"),
    [
        (naam((NameOID.ORGANIZATION_NAME, "X")), "geen OIN"),
        (naam((NameOID.SERIAL_NUMBER, "0" * 20)), "geen organisatienaam"),
        (naam(), "geen OIN"),
        (
            naam(
                (NameOID.ORGANIZATION_NAME, "X"),
                (NameOID.SERIAL_NUMBER, "00000099000000001000"),
                (NameOID.SERIAL_NUMBER, "00000099000000002000"),
            ),
            "meer dan één OIN",
        ),
    ],
)
def test_certificaat_zonder_eenduidige_houder_wordt_geweigerd(
    onderwerp: x509.Name, melding: str
) -> None:
    with pytest.raises(CertificaatOngeldig, match=melding):
        lees(bouw(onderwerp=onderwerp))


@pytest.mark.parametrize(
    "maak",
    [
        lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505
        lambda: ec.generate_private_key(ec.SECP384R1()),
        lambda: ec.generate_private_key(ec.SECP256K1()),
        ed25519.Ed25519PrivateKey.generate,
    ],
    ids=["rsa1024", "p384", "secp256k1", "ed25519"],
)
def test_sleutel_die_het_profiel_niet_kent_wordt_geweigerd(maak: Callable[[], object]) -> None:
    with pytest.raises(CertificaatOngeldig, match="sleutel"):
        lees(bouw(sleutel=maak()))


@pytest.mark.parametrize(
    "pem",
    [b"", b"geen pem", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
     "\ud800é".encode("utf-8", "surrogatepass")],
)  # fmt: skip
def test_onleesbaar_certificaat_wordt_geweigerd(pem: bytes) -> None:
    with pytest.raises(CertificaatOngeldig, match="PEM"):
        Certificaat.uit_pem(pem)
    with pytest.raises(CertificaatOngeldig, match="DER"):
        Certificaat.uit_der(pem)


@pytest.mark.parametrize("moment", [TERMIJN.van - timedelta(seconds=1),
                                    TERMIJN.tot + timedelta(seconds=1)])  # fmt: skip
def test_certificaat_buiten_zijn_termijn_wordt_geweigerd(moment: datetime) -> None:
    lijst = vertrouwen()
    lijst.controleer(certificaat(uitgegeven("rsa")), NU)

    with pytest.raises(CertificaatOngeldig, match="niet geldig op"):
        lijst.controleer(certificaat(uitgegeven("rsa")), moment)


@pytest.mark.parametrize("moment", [TERMIJN.van, TERMIJN.tot])
def test_eerste_en_laatste_moment_van_de_termijn_tellen_mee(moment: datetime) -> None:
    vertrouwen().controleer(certificaat(uitgegeven("rsa")), moment)


def test_certificaat_dat_de_wortel_overleeft_geldt_niet_langer_dan_de_wortel() -> None:
    lang = Termijn(TERMIJN.van, TERMIJN.tot + timedelta(days=100))
    overlever = certificaat(uitgegeven("rsa", termijn=lang))
    lijst = vertrouwen()
    lijst.controleer(overlever, NU)

    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        lijst.controleer(overlever, TERMIJN.tot + timedelta(days=1))


def test_certificaat_van_een_vreemde_wortel_wordt_geweigerd() -> None:
    """De vreemde wortel heeft dezelfde naam als de onze."""
    assert wortel(1).certificaat.subject == wortel(0).certificaat.subject
    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        vertrouwen().controleer(certificaat(uitgegeven("rsa", wortelnummer=1)), NU)


def test_zelfondertekend_certificaat_wordt_geweigerd() -> None:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    zelf = bouw(sleutel=sleutel, uitgever=ONDERWERP, uitgeversleutel=sleutel)
    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        vertrouwen().controleer(lees(zelf), NU)


def test_partij_kan_met_haar_certificaat_geen_ander_certificaat_uitgeven() -> None:
    uitgever = uitgegeven("p256")
    kind = bouw(uitgever=uitgever.certificaat.subject, uitgeversleutel=uitgever.sleutel)
    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        vertrouwen().controleer(lees(kind), NU)
    with pytest.raises(CertificaatOngeldig, match="is geen CA"):
        Vertrouwenslijst([wortel().certificaat, uitgever.certificaat])


def test_ca_certificaat_ondertekent_geen_berichten() -> None:
    with pytest.raises(CertificaatOngeldig, match="CA-certificaat"):
        vertrouwen().controleer(lees(bouw(stap=met(CA))), NU)


def test_onbekende_kritieke_extensie_wordt_geweigerd() -> None:
    vreemd = x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")
    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        vertrouwen().controleer(lees(bouw(stap=met(vreemd))), NU)
    vertrouwen().controleer(lees(bouw(stap=met(vreemd, kritiek=False))), NU)


@pytest.mark.parametrize(
    ("gebruik", "sleutelgebruik", "mag"),
    [
        (Gebruik.ONDERTEKENEN, ("digital_signature",), True),
        (Gebruik.ONDERTEKENEN, ("content_commitment",), True),
        (Gebruik.ONDERTEKENEN, ("key_encipherment",), False),
        (Gebruik.VERSLEUTELEN, ("key_encipherment",), True),
        (Gebruik.VERSLEUTELEN, ("digital_signature",), False),
    ],
)
def test_sleutelgebruik_bepaalt_waarvoor_een_certificaat_dient(
    gebruik: Gebruik, sleutelgebruik: tuple[str, ...], mag: bool
) -> None:
    rsa_sleutel = uitgegeven("rsa").sleutel
    gelezen = lees(bouw(sleutel=rsa_sleutel, stap=met(gebruik_voor(*sleutelgebruik))))
    if mag:
        vertrouwen().controleer(gelezen, NU, gebruik)
        return
    with pytest.raises(CertificaatOngeldig, match=gebruik.value):
        vertrouwen().controleer(gelezen, NU, gebruik)


def test_zonder_sleutelgebruik_dient_een_rsa_certificaat_voor_alles_behalve_verbinden() -> None:
    gelezen = lees(bouw(sleutel=uitgegeven("rsa").sleutel, stap=met(GEEN_CA)))
    for gebruik in (Gebruik.ONDERTEKENEN, Gebruik.VERSLEUTELEN):
        vertrouwen().controleer(gelezen, NU, gebruik)


@pytest.mark.parametrize(
    ("doelen", "sleutelgebruik", "mag"),
    [
        ([ExtendedKeyUsageOID.CLIENT_AUTH], "digital_signature", True),
        ([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH], None, True),
        ([ExtendedKeyUsageOID.CLIENT_AUTH], "key_encipherment", False),
        ([ExtendedKeyUsageOID.SERVER_AUTH], "digital_signature", False),
        ([ExtendedKeyUsageOID.EMAIL_PROTECTION], "digital_signature", False),
        ([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE], "digital_signature", False),
        ([], "digital_signature", False),
        ([], None, False),
    ],
)
def test_verbinden_kan_alleen_met_een_certificaat_dat_daarvoor_is(
    doelen: list[ObjectIdentifier], sleutelgebruik: str | None, mag: bool
) -> None:
    def stap(bouwer: x509.CertificateBuilder) -> x509.CertificateBuilder:
        if doelen:
            bouwer = bouwer.add_extension(x509.ExtendedKeyUsage(doelen), critical=False)
        if sleutelgebruik:
            bouwer = bouwer.add_extension(gebruik_voor(sleutelgebruik), critical=True)
        return bouwer

    gelezen = lees(bouw(stap=stap))
    if mag:
        vertrouwen().controleer(gelezen, NU, Gebruik.VERBINDEN)
        return
    with pytest.raises(CertificaatOngeldig, match="verbinden"):
        vertrouwen().controleer(gelezen, NU, Gebruik.VERBINDEN)


def test_p256_certificaat_ontvangt_geen_versleutelde_inhoud() -> None:
    with pytest.raises(CertificaatOngeldig, match="RSA"):
        vertrouwen().controleer(lees(bouw()), NU, Gebruik.VERSLEUTELEN)


def test_tussenliggende_ca_uit_de_lijst_telt_mee_en_een_onbekende_niet() -> None:
    ca_naam = naam((NameOID.COMMON_NAME, "Tussen-CA (test)"))
    basis_sleutel, tussen_sleutel = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    basis_naam = naam((NameOID.COMMON_NAME, "Basis-CA (test)"))

    def ca(onderwerp: x509.Name, sleutel: object) -> x509.Certificate:
        return bouw(
            onderwerp=onderwerp, sleutel=sleutel, uitgever=basis_naam,
            uitgeversleutel=basis_sleutel, stap=met(CA),
        )  # fmt: skip

    basis, tussen = ca(basis_naam, basis_sleutel), ca(ca_naam, tussen_sleutel)
    blad = lees(bouw(uitgever=ca_naam, uitgeversleutel=tussen_sleutel))

    Vertrouwenslijst([basis, tussen]).controleer(blad, NU)
    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        Vertrouwenslijst([basis]).controleer(blad, NU)
    with pytest.raises(CertificaatOngeldig, match="geen wortelcertificaat"):
        Vertrouwenslijst([tussen])


def test_wortel_zonder_recht_om_uit_te_geven_is_geen_wortel() -> None:
    sleutel = ec.generate_private_key(ec.SECP256R1())

    def stap(bouwer: x509.CertificateBuilder) -> x509.CertificateBuilder:
        gebruik = gebruik_voor("digital_signature")
        return bouwer.add_extension(CA, critical=True).add_extension(gebruik, critical=True)

    zelf = bouw(sleutel=sleutel, uitgever=ONDERWERP, uitgeversleutel=sleutel, stap=stap)
    with pytest.raises(CertificaatOngeldig, match="is geen CA"):
        Vertrouwenslijst([zelf])


def test_een_ca_die_zichzelf_noemt_maar_een_ander_tekende_is_geen_wortel() -> None:
    sleutel, vreemd = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    nagemaakt = bouw(sleutel=sleutel, uitgever=ONDERWERP, uitgeversleutel=vreemd, stap=met(CA))
    with pytest.raises(CertificaatOngeldig, match="geen wortelcertificaat"):
        Vertrouwenslijst([nagemaakt])
    blad = lees(bouw(uitgever=ONDERWERP, uitgeversleutel=sleutel))
    with pytest.raises(CertificaatOngeldig, match="vertrouwde wortel"):
        Vertrouwenslijst([wortel().certificaat, nagemaakt]).controleer(blad, NU)


@pytest.mark.parametrize("bundel", ["", "geen pem", b"\xff"])
def test_lege_of_onleesbare_vertrouwenslijst_wordt_geweigerd(bundel: str | bytes) -> None:
    with pytest.raises(CertificaatOngeldig):
        Vertrouwenslijst.uit_pem(bundel)


def test_vertrouwenslijst_uit_een_bundel_kent_alle_wortels() -> None:
    lijst = Vertrouwenslijst.uit_pem(wortel(0).pem + wortel(1).pem)

    lijst.controleer(certificaat(uitgegeven("rsa")), NU)
    lijst.controleer(certificaat(uitgegeven("rsa", wortelnummer=1)), NU)


def test_testcertificaat_is_herkenbaar_aan_oin_en_aan_merk() -> None:
    echte_oin = Houder("x", "Nergenshuizen", "00000001000000001000")

    assert certificaat(uitgegeven("rsa", GEMEENTE, Doel.VERSLEUTELING)).is_test
    assert certificaat(uitgegeven("rsa", echte_oin)).is_test
    assert lees(bouw()).is_test


def test_gewoon_certificaat_heet_geen_testcertificaat() -> None:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    onderwerp = naam(
        (NameOID.ORGANIZATION_NAME, "Nergenshuizen"),
        (NameOID.SERIAL_NUMBER, "00000001000000001000"),
    )
    uitgever = naam((NameOID.COMMON_NAME, "Een echte CA"))

    assert not lees(bouw(onderwerp=onderwerp, uitgever=uitgever, uitgeversleutel=sleutel)).is_test


def test_tijdzone_van_het_moment_doet_er_niet_toe() -> None:
    amsterdam = NU.astimezone(tz=None)
    assert amsterdam.astimezone(UTC) == NU
    vertrouwen().controleer(certificaat(uitgegeven("rsa")), amsterdam)
