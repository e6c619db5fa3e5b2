"""De uitwisseling van het profiel: wij lezen haar, en wat wij maken leest een ander."""

from __future__ import annotations

import json
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from shared.bericht.bericht import OntvangenBericht, verifieer
from shared.bericht.gatewaybesluit import (
    GatewayBesluit,
    onderteken_gateway_besluit,
    verifieer_gateway_besluit,
)
from shared.bericht.inhoud import (
    InhoudOnderdeel,
    commitment,
    kop_digest,
    lees_platte_tekst,
    motivering_commitment,
    platte_tekst,
    stel_inhoud_op,
)
from shared.bericht.jsonvorm import b64url, jcs, lees_json, ontb64url
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst, verifieer_ontvangst
from shared.bericht.sleutels.certificaten import Certificaat, Gebruik, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import digest_header
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar, BestandsOntsleutelaar
from shared.bericht.sleutels.versleuteling import ontsleutel
from shared.bericht.vergelijking import gebonden_leden, vergelijk
from tests.hulp.koppen import kop_met_inhoud, maak_bericht
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import NU, NU_TEKST, REGELS, VANDAAG, VECTOREN

CERTIFICATEN: dict[str, str] = VECTOREN["certificaten"]
SLEUTELS: dict[str, str] = VECTOREN["sleutels"]
KOPPEN: dict[str, str] = VECTOREN["headers"]
BODY: bytes = VECTOREN["body"].encode()


def certificaat(naam: str) -> Certificaat:
    return Certificaat.uit_pem(CERTIFICATEN[naam])


def x509_van(naam: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(CERTIFICATEN[naam].encode())


def ondertekenaar(naam: str) -> BestandsOndertekenaar:
    return BestandsOndertekenaar.uit_pem(SLEUTELS[naam], CERTIFICATEN[naam])


def vertrouwen() -> Vertrouwenslijst:
    return Vertrouwenslijst.uit_pem(CERTIFICATEN["wortel"])


def ontsleutelaar() -> BestandsOntsleutelaar:
    naam = "gemeenteVersleuteling"
    return BestandsOntsleutelaar.uit_pem(SLEUTELS[naam], CERTIFICATEN[naam])


def inhoud_van_de_vector() -> Any:
    document = json.loads(VECTOREN["platteTekst"])
    onderdelen = (InhoudOnderdeel(**o) for o in document["onderdelen"])
    return stel_inhoud_op(onderdelen, document["motivering"], zout=ontb64url(VECTOREN["zout"]))


def test_gateway_verifieert_het_bericht_van_de_politie() -> None:
    afzender = certificaat("politieOndertekening")

    ontvangen = OntvangenBericht.lees(BODY, list(KOPPEN.items()))
    ontvangen.eis_woorden(REGELS)
    bericht = verifieer(
        ontvangen,
        afzender,
        "00000099000000001000",
        NU,
        vertrouwen(),
    )

    assert bericht.kop_json == VECTOREN["kop"]
    assert bericht.kop.afzender == "politie"
    assert bericht.inhoud == VECTOREN["jwe"]
    assert bericht.ondertekend_op == NU
    assert bericht.certificaat.organisatie == "Politie (test)"


def test_ontvanger_opent_de_inhoud_en_ziet_dat_zij_klopt() -> None:
    bericht = OntvangenBericht.lees(BODY, list(KOPPEN.items()))
    assert bericht.inhoud is not None

    plat = ontsleutel(bericht.inhoud, ontsleutelaar())
    gelezen = lees_platte_tekst(plat)
    vergelijk(bericht.kop_json, gelezen.kop_digest, gelezen.inhoud, REGELS, VANDAAG)

    assert plat.decode() == VECTOREN["platteTekst"]
    assert len(plat) == 1024
    assert gelezen.inhoud == inhoud_van_de_vector()


def test_digests_en_commitment_zijn_die_van_de_vector() -> None:
    inhoud = inhoud_van_de_vector()

    assert jcs(VECTOREN["kop"]).decode() == VECTOREN["kopJcs"]
    assert kop_digest(VECTOREN["kop"]) == VECTOREN["kopDigest"]
    assert inhoud.kern.decode() == VECTOREN["inhoudJcs"]
    assert commitment(inhoud) == VECTOREN["inhoudCommitment"]
    assert VECTOREN["kop"]["inhoudCommitment"] == VECTOREN["inhoudCommitment"]
    assert (
        motivering_commitment(inhoud.zout, str(inhoud.motivering))
        == (VECTOREN["kop"]["afweging"]["motivering"])
    )
    assert (
        kop_met_inhoud(VECTOREN["kop"], inhoud, gebonden_leden(REGELS, "verstrekking"))
        == VECTOREN["kop"]
    )
    assert platte_tekst(VECTOREN["kop"], inhoud).decode() == VECTOREN["platteTekst"]
    assert b64url(inhoud.zout) == VECTOREN["zout"]


def test_gatewaybesluit_van_de_vector_geldt_voor_de_gemeente() -> None:
    besluit = verifieer_gateway_besluit(
        KOPPEN["Gateway-Besluit"], certificaat("gatewayOndertekening")
    )

    assert besluit == GatewayBesluit(
        id=VECTOREN["kop"]["id"],
        digest=KOPPEN["Digest"],
        ontvanger="gemeente",
        besluit="toegestaan",
        bladnummer=1,
        tijdstip=NU,
    )


def test_ontvangst_van_de_vector_is_van_de_gemeente() -> None:
    ontvangst = verifieer_ontvangst(
        VECTOREN["ontvangst"]["inhoud"],
        VECTOREN["ontvangst"]["handtekening"],
        certificaat("gemeenteOndertekening"),
        nu=NU,
    )

    assert ontvangst.aanvaard
    assert ontvangst.digest == KOPPEN["Digest"]
    assert ontvangst.reden is None
    assert (
        digest_header(VECTOREN["ontvangst"]["inhoud"].encode()) == VECTOREN["ontvangst"]["digest"]
    )


def test_alle_certificaten_van_de_vector_zijn_vertrouwde_testcertificaten() -> None:
    for naam in CERTIFICATEN.keys() - {"wortel"}:
        gebruik = Gebruik.VERSLEUTELEN if "Versleuteling" in naam else Gebruik.ONDERTEKENEN
        vertrouwen().controleer(certificaat(naam), NU, gebruik)
        assert certificaat(naam).is_test


def test_ons_bericht_met_de_sleutels_van_de_vector_leest_een_ander() -> None:
    inhoud = inhoud_van_de_vector()

    bericht = maak_bericht(
        VECTOREN["kop"],
        inhoud,
        ondertekenaar("politieOndertekening"),
        certificaat("gemeenteVersleuteling"),
        NU,
        REGELS,
    )

    koppen = dict(bericht.koppen)
    assert koppen["Digest"] == tweede.digest(bericht.body)
    sigt = tweede.controleer_jades(
        koppen["Payload-Signature"], koppen["Digest"], x509_van("politieOndertekening")
    )
    assert sigt == NU_TEKST
    assert koppen["Fsc-Transaction-Id"] == VECTOREN["kop"]["id"]
    body = json.loads(bericht.body)
    assert body["kop"] == VECTOREN["kop"]
    geheim = load_pem_private_key(SLEUTELS["gemeenteVersleuteling"].encode(), None)
    assert tweede.ont_jwe(body["inhoud"], geheim).decode() == VECTOREN["platteTekst"]


def test_ons_gatewaybesluit_en_onze_ontvangst_leest_een_ander() -> None:
    besluit = GatewayBesluit(
        VECTOREN["kop"]["id"], KOPPEN["Digest"], "gemeente", "toegestaan", 1, NU
    )
    jws = onderteken_gateway_besluit(ondertekenaar("gatewayOndertekening"), besluit)
    lading = tweede.controleer_jws(jws, x509_van("gatewayOndertekening"))
    assert lading == tweede.controleer_jws(
        KOPPEN["Gateway-Besluit"], x509_van("gatewayOndertekening")
    )

    ontvangst = Ontvangst(VECTOREN["kop"]["id"], KOPPEN["Digest"], "aanvaard", None, NU)
    tekst, handtekening = maak_ontvangst(ondertekenaar("gemeenteOndertekening"), ontvangst)
    tweede.controleer_jades(
        handtekening, tweede.digest(tekst.encode()), x509_van("gemeenteOndertekening")
    )
    gelezen = lees_json(tekst.encode())
    vector = json.loads(VECTOREN["ontvangst"]["inhoud"])
    assert gelezen == {**vector, "ontvangen": NU_TEKST}


def test_tweede_uitvoering_leest_de_vector_ook() -> None:
    """Anders bewijst de tweede uitvoering niets over de onze."""
    sigt = tweede.controleer_jades(
        KOPPEN["Payload-Signature"], tweede.digest(BODY), x509_van("politieOndertekening")
    )
    document = json.loads(VECTOREN["platteTekst"])
    zout = tweede.ont_u(VECTOREN["zout"])
    leden = {naam: document[naam] for naam in ("onderdelen", "motivering")}

    assert sigt == NU_TEKST
    assert tweede.hash_u(tweede.canoniek(VECTOREN["kop"])) == VECTOREN["kopDigest"]
    assert tweede.commitment(zout, **leden) == VECTOREN["inhoudCommitment"]
    motivering = tweede.motivering(zout, document["motivering"])
    assert motivering == VECTOREN["kop"]["afweging"]["motivering"]
    assert tweede.platte_tekst(VECTOREN["kop"], zout, **leden).decode() == VECTOREN["platteTekst"]
    lading = tweede.controleer_jws(KOPPEN["Gateway-Besluit"], x509_van("gatewayOndertekening"))
    assert lading["digest"] == tweede.digest(BODY) == KOPPEN["Digest"]
    geheim = load_pem_private_key(SLEUTELS["gemeenteVersleuteling"].encode(), None)
    assert tweede.ont_jwe(VECTOREN["jwe"], geheim).decode() == VECTOREN["platteTekst"]
