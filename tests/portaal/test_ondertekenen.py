"""De burgemeester leest wat zij tekent, en tekent precies dat."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.portaal.kijker import ingelogd
from tests.portaal.zaal import BURGEMEESTER, REGISSEUR, Zaal, csrf_van, post, tekst_van


def test_de_burgemeester_komt_binnen_bij_wat_zij_tekent_en_tekent(
    browser: Browser, zaal: Zaal
) -> None:
    besluit = zaal.zet_afsluiting_klaar()
    with ingelogd(browser, zaal, BURGEMEESTER, scripts=False) as (blad, adres):
        assert blad.url == f"{adres}/ondertekenen"
        blad.locator(f'a[href$="{besluit}"]').click()
        assert blad.get_by_text("De overlast is gestopt", exact=False).is_visible()
        assert blad.get_by_text("Er was geen overlast meer.").is_visible()
        blad.get_by_role("button", name="Onderteken dit besluit").click()
        assert blad.locator(f'a[href$="{besluit}"]').count() == 0
    with zaal.klant("gemeente", BURGEMEESTER) as klant:
        assert klant.haal(f"/besluitconcepten/{besluit}")["stand"] != "open"


def test_wie_een_andere_tekst_zag_tekent_niet(zaal: Zaal) -> None:
    besluit = zaal.zet_afsluiting_klaar()
    with zaal.ingelogd(BURGEMEESTER) as client:
        csrf = csrf_van(client.get("/ondertekenen").text)
        anders = "SHA-256=JLH6jPpQqO3nRIJ+z6INNbgUmlnIzzs4RUC9iAj1PSQ="
        antwoord = post(client, f"/ondertekenen/concept/{besluit}", csrf, digest=anders)
        assert antwoord.status_code in (403, 409)
        assert "Er is niets" in tekst_van(antwoord.text)
    with zaal.klant("gemeente", BURGEMEESTER) as klant:
        assert klant.haal(f"/besluitconcepten/{besluit}")["stand"] == "open"


def test_wie_het_klaarzette_leest_het_en_heeft_geen_knop(zaal: Zaal) -> None:
    besluit = zaal.zet_afsluiting_klaar()
    with zaal.ingelogd(REGISSEUR) as client:
        pagina = client.get(f"/ondertekenen/concept/{besluit}").text
        assert "Dit wacht op burgemeester" in tekst_van(pagina)
        assert "Onderteken dit besluit" not in pagina
