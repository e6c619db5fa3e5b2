"""Wat een partij laat registreren, is getekend met wat het is, in welke versie en wanneer.

Zo doet een oud document niets ongedaan, geldt een handtekening voor niets anders, en tekent niemand
voor morgen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from shared.bericht.bericht import VerzendklaarBericht
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import autorisatie
from tests.integratie.gateway.opstelling import ALS, Opstelling
from tests.integratie.gateway.zeggen import overlegdocument

VER_WEG = timedelta(days=300)


@dataclass
class Register:
    """Een register waar een partij haar eigen dingen in zet."""

    gateway: Opstelling
    pad: str
    soort: str
    inhoud: dict[str, Any]
    anders: dict[str, Any]

    def document(self, kenmerk: str, versie: int, **anders: Any) -> dict[str, Any]:
        nu = utc_tekst(self.gateway.klok())
        return {"id": kenmerk, "versie": versie, "tijdstip": nu, **self.inhoud, **anders}

    def zet(self, kenmerk: str, document: dict[str, Any], **hoe: Any) -> httpx.Response:
        return _dien_in(self.gateway, f"{self.pad}/{kenmerk}", document, **hoe)

    def bladen(self, kenmerk: str) -> list[dict[str, Any]]:
        return [blad for blad in bladen_van(self.gateway, self.soort) if blad["id"] == kenmerk]


def _dien_in(
    gateway: Opstelling, pad: str, document: dict[str, Any], *, getekend: datetime | None = None
) -> httpx.Response:
    body = json.dumps(document).encode()
    digest = digest_header(body)
    koppen = {
        "Content-Type": "application/json",
        "Digest": digest,
        "Payload-Signature": onderteken_digest(
            gateway.ondertekenaars["gemeente"], digest, getekend or gateway.klok()
        ),
        ALS: "gemeente",
    }
    return gateway.client.vraag("PUT", pad, content=body, headers=koppen)


@pytest.fixture(params=["autorisaties", "overleggen"])
def register(request: pytest.FixtureRequest, gateway: Opstelling) -> Register:
    if request.param == "autorisaties":
        inhoud = autorisatie("gemeente", "regisseur")
        return Register(
            gateway, "/v1/autorisaties", "autorisatie", inhoud, {"geautoriseerd": False}
        )
    inhoud = {"afgelast": False, **overlegdocument(gateway)}
    return Register(gateway, "/v1/overleggen", "overleg", inhoud, {"afgelast": True})


def test_een_intrekking_is_met_het_oude_document_niet_ongedaan_te_maken(register: Register) -> None:
    kenmerk = uuid7(register.gateway.klok())
    eerste = register.document(kenmerk, 1)
    assert register.zet(kenmerk, eerste).status_code == 200
    ingetrokken = register.document(kenmerk, 2, **register.anders)
    assert register.zet(kenmerk, ingetrokken).status_code == 200
    opnieuw = register.zet(kenmerk, eerste)
    assert opnieuw.status_code == 409, opnieuw.text
    assert "versie 2" in opnieuw.json()["detail"]
    bladen = register.bladen(kenmerk)
    assert [blad["versie"] for blad in bladen] == [1, 2]
    (lid,) = register.anders
    assert bladen[-1][lid] == register.anders[lid]


def test_een_versie_is_van_een_inhoud(register: Register) -> None:
    kenmerk = uuid7(register.gateway.klok())
    eerste = register.zet(kenmerk, register.document(kenmerk, 3))
    assert register.zet(kenmerk, register.document(kenmerk, 3)).json() == eerste.json()
    anders = register.document(kenmerk, 3, **register.anders)
    assert register.zet(kenmerk, anders).status_code == 409
    assert len(register.bladen(kenmerk)) == 1


def test_een_handtekening_geldt_niet_voor_een_ander(register: Register) -> None:
    kenmerk, ander = uuid7(register.gateway.klok()), uuid7(register.gateway.klok())
    antwoord = register.zet(ander, register.document(kenmerk, 1))
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/id"]
    assert register.bladen(ander) == register.bladen(kenmerk) == []


@pytest.mark.parametrize("lid", ["id", "versie", "tijdstip"])
def test_zonder_kenmerk_versie_of_tijdstip_is_het_niet_te_registreren(
    register: Register, lid: str
) -> None:
    kenmerk = uuid7(register.gateway.klok())
    document = register.document(kenmerk, 1)
    del document[lid]
    antwoord = register.zet(kenmerk, document)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [f"/{lid}"]


def test_niemand_tekent_voor_later(register: Register) -> None:
    kenmerk, later = uuid7(register.gateway.klok()), register.gateway.klok() + VER_WEG
    antwoord = register.zet(kenmerk, register.document(kenmerk, 1, tijdstip=utc_tekst(later)))
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/tijdstip"]
    getekend = register.zet(kenmerk, register.document(kenmerk, 1), getekend=later)
    assert (getekend.status_code, "toekomst" in getekend.text) == (400, True)
    vooraf = register.gateway.klok() - timedelta(hours=1)
    eerder = register.zet(kenmerk, register.document(kenmerk, 1), getekend=vooraf)
    assert (eerder.status_code, "voor het tijdstip" in eerder.text) == (400, True)
    assert register.bladen(kenmerk) == []


# --- berichten en besluiten -----------------------------------------------------------------------


@pytest.mark.parametrize("verschil", [VER_WEG, -timedelta(days=30)])
def test_een_bericht_is_getekend_toen_het_werd_gemaakt(
    gateway: Opstelling, verschil: timedelta
) -> None:
    """Ook met een certificaat dat dan geldt, en al klopt al het andere."""
    goed = gateway.onderteken(gateway.verzoekkop())
    handtekening = onderteken_digest(
        gateway.ondertekenaars["gemeente"], goed.digest, gateway.klok() + verschil
    )
    koppen = tuple(
        (naam, handtekening if naam == "Payload-Signature" else waarde)
        for naam, waarde in goed.koppen
    )
    voor = len(bladen_van(gateway, "besluit"))
    antwoord = gateway.verstuur(VerzendklaarBericht(goed.body, koppen))
    assert antwoord.status_code == 400, antwoord.text
    assert "sigT" in antwoord.text
    assert len(bladen_van(gateway, "besluit")) == voor
    assert gateway.verstuur(goed).status_code == 201


def test_een_besluit_van_voor_het_laatste_telt_niet_meer(gateway: Opstelling) -> None:
    """Wie een ouder getekend besluit achterhield, maakt er het nieuwe niet mee ongedaan."""
    toen = gateway.klok()
    gateway.klok.vooruit(hours=1)
    dag = gateway.klok().date().isoformat()
    genomen = gateway.groepsbesluit("onderzoek", {"van": dag}, "om")
    assert genomen.status_code == 201, genomen.text
    ouder = gateway.groepsbesluit(
        "onderzoek", {"van": dag, "tot": dag}, "om", tijdstip=utc_tekst(toen)
    )
    assert ouder.status_code == 409, ouder.text
    assert "al een ander besluit" in ouder.text
