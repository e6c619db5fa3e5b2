"""Gegevens geven en informatie vragen, van het begin tot het eind in een browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from shared.portaal.formulier.gevenconcept import Geefconcept
from shared.portaal.schermen.geven import veranderd
from tests.portaal.kijker import ingelogd
from tests.portaal.tafel import begin_met_geven, vul_in
from tests.portaal.zaal import ANALIST, REGISSEUR, Zaal, csrf_van, post, tekst_van


def _tot_het_voorbeeld(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{zaal.groep}")
    blad.get_by_role("link", name="Gegevens geven").click()
    begin_met_geven(blad, adres, zaal)
    vul_in(blad)


@pytest.mark.parametrize("scripts", [True, False], ids=["met-scripts", "zonder-scripts"])
def test_de_analist_geeft_gegevens_en_ziet_dat_zij_zijn_aangekomen(
    browser: Browser, zaal: Zaal, scripts: bool
) -> None:
    with ingelogd(browser, zaal, ANALIST, scripts=scripts) as (blad, adres):
        _tot_het_voorbeeld(blad, adres, zaal)
        assert blad.get_by_role("heading", name="Dit mag u versturen").is_visible()
        assert blad.get_by_text("Er is nog niets verstuurd").is_visible()
        voor = _aantal(zaal)
        blad.get_by_role("button", name="Versturen aan de burgemeester").click()
        assert blad.get_by_text("Aangekomen").is_visible()
        assert blad.get_by_role("heading", name="Waarom het mocht").is_visible()
        assert _aantal(zaal) == voor + 1
        _neem_een_deel_terug(blad)
        assert _aantal(zaal) == voor + 2


def _neem_een_deel_terug(blad: Page) -> None:
    """Eerst lezen wat er in staat, dan een gegeven kiezen; de rest blijft er."""
    bericht = blad.url
    blad.get_by_role("button", name="Toon wat er verstuurd is").click()
    blad.get_by_text("Terugnemen wat er verstuurd is").click()
    keuzes = blad.locator("#wat input")
    assert keuzes.count() == 3
    keuzes.nth(1).check()
    blad.get_by_role("button", name="Neem dit terug van de burgemeester").click()
    assert blad.get_by_role("heading", name="Intrekking aan de burgemeester").is_visible()
    blad.goto(bericht)
    assert blad.get_by_text("Een deel hiervan is").is_visible()


def test_twee_keer_versturen_is_een_bericht(zaal: Zaal, browser: Browser) -> None:
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        _tot_het_voorbeeld(blad, adres, zaal)
        voorbeeld, voor = blad.url, _aantal(zaal)
        blad.get_by_role("button", name="Versturen aan de burgemeester").click()
        bericht = blad.url
        blad.goto(voorbeeld)
        assert blad.url == bericht, "wie teruggaat ziet wat ervan werd"
        with zaal.ingelogd(ANALIST) as client:
            csrf = csrf_van(client.get("/werklijst").text)
            pad = f"{voorbeeld.removeprefix(adres).removesuffix('/voorbeeld')}/versturen"
            nog_eens = post(client, pad, csrf).headers["location"]
        assert f"{adres}{nog_eens}" == bericht
        assert _aantal(zaal) == voor + 1


def test_wat_iemand_invulde_staat_er_nog_als_hij_opnieuw_inlogt(
    browser: Browser, zaal: Zaal
) -> None:
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        begin_met_geven(blad, adres, zaal)
        vul_in(blad, gewogen=False)
        assert blad.get_by_role("heading", name="Dit mag zo niet").is_visible()
        assert blad.get_by_role("button", name=re.compile("Versturen")).count() == 0
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        blad.goto(f"{adres}/groepen/{zaal.groep}/geven")
        blad.get_by_role("button", name="Aan de burgemeester").click()
        assert blad.get_by_text("Uw keuzes van eerder staan er nog").is_visible()
        assert blad.get_by_text("Intussen is er iets veranderd").count() == 0
        assert blad.locator("input[name=deel]:checked").count() == 2
        assert "Nodig om" in blad.get_by_label("Waarom is dit nodig?").input_value()
        for naam in ("proportionaliteit", "subsidiariteit"):
            blad.locator(f"input[name={naam}]").check()
        blad.get_by_role("button", name="Naar het voorbeeld").click()
        assert blad.get_by_role("heading", name="Dit mag u versturen").is_visible()
        blad.go_back()
        blad.get_by_role("button", name="Begin opnieuw").click()
        assert blad.locator("input[name=deel]:checked").count() == 0
        assert blad.get_by_label("Waarom is dit nodig?").input_value() == ""


def test_een_concept_dat_ouder_is_dan_de_zaak_zegt_wat_er_veranderde() -> None:
    concept = Geefconcept("g", "om", "R-1", 2, antwoord_op="v", delen=["a", "b"])
    assert veranderd(concept, 2, ["a", "b", "c"], ["v"]) == []
    assert veranderd(concept, 4, ["a"], []) == [
        "De groep is nu in stap 4. U begon in stap 2.",
        "1 gegeven dat u koos is er niet meer, of mag nu niet mee.",
        "De vraag waarop u antwoordt, staat niet meer open.",
    ]
    leeg = Geefconcept("g", "om", "R-1", 2)
    assert veranderd(leeg, 4, [], []) == []


def test_vijandige_tekst_blijft_tekst(browser: Browser, zaal: Zaal) -> None:
    kwaad = (
        "<img src=x hx-get='/uitloggen' onerror=alert(1)><script>document.title='gekaapt'</script>"
    )
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        begin_met_geven(blad, adres, zaal)
        blad.get_by_label("Waarom is dit nodig?").fill(kwaad)
        blad.get_by_role("button", name="Naar het voorbeeld").click()
        assert blad.get_by_label("Waarom is dit nodig?").input_value() == kwaad
        assert blad.locator("img").count() == 0
        assert "gek" not in blad.title()


def test_een_bericht_in_wording_is_alleen_van_wie_het_maakt(zaal: Zaal) -> None:
    with zaal.ingelogd(ANALIST) as een, zaal.ingelogd("wijkagent@politie.example") as ander:
        csrf = csrf_van(een.get("/werklijst").text)
        gemaakt = post(een, f"/groepen/{zaal.groep}/geven", csrf, aan="om")
        pad = gemaakt.headers["location"]
        assert een.get(pad).status_code == 200
        assert ander.get(pad).status_code in (403, 404)
        assert een.get(f"{pad}/voorbeeld").status_code == 404


def test_een_verzonnen_gegeven_gaat_niet_mee(zaal: Zaal) -> None:
    with zaal.ingelogd(ANALIST) as client:
        csrf = csrf_van(client.get("/werklijst").text)
        pad = post(client, f"/groepen/{zaal.groep}/geven", csrf, aan="gemeente").headers["location"]
        antwoord = post(client, pad, csrf, deel="AAAA", doel="D1", motivering="x")
        assert antwoord.status_code == 404


def test_wat_al_helemaal_terug_is_gaat_niet_nog_een_keer_terug(
    browser: Browser, zaal: Zaal
) -> None:
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        _tot_het_voorbeeld(blad, adres, zaal)
        blad.get_by_role("button", name="Versturen aan de burgemeester").click()
        pad = blad.url.removeprefix(adres)
    with zaal.ingelogd(ANALIST) as client:
        csrf = csrf_van(client.get(pad).text)
        assert post(client, f"{pad}/intrekken", csrf).status_code == 422
        assert post(client, f"{pad}/intrekken", csrf, wat="alle").status_code == 404
        terug = post(client, f"{pad}/intrekken", csrf, wat="alles")
        assert terug.status_code == 303, tekst_van(terug.text)
        nog = post(client, f"{pad}/intrekken", csrf, wat="alles")
        assert (nog.status_code, "niet meer terug te nemen" in nog.text) == (422, True)
        assert "Dit bericht is op" in tekst_van(client.get(pad).text)
        assert "Terugnemen" not in tekst_van(client.get(pad).text)


def test_een_partij_die_niet_bestaat_is_er_niet(zaal: Zaal) -> None:
    with zaal.ingelogd(ANALIST) as client:
        csrf = csrf_van(client.get("/werklijst").text)
        assert post(client, f"/groepen/{zaal.groep}/geven", csrf, aan="haven").status_code == 404
        assert client.get(f"/geven/{zaal.groep}/haven").status_code == 404


def test_de_regisseur_vraagt_en_de_politie_ziet_de_vraag(browser: Browser, zaal: Zaal) -> None:
    with ingelogd(browser, zaal, REGISSEUR) as (blad, adres):
        blad.goto(f"{adres}/groepen/{zaal.groep}")
        blad.get_by_role("link", name="Informatie vragen").click()
        blad.get_by_text("De politie, de analist").click()
        blad.get_by_label("Wat wilt u weten?").fill("Zijn er sinds vorige week nieuwe meldingen?")
        blad.get_by_role("button", name="Vraag versturen").click()
        assert blad.get_by_text("Aangekomen").is_visible()
        vraag = blad.url.removeprefix(adres).replace("/berichten/", "/vragen/")
    with zaal.ingelogd(ANALIST) as client:
        lijst = client.get("/vragen").text
        assert f'href="{vraag}"' in lijst
        assert "Wacht op u" in tekst_van(lijst)
        pagina = client.get(vraag).text
        assert "nieuwe meldingen?" in tekst_van(pagina)
        assert "Antwoord met gegevens" in pagina
        csrf = csrf_van(pagina)
        leeg = post(client, f"{vraag}/doorgeven", csrf)
        assert "Vul in: aan welke collega?" in tekst_van(leeg.text)
        collega = re.search(r'value="([0-9a-f-]{36})">([^<]+)</option>', pagina)
        assert collega is not None
        door = post(client, f"{vraag}/doorgeven", csrf, medewerker=collega[1])
        assert door.status_code == 303, tekst_van(door.text)
        assert f"aan: {collega[2].lower()}." in tekst_van(client.get(vraag).text)
    with zaal.ingelogd(REGISSEUR) as client:
        pagina = client.get(vraag).text
        assert "Doorgegeven" not in pagina
        terug = post(client, f"{vraag}/terugnemen", csrf_van(pagina))
        assert terug.status_code == 303, tekst_van(terug.text)
        assert "Ingetrokken" in tekst_van(client.get(vraag).text)
    with zaal.ingelogd(ANALIST) as client:
        assert "Antwoord met gegevens" not in client.get(vraag).text


def _aantal(zaal: Zaal) -> int:
    with zaal.klant("politie", ANALIST) as klant:
        return len(
            klant.haal("/verstrekkingen", groep=zaal.groep, paginagrootte=100)["verstrekkingen"]
        )


def test_de_analist_antwoordt_dat_er_niets_bekend_is(zaal: Zaal) -> None:
    vraag = zaal.stel_vraag_aan_politie()
    with zaal.ingelogd(ANALIST) as client:
        pagina = client.get(f"/vragen/{vraag}")
        csrf = csrf_van(pagina.text)
        assert "Wacht op u" in tekst_van(pagina.text)
        fout = post(client, f"/vragen/{vraag}", csrf, antwoord="later", verwacht="morgen")
        assert "Schrijf een dag als 31-12-2026" in tekst_van(fout.text)
        klaar = post(client, f"/vragen/{vraag}", csrf, antwoord="niets_bekend", nagelezen="ja")
        assert klaar.status_code == 303, tekst_van(klaar.text)
        assert "Beantwoord" in tekst_van(client.get(klaar.headers["location"]).text)
