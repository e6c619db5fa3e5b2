"""Een zaak in de browser: wat iemand schrijft blijft, wie weegt, en wie aan tafel iets zegt."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Browser, Page

from tests.portaal.kijker import ingelogd
from tests.portaal.stapwerk import eerste_regel, groep_in_stap_een, namenlijst, overleg
from tests.portaal.tafel_stappen import vul_zin_in
from tests.portaal.zaal import ANALIST, BURGEMEESTER, REGISSEUR, Zaal, csrf_van, post, tekst_van

_VERBORGEN = re.compile(r'name="(_concept|_merk|_sleutel)" value="([^"]*)"')
_TEKST = "Bij elke melding waren zij met zes of meer."


def _verband(groep: str) -> str:
    return f"/groepen/{groep}/invullen/groepsverband"


def test_wat_iemand_typt_wordt_bewaard_en_staat_er_na_opnieuw_inloggen(
    browser: Browser, zaal: Zaal
) -> None:
    pad = _verband(groep_in_stap_een(zaal))
    with ingelogd(browser, zaal, REGISSEUR) as (blad, adres):
        blad.goto(adres + pad)
        blad.get_by_label("Waaruit blijkt dat?").fill(_TEKST)
        blad.get_by_text("Nee", exact=True).click()
        blad.locator(".bewaard", has_text="Bewaard om").wait_for()
    with ingelogd(browser, zaal, REGISSEUR) as (blad, adres):
        blad.goto(adres + pad)
        assert blad.get_by_label("Waaruit blijkt dat?").input_value() == _TEKST
        assert blad.get_by_text("Uw tekst van eerder staat er nog").is_visible()
    with ingelogd(browser, zaal, BURGEMEESTER) as (blad, adres):
        blad.goto(adres + pad)
        assert _TEKST not in blad.content()


def test_een_sessie_die_eindigt_midden_in_een_formulier_kost_geen_tekst(
    browser: Browser, zaal: Zaal
) -> None:
    pad = _verband(groep_in_stap_een(zaal))
    with ingelogd(browser, zaal, REGISSEUR, scripts=False) as (blad, adres):
        blad.goto(adres + pad)
        blad.get_by_label("Waaruit blijkt dat?").fill(_TEKST)
        _laat_sessies_eindigen(zaal)
        blad.get_by_role("button", name="Opslaan").click()
        blad.get_by_role("link", name="Inloggen").click()
        blad.locator(f'button[value="{REGISSEUR}"]').click()
        blad.wait_for_url(f"{adres}{pad}")
        assert blad.get_by_label("Waaruit blijkt dat?").input_value() == _TEKST


def _laat_sessies_eindigen(zaal: Zaal) -> None:
    """Een kwartier stilte: de rij is er niet meer, de koek in de browser nog wel."""
    (bestand,) = zaal.omgeving.paden.map.rglob("portaal-gemeente*.sqlite")
    with sqlite3.connect(bestand) as db:
        db.execute("delete from portaalsessie")


def test_bij_elk_stuk_van_de_stap_staat_of_het_er_is(zaal: Zaal) -> None:
    groep = groep_in_stap_een(zaal)
    with zaal.ingelogd(REGISSEUR) as client:
        voor = tekst_van(client.get(f"/groepen/{groep}/stap").text)
        assert "Alles wat nodig is" not in voor
        assert "Incidenten: 0 van 3" in voor
        assert "In groepsverband: nog open" in voor
        pagina = client.get(_verband(groep)).text
        velden = {**_verborgen(pagina), "hoofdzakelijk": "ja", "nagelezen": "ja"}
        gelukt = post(
            client, _verband(groep), csrf_van(pagina), **velden, motivering="Zij zijn met zes."
        )
        na = tekst_van(client.get(gelukt.headers["location"]).text)
        assert "In groepsverband: nog open" not in na
        assert "Eerdere aanpak: nog open" in na


def test_twee_mensen_op_een_formulier_en_niemand_overschrijft_ongezien(zaal: Zaal) -> None:
    pad = _verband(groep_in_stap_een(zaal))
    with zaal.ingelogd(REGISSEUR) as een, zaal.ingelogd(REGISSEUR) as ander:
        eerste, tweede = een.get(pad).text, ander.get(pad).text
        velden = {"hoofdzakelijk": "ja", "nagelezen": "ja"}
        gelukt = post(
            een, pad, csrf_van(eerste), **_verborgen(eerste), **velden, motivering="Van de een."
        )
        assert gelukt.status_code == 303, tekst_van(gelukt.text)
        botst = post(
            ander, pad, csrf_van(tweede), **_verborgen(tweede), **velden, motivering="Van de ander."
        )
        assert botst.status_code in (412, 428)
        tekst = tekst_van(botst.text)
        assert "Intussen veranderde iemand dit" in tekst
        assert "Van de een." in tekst
        assert "Van de ander." in botst.text
        nog_eens = post(
            ander, pad, csrf_van(botst.text), **_verborgen(botst.text), **velden,
            motivering="Van de ander.",
        )  # fmt: skip
        assert nog_eens.status_code == 303, tekst_van(nog_eens.text)


def test_twee_keer_klikken_is_een_signaal(zaal: Zaal) -> None:
    groep = groep_in_stap_een(zaal)
    pad = f"/groepen/{groep}/invullen/signaal"
    with zaal.ingelogd(REGISSEUR) as client:
        pagina = client.get(pad).text
        velden = {
            **_verborgen(pagina), "soort": "signaal", "bron": "stadsbeheer", "datum": "01-11-2026",
            "plek": "het plein", "omschrijving": "Lawaai (verzonnen).", "nagelezen": "ja",
        }  # fmt: skip
        for _ in range(2):
            assert post(client, pad, csrf_van(pagina), **velden).status_code == 303
        lijst = client.get(f"/groepen/{groep}/signalen").text
        assert tekst_van(lijst).count("Signaal van stadsbeheer") == 1


def test_een_naam_in_de_tekst_komt_terug_bij_het_veld_en_de_tekst_blijft(zaal: Zaal) -> None:
    pad = _verband(groep_in_stap_een(zaal))
    naam = "Vooral Zorivanio B. jut de rest op; hij woont op de Nergenslaan 14."
    with zaal.ingelogd(REGISSEUR) as client:
        pagina = client.get(pad).text
        velden = {**_verborgen(pagina), "hoofdzakelijk": "ja", "motivering": naam}
        antwoord = post(client, pad, csrf_van(pagina), **velden)
        assert antwoord.status_code == 400
        assert 'href="#motivering"' in antwoord.text
        assert naam in antwoord.text


@pytest.mark.parametrize("scripts", [True, False], ids=["met-scripts", "zonder-scripts"])
def test_de_regisseur_weegt_met_alleen_een_toetsenbord(
    browser: Browser, zaal: Zaal, scripts: bool
) -> None:
    pad = f"/groepen/{zaal.groep}/namenlijsten/{namenlijst(zaal)}"
    with ingelogd(browser, zaal, REGISSEUR, scripts=scripts) as (blad, adres):
        blad.goto(f"{adres}{pad}/regels/{eerste_regel(zaal)}")
        _naar(blad, "input[name=besluit]")
        blad.keyboard.press("Space")
        _naar(blad, "textarea[name=reden]")
        blad.keyboard.press("Control+A")
        blad.keyboard.type("Bij elke melding gezien (verzonnen).")
        _naar(blad, "main form button")
        blad.keyboard.press("Enter")
        blad.wait_for_url(f"{adres}{pad}")
        assert re.search(r"[1-9]\d* van \d+ gewogen", blad.content())


def test_vaststellen_zonder_het_getal_doet_niets(zaal: Zaal) -> None:
    pad = f"/groepen/{zaal.groep}/namenlijsten/{namenlijst(zaal)}/vaststellen"
    with zaal.ingelogd(REGISSEUR) as client:
        csrf = csrf_van(client.get(pad).text)
        antwoord = post(client, pad, csrf, aantal="9", moet="0", merk="x")
        assert antwoord.status_code == 422
        assert "Er is niets vastgesteld" in tekst_van(antwoord.text)


@pytest.mark.parametrize("scripts", [True, False], ids=["met-scripts", "zonder-scripts"])
def test_de_analist_vraagt_of_zij_iets_mag_zeggen_en_zegt_het(
    browser: Browser, zaal: Zaal, scripts: bool
) -> None:
    kenmerk = overleg(zaal)
    with ingelogd(browser, zaal, ANALIST, scripts=scripts) as (blad, adres):
        blad.goto(f"{adres}/overleggen/{kenmerk}")
        blad.get_by_role("link", name="Iets zeggen over").first.click()
        vul_zin_in(blad)
        assert blad.get_by_role("heading", name="U mag dit nu zeggen").is_visible()
        knop = "Het is gezegd" if scripts else "Toch niet gezegd"
        blad.get_by_role("button", name=knop).click()
        blad.wait_for_url(f"{adres}/overleggen/{kenmerk}")


def _naar(blad: Page, kiezer: str) -> None:
    """Met de tabtoets tot hier; onderweg is steeds te zien waar men is."""
    for _ in range(60):
        blad.keyboard.press("Tab")
        if blad.evaluate("kiezer => document.activeElement.matches(kiezer)", kiezer):
            return
        vorm = blad.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert vorm != "none"
    raise AssertionError(kiezer)


def _verborgen(pagina: str) -> dict[str, str]:
    return {naam: waarde.replace("&#34;", '"') for naam, waarde in _VERBORGEN.findall(pagina)}
