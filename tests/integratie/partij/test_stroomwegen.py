"""Waar een stroom ophoudt: bij de leeftijd, het eerdere bericht, de weg en wie het krijgt.

Elke weigering is er een zoals op kantoor: met haar poort, en er is niets van bij de ander.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.pki import Pki
from shared.bestand.registreren.melder import Autorisatiemelder
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.stroomzaak import (
    ANDEREN,
    KIND,
    LID,
    MAG_GEVEN,
    OUDER,
    Stroomzaak,
    soorten_van,
)


@pytest.fixture(scope="module")
def ingericht(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stroomzaak]:
    map_ = tmp_path_factory.mktemp("stroomwegen")
    with Stroomzaak.op_sqlite(uitgever, pki, map_) as gevonden:
        yield gevonden


@pytest.fixture
def zaak(ingericht: Stroomzaak) -> Stroomzaak:
    """Op een nieuwe dag, in stap 3."""
    ingericht.driehoek.wereld.klok.nu = VasteKlok().nu
    ingericht.zet(3)
    return ingericht


# --- De leeftijd (considerans en 4.3) -------------------------------------------------------------

TE_JONG, TE_OUD, GOED = "2015-02-03", "2002-11-23", "2010-02-03"


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_over_wie_te_jong_of_te_oud_is_gaat_niets(zaak: Stroomzaak, van: str, naar: str) -> None:
    for voornaam, geboren in (("Jong", TE_JONG), ("Oud", TE_OUD)):
        rol = zaak.iemand(van, f"{voornaam}aan{naar}", geboren)
        for soort in ("NAW", "GEBOORTEDATUM", "BEKENDHEID"):
            antwoord = zaak.geef(van, naar, [zaak.deel(van, naar, soort, rol)])
            # Wie zo jong is krijgt geen brief: de burgemeester stuit ook op de informatieplicht.
            zonder_brief = {16} if (van, voornaam) == ("gemeente", "Jong") else set()
            assert zaak.poorten(naar, antwoord) == {6} | zonder_brief, (soort, geboren)


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_ook_langs_een_aanvulling_of_correctie_komt_er_geen_kind_binnen(
    zaak: Stroomzaak, van: str, naar: str
) -> None:
    rol = zaak.iemand(van, f"Vergist bij {naar}", GOED)
    eerst = zaak.geef(van, naar, [zaak.deel(van, naar, s, rol) for s in ("NAW", "GEBOORTEDATUM")])
    assert zaak.poorten(naar, eerst) == set()
    op = {"inReactieOp": eerst.json()["id"]}
    voor = zaak.aantal(naar)
    zaak.verbeter(van, rol, geboortedatum=TE_JONG)
    aanvulling = zaak.geef(
        van, naar, [zaak.deel(van, naar, "BEKENDHEID", rol)], soort="aanvulling", **op
    )
    # De brief die hij kreeg was er een voor een kind dat ouder is: hij weet het nog niet.
    zonder_brief = {16} if van == "gemeente" else set()
    assert zaak.poorten(naar, aanvulling) == {6} | zonder_brief
    for soort in ("NAW", "GEBOORTEDATUM"):
        correctie = zaak.vervolg(van, naar, "correctie", op["inReactieOp"], soort, rol)
        assert zaak.poorten(naar, correctie) == {6}
    assert zaak.aantal(naar) == voor
    # Wie te oud werd krijgt niets nieuws meer, en een fout over hem wordt nog wel hersteld.
    zaak.verbeter(van, rol, geboortedatum=TE_OUD)
    oud = zaak.geef(van, naar, [zaak.deel(van, naar, "BEKENDHEID", rol)], soort="aanvulling", **op)
    assert zaak.poorten(naar, oud) == {6}


@pytest.mark.parametrize("van", ["politie", "gemeente"])
def test_over_een_ouder_gaat_er_iets_zolang_het_kind_twaalf_tot_en_met_vijftien_is(
    zaak: Stroomzaak, van: str
) -> None:
    mag = {"2014-11-24": False, "2014-11-23": True, "2010-11-24": True, "2010-11-23": False}
    for geboren, goed in mag.items():
        zaak.verbeter(van, KIND, geboortedatum=geboren)
        for naar in ANDEREN[van]:
            if goed:
                kind = [zaak.deel(van, naar, s, KIND) for s in ("NAW", "GEBOORTEDATUM")]
                assert zaak.poorten(naar, zaak.geef(van, naar, kind)) == set()
            antwoord = zaak.geef(van, naar, [zaak.deel(van, naar, "NAW", OUDER)])
            assert zaak.poorten(naar, antwoord) == (set() if goed else {6}), geboren


def test_alleen_over_wie_bij_de_groep_hoort_en_in_een_van_de_drie_categorieen(
    zaak: Stroomzaak,
) -> None:
    for van, naar in MAG_GEVEN:
        klant, _ = zaak.driehoek.klant(van)
        los = str(klant.maak("/personen", {"naam": "Los Verzinsel", "geboortedatum": GOED})["id"])
        leden = f"/groepen/{zaak.driehoek.groep}/leden"
        for categorie in (0, 3, 4):
            lid = {"persoonId": los, "categorie": categorie}
            assert zaak.fouten(klant.vraag("POST", leden, json=lid)) == ["/categorie"]
        deel = {**zaak.deel(van, naar, "NAW"), "persoon": los}
        assert zaak.fouten(zaak.geef(van, naar, [deel])) == ["/onderdelen/0/persoon"]


# --- Wat op een eerder bericht voortbouwt (3.2, 4.1, 7.5) -----------------------------------------


@pytest.mark.parametrize("soort", ["aanvulling", "correctie", "intrekking"])
def test_op_een_bericht_dat_er_niet_is_bouwt_niets_voort(zaak: Stroomzaak, soort: str) -> None:
    for van, naar in MAG_GEVEN:
        voor = zaak.aantal(naar)
        for op in (nieuw_id(), None):
            antwoord = zaak.vervolg(van, naar, soort, op)
            if antwoord.status_code == 403:
                assert 5 in zaak.poorten(naar, antwoord)
            else:
                assert zaak.fouten(antwoord)[0] in ("/inReactieOp", "/onderdelen/0/vervangt")
        assert zaak.aantal(naar) == voor


@pytest.mark.parametrize("soort", ["aanvulling", "correctie"])
def test_van_het_om_komt_er_bij_de_politie_niets_over_een_lid(zaak: Stroomzaak, soort: str) -> None:
    eerst = zaak.geef("politie", "om", [zaak.deel("politie", "om", "NAW")])
    assert zaak.poorten("om", eerst) == set()
    voor = zaak.aantal("politie")
    for gegeven in soorten_van("om"):
        antwoord = zaak.vervolg("om", "politie", soort, eerst.json()["id"], gegeven)
        if soort == "aanvulling":
            assert 11 in zaak.poorten("politie", antwoord), gegeven
        else:
            assert zaak.fouten(antwoord) == ["/onderdelen/0/vervangt"], gegeven
    assert zaak.aantal("politie") == voor


@pytest.mark.parametrize("soort", ["verstrekking", "aanvulling", "correctie"])
def test_wat_van_een_ander_kwam_gaat_langs_geen_bericht_verder(
    zaak: Stroomzaak, soort: str
) -> None:
    rol = zaak.iemand("politie", f"Door {soort}", GOED)
    delen = [zaak.deel("politie", "gemeente", s, rol) for s in ("NAW", "GEBOORTEDATUM")]
    kwam = zaak.geef("politie", "gemeente", delen)
    assert zaak.poorten("gemeente", kwam) == set()
    regisseur, _ = zaak.driehoek.klant("gemeente")
    pad = f"/ontvangen-gegevens?groep={zaak.driehoek.groep}&paginagrootte=200"
    (persoon,) = {
        rij["persoon"] for rij in regisseur.haal(pad)["ontvangenGegevens"]
        if rij["bericht"] == kwam.json()["id"]
    }  # fmt: skip
    zaak.driehoek.informeer(persoon)
    zaak.mensen["gemeente", rol] = persoon
    eigen = zaak.geef("gemeente", "om", [zaak.deel("gemeente", "om", "NAW")])
    assert zaak.poorten("om", eigen) == set()
    voor = zaak.aantal("om")
    for op in (kwam.json()["id"], eigen.json()["id"]):
        for gegeven in ("NAW", "GEBOORTEDATUM"):
            if soort == "verstrekking":
                deel = zaak.deel("gemeente", "om", gegeven, rol)
                antwoord = zaak.geef("gemeente", "om", [deel])
            else:
                antwoord = zaak.vervolg("gemeente", "om", soort, op, gegeven, rol)
            if soort == "correctie":
                assert zaak.fouten(antwoord)[0] in ("/ontvanger", "/onderdelen/0/vervangt")
            else:
                assert 2 in zaak.poorten("om", antwoord)
    assert zaak.aantal("om") == voor


# --- De weg en wie het krijgt (6.1 tot 6.4, 7.1, 9.2) ---------------------------------------------


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_langs_een_andere_weg_gaat_er_niets(zaak: Stroomzaak, van: str, naar: str) -> None:
    deel = zaak.deel(van, naar, "NAW")
    for kanaal in ("email", "post", "chat", "usb"):
        assert zaak.poorten(naar, zaak.geef(van, naar, [deel], kanaal=kanaal)) == {14}, kanaal


ONVOLLEDIG: list[dict[str, Any]] = [
    {"aangewezen": False},
    {"geautoriseerd": False},
    {"geheimhouding": None},
    {"vog": None},
    {"geldigTot": "2026-11-22"},
]


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_alleen_wie_is_aangewezen_en_alles_heeft_getekend_krijgt_het(
    zaak: Stroomzaak, van: str, naar: str
) -> None:
    deel = zaak.deel(van, naar, "NAW")
    bureau = zaak.driehoek.bureau(naar)
    functie = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}[naar]
    gevallen = [(functie, anders) for anders in ONVOLLEDIG]
    gevallen += [(ander, {}) for ander in ("beheerder", "fg", "privacyfunctionaris")]
    for wie, anders in gevallen:
        _, id_ = bureau.medewerker(wie, f"{nieuw_id()}@{naar}.example", **anders)
        zaak.driehoek.wereld.doe(Autorisatiemelder(bureau.uitwisseling.dienst).meld_wachtende())
        antwoord = zaak.geef(van, naar, [deel], ontvangendeMedewerker=id_)
        assert zaak.poorten(naar, antwoord) == {4}, (wie, anders)
    for onbekend in (nieuw_id(), zaak.driehoek.klant(van)[1]):
        antwoord = zaak.geef(van, naar, [deel], ontvangendeMedewerker=onbekend)
        assert zaak.poorten(naar, antwoord) == {4}
    assert zaak.poorten(naar, zaak.geef(van, naar, [deel])) == set()


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_alleen_wie_is_aangewezen_en_alles_heeft_getekend_geeft_iets(
    zaak: Stroomzaak, van: str, naar: str
) -> None:
    bureau = zaak.driehoek.bureau(van)
    functie = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}[van]
    voor = zaak.aantal(naar)
    gevallen = [(functie, anders) for anders in ONVOLLEDIG]
    gevallen += [(ander, {}) for ander in ("beheerder", "fg", "privacyfunctionaris")]
    for wie, anders in gevallen:
        klant, _ = bureau.medewerker(wie, f"{nieuw_id()}@{van}.example", **anders)
        antwoord = zaak.geef(van, naar, [zaak.deel(van, naar, "NAW")], klant=klant)
        assert antwoord.status_code == 403, (wie, anders)
        assert "redenen" not in antwoord.json(), "zover dat er getoetst wordt komt het niet"
    assert zaak.aantal(naar) == voor


def test_in_stap_twee_antwoordt_elk_gegeven_op_een_vraag_behalve_de_brutolijst(
    zaak: Stroomzaak,
) -> None:
    zaak.zet(2)
    for van, naar in MAG_GEVEN:
        antwoord = zaak.geef(van, naar, [zaak.deel(van, naar, "NAW")], 2, inReactieOp=None)
        brutolijst = (van, naar) == ("politie", "om")
        assert zaak.poorten(naar, antwoord) == (set() if brutolijst else {5})


def test_wie_een_soort_niet_leest_ziet_ook_niet_dat_zij_is_gegeven(zaak: Stroomzaak) -> None:
    """De wijkagent leest wat art. 8 is; dat er iets van art. 13 over iemand is zegt ook iets."""
    deel = {een: zaak.deel("politie", "om", een, LID) for een in ("NAW", "WPG13")}
    samen = zaak.geef("politie", "om", list(deel.values()))
    alleen = zaak.geef("politie", "om", [deel["WPG13"]])
    assert (samen.status_code, alleen.status_code) == (201, 201)
    pad = f"/personen/{zaak.mensen['politie', LID]}/verstrekt?paginagrootte=200"
    analist = zaak.driehoek.klant("politie")[0]
    wijkagent = zaak.driehoek.bureau("politie").collega("wijkagent")[0]
    gezien = {
        wie: {een["bericht"]: een["gegevenssoorten"] for een in klant.haal(pad)["verstrekt"]}
        for wie, klant in (("analist", analist), ("wijkagent", wijkagent))
    }
    een, ander = (antwoord.json()["id"] for antwoord in (samen, alleen))
    assert (gezien["analist"][een], gezien["analist"][ander]) == (["NAW", "WPG13"], ["WPG13"])
    assert gezien["wijkagent"][een] == ["NAW"]
    assert ander not in gezien["wijkagent"]
