"""Een sleutel doet alleen mee als hij bij zijn certificaat hoort, en laat zich nooit zien."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from shared.bericht.fouten import CertificaatOngeldig, SleutelOngeldig
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import (
    digest_header,
    onderteken_digest,
    verifieer_digest_handtekening,
)
from shared.bericht.sleutels.sleutels import (
    BestandsOndertekenaar,
    BestandsOntsleutelaar,
    Ondertekenaar,
    Ontsleutelaar,
)
from shared.bericht.sleutels.versleuteling import ontsleutel
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import NU, SOORTEN, certificaat, ontvanger, uitgegeven


def pem_van(sleutel: object, versleuteling: object = None) -> bytes:
    return sleutel.private_bytes(  # type: ignore[attr-defined, no-any-return]
        Encoding.PEM, PrivateFormat.PKCS8, versleuteling or NoEncryption()
    )


@pytest.mark.parametrize("soort", SOORTEN)
def test_sleutel_van_een_ander_certificaat_wordt_geweigerd(soort: str) -> None:
    bewijs, ander = uitgegeven(soort), uitgegeven(soort, sleutelnummer=7)
    with pytest.raises(SleutelOngeldig, match="hoort niet bij"):
        BestandsOndertekenaar.uit_pem(ander.sleutel_pem, bewijs.pem)
    with pytest.raises(SleutelOngeldig, match="hoort niet bij"):
        BestandsOntsleutelaar.uit_pem(ontvanger(2).sleutel_pem, ontvanger().pem)


@pytest.mark.parametrize(
    "maak",
    [
        lambda: b"",
        lambda: b"geen sleutel",
        lambda: uitgegeven("p256").pem,
        lambda: pem_van(uitgegeven("p256").sleutel, BestAvailableEncryption(b"geheim")),
    ],
    ids=["leeg", "tekst", "certificaat", "met wachtwoord"],
)
def test_onleesbare_sleutel_wordt_geweigerd(maak: Callable[[], bytes]) -> None:
    with pytest.raises(SleutelOngeldig, match="PEM"):
        BestandsOndertekenaar.uit_pem(maak(), uitgegeven("p256").pem)


def test_sleutel_van_een_andere_soort_wordt_geweigerd() -> None:
    for sleutel in (ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP384R1())):
        with pytest.raises(SleutelOngeldig):
            BestandsOndertekenaar.uit_pem(pem_van(sleutel), uitgegeven("p256").pem)


def test_certificaat_bepaalt_waarvoor_de_sleutel_dient() -> None:
    with pytest.raises(CertificaatOngeldig):
        BestandsOndertekenaar.uit_pem(ontvanger().sleutel_pem, ontvanger().pem)
    with pytest.raises(CertificaatOngeldig):
        BestandsOntsleutelaar.uit_pem(uitgegeven("rsa").sleutel_pem, uitgegeven("rsa").pem)
    with pytest.raises(SleutelOngeldig, match="ten minste één"):
        BestandsOntsleutelaar()


def test_ontsleutelaar_kent_alleen_zijn_eigen_sleutels_en_het_profiel() -> None:
    ontsleutelaar = BestandsOntsleutelaar.uit_pem(ontvanger().sleutel_pem, ontvanger().pem)
    x5t = certificaat(ontvanger()).x5t_s256
    for vreemd in (("A" * 43, "RSA-OAEP"), (x5t, "RSA1_5"), (x5t, "RSA-OAEP")):
        with pytest.raises(ValueError, match=r"."):
            ontsleutelaar.ontsluit(*vreemd, b"x" * 256)


def test_sleutel_staat_nergens_leesbaar() -> None:
    for soort in SOORTEN:
        bewijs = uitgegeven(soort)
        maker = BestandsOndertekenaar.uit_pem(bewijs.sleutel_pem, certificaat(bewijs))
        assert "PRIVATE" not in f"{maker!r} {maker}"
        openbaar = {naam for naam in dir(maker) if not naam.startswith("_")}
        assert openbaar == {"alg", "certificaat", "onderteken", "uit_pem"}


class Apparaat:
    """Een sleutelkast: geeft handtekeningen en geopende sleutels, nooit de sleutel zelf."""

    def __init__(self, tekenen: BestandsOndertekenaar, openen: BestandsOntsleutelaar) -> None:
        self.verzoeken: list[str] = []
        self._tekenen = tekenen
        self._openen = openen

    @property
    def certificaat(self) -> Certificaat:
        return self._tekenen.certificaat

    @property
    def alg(self) -> str:
        return self._tekenen.alg

    @property
    def certificaten(self) -> tuple[Certificaat, ...]:
        return self._openen.certificaten

    def onderteken(self, data: bytes) -> bytes:
        self.verzoeken.append("onderteken")
        return self._tekenen.onderteken(data)

    def ontsluit(self, x5t_s256: str, alg: str, versleutelde_sleutel: bytes) -> bytes:
        self.verzoeken.append("ontsluit")
        return self._openen.ontsluit(x5t_s256, alg, versleutelde_sleutel)


def test_sleutelkast_kan_achter_de_poort_staan() -> None:
    bewijs = uitgegeven("rsa")
    kast = Apparaat(
        BestandsOndertekenaar.uit_pem(bewijs.sleutel_pem, bewijs.pem),
        BestandsOntsleutelaar.uit_pem(ontvanger().sleutel_pem, ontvanger().pem),
    )
    tekenen: Ondertekenaar = kast
    openen: Ontsleutelaar = kast
    digest = digest_header(b"x")

    handtekening = onderteken_digest(tekenen, digest, NU)
    plat = ontsleutel(tweede.jwe(b"inhoud", ontvanger().certificaat), openen)

    assert verifieer_digest_handtekening(handtekening, digest, certificaat(bewijs)) == NU
    assert plat == b"inhoud"
    assert kast.verzoeken == ["onderteken", "ontsluit"]
