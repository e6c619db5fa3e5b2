"""Wat er moet kloppen voordat een bericht afgeleverd heet: één ding anders, en het telt niet."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.uitgifte import Doel, Houder, Termijn, Uitgegeven, geef_uit, maak_wortel
from shared.bericht.bericht import kop_om_te_verzenden
from shared.bericht.jsonvorm import jcs
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import digest_header
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.merkle import bladhash, inclusiebewijs, knoophash, wortel
from shared.logboek.notitie import Notitiesleutel
from shared.verzenden.fouten import BewijsOnvoldoende
from shared.verzenden.uitbak.bewijscontrole import (
    AntwoordVorm,
    Verzonden,
    controleer_antwoord,
    lees_antwoord,
    lees_blad,
)
from tests.hulp.profiel import lees

NU = datetime(2026, 11, 23, 12, tzinfo=UTC)
GEMEENTE = Houder("gemeente", "Gemeente Nergenshuizen (test)", "00000099000000002000")
ANDER = Houder("ander", "Iemand Anders (test)", "00000099000000003000")
ID = "0193aaaa-0000-7000-8000-000000000900"
ANDER_ID = "0193aaaa-0000-7000-8000-000000000901"
DIGEST, ANDERE_DIGEST = digest_header(b"bericht"), digest_header(b"ander")
KOP = {**lees("vectoren/uitwisseling.json")["kop"], "id": ID}
BESLUIT = {"besluit": "toegestaan", "redenen": [], "grondslagen": [], "plichten": []}
VERZONDEN = Verzonden(ID, DIGEST, "handtekening", DIGEST, kop_om_te_verzenden(KOP))
INHOUDDIGEST = digest_header(b"wat er is gezegd")


@cache
def _logsleutel(naam: str) -> Notitiesleutel:
    return Notitiesleutel(naam, Ed25519PrivateKey.generate())


@cache
def _wortel(nummer: int) -> Uitgegeven:
    return maak_wortel(Termijn(NU - timedelta(days=10), NU + timedelta(days=10)))


@cache
def _ondertekenaar(houder: Houder, wortelnummer: int = 0) -> BestandsOndertekenaar:
    termijn = Termijn(NU - timedelta(days=10), NU + timedelta(days=10))
    sleutel = ec.generate_private_key(ec.SECP256R1())
    uitgegeven = geef_uit(_wortel(wortelnummer), houder, Doel.ONDERTEKENING, sleutel, termijn)
    return BestandsOndertekenaar.uit_pem(uitgegeven.sleutel_pem, uitgegeven.pem)


def _blad(**anders: Any) -> bytes:
    velden = {
        "v": 2, "soort": "besluit", "tijdstip": "2026-11-23T12:00:00Z", "kop": KOP,
        "digest": DIGEST, "payloadSignature": "handtekening", "toestand": {}, "besluit": BESLUIT,
    }  # fmt: skip
    return jcs({**velden, **anders})


def _document(
    blad: bytes | None = None,
    ontvangst: tuple[str, str] | None = None,
    log: str = "driehoek.example/test",
    **anders: Any,
) -> dict[str, Any]:
    """Een antwoord dat klopt, op wat er gevraagd wordt na."""
    bladen = [bladhash(b"eerste"), bladhash(blad or _blad()), bladhash(b"derde")]

    def hashes(niveau: int, index: int) -> bytes:
        return bladen[index] if niveau == 0 else knoophash(bladen[0], bladen[1])

    punt = Checkpoint(log, 3, wortel(3, hashes))
    tekst, handtekening = ontvangst or _ontvangst()
    return {
        "id": ID,
        "besluit": BESLUIT,
        "ontvangst": {"inhoud": tekst, "handtekening": handtekening},
        "logboek": {
            "bladnummer": 1,
            "grootte": 3,
            "bewijs": [base64.b64encode(k).decode() for k in inclusiebewijs(1, 3, hashes)],
            "checkpoint": onderteken_checkpoint(punt, _logsleutel(log)),
        },
        **anders,
    }


def _ontvangst(
    bericht: str = ID, digest: str = DIGEST, tekent: Houder = GEMEENTE, status: str = "aanvaard"
) -> tuple[str, str]:
    reden = None if status == "aanvaard" else "INHOUD_WIJKT_AF"
    return maak_ontvangst(_ondertekenaar(tekent), Ontvangst(bericht, digest, status, reden, NU))


def _controleer(document: dict[str, Any], blad: bytes | None = None, **anders: Any) -> Any:
    certificaat: Certificaat = _ondertekenaar(GEMEENTE).certificaat
    middelen = {
        "ontvanger": certificaat,
        "ontvanger_oin": GEMEENTE.oin,
        "vertrouwen": Vertrouwenslijst([_wortel(0).certificaat]),
        "logsleutel": _logsleutel("driehoek.example/test").verificatiesleutel,
        "nu": NU,
    }
    antwoord: AntwoordVorm = lees_antwoord(document)
    verzonden = anders.pop("verzonden", VERZONDEN)
    return controleer_antwoord(antwoord, blad or _blad(), verzonden, **{**middelen, **anders})


def test_een_antwoord_waarin_alles_klopt_is_een_aflevering() -> None:
    bewijs = _controleer(_document())
    assert (bewijs.bladnummer, bewijs.checkpoint.grootte) == (1, 3)
    assert bewijs.ontvangst.aanvaard


def test_ook_een_weigering_van_de_ontvanger_is_bewezen() -> None:
    bewijs = _controleer(_document(ontvangst=_ontvangst(status="geweigerd")))
    assert not bewijs.ontvangst.aanvaard


def _logboek(**anders: Any) -> Callable[[], dict[str, Any]]:
    def maak() -> dict[str, Any]:
        document = _document()
        document["logboek"] |= anders
        return document

    return maak


@pytest.mark.parametrize(
    ("document", "zin"),
    [
        (lambda: _document(id=ANDER_ID), "ander bericht"),
        (lambda: _document(ontvangst=_ontvangst(bericht=ANDER_ID)), "ander bericht"),
        (lambda: _document(ontvangst=_ontvangst(digest=ANDERE_DIGEST)), "ander bericht"),
        (lambda: _document(ontvangst=_ontvangst(tekent=ANDER)), "ontvangstbevestiging"),
        (lambda: _document(log="driehoek.example/ander"), "checkpoint"),
        (_logboek(grootte=4), "andere grootte"),
        (_logboek(bladnummer=0), "niet bewezen"),
        (_logboek(bewijs=[]), "niet bewezen"),
        (_logboek(bewijs=["geen base64!"]), "base64"),
        (lambda: _document(besluit={**BESLUIT, "plichten": [{"code": "X"}]}), "besluit"),
    ],
)
def test_een_ding_anders_en_er_is_niets_afgeleverd(
    document: Callable[[], dict[str, Any]], zin: str
) -> None:
    with pytest.raises(BewijsOnvoldoende, match=zin):
        _controleer(document())


@pytest.mark.parametrize(
    "anders",
    [
        {"soort": "bevestiging"},
        {"kop": {**KOP, "soort": "incident"}},
        {"digest": ANDERE_DIGEST},
        {"payloadSignature": "andere"},
        {"besluit": {**BESLUIT, "besluit": "geweigerd"}},
    ],
)
def test_een_blad_dat_dit_besluit_niet_is_bewijst_niets(anders: dict[str, Any]) -> None:
    blad = _blad(**anders)
    with pytest.raises(BewijsOnvoldoende, match="niet dit besluit"):
        _controleer(_document(blad), blad)


def test_een_blad_dat_niet_in_het_log_staat_bewijst_niets() -> None:
    with pytest.raises(BewijsOnvoldoende, match="niet bewezen"):
        _controleer(_document(blad=b"iets anders"))


def test_een_certificaat_van_een_vreemde_wortel_of_een_andere_organisatie_telt_niet() -> None:
    vreemd = _ondertekenaar(GEMEENTE, 1)
    with pytest.raises(BewijsOnvoldoende, match="ontvangstbevestiging"):
        _controleer(_document(), ontvanger=vreemd.certificaat)
    with pytest.raises(BewijsOnvoldoende, match="andere organisatie"):
        _controleer(_document(), ontvanger_oin=ANDER.oin)


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"id": ID}, {**_document(), "logboek": {"bladnummer": "1"}},
     {**_document(), "logboek": {**_document()["logboek"], "grootte": 0}}],
)  # fmt: skip
def test_een_antwoord_zonder_vorm_is_geen_bewijs(document: Any) -> None:
    with pytest.raises(BewijsOnvoldoende):
        lees_antwoord(document)


def test_een_blad_in_slordige_base64_wordt_niet_gelezen() -> None:
    assert lees_blad("e30=") == b"{}"
    for slordig in ("e30", "e3 0=", "é"):
        with pytest.raises(BewijsOnvoldoende):
            lees_blad(slordig)


def test_van_inhoud_achteraf_gaat_de_ontvangst_over_de_inhoud_en_het_blad_over_de_kop() -> None:
    geleverd = replace(VERZONDEN, ontvangen_digest=INHOUDDIGEST)
    document = _document(ontvangst=_ontvangst(digest=INHOUDDIGEST))
    bewijs = _controleer(document, verzonden=geleverd)
    assert bewijs.ontvangst.digest == INHOUDDIGEST
    with pytest.raises(BewijsOnvoldoende, match="ander bericht"):
        _controleer(_document(), verzonden=geleverd)
    with pytest.raises(BewijsOnvoldoende, match="ander bericht"):
        _controleer(document)
