"""Iemand in een groep zetten en eruit halen, met zijn ouder, zoals het op het scherm gaat."""

from __future__ import annotations

import re
from html import unescape

from tests.portaal.test_tweede import link_naar, open_persoon
from tests.portaal.zaal import REGISSEUR, Zaal, csrf_van, post, tekst_van

KIND, OUDER = "Plonsje Wolkenveger", "Pluizig Zandkorrel"


def _nieuwe_groep(zaal: Zaal) -> str:
    with zaal.klant("gemeente", REGISSEUR) as klant:
        for naam, geboren in ((KIND, "2012-03-04"), (OUDER, "1980-00-00")):
            if not klant.stuur("/personen/_zoek", {"naam": naam})["personen"]:
                klant.stuur("/personen", {"naam": naam, "geboortedatum": geboren})
        return str(klant.stuur("/groepen", {})["groep"]["id"])


def _waarde(pagina: str, naam: str) -> str:
    return unescape(re.findall(rf'name="{naam}" value="([^"]+)"', pagina)[0])


def test_iemand_komt_in_een_groep_met_zijn_ouder_en_gaat_eruit(zaal: Zaal) -> None:
    groep = _nieuwe_groep(zaal)
    hier = f"/groepen/{groep}"
    with zaal.ingelogd(REGISSEUR) as client:
        assert f'href="{hier}/leden/erbij"' in client.get(hier).text
        niemand = client.get(f"{hier}/geven").text
        assert "Er hoort nog niemand bij deze groep" in tekst_van(niemand)
        assert f'href="{hier}/leden/erbij"' in niemand
        csrf = csrf_van(client.get(f"{hier}/leden/erbij").text)
        leeg = post(client, f"{hier}/leden/erbij", csrf)
        assert (leeg.status_code, 'href="#naam"' in leeg.text) == (422, True)
        gevonden = post(client, f"{hier}/leden/erbij", csrf, naam=KIND).text
        keuze = link_naar(gevonden, f"Kies {KIND}")
        blad = client.get(keuze).text
        assert KIND in tekst_van(blad)
        lid = {"groep": groep, "categorie": _waarde(blad, "categorie")}
        for anders in ({**lid, "categorie": "x"}, {**lid, "groep": "../personen"}):
            assert post(client, keuze.partition("?")[0], csrf, **anders).status_code == 422
        klaar = post(client, keuze.partition("?")[0], csrf, **lid, _sleutel="l1")
        assert klaar.status_code == 303, tekst_van(klaar.text)
        pagina = tekst_van(client.get(klaar.headers["location"]).text)
        assert "De persoon hoort nu bij deze groep." in pagina
        assert "Wie hoort erbij (1)" in pagina

        kind = open_persoon(client, REGISSEUR, KIND)
        csrf = csrf_van(client.get(kind).text)
        ouders = post(client, f"{kind}/ouders/zoek", csrf, naam=OUDER).text
        wie = {"ouderId": _waarde(ouders, "ouderId"), "soort": "ouder"}
        klaar = post(client, f"{kind}/ouders", csrf, **wie, _sleutel="l2")
        deel = client.get(klaar.headers["location"]).text
        als_ouder = link_naar(deel, f"Zet {OUDER} als ouder in een groep")
        blad = client.get(als_ouder).text
        ouder = {"groep": groep, "categorie": _waarde(blad, "categorie")}
        ouder["kind"] = _waarde(blad, "kind")
        klaar = post(client, als_ouder.partition("?")[0], csrf, **ouder, _sleutel="l3")
        assert "Wie hoort erbij (2)" in tekst_van(client.get(klaar.headers["location"]).text)

        namen = post(client, f"{hier}/leden", csrf).text
        assert {KIND, OUDER} <= set(tekst_van(namen).splitlines())
        eruit = {"lid": _waarde(namen, "lid")}
        for _ in range(2):  # twee keer klikken is een keer
            klaar = post(client, f"{hier}/leden/eruit", csrf, **eruit)
            pagina = tekst_van(client.get(klaar.headers["location"]).text)
            assert "De persoon hoort niet meer bij deze groep." in pagina
        assert "van iemand die hier niet staat" in pagina, "het kind is eruit, de ouder nog niet"
        weg = {"ouder": _waarde(client.get(f"{kind}?deel=ouders").text, "ouder")}
        klaar = post(client, f"{kind}/ouders/weg", csrf, **weg)
        assert "nog geen ouder of voogd" in tekst_van(client.get(klaar.headers["location"]).text)
