"""Een signaal van wie geen partij is: hij levert het in met een code, en heeft geen account."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Browser, Page

from frontends.gemeente.inleveren import OPENBAAR, PAD
from tests.hulp.kenmerk import nieuw_id
from tests.portaal.kijker import ingelogd, overtredingen, steekt_uit
from tests.portaal.stapwerk import groep_in_stap_een
from tests.portaal.test_schermen import ALLE, woordfouten
from tests.portaal.zaal import REGISSEUR, ZELFDE, Zaal, tekst_van

_TEKST = "De groep laat elke avond afval achter (verzonnen)."
_SLEUTEL = re.compile(r'name="_sleutel" value="[^"]*"')
_VELDEN = {
    "_sleutel": "van-een-klik", "soort": "waarneming", "datum": "01-11-2026", "plek": "het plein",
    "omschrijving": _TEKST, "bevestigdZonderPersonen": "ja",
}  # fmt: skip


@contextmanager
def _ander(
    zaal: Zaal, vanaf: str, *, bij: str | None = None, met: str | None = None
) -> Iterator[httpx.Client]:
    """Somebody without an account, at an address of his own; at the portal, or `bij` a service.

    `met`: with the certificate of this participant.
    """
    context = ssl.create_default_context(cafile=str(zaal.omgeving.pki.vertrouwen))
    if met is not None:
        eigen = zaal.omgeving.pki.deelnemers[met].transport
        context.load_cert_chain(eigen.certificaat, eigen.sleutel)
    weg = httpx.HTTPTransport(verify=context, local_address=vanaf)
    url = zaal.portaal("gemeente").url if bij is None else zaal.omgeving.lokaal.onderdeel(bij).url
    with httpx.Client(base_url=url, transport=weg, timeout=30) as client:
        yield client


def _code(zaal: Zaal, groep: str, *, trek_in: bool = False) -> str:
    with zaal.klant("gemeente", REGISSEUR) as klant:
        intake = klant.stuur("/intakes", {"organisatie": "jongerenwerk", "groep": groep})
        if trek_in:
            klant.stuur(f"/intakes/{intake['id']}/_intrekken", None)
        return str(intake["code"])


def _lever_in(client: httpx.Client, code: str, **anders: str) -> httpx.Response:
    return client.post(PAD, data={**_VELDEN, "code": code, **anders}, headers=ZELFDE)


def keur(blad: Page, naam: str) -> None:
    """For everybody to read, as every screen behind the login."""
    assert woordfouten(tekst_van(blad.content())) == []
    assert steekt_uit(blad, naam) == []
    assert overtredingen(blad) == []


def _maak_code(blad: Page, adres: str, groep: str) -> str:
    blad.goto(f"{adres}/groepen/{groep}/signalen")
    blad.get_by_role("link", name="Laat een ander een signaal inleveren").click()
    blad.get_by_label("Stadsbeheer").check()
    blad.get_by_role("button", name="Maak een code").click()
    return blad.locator("#code").inner_text()


def _vul(blad: Page, code: str, tekst: str) -> None:
    blad.get_by_label("Welke code kreeg u?").fill(code)
    blad.get_by_label("Een los signaal").check()
    blad.get_by_label("Op welke dag was het?").fill("01-11-2026")
    blad.get_by_label("Waar was het?").fill("het plein")
    blad.get_by_label("Wat deed de groep?").fill(tekst)
    blad.get_by_label("Ik heb nagelezen dat er niemand in staat").check()
    blad.get_by_role("button", name="Lever het signaal in").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["met-scripts", "zonder-scripts"])
def test_wie_geen_account_heeft_levert_in_en_de_regisseur_ziet_het(
    browser: Browser, zaal: Zaal, scripts: bool
) -> None:
    groep = groep_in_stap_een(zaal)
    met_naam = "Bel Zorivanio B. op 06 12345678."
    with ingelogd(browser, zaal, REGISSEUR, scripts=scripts) as (blad, adres):
        code = _maak_code(blad, adres, groep)
        with browser.new_context(ignore_https_errors=True, java_script_enabled=scripts) as context:
            ander = context.new_page()
            ander.goto(adres + PAD)
            if scripts:
                keur(ander, "inleveren")
            _vul(ander, code.lower(), met_naam)
            ander.locator(".melding--fout a[href='#omschrijving']").first.wait_for()
            assert ander.get_by_label("Wat deed de groep?").input_value() == met_naam
            if scripts:
                keur(ander, "inleveren-fout")
            ander.get_by_label("Wat deed de groep?").fill(_TEKST)
            ander.get_by_role("button", name="Lever het signaal in").click()
            ander.get_by_role("heading", name="Dank u, het is binnen").wait_for()
            assert _TEKST not in ander.content()
            if scripts:
                keur(ander, "ingeleverd")
            assert context.cookies() == []
        blad.goto(f"{adres}/groepen/{groep}/signalen")
        assert blad.get_by_text(_TEKST).is_visible()
        blad.get_by_role("link", name="Laat een ander een signaal inleveren").click()
        assert blad.get_by_text("Ingeleverd", exact=True).is_visible()
        assert code not in blad.content()


def test_twee_keer_maken_is_een_code_en_wie_intrekt_maakt_haar_waardeloos(
    browser: Browser, zaal: Zaal
) -> None:
    groep = groep_in_stap_een(zaal)
    with ingelogd(browser, zaal, REGISSEUR) as (blad, adres):
        code = _maak_code(blad, adres, groep)
        blad.reload()
        assert blad.locator("#code").inner_text() == code
        blad.get_by_role("link", name="De code is doorgegeven").click()
        blad.get_by_role("button", name="Trek in").click()
        assert blad.get_by_text("Ingetrokken", exact=True).count() == 1
        assert blad.get_by_role("button", name="Trek in").count() == 0
    with _ander(zaal, "127.0.0.2") as client:
        assert "Deze code werkt niet" in tekst_van(_lever_in(client, code).text)


def test_twee_keer_klikken_is_een_signaal_en_elke_code_die_niet_werkt_is_hetzelfde(
    zaal: Zaal,
) -> None:
    groep = groep_in_stap_een(zaal)
    code = _code(zaal, groep)
    with _ander(zaal, "127.0.0.3") as client:
        for _ in range(2):
            binnen = _lever_in(client, code)
            assert (binnen.status_code, binnen.headers["location"]) == (303, f"{PAD}/dank")
            assert "set-cookie" not in binnen.headers
        anders = {
            "gebruikt": code, "vreemd": "ABCDE-" * 5 + "ABCDE", "geen code": "?",
            "ingetrokken": _code(zaal, groep, trek_in=True),
        }  # fmt: skip
        antwoorden = {
            naam: _zonder(_lever_in(client, een, _sleutel=naam), een)
            for naam, een in anders.items()
        }
    assert len(set(antwoorden.values())) == 1, antwoorden
    assert "Deze code werkt niet" in next(iter(antwoorden.values()))
    with zaal.klant("gemeente", REGISSEUR) as klant:
        assert len(klant.haal(f"/groepen/{groep}/signalen")["signalen"]) == 1


def _zonder(antwoord: httpx.Response, code: str) -> str:
    """What somebody gets to see, apart from what he typed himself."""
    assert antwoord.status_code == 422
    kaal = _SLEUTEL.sub("", antwoord.text).replace(f'value="{code}"', 'value=""')
    return re.sub(r'nonce="[^"]*"', "", kaal)


@pytest.mark.parametrize(
    ("koppen", "velden"),
    [
        ({"sec-fetch-site": "cross-site"}, {}),
        ({"origin": "https://elders.example"}, {}),
        ({}, {}),
        (ZELFDE, {"plek": "x" * 50_000}),
    ],
    ids=["andere-site", "andere-oorsprong", "geen-browser", "te-groot"],
)
def test_alleen_een_klein_formulier_van_de_eigen_pagina_komt_binnen(
    zaal: Zaal, koppen: dict[str, str], velden: dict[str, str]
) -> None:
    with zaal.bezoeker("gemeente") as client:
        geweigerd = client.post(PAD, data={**_VELDEN, "code": nieuw_id(), **velden}, headers=koppen)
    assert geweigerd.status_code == 403
    assert "Er is niets verstuurd" in tekst_van(geweigerd.text)
    assert zaal.laatste_pagina("gemeente")["aantal"] == 0


def test_wie_blijft_proberen_wacht_en_houdt_zijn_tekst(zaal: Zaal) -> None:
    with _ander(zaal, "127.0.0.4") as client:
        standen = [_lever_in(client, nieuw_id()) for _ in range(11)]
    assert [een.status_code for een in standen] == [422] * 10 + [429]
    assert _TEKST in standen[-1].text
    assert zaal.laatste_pagina("gemeente")["aantal"] == 0


def test_wie_blijft_proberen_houdt_een_ander_niet_buiten(zaal: Zaal) -> None:
    """De dienst telt wie achter het portaal zit, en niet het portaal: samen is dit haar grens."""
    code = _code(zaal, groep_in_stap_een(zaal))
    for nummer in (5, 6, 7):
        with _ander(zaal, f"127.0.0.{nummer}") as client:
            assert {_lever_in(client, nieuw_id()).status_code for _ in range(10)} == {422}
    with _ander(zaal, "127.0.0.8") as client:
        assert _lever_in(client, code).status_code == 303


def test_alleen_een_portaal_zegt_voor_wie_het_vraagt(zaal: Zaal) -> None:
    def vraag(client: httpx.Client, gezegd: str) -> int:
        inhoud = {
            **{naam: _VELDEN[naam] for naam in ("soort", "plek", "omschrijving")},
            "code": "ABCDE-" * 5 + "ABCDE", "datum": "2026-11-01", "bevestigdZonderPersonen": True,
        }  # fmt: skip
        koppen = {"forwarded": gezegd}
        return client.post("/v1/intakesignalen", json=inhoud, headers=koppen).status_code

    with _ander(zaal, "127.0.0.9", bij="gemeente") as vreemde:
        standen = [vraag(vreemde, f"for=192.0.2.{nummer}") for nummer in range(31)]
    assert standen == [403] * 30 + [429], "wat hij zelf over zijn adres zegt telt niet"
    with _ander(zaal, "127.0.0.9", bij="gemeente", met="politie") as partij:
        assert vraag(partij, "for=192.0.2.200") == 429
    with _ander(zaal, "127.0.0.9", bij="gemeente", met="portaal-politie") as ander_portaal:
        assert vraag(ander_portaal, "for=192.0.2.200") == 429
    with _ander(zaal, "127.0.0.9", bij="gemeente", met="portaal-gemeente") as portaal:
        gezegd = ("for=192.0.2.200", 'for="[2001:db8::1]"', "for=192.0.2.200, for=192.0.2.201",
                  "for=_iemand", "for=999.0.2.1", "by=192.0.2.1", "")  # fmt: skip
        standen = [vraag(portaal, een) for een in gezegd]
    assert standen == [403, 403, 429, 429, 429, 429, 429]


def test_elke_open_pagina_is_hier_bezocht_en_alleen_deze_zijn_open(zaal: Zaal) -> None:
    bezocht = {(een["methode"], een["pad"]) for een in zaal.logregels("gemeente") if "pad" in een}
    assert {(een.methode, een.pad) for een in OPENBAAR} <= bezocht
    assert [portaal.code for portaal in ALLE if portaal.openbaar] == ["gemeente", "toezicht"]
