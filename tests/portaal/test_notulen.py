"""Het ene verslag van een overleg: geschreven, teruggegeven, herzien, getekend en nagekomen."""

from __future__ import annotations

import re
from typing import Any

from tests.portaal.stapwerk import notulen
from tests.portaal.zaal import ANALIST, REGISSEUR, Zaal, csrf_van, post, tekst_van

_NAGELEZEN = {"nagelezen": "ja"}


def _verborgen(pagina: str, naam: str) -> str:
    """Wat er in een verborgen veld staat."""
    gevonden = re.search(rf'name="{naam}" value="([^"]*)"', pagina)
    assert gevonden is not None, naam
    return gevonden[1].replace("&#34;", '"')


def _rij(nummer: int, **velden: str) -> dict[str, str]:
    return {f"regels.{nummer}.{naam}": waarde for naam, waarde in velden.items()}


def _staand(pagina: str) -> dict[str, str]:
    """De rijen die al op het formulier staan, zoals een browser ze terugstuurt."""
    invoer = re.findall(r'name="(regels[^"]+)" value="([^"]*)"', pagina)
    tekst = re.findall(r'<textarea[^>]*name="(regels[^"]+)"[^>]*>([^<]*)<', pagina)
    lijsten = re.findall(r'<select[^>]*name="(regels[^"]+)"[^>]*>(.*?)</select>', pagina, re.S)
    keuze = [
        (naam, "".join(re.findall(r'value="([^"]*)" selected', opties))) for naam, opties in lijsten
    ]
    return dict([*invoer, *tekst, *keuze])


def test_wie_organiseerde_schrijft_en_de_ander_tekent_pas_als_het_klopt(zaal: Zaal) -> None:
    hier = f"/overleggen/{notulen(zaal)}/notulen/{zaal.groep}"
    with zaal.ingelogd(ANALIST) as client:
        blad = client.get(hier).text
        assert "Er komt extra toezicht op het plein." in blad
        assert client.get(f"{hier}/schrijven").status_code == 404, "schrijven doet de gemeente"
        csrf, merk = csrf_van(blad), _verborgen(blad, "merk")
        leeg = post(client, f"{hier}/bezwaar", csrf, merk=merk)
        assert leeg.status_code == 422
        assert 'href="#bezwaar-toelichting"' in leeg.text
        nee = post(
            client, f"{hier}/bezwaar", csrf, merk=merk, toelichting="Het was niet rustiger.",
            bevestigdZonderPersonen="ja", _sleutel="n1",
        )  # fmt: skip
        assert nee.status_code == 303
        oud = client.get(hier).text
        assert "Wil het anders" in tekst_van(oud)

    with zaal.ingelogd(REGISSEUR) as client:
        assert "Het was niet rustiger." in client.get(hier).text
        vorm = client.get(f"{hier}/schrijven").text
        vast: dict[str, Any] = {
            "_merk": _verborgen(vorm, "_merk"), "_concept": _verborgen(vorm, "_concept"),
            **_NAGELEZEN,
        }  # fmt: skip
        rijen = {**_staand(vorm), **_rij(0, tekst="Het is even druk op het plein.")}
        zonder_partij = {**rijen, **_rij(1, eigenaar="")}
        fout = post(client, f"{hier}/schrijven", csrf_van(vorm), **vast, **zonder_partij)
        assert fout.status_code == 400
        assert "#regels.1.eigenaar" in fout.text
        assert "Het is even druk op het plein." in fout.text, "wat er stond, staat er nog"
        klaar = post(client, f"{hier}/schrijven", csrf_van(vorm), **vast, **rijen, _sleutel="n2")
        assert klaar.headers["location"] == hier, tekst_van(klaar.text)
        assert "Versie 2" in tekst_van(client.get(hier).text)

    with zaal.ingelogd(ANALIST) as client:
        csrf = csrf_van(client.get(hier).text)
        te_oud = post(client, f"{hier}/tekenen", csrf, merk=merk, _sleutel="n3")
        assert te_oud.status_code == 422, "de vorige versie tekent niemand meer"
        merk = _verborgen(client.get(hier).text, "merk")
        assert post(client, f"{hier}/tekenen", csrf, merk=merk, _sleutel="n4").status_code == 303
        getekend = client.get(hier).text
        assert "Door iedereen getekend" in tekst_van(getekend)
        [regel] = re.findall(r'name="regel" value="([^"]+)"', getekend)
        gedaan = post(client, f"{hier}/gedaan", csrf, merk=merk, regel=regel, _sleutel="n5")
        assert gedaan.status_code == 303
        assert "Gedaan" in tekst_van(client.get(hier).text)
        papier = client.get(f"{hier}/document")
        assert (papier.headers["content-type"], papier.content[:5]) == ("application/pdf", b"%PDF-")
        assert "attachment" in papier.headers["content-disposition"]
