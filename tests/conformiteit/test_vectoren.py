"""De afzender van deze suite leest en schrijft wat de vectoren van het profiel zeggen.

Zonder deze toets zou een fout in de suite op een fout in de gateway lijken.
"""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography import x509

from tests.conformiteit import profiel
from tests.hulp.profiel import lees


@pytest.fixture(scope="module")
def vector() -> dict[str, Any]:
    gelezen: dict[str, Any] = lees("vectoren/uitwisseling.json")
    return gelezen


def _certificaat(vector: dict[str, Any], naam: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(vector["certificaten"][naam].encode())


def test_handtekening_van_de_politie_klopt_volgens_de_suite(vector: dict[str, Any]) -> None:
    koppen = vector["headers"]
    assert profiel.digest(vector["body"].encode()) == koppen["Digest"]
    certificaat = _certificaat(vector, "politieOndertekening")
    profiel.controleer_jades(koppen["Payload-Signature"], koppen["Digest"], certificaat)
    with pytest.raises(profiel.KloptNiet):
        profiel.controleer_jades(
            koppen["Payload-Signature"], profiel.digest(b"iets anders"), certificaat
        )


def test_eigen_handtekening_klopt_volgens_de_suite(vector: dict[str, Any]) -> None:
    paar = profiel.Paar.lees(
        vector["certificaten"]["politieOndertekening"].encode(),
        vector["sleutels"]["politieOndertekening"].encode(),
    )
    waarde = profiel.digest(b"een bericht")
    profiel.controleer_jades(profiel.jades(paar, waarde), waarde, paar.certificaat)


def test_kop_en_inhoud_krijgen_dezelfde_samenvattingen(vector: dict[str, Any]) -> None:
    kop = vector["kop"]
    assert profiel.jcs(kop).decode() == vector["kopJcs"]
    assert profiel.b64u(profiel.sha256(profiel.jcs(kop))) == vector["kopDigest"]
    zout, inhoud = profiel.ont_b64u(vector["zout"]), json.loads(vector["inhoudJcs"])
    leeg = {**kop, "inhoudCommitment": None, "afweging": {**kop["afweging"], "motivering": None}}
    assert profiel.bind(leeg, inhoud, zout) == kop
    assert kop["inhoudCommitment"] == vector["inhoudCommitment"]


def test_platte_tekst_is_aangevuld_zoals_het_profiel_zegt(vector: dict[str, Any]) -> None:
    zout, inhoud = profiel.ont_b64u(vector["zout"]), json.loads(vector["inhoudJcs"])
    eigen = profiel.platte_tekst(vector["kop"], inhoud, zout)
    ander = vector["platteTekst"].encode()
    for plat in (eigen, ander):
        assert len(plat) % profiel.BLOK == 0
    zonder = [{**json.loads(plat), "opvulling": ""} for plat in (eigen, ander)]
    assert zonder[0] == zonder[1]


def test_bewijs_en_checkpoint_kloppen_volgens_de_suite(vector: dict[str, Any]) -> None:
    logboek = vector["logboek"]
    stand = profiel.open_checkpoint(logboek["checkpoint"], logboek["vkey"])
    bladen = [base64.b64decode(blad) for blad in logboek["bladen"]]
    assert stand.grootte == len(bladen)
    for nummer, (blad, bewijs) in enumerate(zip(bladen, logboek["inclusiebewijzen"], strict=True)):
        hashes = [base64.b64decode(hash_) for hash_ in bewijs]
        assert profiel.wortel_uit_bewijs(blad, nummer, len(bladen), hashes) == stand.wortel
        ander = profiel.wortel_uit_bewijs(blad + b" ", nummer, len(bladen), hashes)
        assert ander != stand.wortel


def test_vervalst_checkpoint_wordt_herkend(vector: dict[str, Any]) -> None:
    logboek = vector["logboek"]
    vervalst = logboek["checkpoint"].replace("\n3\n", "\n4\n", 1)
    with pytest.raises(profiel.KloptNiet):
        profiel.open_checkpoint(vervalst, logboek["vkey"])


@pytest.mark.parametrize("oud", [1, 2])
def test_consistentie_klopt_volgens_de_suite(vector: dict[str, Any], oud: int) -> None:
    logboek = vector["logboek"]
    hashes = [base64.b64decode(hash_) for hash_ in logboek["bladhashes"]]
    oude_wortel = hashes[0] if oud == 1 else profiel.sha256(b"\x01" + hashes[0] + hashes[1])
    bewijs = [base64.b64decode(hash_) for hash_ in logboek[f"consistentiebewijs{oud}naar3"]]
    nieuw = base64.b64decode(logboek["wortel"])
    profiel.controleer_consistentie(oud, 3, bewijs, oude_wortel, nieuw)
    with pytest.raises(profiel.KloptNiet):
        profiel.controleer_consistentie(oud, 3, bewijs, profiel.sha256(b"anders"), nieuw)
