"""Meldingen bezorgen aan een echte webhook en een echte mailserver; niets raakt kwijt."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import httpx
import pytest
from sqlalchemy import Engine

from deploy.pki import Pki
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import controleer_digest, verifieer_digest_handtekening
from shared.meldingen.bezorger import Bezorger
from shared.meldingen.gebeurtenis import CloudEvent, lees_gebeurtenis
from shared.meldingen.kanalen import mailnaam, namen
from shared.meldingen.opslag import Meldingenbak
from shared.meldingen.webhook import Webhook
from shared.opslag.sessies import transactie_zonder_orm
from shared.web.instellingen.bezorging import Meldingbestemming
from tests.hulp.klok import VasteKlok
from tests.hulp.postvak import Haak, Postvak
from tests.integratie.gateway.sleutels import ondertekenaar
from tests.integratie.meldingen.opstelling import (
    FG,
    PIKET,
    RITME,
    aantallen,
    bezorgend,
    een_ronde,
    melding,
    zet,
)


def test_een_melding_komt_aan_op_webhook_en_in_de_post(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, vaste_klok: VasteKlok
) -> None:
    gebeurd = melding("zaak", vaste_klok())
    bestemming = Meldingbestemming(webhook=haak.url, mail=(PIKET, FG))
    zet(engine, vaste_klok, gebeurd, *namen(bestemming))

    async def werk() -> None:
        async with bezorgend(engine, pki, vaste_klok, haak, postvak) as bezorger:
            assert await bezorger.ronde() == 3
            assert await bezorger.ronde() == 0

    asyncio.run(werk())
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 3, "dood": 0}
    koppen, body = haak.ontvangen[0]
    aangekomen = lees_gebeurtenis(body)
    assert aangekomen.sequence is not None
    assert replace(aangekomen, sequence=None) == gebeurd
    assert koppen["content-type"] == "application/cloudevents+json; charset=utf-8"
    certificaat = Certificaat.uit_pem(
        pki.deelnemers["gateway"].ondertekening.certificaat.read_bytes()
    )
    controleer_digest(body, koppen["digest"])
    verifieer_digest_handtekening(koppen["payload-signature"], koppen["digest"], certificaat)
    assert sorted(post["To"] for post in postvak.brieven) == [FG, PIKET]
    for post in postvak.brieven:
        assert post["Subject"] == "Er is iets gebeurd"
        assert post["Message-ID"] == f"<{gebeurd.id}@driehoek.example>"
        assert "Kijk bij zaak." in post.get_content()


def test_wat_wegvalt_wordt_met_steeds_langere_pauzes_opnieuw_geprobeerd(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, vaste_klok: VasteKlok
) -> None:
    haak.antwoorden[:] = [503, 0]
    postvak.weigert = True
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), "webhook", mailnaam(PIKET))

    async def werk() -> None:
        async with bezorgend(engine, pki, vaste_klok, haak, postvak) as bezorger:
            assert await bezorger.ronde() == 2
            vaste_klok.vooruit(seconds=9)
            assert await bezorger.ronde() == 0
            vaste_klok.vooruit(seconds=1)
            assert await bezorger.ronde() == 2
            vaste_klok.vooruit(seconds=19)
            assert await bezorger.ronde() == 0
            vaste_klok.vooruit(seconds=1)
            postvak.weigert = False
            assert await bezorger.ronde() == 2

    asyncio.run(werk())
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 2, "dood": 0}
    assert (len(haak.ontvangen), len(postvak.brieven)) == (1, 1)


def test_wat_steeds_mislukt_blijft_zichtbaar_liggen_en_is_te_wekken(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    haak.antwoorden[:] = [500, 500, 500]
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), "webhook")
    zet(engine, vaste_klok, melding("elders", vaste_klok()), "opgeheven")

    async def werk() -> None:
        async with bezorgend(engine, pki, vaste_klok, haak) as bezorger:
            for _ in range(3):
                assert await bezorger.ronde() == 2
                vaste_klok.vooruit(minutes=10)
            assert await bezorger.ronde() == 0

    asyncio.run(werk())
    with transactie_zonder_orm(engine) as verbinding:
        bak = Meldingenbak(verbinding)
        dood, opgeheven = bak.dode()
        assert (dood.bestemming, dood.pogingen) == ("webhook", 3)
        assert dood.laatste_fout == "De webhook antwoordde met 500."
        assert "niet meer ingesteld" in str(opgeheven.laatste_fout)
        assert bak.wek(dood.nummer, vaste_klok())
        assert not bak.wek(dood.nummer, vaste_klok())
    asyncio.run(een_ronde(engine, pki, haak, vaste_klok))
    assert len(haak.ontvangen) == 1


def test_een_ontvanger_die_er_niet_meer_is_wordt_niet_opnieuw_gevraagd(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    haak.antwoorden[:] = [410]
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), "webhook")
    asyncio.run(een_ronde(engine, pki, haak, vaste_klok))
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 0, "dood": 1}


def test_over_hetzelfde_onderwerp_komt_alles_op_volgorde(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    for nummer in range(3):
        zet(engine, vaste_klok, melding("zaak", vaste_klok(), nummer), "webhook")
    zet(engine, vaste_klok, melding("andere-zaak", vaste_klok(), 9), "webhook")
    haak.antwoorden[:] = [503, 503]

    async def werk() -> None:
        async with bezorgend(engine, pki, vaste_klok, haak) as bezorger:
            assert await bezorger.ronde() == 2
            vaste_klok.vooruit(minutes=1)
            while await bezorger.ronde():
                pass

    asyncio.run(werk())
    volgorde = [lees_gebeurtenis(body) for _, body in haak.ontvangen]
    assert [m.data["nummer"] for m in volgorde if m.subject == "zaak"] == [0, 1, 2]
    assert len(volgorde) == 4


@dataclass
class Sterft:
    """Bezorgt, en dan sterft het proces: wat er na komt gebeurt niet meer."""

    bezorg_echt: Callable[[CloudEvent], Awaitable[None]]
    sterft_op: str
    bezorgd: list[str] = field(default_factory=list)

    async def bezorg(self, gebeurtenis: CloudEvent) -> None:
        await self.bezorg_echt(gebeurtenis)
        if gebeurtenis.subject == self.sterft_op:
            self.sterft_op = ""
            raise asyncio.CancelledError
        self.bezorgd.append(gebeurtenis.id)


def test_sterft_het_proces_onderweg_dan_raakt_niets_kwijt_en_is_dubbel_te_herkennen(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    gezet = [melding(f"zaak-{nummer}", vaste_klok(), nummer) for nummer in range(4)]
    for een in gezet:
        zet(engine, vaste_klok, een, "webhook")

    async def werk() -> None:
        async with (
            bezorgend(engine, pki, vaste_klok, haak) as echt,
            httpx.AsyncClient(trust_env=False) as client,
        ):
            webhook = Webhook(client, haak.url, ondertekenaar(pki, "gateway"), vaste_klok)
            kanaal = Sterft(webhook.bezorg, "zaak-2")
            met_dood = Bezorger(engine, {"webhook": kanaal}, RITME, vaste_klok)
            with pytest.raises(asyncio.CancelledError):
                await met_dood.ronde()
            # Een ander proces begint; zolang de eerste poging nog kan lopen, wacht het.
            assert await echt.ronde() == 0
            vaste_klok.vooruit(seconds=61)
            assert await echt.ronde() == 1

    asyncio.run(werk())
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 4, "dood": 0}
    aangekomen = [lees_gebeurtenis(body) for _, body in haak.ontvangen]
    assert {m.id for m in aangekomen} == {m.id for m in gezet}
    assert sorted(m.subject for m in aangekomen).count("zaak-2") == 2


def test_de_bezorger_draait_door_tot_hij_wordt_gestopt(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    async def werk() -> None:
        async with bezorgend(engine, pki, vaste_klok, haak) as bezorger:
            taak = asyncio.create_task(bezorger.draai())
            nieuw = melding("zaak", vaste_klok())
            await asyncio.to_thread(zet, engine, vaste_klok, nieuw, "webhook")
            bezorger.wek()
            assert await asyncio.to_thread(haak.kwam.wait, 5)
            taak.cancel()
            with pytest.raises(asyncio.CancelledError):
                await taak

    asyncio.run(werk())
