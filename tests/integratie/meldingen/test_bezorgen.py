"""Meldingen bezorgen aan een echte webhook en een echte mailserver; niets raakt kwijt."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import httpx
import pytest
from sqlalchemy import Engine

from deploy.pki import Pki, maak_pki
from shared.bericht.certificaten import Certificaat
from shared.bericht.handtekening import controleer_digest, verifieer_digest_handtekening
from shared.bericht.identiteit import uuid7
from shared.meldingen.bezorger import Bezorger
from shared.meldingen.gebeurtenis import CloudEvent, bron_urn, lees_gebeurtenis
from shared.meldingen.kanaal import BezorgingMislukt
from shared.meldingen.kanalen import Kanaalbouw, mailnaam, namen
from shared.meldingen.mail import Brief, Postbus
from shared.meldingen.opslag import METADATA, MIGRATIES, Meldingenbak, Status
from shared.meldingen.webhook import Webhook
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from shared.opslag.sessies import transactie_zonder_orm
from shared.web.bezorginstellingen import Meldingbestemming, Smtp
from shared.web.instellingen import OngeldigeInstellingen
from shared.web.limieten import Verzending
from tests.hulp.klok import VasteKlok
from tests.hulp.postvak import Haak, Postvak, draaiend_postvak, draaiende_haak
from tests.integratie.gateway.sleutels import ondertekenaar

RITME = Verzending(
    eerste_wachttijd_seconden=10.0, maximale_pogingen=3, spreiding=0.0, lease_seconden=60.0,
    rusttijd_seconden=0.01,
)  # fmt: skip
PIKET, FG = "piket@politie.example", "fg@politie.example"
BRON = bron_urn("00000001999999990000", "proef")


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Certificaten die ook op de vaste klok gelden."""
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    return maak_pki(tmp_path_factory.mktemp("pki"), rsa_bits=2048, nu=begin)


@pytest.fixture(scope="module")
def haken() -> Iterator[Haak]:
    with draaiende_haak() as haak:
        yield haak


@pytest.fixture(scope="module")
def postvakken() -> Iterator[Postvak]:
    with draaiend_postvak() as vak:
        yield vak


@pytest.fixture
def haak(haken: Haak) -> Haak:
    haken.ontvangen.clear()
    haken.kwam.clear()
    haken.antwoorden.clear()
    haken.zegt, haken.later = b"", ""
    return haken


@pytest.fixture
def postvak(postvakken: Postvak) -> Postvak:
    postvakken.brieven.clear()
    postvakken.gevraagd.clear()
    postvakken.per_adres.clear()
    postvakken.weigert = postvakken.geen_afscheid = False
    return postvakken


@pytest.fixture
def engine(databank_url: str) -> Iterator[Engine]:
    migreer(databank_url, [MIGRATIES], METADATA)
    gemaakt = maak_engine(databank_url)
    yield gemaakt
    gemaakt.dispose()


def melding(onderwerp: str, nu: datetime, nummer: int = 0) -> CloudEvent:
    return CloudEvent(
        uuid7(nu), BRON, "nl.driehoek.proef.gebeurd", onderwerp, nu, {"nummer": nummer}
    )


def zet(engine: Engine, klok: VasteKlok, gebeurtenis: CloudEvent, *bestemmingen: str) -> None:
    with transactie_zonder_orm(engine) as verbinding:
        Meldingenbak(verbinding).zet(gebeurtenis, bestemmingen, klok())


def aantallen(engine: Engine) -> dict[str, int]:
    with transactie_zonder_orm(engine) as verbinding:
        return {s.value: Meldingenbak(verbinding).aantal(s) for s in Status}


def brief(gebeurtenis: CloudEvent) -> Brief:
    return Brief("Er is iets gebeurd", f"Kijk bij {gebeurtenis.subject}.\n")


def smtp(postvak: Postvak) -> Smtp:
    return Smtp(
        host="127.0.0.1", poort=postvak.poort, beveiliging="geen", afzender="alarm@driehoek.example"
    )


@asynccontextmanager
async def bezorgend(
    engine: Engine, pki: Pki, klok: VasteKlok, haak: Haak, postvak: Postvak | None = None
) -> AsyncIterator[Bezorger]:
    tekenaar = ondertekenaar(pki, "gateway")
    mail = () if postvak is None else (PIKET, FG)
    async with httpx.AsyncClient(trust_env=False) as client:
        bouw = Kanaalbouw(client, tekenaar, None if postvak is None else smtp(postvak), klok)
        bestemming = Meldingbestemming(webhook=haak.url, mail=mail)
        yield Bezorger(engine, bouw.bouw(bestemming, brief), RITME, klok)


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
    asyncio.run(_een_ronde(engine, pki, haak, vaste_klok))
    assert len(haak.ontvangen) == 1


async def _een_ronde(engine: Engine, pki: Pki, haak: Haak, klok: VasteKlok) -> None:
    async with bezorgend(engine, pki, klok, haak) as bezorger:
        await bezorger.ronde()


def test_een_ontvanger_die_er_niet_meer_is_wordt_niet_opnieuw_gevraagd(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    haak.antwoorden[:] = [410]
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), "webhook")
    asyncio.run(_een_ronde(engine, pki, haak, vaste_klok))
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 0, "dood": 1}


async def _ronden(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, klok: VasteKlok, keren: int
) -> None:
    async with bezorgend(engine, pki, klok, haak, postvak) as bezorger:
        for _ in range(keren):
            await bezorger.ronde()
            klok.vooruit(minutes=10)


def test_een_dood_mailadres_houdt_van_een_ander_geen_brief_tegen_en_brengt_er_geen_twee(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, vaste_klok: VasteKlok
) -> None:
    postvak.per_adres[FG] = "550 Dit adres is er niet meer"
    bestemming = Meldingbestemming(mail=(PIKET, FG))
    for nummer in range(2):
        gebeurd = melding(f"zaak-{nummer}", vaste_klok(), nummer)
        zet(engine, vaste_klok, gebeurd, *namen(bestemming))
    asyncio.run(_ronden(engine, pki, haak, postvak, vaste_klok, 4))
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 2, "dood": 2}
    assert [post["To"] for post in postvak.brieven] == [PIKET, PIKET]
    assert postvak.gevraagd.count(FG) == 2, "elke brief één keer"
    with transactie_zonder_orm(engine) as verbinding:
        dood = Meldingenbak(verbinding).dode()
    assert {een.bestemming for een in dood} == {mailnaam(FG)}
    assert {een.laatste_fout for een in dood} == {"De mailserver antwoordde met 550."}


def test_een_adres_dat_even_niet_kan_krijgt_zijn_brief_later_en_het_andere_geen_tweede(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, vaste_klok: VasteKlok
) -> None:
    postvak.per_adres[FG] = "452 Postvak vol"
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), mailnaam(PIKET), mailnaam(FG))
    asyncio.run(_ronden(engine, pki, haak, postvak, vaste_klok, 2))
    assert aantallen(engine) == {"wachtend": 1, "bezorgd": 1, "dood": 0}
    postvak.per_adres.clear()
    asyncio.run(_ronden(engine, pki, haak, postvak, vaste_klok, 1))
    assert [post["To"] for post in postvak.brieven] == [PIKET, FG]


def test_een_server_die_geen_afscheid_neemt_brengt_geen_tweede_brief(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, vaste_klok: VasteKlok
) -> None:
    postvak.geen_afscheid = True
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), mailnaam(PIKET))
    asyncio.run(_ronden(engine, pki, haak, postvak, vaste_klok, 3))
    assert len(postvak.brieven) == 1


def test_een_lang_mailadres_past_als_bestemming() -> None:
    lang = "a" * 64 + "@" + "b" * 60 + ".example"
    ander = lang.replace("b.example", "c.example")
    een, twee = namen(Meldingbestemming(mail=(lang, ander, lang)), "politie")
    assert een != twee
    assert len(een) <= 120
    assert een.startswith("politie/mail/aaa")


def test_wat_een_webhook_er_allemaal_bij_zegt_doet_er_niet_toe(
    engine: Engine, pki: Pki, haak: Haak, vaste_klok: VasteKlok
) -> None:
    """Een antwoord van megabytes is een ja als het een ja is."""
    haak.zegt = b"dank u wel " * 200_000
    haak.antwoorden[:] = [200]
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), "webhook")
    asyncio.run(_een_ronde(engine, pki, haak, vaste_klok))
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
        asyncio.run(_een_ronde(engine, pki, haak, vaste_klok))
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
    asyncio.run(_ronden(engine, pki, haak, _geen_post(), vaste_klok, 4))
    assert aantallen(engine) == {"wachtend": 0, "bezorgd": 0, "dood": 5}
    with transactie_zonder_orm(engine) as verbinding:
        bak = Meldingenbak(verbinding)
        assert bak.wek(bak.dode()[0].nummer, vaste_klok())
    assert aantallen(engine) == {"wachtend": 4, "bezorgd": 0, "dood": 1}
    asyncio.run(_een_ronde(engine, pki, haak, vaste_klok))
    assert len(haak.ontvangen) == 4


def _geen_post() -> Postvak:
    return Postvak(poort=9)


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


def test_mail_zonder_mailserver_is_een_fout_in_de_configuratie(
    pki: Pki, vaste_klok: VasteKlok
) -> None:
    bouw = Kanaalbouw(httpx.AsyncClient(), ondertekenaar(pki, "gateway"), None, vaste_klok)
    with pytest.raises(OngeldigeInstellingen, match="smtp"):
        bouw.bouw(Meldingbestemming(mail=("piket@politie.example",)), brief)


def test_een_mailserver_die_er_niet_is_geeft_een_nette_fout(
    pki: Pki, vaste_klok: VasteKlok
) -> None:
    bus = Postbus(
        Smtp(host="127.0.0.1", poort=1, beveiliging="geen", afzender="alarm@driehoek.example"),
        PIKET,
        brief,
    )
    with pytest.raises(BezorgingMislukt, match="ConnectionRefusedError"):
        asyncio.run(bus.bezorg(melding("zaak", vaste_klok())))


def test_mail_gaat_versleuteld_naar_een_server_die_wij_kennen(
    pki: Pki, vaste_klok: VasteKlok
) -> None:
    paar = pki.deelnemers["gateway"].transport
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paar.certificaat, paar.sleutel)
    with draaiend_postvak(tls_context=context, require_starttls=True) as vak:
        goed = Smtp(
            host="localhost", poort=vak.poort, afzender="alarm@driehoek.example",
            vertrouwen=pki.vertrouwen,
        )  # fmt: skip
        vreemd = goed.model_copy(update={"vertrouwen": None})
        asyncio.run(Postbus(goed, PIKET, brief).bezorg(melding("zaak", vaste_klok())))
        with pytest.raises(BezorgingMislukt, match="SSLCertVerificationError"):
            asyncio.run(Postbus(vreemd, PIKET, brief).bezorg(melding("zaak", vaste_klok())))
        assert len(vak.brieven) == 1
