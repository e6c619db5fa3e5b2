"""Het eerste signaal: de wijkagent geeft het, en de regisseur opent er een groep voor."""

from __future__ import annotations

import re

from tests.portaal.tafel_leden import WIJKAGENT
from tests.portaal.zaal import REGISSEUR, Zaal, csrf_van, post, tekst_van

_PLEK = "de hangplek bij het viaduct"


def test_een_signaal_van_de_wijkagent_komt_bij_de_regisseur_en_is_in_te_trekken(zaal: Zaal) -> None:
    dag = zaal.spel.vandaag
    signaal = {
        "soort": "signaal", "datum": f"{dag.day}-{dag.month}-{dag.year}", "plek": _PLEK,
        "omschrijving": "Een groep gooit elke avond afval op straat.",
    }  # fmt: skip
    with zaal.ingelogd(WIJKAGENT) as client:
        csrf = csrf_van(client.get("/onze-signalen").text)
        leeg = post(client, "/onze-signalen", csrf, **signaal, _sleutel="s1")
        assert leeg.status_code == 422, "nagelezen is er niet"
        assert _PLEK in leeg.text
        klaar = post(
            client, "/onze-signalen", csrf, **signaal, bevestigdZonderPersonen="ja", _sleutel="s1"
        )
        lijst = client.get(klaar.headers["location"]).text
        assert "Het signaal is gegeven." in tekst_van(lijst)
        hier = re.findall(r'href="(/onze-signalen/[0-9a-f-]{36})"', lijst)
        een = next(pad for pad in hier if _PLEK in client.get(pad).text)
        with zaal.ingelogd(REGISSEUR) as regisseur:
            assert _PLEK in tekst_van(regisseur.get("/signalen").text)
        assert post(client, f"{een}/intrekken", csrf, _sleutel="s2").status_code == 303
        assert "Ingetrokken" in tekst_van(client.get(een).text)


def test_de_regisseur_opent_een_groep_zonder_dat_er_een_signaal_van_een_ander_is(
    zaal: Zaal,
) -> None:
    with zaal.ingelogd(REGISSEUR) as client:
        blad = client.get("/signalen").text
        nieuw = re.findall(r'name="id" value="([^"]+)"', blad)[0]
        for _ in range(2):  # twee keer klikken is een groep
            klaar = post(client, "/signalen/groep", csrf_van(blad), id=nieuw)
            assert klaar.headers["location"] == f"/groepen/{nieuw}/signalen"
        blad = client.get(klaar.headers["location"]).text
        assert f"/groepen/{nieuw}/invullen/signaal" in blad
