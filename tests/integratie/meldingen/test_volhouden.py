"""Wie weg is wordt dagenlang opnieuw geprobeerd, en krijgt daarna alles."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import httpx
import pytest
from sqlalchemy import Engine

from deploy.pki import Pki
from shared.meldingen.bezorger import Bezorger
from shared.meldingen.opslag import Meldingenbak
from shared.meldingen.webhook import Webhook
from shared.opslag.sessies import transactie_zonder_orm
from shared.web.limieten import Verzending
from tests.hulp.klok import VasteKlok
from tests.hulp.postvak import Haak, Postvak
from tests.integratie.gateway.sleutels import ondertekenaar
from tests.integratie.meldingen.opstelling import (
    aantallen,
    bezorgend,
    een_ronde,
    melding,
    ronden,
    zet,
)


def test_wat_een_webhook_er_allemaal_bij_zegt_doet_er_niet_toe(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    """Een antwoord van megabytes is een ja als het een ja is."""
    haak.zegt = b"dank u wel " * 200_000
    haak.antwoorden[:] = [200]
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), "webhook")
    asyncio.run(een_ronde(engine, pki, haak, vaste_klok))
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 1, "dood": 0}
    assert len(haak.ontvangen) == 1


@pytest.mark.parametrize("vorm", ["seconden", "datum"])
def test_een_webhook_mag_vragen_om_later_terug_te_komen(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok, vorm: str
) -> None:
    later = vaste_klok() + timedelta(hours=2)
    haak.later = "7200" if vorm == "seconden" else format_datetime(later, usegmt=True)
    haak.antwoorden[:] = [503]
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), "webhook")

    async def werk() -> None:
        async with bezorgend(engine, pki, vaste_klok, haak) as bezorger:
            assert await bezorger.ronde() == 1
            vaste_klok.vooruit(seconds=7199)
            assert await bezorger.ronde() == 0
            vaste_klok.vooruit(seconds=1)
            assert await bezorger.ronde() == 1

    asyncio.run(werk())
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 1, "dood": 0}


def _na_dagen_weg(
    engine: Engine, pki: Pki, haak: Haak, klok: VasteKlok, weg: timedelta
) -> list[timedelta]:
    """Een ontvanger die zo lang wegblijft; de pauzes tussen de pogingen."""
    begin, pogingen = klok(), []

    async def werk() -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            webhook = Webhook(client, haak.url, ondertekenaar(pki, "gateway"), klok)
            ritme = Verzending(spreiding=0.0)
            bezorger = Bezorger(engine, {"webhook": webhook}, ritme, klok)
            while klok() - begin < weg:
                haak.antwoorden[:] = [503] * 8
                if await bezorger.ronde():
                    pogingen.append(klok())
                klok.vooruit(seconds=1 if len(pogingen) < 9 else 300)
            haak.antwoorden.clear()
            klok.vooruit(minutes=15)
            await bezorger.ronde()
            await bezorger.ronde()

    asyncio.run(werk())
    return [later - eerder for eerder, later in pairwise(pogingen)]


def test_een_ontvanger_die_dagen_weg_is_krijgt_daarna_alles(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    for nummer in range(3):
        zet(engine, vaste_klok, melding(f"zaak-{nummer}", vaste_klok(), nummer), "webhook")
    pauzes = _na_dagen_weg(engine, pki, haak, vaste_klok, timedelta(days=4))
    assert pauzes == sorted(pauzes)
    assert pauzes[-1] == timedelta(minutes=15)
    assert len(haak.ontvangen) == 3
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 3, "dood": 0}


def test_wat_aankomt_brengt_mee_wat_op_dezelfde_ontvanger_wachtte(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    """Eén teken van leven, en niemand wacht nog op zijn eigen volgende poging."""
    for nummer in range(5):
        zet(engine, vaste_klok, melding(f"zaak-{nummer}", vaste_klok(), nummer), "webhook")
        haak.antwoorden[:] = [503] * 5
        asyncio.run(een_ronde(engine, pki, haak, vaste_klok))
        vaste_klok.vooruit(seconds=1)
    haak.antwoorden.clear()
    vaste_klok.vooruit(seconds=5)

    async def werk() -> None:
        async with bezorgend(engine, pki, vaste_klok, haak) as bezorger:
            assert await bezorger.ronde() == 1
            assert await bezorger.ronde() == 4

    asyncio.run(werk())
    assert len(haak.ontvangen) == 5


def test_een_handeling_wekt_alles_van_een_ontvanger(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    haak.antwoorden[:] = [410] * 4
    for nummer in range(4):
        zet(engine, vaste_klok, melding(f"zaak-{nummer}", vaste_klok(), nummer), "webhook")
    zet(engine, vaste_klok, melding("elders", vaste_klok()), "opgeheven")
    asyncio.run(ronden(engine, pki, haak, _geen_post(), vaste_klok, 4))
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 0, "dood": 5}
    with transactie_zonder_orm(engine) as verbinding:
        bak = Meldingenbak(verbinding)
        assert bak.wek(bak.dode()[0].nummer, vaste_klok())
    assert aantallen(engine) == {"wachtend": 4, "bezorgd": 0, "dood": 1}
    asyncio.run(een_ronde(engine, pki, haak, vaste_klok))
    assert len(haak.ontvangen) == 4


def _geen_post() -> Postvak:
    return Postvak(poort=9)
