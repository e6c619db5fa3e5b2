"""Het convenant op een open pagina: voor wie geen account heeft; er staat niemand in."""

from __future__ import annotations

from playwright.sync_api import Browser

from frontends.toezicht.convenant import OPENBAAR, PAD, beeld_van
from gateway.openbaar.router import VOORBEELD
from shared.convenant.regels.laden import standaard_convenant
from shared.portaal.weergave import duur
from tests.portaal.test_inleveren import keur
from tests.portaal.zaal import Zaal, tekst_van

REGELS = standaard_convenant()


def test_iedereen_leest_het_convenant_en_er_staat_niemand_in(browser: Browser, zaal: Zaal) -> None:
    with browser.new_context(ignore_https_errors=True, locale="nl-NL") as context:
        blad = context.new_page()
        blad.goto(f"{zaal.portaal('toezicht').url}/inloggen")
        blad.get_by_role("link", name="Lees het convenant").click()
        assert blad.get_by_role("heading", name=REGELS.titel).is_visible()
        blad.evaluate("document.querySelectorAll('details').forEach((een) => { een.open = true; })")
        keur(blad, "convenant")
        gelezen = blad.content()
        assert context.cookies() == []
    tekst = tekst_van(gelezen)
    for partij in REGELS.partijen.values():
        assert partij.naam in tekst
        assert partij.verwerkingsverantwoordelijke in tekst
    for doel in REGELS.doelen.values():
        assert doel in tekst
    assert REGELS.hash in gelezen
    assert REGELS.informatiepagina in gelezen
    with zaal.klant("gemeente", "regisseur@gemeente.example") as klant:
        groep = klant.haal(f"/groepen/{zaal.groep}")
    for geheim in (zaal.groep, groep["code"], zaal.naam_van_een_lid):
        assert geheim not in gelezen
    # De tweede die komt kost de dienst niets, en hoeft ook niets te zijn.
    with zaal.bezoeker("toezicht") as client:
        antwoord = client.get(PAD)
    assert (antwoord.status_code, "set-cookie" in antwoord.headers) == (200, False)
    eerst, daarna = (een for een in zaal.logregels("toezicht") if een.get("pad") == OPENBAAR[0].pad)
    assert (eerst["aantal"], daarna["aantal"]) == (1, 0)


def test_een_aantal_onder_de_grens_is_geen_getal_en_een_termijn_is_een_duur() -> None:
    maanden = [
        {"maand": "2026-10", "doorgelaten": 40, "tegengehouden": None},
        {"maand": "2026-09", "doorgelaten": None, "tegengehouden": None},
    ]
    tellingen = {"minstens": 10, "afgerondOp": 10, "maanden": maanden}
    beeld = beeld_van({**VOORBEELD, "tellingen": tellingen})
    assert [tuple(een.values()) for een in beeld["maanden"]] == [
        ("oktober 2026", "ongeveer 40", "minder dan 10"),
        ("september 2026", "minder dan 10", "minder dan 10"),
    ]
    wie = [
        {"titel": "lid", "leeftijden": klassen, "vanHetKind": kind}
        for klassen, kind in (
            (["12-15", "16-17", "18-22", "23"], False), (["12-15"], True),
            (["12-15", "18-22"], False), (["23"], False), (["24+"], False), ([], False),
        )
    ]  # fmt: skip
    convenant = {**VOORBEELD["convenant"], "overWie": wie}
    beeld = beeld_van({"convenant": convenant, "tellingen": tellingen})
    assert [een["leeftijd"] for een in beeld["over_wie"]] == [
        "van 12 tot en met 23 jaar", "als het kind 12 tot en met 15 jaar is",
        "van 12-15 of 18-22 jaar", "van 23 jaar", "van 24+ jaar", "",
    ]  # fmt: skip
    termijnen = {"P2Y": "2 jaar", "P1M": "1 maand", "P30D": "30 dagen", "P0D": "meteen"}
    assert {een: duur(een) for een in termijnen} == termijnen
    assert (duur(None), duur("P1Y6M")) == ("geen vaste termijn", "1 jaar en 6 maanden")
