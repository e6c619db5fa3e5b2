"""Mail per adres: wat het ene adres overkomt, merkt het andere niet."""

from __future__ import annotations

import asyncio
import ssl

import httpx
import pytest
from sqlalchemy import Engine

from deploy.pki import Pki
from shared.meldingen.kanaal import BezorgingMislukt
from shared.meldingen.kanalen import Kanaalbouw, mailnaam, namen
from shared.meldingen.mail import Postbus
from shared.meldingen.opslag import Meldingenbak
from shared.opslag.sessies import transactie_zonder_orm
from shared.web.instellingen.bezorging import Meldingbestemming, Smtp
from shared.web.instellingen.lezen import OngeldigeInstellingen
from tests.hulp.klok import VasteKlok
from tests.hulp.postvak import Haak, Postvak, draaiend_postvak
from tests.integratie.gateway.sleutels import ondertekenaar
from tests.integratie.meldingen.opstelling import (
    FG,
    PIKET,
    aantallen,
    brief,
    melding,
    ronden,
    zet,
)


def test_een_dood_mailadres_houdt_van_een_ander_geen_brief_tegen_en_brengt_er_geen_twee(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, vaste_klok: VasteKlok
) -> None:
    postvak.per_adres[FG] = "550 Dit adres is er niet meer"
    bestemming = Meldingbestemming(mail=(PIKET, FG))
    for nummer in range(2):
        gebeurd = melding(f"zaak-{nummer}", vaste_klok(), nummer)
        zet(engine, vaste_klok, gebeurd, *namen(bestemming))
    asyncio.run(ronden(engine, pki, haak, postvak, vaste_klok, 4))
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
    asyncio.run(ronden(engine, pki, haak, postvak, vaste_klok, 2))
    assert aantallen(engine) == {"wachtend": 1, "bezorgd": 1, "dood": 0}
    postvak.per_adres.clear()
    asyncio.run(ronden(engine, pki, haak, postvak, vaste_klok, 1))
    assert [post["To"] for post in postvak.brieven] == [PIKET, FG]


def test_een_server_die_geen_afscheid_neemt_brengt_geen_tweede_brief(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, vaste_klok: VasteKlok
) -> None:
    postvak.geen_afscheid = True
    zet(engine, vaste_klok, melding("zaak", vaste_klok()), mailnaam(PIKET))
    asyncio.run(ronden(engine, pki, haak, postvak, vaste_klok, 3))
    assert len(postvak.brieven) == 1


def test_een_lang_mailadres_past_als_bestemming() -> None:
    lang = "a" * 64 + "@" + "b" * 60 + ".example"
    ander = lang.replace("b.example", "c.example")
    een, twee = namen(Meldingbestemming(mail=(lang, ander, lang)), "politie")
    assert een != twee
    assert len(een) <= 120
    assert een.startswith("politie/mail/aaa")


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
