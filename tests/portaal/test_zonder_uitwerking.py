"""Vijandige tekst in elk veld van elk formulier doet niets, en kost niemand wat hij schreef.

Wie alles langsgaat ziet ook van elke pagina wat zij vraagt en over wie zij leest. Deze tests staan
achteraan: zij drukken op elke knop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from zlib import crc32

import pytest
from playwright.sync_api import Browser

from deploy.demo.bezetting import verzin
from deploy.klant import Klant
from tests.hulp.verdeling import is_steekproef
from tests.portaal.doorloop import Beeld, Doorloop, Inzending
from tests.portaal.formulieren import Formulier, Veld
from tests.portaal.stapwerk import groep_in_stap_een, namenlijst, overleg, twee_meldingen
from tests.portaal.test_schermen import ALLE
from tests.portaal.zaal import Zaal, gelezen_onder, tekst_van

MERK = "zwartboek"
OPMAAK = (
    "\"' data-boos=\"'></textarea><script data-boos>geraakt=1</script><img data-boos src=x "
    f"onerror=geraakt=1 hx-get=/uitloggen hx-trigger=load>{{{{7*7}}}}{{%raw%}}&lt; {MERK}"
)
"""Kort genoeg om als naam of adres bewaard te worden."""
ALLES = f"=1+1</title></select>{OPMAAK}\u202e\u200b\u2066\x00"
VREEMD = (
    f"a\x00b\x1b[31m\ufffe {MERK}",
    "é" * 10_000 + f" {MERK}",
    f"=cmd\u202e\u200b\u2066 {MERK}",
)
_DAG = re.compile(r"[Zz]oals \d[\d-]+\d( \d\d\.\d\d)?")
_SCHUILNUMMER = re.compile(r"\b[0-9a-f]{4}…[0-9a-f]{4}\b")
# Van een verslag wordt vastgelegd dat het is gelezen, en nog niet wie er in de regels staat.
LEEST_ALS_GEHEEL = {"overleg"}
# Hier staan de nummers van wie er werkt, en van niemand over wie gegevens worden gedeeld.
NUMMERS_VAN_COLLEGAS = {"autorisaties", "autorisatie-af"}
# Wat op elk vindbaar scherm minstens gezien is; de rest komt pas later in een zaak.
MINSTENS_SCHERMEN, MINSTENS_FORMULIEREN = 115, 55


def _inzendingen(formulier: Formulier) -> Iterator[tuple[str, Inzending]]:
    """Everything hostile; strange text in what one types; and markup where it may be kept.

    In a sample one in three forms gets the strange text: the same ones every time.
    """
    yield "alles", formulier.overschreven(ALLES)
    namen = ",".join(een.naam for een in formulier.velden)
    if formulier.typt and (not is_steekproef() or crc32(namen.encode()) % 3 == 0):
        yield "vreemd", formulier.ingevuld(lambda _, nummer: VREEMD[nummer % len(VREEMD)])
    yield "opmaak", formulier.ingevuld(_opmaak)


def _opmaak(veld: Veld, _: int) -> str:
    dag = _DAG.search(veld.hint)
    if dag is None:
        return OPMAAK
    return datetime.now().astimezone().strftime("%d-%m-%Y") + (" 00.01" if dag[1] else "")


@pytest.fixture(scope="module")
def doorloop(zaal: Zaal) -> Doorloop:
    """Every function of every portal, with a case in which there is something to do."""
    groep = groep_in_stap_een(zaal)
    twee_meldingen(zaal, groep)
    namenlijst(zaal)
    overleg(zaal)
    zaal.neem_verzoek_aan()
    zaal.meld_incident()
    zaal.zet_afsluiting_klaar()
    zaal.stel_vraag_aan_politie()
    zaal.beperk_iemand("gemeente")
    alles = Doorloop(_inzendingen)
    portalen = {een.code: een for een in ALLE}
    gehad = set()
    for account in zaal.omgeving.lokaal.accounts:
        waar = zaal.omgeving.lokaal.portaal_van(account)
        if waar is None or (waar.code, account.functie) in gehad:
            continue
        gehad.add((waar.code, account.functie))
        with zaal.ingelogd(account.sub) as client:
            log = zaal.omgeving.paden.uitvoer(waar.onderdeel)
            alles.ga(portalen[waar.code], account.sub, client, log)
    return alles


def _geweigerd(beeld: Beeld) -> bool:
    """A form that came back to who filled it in: something in it may not be."""
    return beeld.scherm.methode == "POST" and beeld.status in (400, 413, 422)


def test_elk_formulier_dat_er_is_kreeg_vijandige_tekst(doorloop: Doorloop) -> None:
    assert len({een.scherm.naam for een in doorloop.beelden}) >= MINSTENS_SCHERMEN
    met_tekst = [een for een in doorloop.beelden if een.formulier and een.formulier.typt]
    assert len({(een.scherm.naam, een.pad) for een in met_tekst}) >= MINSTENS_FORMULIEREN


def test_nergens_breekt_tekst_uit_en_nergens_valt_iets_om(doorloop: Doorloop, zaal: Zaal) -> None:
    for een in doorloop.beelden:
        waar = (een.wie, een.scherm.naam, een.pad, een.inzending)
        assert een.status < 500, waar
        assert "data-boos" not in een.gelezen.kenmerken, waar
        assert "onerror" not in een.gelezen.kenmerken, waar
        assert not re.search(r"\b49\b.{0,9}zwartboek", een.pagina), waar
    for portaal in ALLE:
        assert [een for een in zaal.logregels(portaal.code) if een["level"] == "error"] == []


def test_wat_niet_mag_komt_terug_met_een_zin_en_met_wat_iemand_schreef(doorloop: Doorloop) -> None:
    for een in doorloop.beelden:
        if not _geweigerd(een) or een.formulier is None:
            continue
        waar = (een.wie, een.scherm.naam, een.pad, een.inzending, een.status)
        assert re.search(r'role="alert"[^>]*>\s*<', een.pagina), waar
        if een.inzending != "alles":
            geschreven = [
                waarde
                for veld in een.formulier.velden
                if veld.typt
                for waarde in een.verstuurd[veld.naam]
                if MERK in waarde
            ]
            assert sum(MERK in nog for nog in een.gelezen.getypt) >= len(geschreven), waar


def test_geen_pagina_vraagt_meer_dan_zij_mag(doorloop: Doorloop) -> None:
    te_veel = {
        (een.scherm.naam, een.regel["aantal"])
        for een in doorloop.beelden
        if een.regel and een.regel["aantal"] > een.scherm.hoogstens
    }
    assert te_veel == set()


def test_niemand_staat_op_een_pagina_zonder_dat_is_vastgelegd_dat_hij_is_gelezen(
    doorloop: Doorloop, zaal: Zaal
) -> None:
    """Ook op wat na een formulier komt. In het log van de poort staat geen mens."""
    bezetting = verzin(zaal.spel.vandaag)
    mensen = (*bezetting.jongeren, *bezetting.ouders, bezetting.te_oud)
    namen = {*(een.naam for een in mensen), zaal.los_persoon, zaal.beperkt_persoon}
    getoond = 0
    with ExitStack() as stapel:
        klanten: dict[str, Klant] = {}
        for een in doorloop.beelden:
            partij = zaal.portaal_van(een.wie).bron
            if "gateway" in (partij, een.scherm.bron) or een.scherm.naam in LEEST_ALS_GEHEEL:
                continue
            tekst = tekst_van(een.pagina)
            genoemd = {naam for naam in namen if naam in tekst}
            van_mensen = een.scherm.naam not in NUMMERS_VAN_COLLEGAS
            nummers = set(_SCHUILNUMMER.findall(tekst)) if van_mensen else set()
            if not een.regel or not (genoemd or nummers):
                continue
            getoond += 1
            if partij not in klanten:
                klanten[partij] = stapel.enter_context(
                    zaal.klant(partij, f"privacy@{partij}.example")
                )
            gelezen = gelezen_onder(klanten[partij], een.regel["traceId"])
            waar = (een.wie, een.scherm.naam, een.pad)
            assert len(gelezen) >= max(len(genoemd), len(nummers)), waar
    assert getoond


def test_wat_bewaard_is_staat_in_een_browser_als_tekst(
    doorloop: Doorloop, zaal: Zaal, browser: Browser
) -> None:
    """Van elk scherm dat iets ervan toont een pagina, in de sessie van wie het schreef."""
    te_zien = {
        een.scherm.naam: een
        for een in doorloop.beelden
        if een.scherm.methode == "GET" and een.status == 200 and MERK in een.pagina
    }
    nog_te_zien = 0
    for een in te_zien.values():
        portaal = zaal.portaal_van(een.wie)
        with browser.new_context(ignore_https_errors=True) as context:
            context.add_cookies(
                [
                    {"name": naam, "value": waarde, "url": portaal.url, "secure": True}
                    for naam, waarde in doorloop.koeken[een.wie].items()
                ]
            )
            blad = context.new_page()
            blad.goto(portaal.url + een.pad)
            # Wat iemand later weer weghaalde, staat er niet meer.
            nog_te_zien += MERK in blad.content()
            assert blad.evaluate("window.geraakt") is None, een.pad
            assert blad.locator("[data-boos]").count() == 0, een.pad
    assert nog_te_zien >= 2
    for portaal_ in ALLE:
        assert [regel for regel in zaal.logregels(portaal_.code) if regel["event"] == "csp"] == []
