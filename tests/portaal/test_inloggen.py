"""Wie het portaal opent logt in, en wie weggaat laat niets achter."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.portaal.zaal import (
    ANALIST,
    AUDITOR,
    REGISSEUR,
    ZELFDE,
    Zaal,
    begin_inlog,
    csrf_van,
    kies_account,
    log_in,
    post,
    tekst_van,
)

KOEK = "__Host-sessie-gemeente"


def test_wie_niet_is_ingelogd_ziet_alleen_de_inlog_en_komt_daarna_terug(zaal: Zaal) -> None:
    with zaal.bezoeker("gemeente") as client:
        antwoord = client.get(f"/groepen/{zaal.groep}")
        assert antwoord.status_code == 303
        doel = parse_qs(urlsplit(antwoord.headers["location"]).query)["naar"][0]
        assert doel == f"/groepen/{zaal.groep}"
        pagina = log_in(client, REGISSEUR, doel)
        assert pagina.status_code == 200
        assert f'content="0;url={doel}"' in pagina.text
        assert client.get(doel).status_code == 200


def test_een_regisseur_ziet_haar_naam_haar_functie_en_haar_menu(zaal: Zaal) -> None:
    with zaal.ingelogd(REGISSEUR) as client:
        tekst = tekst_van(client.get("/werklijst").text)
        assert "Rhea Verzonnen, regisseur" in tekst
        for woord in ("Werklijst", "Groepen", "Berichten", "Mijn rechten"):
            assert woord in tekst


def test_de_koek_is_alleen_van_dit_portaal_en_geen_script_leest_haar(zaal: Zaal) -> None:
    with zaal.bezoeker("gemeente") as client:
        pagina = log_in(client, REGISSEUR)
        (koek,) = [k for k in pagina.headers.get_list("set-cookie") if k.startswith(KOEK)]
        for eis in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
            assert eis in koek
        assert "Domain" not in koek


@pytest.mark.parametrize(
    "naar", ["https://elders.example", "//elders.example", "/\\elders.example", "javascript:x"]
)
def test_na_het_inloggen_gaat_niemand_naar_een_ander_adres(zaal: Zaal, naar: str) -> None:
    with zaal.bezoeker("gemeente") as client:
        assert 'content="0;url=/"' in log_in(client, REGISSEUR, naar).text


def test_een_antwoord_van_de_inlog_hoort_bij_de_browser_die_vroeg(zaal: Zaal) -> None:
    with (
        zaal.bezoeker("gemeente") as een,
        zaal.bezoeker("gemeente") as ander,
        zaal.bezoeker("gemeente") as niemand,
    ):
        terug = kies_account(begin_inlog(een), REGISSEUR)
        begin_inlog(ander)
        for client in (ander, niemand):
            antwoord = client.get(terug)
            assert antwoord.status_code == 400
            assert "hoort niet bij uw poging" in antwoord.text
        assert een.get(terug).status_code == 200


def test_een_antwoord_dient_een_keer(zaal: Zaal) -> None:
    with zaal.bezoeker("gemeente") as client:
        adres = begin_inlog(client)
        terug = kies_account(adres, REGISSEUR)
        koek = client.cookies.get("__Host-inlog-gemeente")
        assert client.get(terug).status_code == 200
        nog_eens = client.get(terug, headers={"cookie": f"__Host-inlog-gemeente={koek}"})
        assert nog_eens.status_code == 400


def test_wie_bij_een_andere_partij_hoort_komt_er_niet_in(zaal: Zaal) -> None:
    with zaal.bezoeker("gemeente") as client:
        pagina = log_in(client, ANALIST)
        assert pagina.status_code == 403
        assert "Vraag uw beheerder om een autorisatie" in pagina.text
        assert client.get("/werklijst").status_code == 303


def test_na_uitloggen_geeft_geen_oud_adres_nog_iets(zaal: Zaal) -> None:
    with zaal.ingelogd(REGISSEUR) as client:
        pagina = client.get("/werklijst")
        koek = client.cookies.get(KOEK)
        uit = post(client, "/uitloggen", csrf_van(pagina.text))
        assert uit.status_code == 303
        assert uit.headers["clear-site-data"] == '"cache", "storage"'
        assert "U bent uitgelogd" in client.get(uit.headers["location"]).text
        for pad in ("/werklijst", f"/groepen/{zaal.groep}"):
            assert client.get(pad, headers={"cookie": f"{KOEK}={koek}"}).status_code == 303


def test_twee_portalen_op_een_machine_loggen_elkaar_niet_uit(zaal: Zaal) -> None:
    with zaal.ingelogd(REGISSEUR) as gemeente, zaal.ingelogd(ANALIST) as politie:
        politie.cookies.update(gemeente.cookies)
        assert "Rhea Verzonnen" in gemeente.get("/werklijst").text
        assert "Aron Verzonnen" in politie.get("/werklijst").text


def test_een_formulier_van_een_ander_of_zonder_teken_doet_niets(zaal: Zaal) -> None:
    with zaal.ingelogd(REGISSEUR) as client:
        csrf = csrf_van(client.get("/werklijst").text)
        pad = f"/groepen/{zaal.groep}/leden"
        fout = [
            ({"_csrf": csrf}, {"sec-fetch-site": "cross-site"}),
            ({"_csrf": csrf}, {"sec-fetch-site": "same-site"}),
            ({"_csrf": csrf}, {}),
            ({"_csrf": csrf}, {"origin": "https://elders.example"}),
            ({"_csrf": "een-ander"}, ZELFDE),
            ({}, ZELFDE),
        ]
        for velden, koppen in fout:
            antwoord = client.post(pad, data=velden, headers=koppen)
            assert antwoord.status_code == 403, (velden, koppen)
            assert "Er is niets verstuurd" in antwoord.text
        assert post(client, pad, csrf).status_code == 200
        eigen = {"origin": str(client.base_url).rstrip("/")}
        assert client.post(pad, data={"_csrf": csrf}, headers=eigen).status_code == 200
        assert post(client, "/uitloggen", "een-ander").status_code == 403
        assert client.get("/werklijst").status_code == 200


def test_een_formulier_van_twee_megabyte_wordt_niet_gelezen(zaal: Zaal) -> None:
    with zaal.ingelogd(REGISSEUR) as client:
        csrf = csrf_van(client.get("/werklijst").text)
        antwoord = post(client, f"/groepen/{zaal.groep}/leden", csrf, veld="x" * 2_000_000)
        assert antwoord.status_code == 413


def test_elke_pagina_draagt_de_koppen_die_haar_beschermen(zaal: Zaal) -> None:
    with zaal.ingelogd(REGISSEUR) as client:
        nonces = set()
        for pad in ("/werklijst", "/niets", "/inloggen", f"/groepen/{zaal.groep}"):
            koppen = client.get(pad).headers
            csp = koppen["content-security-policy"]
            nonces.add(csp.split("'nonce-")[1].split("'")[0])
            for deel in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"):
                assert deel in csp
            assert "unsafe" not in csp
            assert koppen["cache-control"] == "no-store"
            assert koppen["referrer-policy"] == "no-referrer"
            assert koppen["x-content-type-options"] == "nosniff"
        assert len(nonces) == 4


def test_wie_toezicht_houdt_logt_in_bij_het_eigen_portaal(zaal: Zaal) -> None:
    with zaal.ingelogd(AUDITOR) as client:
        assert "Ada Verzonnen" in client.get("/toegankelijkheid").text


def test_een_inlog_op_een_andere_site_brengt_iemand_binnen_en_een_andere_site_neemt_hem_niet_mee(
    browser: Browser, zaal: Zaal
) -> None:
    portaal, inlog = zaal.portaal("gemeente").url, zaal.omgeving.lokaal.inlog_url
    assert urlsplit(portaal).hostname != urlsplit(inlog).hostname
    with browser.new_context(ignore_https_errors=True) as context:
        blad = context.new_page()
        koppen: dict[str, dict[str, str]] = {}
        blad.on("response", lambda een: koppen.update({een.url: een.request.all_headers()}))
        blad.goto(f"{portaal}/groepen")
        blad.get_by_role("link", name="Inloggen").click()
        blad.locator(f'button[value="{REGISSEUR}"]').click()
        blad.wait_for_url(f"{portaal}/groepen")
        (terug,) = (een for url, een in koppen.items() if url.startswith(f"{portaal}/terug"))
        assert terug["sec-fetch-site"] == "cross-site"
        assert KOEK not in terug["cookie"]
        (sessie,) = (een for een in context.cookies() if een["name"] == KOEK)
        assert (sessie["sameSite"], sessie["secure"], sessie["httpOnly"]) == ("Strict", True, True)
        # Een koppeling op een andere site komt zonder zijn koek aan; wie het adres typt is er nog.
        blad.goto(f"{inlog}/.well-known/openid-configuration")
        blad.evaluate(f"location.href = '{portaal}/groepen'")
        blad.wait_for_url(f"{portaal}/inloggen**")
        assert blad.get_by_role("link", name="Inloggen").is_visible()
        blad.goto(f"{portaal}/groepen")
        assert blad.get_by_role("heading", name="Groepen").is_visible()
