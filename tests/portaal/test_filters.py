"""Een filter met een naam op de werklijst: bewaren, gebruiken, weghalen; na uitloggen nog daar."""

from __future__ import annotations

import re
from uuid import uuid4

from tests.portaal.zaal import BURGEMEESTER, REGISSEUR, Zaal, csrf_van, post, tekst_van


def test_een_bewaard_filter_staat_er_na_opnieuw_inloggen_nog_en_gaat_weer_weg(zaal: Zaal) -> None:
    pad = f"/werklijst/filters?groep={zaal.groep}&van=mij"
    with zaal.ingelogd(REGISSEUR) as client:
        csrf = csrf_van(client.get("/werklijst").text)
        kenmerk = str(uuid4())
        for _ in range(2):
            bewaard = post(client, pad, csrf, id=kenmerk, naam="Mijn werk op het plein")
            assert bewaard.status_code == 303, tekst_van(bewaard.text)
    with zaal.ingelogd(REGISSEUR) as client:
        lijst = client.get("/werklijst").text
        assert tekst_van(lijst).count("Mijn werk op het plein") == 2, "de link, en de knop erbij"
        adres = re.search(r'href="([^"]+)">Mijn werk op het plein', lijst)
        assert adres is not None
        naar = adres[1].replace("&amp;", "&")
        assert naar == f"/werklijst?groep={zaal.groep}&van=mij"
        assert client.get(naar).status_code == 200
        weg = post(client, "/werklijst/filters/weg", csrf_van(lijst), id=kenmerk)
        assert weg.headers["location"] == "/werklijst"
        assert "Mijn werk op het plein" not in client.get("/werklijst").text


def test_een_naam_van_iemand_wordt_niet_bewaard_en_wat_er_stond_blijft_staan(zaal: Zaal) -> None:
    with zaal.ingelogd(BURGEMEESTER) as client:
        csrf = csrf_van(client.get("/werklijst").text)
        niet = post(
            client, "/werklijst/filters?van=mij", csrf, id=str(uuid4()), naam="Jan de Vries"
        )
        assert niet.status_code == 422
        assert "Het filter is niet bewaard" in tekst_van(niet.text)
        assert 'value="Jan de Vries"' in niet.text
        assert "Uw filters" not in tekst_van(client.get("/werklijst").text)
