"""De burgemeester leest wat zij tekent, en tekent precies dat."""

from __future__ import annotations

import re
from html import unescape

import jinja2
import pytest
from playwright.sync_api import Browser

from shared.portaal.api import ApiFout
from shared.portaal.schermen.ondertekenen import antwoorden
from shared.portaal.weergave import maak_sjablonen, toon
from tests.portaal.driehoekwerk import OFFICIER, leg_driehoek_voor, zet_start_klaar
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


def test_wie_niet_tekent_zegt_waarom_en_daarna_tekent_niemand_het(zaal: Zaal) -> None:
    besluit = leg_driehoek_voor(zaal)
    hier = f"/ondertekenen/voorstel/{besluit}"
    with zaal.ingelogd(OFFICIER) as client:
        blad = client.get(hier).text
        assert "Ik teken alleen als er iets bij komt" in tekst_van(blad)
        csrf = csrf_van(blad)
        digest = unescape(re.findall(r'name="merk" value="([^"]+)"', blad)[0])
        getypt = {"reden": "De avonden zijn nog niet gedekt.", "bevestigdZonderPersonen": "ja"}
        leeg = post(client, f"{hier}/mits", csrf, merk=digest, **getypt)
        assert leeg.status_code == 422
        assert "De avonden zijn nog niet gedekt." in leeg.text, "wat er stond, staat er nog"
        assert 'href="#mits-randvoorwaarden"' in leeg.text
        voorwaarde = re.findall(r'name="randvoorwaarden" value="([^"]+)"', blad)[0]
        klaar = post(
            client, f"{hier}/mits", csrf, merk=digest, randvoorwaarden=voorwaarde, _sleutel="v1",
            **getypt,
        )  # fmt: skip
        assert klaar.status_code == 303, tekst_van(klaar.text)
        assert "Uw antwoord is gegeven" in tekst_van(client.get(klaar.headers["location"]).text)
    with zaal.klant("gemeente", BURGEMEESTER) as klant:
        assert klant.haal("/besluitvoorstellen")["besluitvoorstellen"] == []


def test_wie_geen_stukken_geeft_wordt_niet_om_een_reden_gevraagd() -> None:
    """De dienst weigert haar dan: zo iemand vertelt het zelf."""
    keuzes = {"geeft_stukken": False, "voorwaarden": {"overleg": "elke maand overleg"}}
    nee, mits = antwoorden("digest", geeft_stukken=False)
    assert nee.velden({}, keuzes) == ()
    assert [een.naam for een in mits.velden({}, keuzes)] == ["randvoorwaarden"]
    assert nee.vorm({}) == {"digest": "digest", "antwoord": "nee"}
    assert mits.vorm({"randvoorwaarden": ["overleg"]})["antwoord"] == "ja_mits"
    assert "Vertel de anderen daarom zelf waarom." in nee.uitleg


@pytest.mark.parametrize(
    "redenen",
    [
        [{"code": "R1", "uitleg": "Lees dit eerst.", "convenant": "5.3", "wet": "art. 3"}],
        [{"uitleg": "Lees dit eerst."}],
        [{"zin": "Lees dit eerst.", "interpretatie": "A1"}],
        [{"melding": "Lees dit eerst."}],
        ["Lees dit eerst."],
        {"uitleg": "Lees dit eerst."},
        "Lees dit eerst.",
    ],
)
def test_een_weigering_van_elke_vorm_is_te_lezen(redenen: object) -> None:
    [een] = ApiFout(409, {"redenen": redenen}).redenen
    blad = maak_sjablonen().from_string("{% import 'delen.html' as deel %}{{ deel.reden(een) }}")
    assert "Lees dit eerst." in blad.render(een=een)
    assert "None" not in blad.render(een=een)
    assert een["uitleg"] == "Lees dit eerst."


def test_een_weigering_zonder_woorden_zegt_dat() -> None:
    assert ApiFout(409, {"redenen": [{"code": "R1"}]}).redenen[0]["zin"]
    assert ApiFout(409, {"redenen": None}).redenen == []
    assert ApiFout(400, {"fouten": ["mag niet leeg zijn"]}).meldingen == "Mag niet leeg zijn."


class _Mag:
    def mag(self, _: str) -> bool:
        return True


def _besluitblad(**anders: object) -> str:
    omgeving = maak_sjablonen()
    kaal = jinja2.DictLoader({"blad.html": "{% block inhoud %}{% endblock %}"})
    omgeving.loader = jinja2.ChoiceLoader([kaal, omgeving.loader or kaal])
    stuk = {"id": "s1", "titel": "Advies", "van": "", "aanwezig": True, "gelezen": False}
    zet = {
        "naam": "Prioritering", "klaar": False, "mag": True, "fouten": (), "regels": [],
        "stukken": [stuk], "beletsel": None, "eerst": "Advies", "nog_niet": "", "digest": "d",
        "doen": (), "getekend": [], "wacht_op": "de politie", "groep": "g", "soort": "voorstel",
        "id": "v1", "csrf": "c", "code": "", "door": "", "weg": "", "deel_sjabloon": "",
        "sessie": _Mag(),
    }  # fmt: skip
    return toon(omgeving, "besluit.html", {**zet, **anders})


def test_de_knop_om_te_tekenen_komt_pas_als_alles_is_gelezen() -> None:
    nog_niet = _besluitblad()
    assert "Lees eerst: Advies." in tekst_van(nog_niet)
    assert "Onderteken dit besluit" not in nog_niet
    niet_hier = _besluitblad(eerst="", nog_niet="Advies")
    assert "Nog niet hier: Advies." in tekst_van(niet_hier)
    assert "Onderteken dit besluit" not in niet_hier
    assert "Onderteken dit besluit" not in _besluitblad(eerst="", digest=None)
    assert "Onderteken dit besluit" in _besluitblad(eerst="")


def test_bij_het_startbesluit_leest_de_burgemeester_waarop_zij_besluit_en_kan_nee_zeggen(
    zaal: Zaal,
) -> None:
    hier = f"/ondertekenen/concept/{zet_start_klaar(zaal)}"
    with zaal.ingelogd(BURGEMEESTER) as client:
        blad = client.get(hier).text
        tekst = tekst_van(blad)
        assert "Waarop u besluit: 3 incidenten, 3 nodig" in tekst
        assert tekst.count("Verzonnen: de groep maakt lawaai bij het winkelcentrum.") >= 5
        assert "Eerder is iets geprobeerd, en de overlast bleef" in tekst
        assert re.search(r"Klaargezet door\s+Rhea Verzonnen, regisseur", tekst)
        assert re.search(r"Groep\s+RTM-", tekst)
        assert "Ik teken niet" in tekst
        klaar = post(client, f"{hier}/weiger", csrf_van(blad), _sleutel="n1")
        assert klaar.status_code == 303, tekst_van(klaar.text)
        lijst = client.get(klaar.headers["location"]).text
        assert "Uw antwoord is gegeven" in tekst_van(lijst)
        assert f'href="{hier}"' not in lijst
        nu = tekst_van(client.get(hier).text)
        assert "Niet getekend: ingetrokken" in nu
        assert re.search(r"Ingetrokken door\s+Bette Verzonnen, burgemeester", nu)
