"""Vijandige tekst doet niets, wie zijn autorisatie kwijt is is eruit, en ieders scherm leest."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.portaal.kijker import ingelogd, leg_vast
from tests.portaal.zaal import ANALIST, AUDITOR, REGISSEUR, Zaal, csrf_van, log_in, post

FG = "fg@gemeente.example"
BOOS = (
    "</textarea></p><script>window.geraakt = 1</script><img src=x onerror='window.geraakt = 1'>"
    "<a hx-get='/uitloggen' hx-trigger='load'>x</a> {{ 7 * 7 }} &lt;b&gt;"
)
# WCAG 1.4.12: zoveel ruimte moet een lezer kunnen zetten zonder iets kwijt te raken.
RUIMTE = """() => {
  for (const een of document.querySelectorAll("body *")) {
    const stijl = een.style;
    stijl.setProperty("line-height", "1.5", "important");
    stijl.setProperty("letter-spacing", "0.12em", "important");
    stijl.setProperty("word-spacing", "0.16em", "important");
  }
  return [...document.querySelectorAll("main *")].filter((een) => {
    const stijl = getComputedStyle(een);
    const dicht = stijl.overflowX === "hidden" || stijl.overflowY === "hidden";
    return dicht && een.clientHeight > 2 && een.scrollHeight > een.clientHeight + 2;
  }).map((een) => een.outerHTML.slice(0, 100));
}"""
BLADEN = {
    REGISSEUR: ("/werklijst", "/groepen/{groep}", "/toegankelijkheid"),
    AUDITOR: ("/uitwisselingen", "/uitwisselingen/groep/{groep}", "/regels"),
}


def _velden(zaal: Zaal) -> list[tuple[str, str, str, dict[str, str]]]:
    """Elk veld met vrije tekst van wie toezicht houdt, en een dat naar een andere partij gaat."""
    dagen = {"van": "01-11-2026", "tot": "31-12-2027"}
    return [
        (AUDITOR, "/regels/anders", "oud", {"nieuw": BOOS, **dagen}),
        (AUDITOR, "/logboek", "oud", {"later": BOOS}),
        (AUDITOR, "/uitwisselingen", "van", {"tot": BOOS, "betrokkene": BOOS}),
        (FG, "/inzien", "reden", {"medewerker": "", **dagen}),
        (REGISSEUR, f"/groepen/{zaal.groep}/vragen", "vraag", {"wie": ""}),
    ]


def test_vijandige_tekst_blijft_tekst(browser: Browser, zaal: Zaal) -> None:
    for wie, pad, veld, ook in _velden(zaal):
        with zaal.ingelogd(wie) as client:
            begin = client.get(pad).text
            antwoord = post(client, pad, csrf_van(begin), **{veld: BOOS, **ook})
        assert antwoord.status_code < 500, pad
        assert "<script>window" not in antwoord.text, pad
        assert "<img src=x" not in antwoord.text, pad
        assert "hx-get='/uitloggen'" not in antwoord.text, pad
    with ingelogd(browser, zaal, AUDITOR) as (blad, adres):
        blad.goto(f"{adres}/regels/anders")
        blad.get_by_text("met een stuk uit het bestand zelf").click()
        blad.get_by_label("Wat er nu staat").fill(BOOS)
        blad.get_by_role("button", name="Neem ze opnieuw").click()
        assert blad.get_by_label("Wat er nu staat").input_value() == BOOS
        assert blad.evaluate("window.geraakt") is None
        assert blad.get_by_role("button", name="Uitloggen").is_visible()


def test_wie_zijn_autorisatie_kwijt_is_is_meteen_uitgelogd(zaal: Zaal) -> None:
    wie = "beheer2@om.example"
    with zaal.ingelogd(wie) as client:
        assert client.get("/beheer/autorisaties").status_code == 200
        with zaal.klant("om", "beheer@om.example") as beheer:
            pad = f"/autorisaties/{zaal.inrichting.autorisaties[wie]}"
            nu = beheer.haal(pad)
            velden = (
                "sub", "naam", "functie", "aangewezen", "geheimhouding", "vog", "geldigTot",
                "alleGroepen", "groepen",
            )  # fmt: skip
            weg = {naam: nu[naam] for naam in velden} | {"geautoriseerd": False}
            beheer.zet(pad, weg, {"If-Match": beheer.etag(pad)})
        eruit = client.get("/beheer/autorisaties")
        assert eruit.headers["location"].startswith("/inloggen?verlopen")
        assert client.get("/mijn-rechten").headers["location"].startswith("/inloggen?verlopen")
        opnieuw = log_in(client, wie)
        assert opnieuw.status_code == 403
        assert "U heeft hier geen toegang" in opnieuw.text


def _open(blad: Page, adres: str, pad: str, zaal: Zaal) -> None:
    blad.goto(adres + pad.format(groep=zaal.groep))


@pytest.mark.parametrize("wie", list(BLADEN))
def test_met_meer_ruimte_eigen_kleuren_en_op_papier_gaat_er_niets_verloren(
    browser: Browser, zaal: Zaal, wie: str
) -> None:
    with ingelogd(browser, zaal, wie) as (blad, adres):
        for pad in BLADEN[wie]:
            _open(blad, adres, pad, zaal)
            kop = blad.locator("h1").inner_text()
            assert blad.evaluate(RUIMTE) == [], pad
            naam = pad.strip("/").split("/")[0]
            blad.emulate_media(forced_colors="active")
            _open(blad, adres, pad, zaal)
            assert blad.locator("h1").inner_text() == kop
            leg_vast(blad, f"eigen-kleuren-{naam}")
            blad.emulate_media(forced_colors="none", media="print")
            assert blad.locator("h1").is_visible()
            assert not blad.locator("nav.menu").is_visible()
            blad.emulate_media(media="screen")


def test_het_getal_naast_de_werklijst_is_geen_teken_van_leven(zaal: Zaal) -> None:
    with zaal.ingelogd(ANALIST) as client:
        pagina = client.get("/werklijst").text
        naast = re.search(r"<b>(\d+)</b><span[^>]*> te laat of voor vandaag", pagina)
        assert naast is not None
        geteld = client.get("/werklijst/aantal")
        assert geteld.text == naast[1]
        assert zaal.logregels("politie")[-1]["aantal"] == 0, "een minuut lang is het getal bekend"
    with zaal.bezoeker("politie") as vreemd:
        assert vreemd.get("/werklijst/aantal").status_code == 303
