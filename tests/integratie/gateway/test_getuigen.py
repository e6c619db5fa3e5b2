"""Wat de getuigen ooit ondertekenden hoort bij dat checkpoint, niet bij de grootte ervan."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import Engine

from gateway.getuigen.opslag import Getuigenregister, Medeondertekend
from gateway.getuigen.ronde import Getuigenronde
from gateway.getuigen.uitgave import Uitgaven
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint, open_checkpoint
from shared.logboek.getuigenis import lees_verzoek
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Notitiesleutel, Soort
from shared.logboek.opslag import Logstand
from shared.opslag.engine import maak_engine
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.omgeving import LOGNAAM
from tests.integratie.gateway.opstelling import Opstelling

GETUIGE = Notitiesleutel(
    "getuige.om.example", Ed25519PrivateKey.from_private_bytes(b"\x07" * 32), Soort.COSIGNATURE
)


@pytest.fixture
def logsleutel(balie: Opstelling) -> Notitiesleutel:
    sleutel = load_pem_private_key(balie.pki.logsleutel.read_bytes(), password=None)
    assert isinstance(sleutel, Ed25519PrivateKey)
    return Notitiesleutel(LOGNAAM, sleutel)


@pytest.fixture
def engine(balie: Opstelling) -> Iterator[Engine]:
    engine = maak_engine(balie.instellingen.database.url)
    yield engine
    engine.dispose()


@pytest.fixture
def stand(engine: Engine, logsleutel: Notitiesleutel) -> Logstand:
    """Het log zoals het nu is; de getuige van het OM tekende bij deze grootte voor een ander log.

    Zo staat het na het terugzetten van een reservekopie, zodra het log weer even lang is.
    """
    stand = Loglezer(engine).stand()
    eerder = onderteken_checkpoint(Checkpoint(LOGNAAM, stand.grootte, b"\x09" * 32), logsleutel)
    tekst = eerder.split("\n\n")[0] + "\n"
    with engine.begin() as verbinding:
        register = Getuigenregister(verbinding)
        register.laad({"om": GETUIGE.vkey})
        register.bewaar(
            Medeondertekend(stand.grootte, eerder + GETUIGE.regel(tekst, 1_700_000_000))
        )
    return stand


def test_een_teruggezet_log_geeft_niet_het_oude_checkpoint_uit(
    balie: Opstelling, stand: Logstand
) -> None:
    antwoord = balie.haal("/v1/logboek/checkpoint")
    assert antwoord.text == stand.checkpoint
    assert antwoord.headers["getuigen"] == ""
    assert "om" in antwoord.headers["getuigen-ontbreken"]


def test_een_teruggezet_log_laat_zich_opnieuw_mede_ondertekenen(
    engine: Engine, stand: Logstand, logsleutel: Notitiesleutel, vaste_klok: VasteKlok
) -> None:
    def teken(verzoek: httpx.Request) -> httpx.Response:
        notitie = lees_verzoek(verzoek.content).notitie
        _, geopend = open_checkpoint(notitie, logsleutel.verificatiesleutel)
        return httpx.Response(200, text=GETUIGE.regel(geopend.tekst, 1_700_000_001))

    async def ronden() -> list[bool]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(teken)) as client:
            ronde = Getuigenronde(engine, client, logsleutel.verificatiesleutel, 1.0, vaste_klok)
            return [await ronde.ronde(), await ronde.ronde()]

    assert asyncio.run(ronden()) == [True, False]
    uitgave = Uitgaven(engine, logsleutel.verificatiesleutel).laatste()
    assert uitgave is not None
    assert uitgave.aanwezig == ("om",)
    assert uitgave.notitie.startswith(stand.checkpoint)
