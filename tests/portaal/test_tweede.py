"""Wat een tweede ziet, en wat een partij van haar eigen gegevens vastlegt, tot in de dienst.

Deze tests staan na de tafel: zij veranderen het verhaal.
"""

from __future__ import annotations

import re
from html import unescape

import httpx

from tests.portaal.omwerk import zonder_termijn
from tests.portaal.zaal import (
    BURGEMEESTER,
    PARKETSECRETARIS,
    Zaal,
    csrf_van,
    log_in,
    post,
    tekst_van,
)

PRIVACY = "privacy@gemeente.example"
TEAMCHEF = "teamchef@politie.example"


def _getypt(zaal: Zaal) -> str:
    dag = zaal.spel.vandaag
    return f"{dag.day}-{dag.month}-{dag.year}"


def link_naar(pagina: str, woord: str) -> str:
    """Where the link with this word goes."""
    for adres, tekst in re.findall(r'<a class="nl-link" href="([^"]+)">(.*?)</a>', pagina, re.S):
        if woord in tekst:
            return unescape(adres)
    raise AssertionError(tekst_van(pagina))


def open_persoon(client: httpx.Client, sub: str, naam: str) -> str:
    """The page of somebody, found as an official finds him."""
    log_in(client, sub)
    csrf = csrf_van(client.get("/personen").text)
    gevonden = post(client, "/personen", csrf, naam=naam).text
    return link_naar(gevonden, naam)


def test_een_beperking_eindigt_pas_als_hij_het_weet_en_een_tweede_instemt(zaal: Zaal) -> None:
    zaal.laat_einde_toe("gemeente", BURGEMEESTER)
    persoon = zaal.beperk_iemand("gemeente")
    with zaal.bezoeker("gemeente") as client:
        hier = open_persoon(client, PRIVACY, zaal.beperkt_persoon)
        lijst = client.get(link_naar(client.get(hier).text, "Naar wat beperkt is")).text
        een = link_naar(lijst, "Alles over deze persoon")
        csrf = csrf_van(client.get(een).text)
        leeg = post(client, f"{een}/opheffen", csrf)
        assert leeg.status_code == 422
        assert 'href="#opheffen-verteldOp"' in leeg.text
        te_vroeg = post(client, f"{een}/opheffen", csrf, verteldOp="1-1-2020")
        assert "vertel het de betrokkene eerst" in tekst_van(te_vroeg.text)
        gevraagd = post(client, f"{een}/opheffen", csrf, verteldOp=_getypt(zaal), _sleutel="a1")
        nu = client.get(gevraagd.headers["location"]).text
        assert "U vroeg dit zelf" in tekst_van(nu)
        tweede = f"/beperkingen/{een.rsplit('/', 1)[1]}"
        assert "Ik keek het na" not in tekst_van(client.get(tweede).text)
        assert post(client, f"{tweede}/instemmen", csrf).status_code >= 400, "zelf niet"
    # De burgemeester leest geen personen, en beslist toch: over wie het gaat staat nergens.
    with zaal.ingelogd(BURGEMEESTER) as client:
        een = link_naar(client.get("/werklijst").text, "Beslis als tweede of een beperking eindigt")
        assert een == tweede
        blad = client.get(een).text
        assert "Alles over deze persoon" in tekst_van(blad)
        assert zaal.beperkt_persoon not in blad
        assert persoon not in blad
        assert 'href="/personen' not in blad
        csrf = csrf_van(blad)
        nee = post(client, f"{een}/weigeren", csrf, _sleutel="a2")
        assert nee.headers["location"] == "/werklijst"
        assert client.get(een).status_code == 404, "er is niets meer te beslissen"
        assert post(client, f"{een}/instemmen", csrf, _sleutel="a3").status_code == 404
        zaal.vraag_einde("gemeente")
        klaar = post(client, f"{een}/instemmen", csrf, _sleutel="a4")
        assert klaar.status_code == 303
        assert "Opgeheven" in tekst_van(client.get(klaar.headers["location"]).text)
    with zaal.klant("gemeente", PRIVACY) as klant:
        beperking = klant.haal(f"/personen/{persoon}/beperkingen")["beperkingen"][-1]
    assert beperking["opgehevenDoor"] == zaal.inrichting.autorisaties[BURGEMEESTER]
    assert beperking["verteldOp"] == zaal.spel.vandaag.isoformat()


def test_het_akkoord_van_de_archivaris_staat_er_als_het_is_vastgelegd(zaal: Zaal) -> None:
    with zaal.ingelogd("privacy@om.example") as client:
        lijst = client.get("/bewaren/selectielijst").text
        een = unescape(re.findall(r'href="(/bewaren/selectielijst/[^"]+)"', lijst)[0])
        blad = client.get(een).text
        csrf = csrf_van(blad)
        merk = re.findall(r'name="merk" value="([^"]+)"', blad)[0]
        leeg = post(client, een, csrf, merk=unescape(merk), nummer="18.1")
        assert leeg.status_code == 422
        assert 'value="18.1"' in leeg.text
        velden = {
            "selectielijst": "Selectielijst verzonnen 2020", "nummer": "18.1",
            "archivaris": "de archivaris, besluit 2026-114", "akkoordOp": _getypt(zaal),
        }  # fmt: skip
        assert post(client, een, csrf, merk=unescape(merk), **velden).status_code == 303
        assert "Selectielijst verzonnen 2020, 18.1" in tekst_van(
            client.get("/bewaren/selectielijst").text
        )
        te_laat = post(client, een, csrf, merk=unescape(merk), **velden)
        assert te_laat.status_code == 422, "iemand was er tussendoor"


def test_wat_een_derde_kreeg_staat_in_het_register_zonder_wie(zaal: Zaal) -> None:
    zaal.leg_iemand_vast("om", "privacy@om.example")
    with zaal.bezoeker("om") as client:
        hier = f"{open_persoon(client, 'privacy@om.example', zaal.los_persoon)}/bekendmaking"
        blad = client.get(hier).text
        csrf = csrf_van(blad)
        velden = {
            "soort": re.findall(r'name="soort" value="([^"]+)"', blad)[0],
            "gegevenssoorten": re.findall(r'name="gegevenssoorten" value="([^"]+)"', blad)[0],
            "opdrachtgever": zaal.inrichting.autorisaties["privacy@om.example"],
            "derde": "Rechtbank Verzonnenwaard",
            "voorschrift": "Een vordering op grond van de wet, met het artikel erbij.",
            "gegevenOp": _getypt(zaal),
        }
        onbevestigd = post(client, hier, csrf, **velden)
        assert onbevestigd.status_code == 422
        assert "Rechtbank Verzonnenwaard" in onbevestigd.text, "wat er stond, staat er nog"
        klaar = post(client, hier, csrf, **velden, bevestigdZonderPersonen="ja", _sleutel="b1")
        register = tekst_van(client.get(klaar.headers["location"]).text)
        assert "Rechtbank Verzonnenwaard" in register
        assert "over 1 persoon" in register
        assert zaal.los_persoon not in register


def test_zonder_verklaring_zegt_de_pagina_dat_en_daarna_wat_er_is_verklaard(zaal: Zaal) -> None:
    persoon = zaal.leg_iemand_vast("om", PARKETSECRETARIS)
    with zaal.bezoeker("om") as client:
        hier = open_persoon(client, PARKETSECRETARIS, zaal.los_persoon)
        assert "nog niet verklaard" in tekst_van(client.get(f"{hier}?deel=verklaring").text)
        csrf = csrf_van(client.get(f"{hier}/verklaring").text)
        antwoorden = {"herleidingAnderenVoorkomen": "ja", "geenSepotOfVrijspraak": "ja"}
        half = post(client, f"{hier}/verklaring", csrf, **antwoorden)
        assert half.status_code == 422
        assert 'href="#jdsBevraagd"' in half.text
        klaar = post(client, f"{hier}/verklaring", csrf, **antwoorden, jdsBevraagd="nee")
        assert klaar.status_code == 303
        assert "Verklaard op" in tekst_van(client.get(klaar.headers["location"]).text)
    with zaal.klant("om", PARKETSECRETARIS) as klant:
        verklaard = klant.haal(f"/personen/{persoon}/omverklaring")
    assert (verklaard["herleidingAnderenVoorkomen"], verklaard["jdsBevraagd"]) == (True, False)


def test_het_om_kiest_uit_de_wet_hoe_lang_iets_blijft_en_kan_het_verbeteren(zaal: Zaal) -> None:
    gegeven = zonder_termijn(zaal)
    with zaal.ingelogd(PARKETSECRETARIS) as client:
        lijst = client.get("/wjsg-termijnen").text
        assert zaal.los_persoon not in lijst, "namen komen pas als men er een opent"
        hier = link_naar(lijst, "Strafvorderlijk gegeven")
        assert hier.endswith(gegeven)
        blad = client.get(hier).text
        assert "Zedenmisdrijf (art. 4 Wjsg)" in tekst_van(blad)
        csrf = csrf_van(blad)
        half = post(client, hier, csrf, categorie="zedenmisdrijf")
        assert half.status_code == 422
        assert 'href="#afgedaanOp"' in half.text
        vast = {"categorie": "overtreding", "afgedaanOp": _getypt(zaal)}
        klaar = post(client, hier, csrf, **vast, _sleutel="w1")
        deel = client.get(klaar.headers["location"]).text
        assert f"Blijft tot en met {zaal.spel.vandaag.day}" in tekst_van(deel)
        merk = unescape(re.findall(r'name="merk" value="([^"]+)"', client.get(hier).text)[0])
        langer = {**vast, "categorie": "zedenmisdrijf"}
        assert post(client, hier, csrf, **langer, _sleutel="w2").status_code >= 400, "niet gelezen"
        beter = post(client, hier, csrf, merk=merk, **langer, _sleutel="w3")
        assert beter.status_code == 303
        te_laat = post(client, hier, csrf, merk=merk, **vast, _sleutel="w4")
        assert te_laat.status_code == 422, "een ander was er tussendoor"
        assert gegeven not in client.get("/wjsg-termijnen").text


def test_wat_nog_niet_is_verstuurd_staat_er_na_uitloggen_nog(zaal: Zaal) -> None:
    blad, melding = "/incidenten/melden", "Er lag een lijst bij de printer."
    with zaal.ingelogd(TEAMCHEF) as client:
        csrf = csrf_van(client.get(blad).text)
        leeg = post(client, blad, csrf, omschrijving=melding, bevestigdZonderPersonen="ja")
        assert leeg.status_code == 422
    with zaal.ingelogd(TEAMCHEF) as client:
        pagina = client.get(blad).text
        assert melding in pagina
        assert "Uw tekst van eerder staat er nog" in pagina
        [nagelezen] = re.findall(r'<input[^>]*name="bevestigdZonderPersonen"[^>]*>', pagina)
        assert "checked" not in nagelezen, "nalezen doet hij opnieuw"
        aard = re.findall(r'name="aard" value="([^"]+)"', pagina)[0]
        klaar = post(
            client, blad, csrf_van(pagina), omschrijving=melding, aard=aard, _sleutel="c1",
            ontdektOp=f"{_getypt(zaal)} 00.01", bevestigdZonderPersonen="ja",
        )  # fmt: skip
        assert klaar.status_code == 303, tekst_van(klaar.text)
        assert melding not in client.get(blad).text


def test_wat_bij_het_aannemen_is_vastgelegd_staat_er_nog_en_een_voorstel_komt_aan(
    zaal: Zaal,
) -> None:
    dag = zaal.spel.vandaag.isoformat()
    persoon = zaal.leg_iemand_vast("gemeente", PRIVACY)
    with zaal.klant("gemeente", PRIVACY) as klant:
        identiteit = {"wijze": "getoond", "op": dag}
        vraag = {"recht": "inzage", "ontvangenOp": dag, "identiteit": identiteit}
        verzoek = klant.stuur("/rechtenverzoeken", vraag)["id"]
    hier = f"/verzoeken/{verzoek}"
    with zaal.ingelogd(PRIVACY) as client:
        blad = client.get(f"{hier}/wie").text
        assert re.search(r'name="identiteit-wijze" value="getoond" checked', blad)
        csrf, merk = csrf_van(blad), unescape(re.findall(r'name="merk" value="([^"]+)"', blad)[0])
        gevonden = post(client, f"{hier}/wie/zoek", csrf, naam=zaal.los_persoon).text
        velden = {
            "persoon": unescape(re.findall(r'name="persoon" value="([^"]+)"', gevonden)[0]),
            "identiteit-wijze": "getoond",
            "identiteit-op": re.findall(r'name="identiteit-op" value="([^"]+)"', gevonden)[0],
        }
        klaar = post(client, f"{hier}/wie", csrf, merk=merk, **velden)
        assert klaar.status_code == 303, tekst_van(klaar.text)
        blad = client.get(hier).text
        merk = unescape(re.findall(r'name="merk" value="([^"]+)"', blad)[0])
        voorstellen = re.findall(r'name="voorstel" value="([^"]+)"', blad)
        assert len(voorstellen) == 3
        klaar = post(
            client, f"{hier}/afstemmen", csrf, merk=merk, voorstel=voorstellen[1], _sleutel="f1",
            bevestigdZonderPersonen="ja",
        )  # fmt: skip
        assert klaar.status_code == 303, tekst_van(klaar.text)
        assert "wil een deel geven van wat er wordt gevraagd" in tekst_van(client.get(hier).text)
    with zaal.klant("gemeente", PRIVACY) as klant:
        nu = klant.haal(f"/rechtenverzoeken/{verzoek}")
    assert (nu["persoon"], nu["identiteit"]) == (persoon, identiteit)
