"""Een actie van een andere partij: aangenomen of terug, gemeld, en bij allebei hetzelfde."""

from __future__ import annotations

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.actiewerk import TOEZICHT, Aanpak
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import HARD, ZACHT, bij, in_een_blad, lees, trek_in

INSPANNING = {
    "code": "inspanning",
    "zin": "inspanning, niet afdwingbaar bij de burgerlijke rechter",
}


@pytest.fixture
def aanpak(gedeelde_driehoek: Wereld) -> Aanpak:
    return Aanpak.richt_in(gedeelde_driehoek)


def test_een_actie_staat_bij_haar_eigenaar_en_wat_die_meldt_bij_de_gemeente(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("politie")
    assert (gegeven["status"], gegeven["teGeven"], gegeven["stukstand"]) == ("open", False, "geldt")
    assert (gegeven["functie"], gegeven["aard"]) == ("analist", INSPANNING)
    actie = aanpak.een_bij("politie")
    assert (actie["van"], actie["actie"], actie["omschrijving"], actie["stand"]) == (
        "gemeente", gegeven["id"], TOEZICHT, "open",
    )  # fmt: skip
    assert (actie["uiterlijk"], actie["aard"]) == ("2027-02-01", INSPANNING)
    assert aanpak.bij("om") == [], "wie de actie niet doet, krijgt haar niet"
    assert aanpak.werk("politie") == ["ontvangen-actie-beantwoorden"]

    aanpak.meld("politie", actie["id"], "aanvaard")
    assert aanpak.volg(gegeven["id"])["status"] == "aanvaard"
    assert aanpak.werk("politie") == ["ontvangen-actie"]
    aanpak.meld("politie", actie["id"], "bezig", voortgang="De eerste maand zit erop.")
    aanpak.meld("politie", actie["id"], "bezig", effect="Er zijn minder meldingen.")
    bezig = aanpak.volg(gegeven["id"])
    assert (bezig["status"], bezig["voortgang"], bezig["effect"]) == (
        "bezig", "De eerste maand zit erop.", "Er zijn minder meldingen.",
    )  # fmt: skip
    aanpak.meld("politie", actie["id"], "gedaan", voortgang="Klaar.", effect="Het is rustig.")
    klaar = aanpak.volg(gegeven["id"])
    assert (klaar["status"], klaar["effect"]) == ("gereed", "Het is rustig.")
    assert aanpak.werk("politie") == []
    verloop = aanpak.verloop(gegeven["id"])
    assert [(een["status"], een["van"]) for een in verloop] == [
        ("open", None), ("aanvaard", "politie"), ("bezig", "politie"), ("bezig", "politie"),
        ("gereed", "politie"),
    ]  # fmt: skip
    gebeurd = aanpak.verloop_bij("politie", actie["id"])
    assert [een["gebeurtenis"] for een in gebeurd] == ["gekregen", *["gemeld"] * 4]
    assert "Actie gereed" in aanpak.tijdlijn("gemeente")
    assert "Actie van de burgemeester: gedaan" in aanpak.tijdlijn("politie")
    assert not in_een_blad(aanpak.driehoek, "minder meldingen")


def test_een_actie_gaat_terug_met_de_reden_en_komt_bijgesteld_weer(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("om")
    actie = aanpak.een_bij("om")["id"]
    fouten = aanpak.meld("om", actie, "geweigerd", 400)["fouten"]
    assert [een["pad"] for een in fouten] == ["/reden"]
    aanpak.meld("om", actie, "geweigerd", reden="Dit is werk voor toezicht op straat.")
    terug = aanpak.volg(gegeven["id"])
    assert (terug["status"], terug["reden"]) == (
        "teruggegeven", "Dit is werk voor toezicht op straat.",
    )  # fmt: skip
    assert aanpak.werk("gemeente") == ["actie-aanpassen"]
    assert aanpak.werk("om") == []

    anders = aanpak.stel_bij(
        gegeven["id"], omschrijving="Kijk of zaken samen op zitting kunnen.", uiterlijk="2027-03-01"
    )
    assert (anders["status"], anders["reden"], anders["stukversie"]) == ("open", None, 2)
    nieuw = aanpak.een_bij("om")
    assert (nieuw["id"], nieuw["omschrijving"], nieuw["uiterlijk"], nieuw["stand"]) == (
        actie, "Kijk of zaken samen op zitting kunnen.", "2027-03-01", "open",
    )  # fmt: skip
    assert aanpak.werk("om") == ["ontvangen-actie-beantwoorden"]
    assert aanpak.werk("gemeente") == []
    # De eerdere versie blijft te lezen, bij allebei.
    eerste = aanpak.verloop_bij("om", actie)[0]["stuk"]
    oud = lees(aanpak.driehoek, "om", eerste)
    assert (oud["stand"], oud["gegevens"]["omschrijving"]) == ("vervangen", TOEZICHT)
    aanpak.meld("om", actie, "aanvaard")
    assert aanpak.volg(gegeven["id"])["status"] == "aanvaard"


def test_een_uitvoerder_is_een_woord_in_de_actie_en_krijgt_zelf_niets(aanpak: Aanpak) -> None:
    zonder = aanpak.spreek_af(
        "politie", eigenaar=None, functie="wijkagent", uitvoerder="jongerenwerk"
    )
    assert (zonder["eigenaar"], zonder["functie"], zonder["uitvoerder"]) == (
        None, "wijkagent", "jongerenwerk",
    )  # fmt: skip
    actie = aanpak.een_bij("politie")
    assert (actie["functie"], actie["uitvoerder"]) == ("wijkagent", "jongerenwerk")
    (stuk,) = bij(aanpak.driehoek, "gemeente", "&stuk=actie")
    assert [een["partij"] for een in stuk["ontvangers"]] == ["politie"]
    eigen = aanpak.spreek_af(
        "gemeente", eigenaar=aanpak.driehoek.kantoor.regisseur_id, uitvoerder="stadsbeheer"
    )
    assert (eigen["uitvoerder"], eigen["stuk"]) == ("stadsbeheer", None)


def test_alles_wat_er_aan_een_eigenaar_mis_is_komt_samen(aanpak: Aanpak) -> None:
    fouten = aanpak.spreek_af(
        "politie", 400, eigenaar=aanpak.driehoek.kantoor.regisseur_id, functie="officier",
        uitvoerder="waterschap", omschrijving=HARD,
    )["fouten"]  # fmt: skip
    assert {een["pad"] for een in fouten} == {
        "/eigenaar", "/functie", "/uitvoerder", "/omschrijving",
    }  # fmt: skip
    niemand = aanpak.spreek_af("om", 400, eigenaar=None)["fouten"]
    assert [een["pad"] for een in niemand] == ["/functie"]
    zelf = aanpak.spreek_af("gemeente", 400, eigenaar=None, functie="regisseur")["fouten"]
    assert [een["pad"] for een in zelf] == ["/eigenaar"]
    assert aanpak.bij("politie") == aanpak.bij("om") == []
    assert aanpak.regisseur.haal(f"/groepen/{aanpak.groep}/acties")["acties"] == []


def test_hoe_het_gaat_zegt_alleen_wie_het_doet(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("politie")
    for wat in ({"status": "gereed"}, {"voortgang": "Het loopt."}, {"effect": "Rustiger."}):
        assert "meldt de partij" in aanpak.stel_bij(gegeven["id"], 409, **wat)["detail"]
    assert aanpak.volg(gegeven["id"])["status"] == "open"
    # Ook niet als los stuk om de actie heen: dan liepen de twee uiteen.
    actie = aanpak.een_bij("politie")
    opdracht = {
        "stuk": "voortgang",
        "groep": aanpak.groep,
        "ontvangers": [{"partij": "gemeente"}],
        "gegevens": {"actie": gegeven["id"], "stand": "gedaan"},
        "bevestigdZonderPersonen": True,
    }
    fouten = aanpak.klant("politie").maak("/stukken", opdracht, 400)["fouten"]
    assert [een["pad"] for een in fouten] == ["/gegevens/actie"]
    # En een derde partij zegt er niets over dat telt.
    aanpak.klant("om").maak("/stukken", opdracht)
    assert aanpak.volg(gegeven["id"])["status"] == "open"
    assert len(aanpak.verloop(gegeven["id"])) == 1
    assert aanpak.een_bij("politie")["versie"] == actie["versie"]


def test_wat_niet_kan_zegt_wat_wel_kan_en_laat_niets_achter(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    fout = aanpak.meld("politie", actie, "gedaan", 400, reden="Omdat.")["fouten"]
    assert {een["pad"] for een in fout} == {"/stand", "/reden", "/voortgang"}
    assert "aanvaard, geweigerd" in next(e["melding"] for e in fout if e["pad"] == "/stand")
    aanpak.meld("politie", actie, "aanvaard")
    noemt = aanpak.meld("politie", actie, "bezig", 400, voortgang=HARD)["fouten"]
    assert [een["pad"] for een in noemt] == ["/voortgang"]
    onbevestigd = aanpak.meld(
        "politie", actie, "bezig", 400, voortgang="Het loopt.", bevestigdZonderPersonen=False
    )["fouten"]
    assert [een["pad"] for een in onbevestigd] == ["/bevestigdZonderPersonen"]
    assert aanpak.volg(gegeven["id"])["status"] == "aanvaard"
    assert len(aanpak.verloop_bij("politie", actie)) == 2
    zonder = aanpak.klant("politie").vraag(
        "POST", f"/ontvangen-acties/{actie}/_meld", json={"stand": "geweigerd", "reden": "Nee."}
    )
    assert zonder.status_code == 428
    weg = aanpak.klant("politie").vraag("GET", f"/ontvangen-acties/{nieuw_id()}")
    assert weg.status_code == 404


def test_een_teruggenomen_actie_hoeft_niemand_meer_te_doen(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    aanpak.meld("politie", actie, "aanvaard")
    weg = aanpak.laat_vervallen(gegeven["id"])
    assert (weg["status"], weg["teGeven"], weg["stukstand"]) == ("vervallen", False, "ingetrokken")
    hier = aanpak.een_bij("politie")
    assert (hier["omschrijving"], hier["teruggenomenOp"] is not None) == (None, True)
    assert aanpak.werk("politie") == aanpak.werk("gemeente") == []
    assert "teruggenomen" in aanpak.meld("politie", actie, "bezig", 409, effect="Iets.")["detail"]
    laatste = aanpak.verloop_bij("politie", actie)[-1]
    assert (laatste["gebeurtenis"], laatste["stand"]) == ("teruggenomen", "aanvaard")
    assert "Actie van de burgemeester: teruggenomen" in aanpak.tijdlijn("politie")


@pytest.mark.parametrize("besluit", ["_vrijgeven", "_afwijzen"])
def test_een_actie_met_misschien_een_naam_staat_apart_tot_daar_is_beslist(
    aanpak: Aanpak, besluit: str
) -> None:
    gegeven = aanpak.spreek_af("politie", omschrijving=ZACHT)
    assert aanpak.bij("politie") == []
    assert aanpak.werk("politie") == []
    analist, reden = aanpak.klant("politie"), {"reden": "Nakijken of hier iemand in staat."}
    (tekst,) = analist.haal(f"/aparte-teksten?groep={aanpak.groep}&stand=open")["aparteTeksten"]
    analist.maak(f"/aparte-teksten/{tekst['id']}/_bekijk", reden, 200)
    analist.maak(f"/aparte-teksten/{tekst['id']}/{besluit}", reden, 200)
    if besluit == "_vrijgeven":
        assert aanpak.een_bij("politie")["omschrijving"] == ZACHT
        return
    politie = aanpak.driehoek.bureau("politie")
    aanpak.driehoek.wereld.doe(politie.geheel.opruimer.ronde())
    politie.ronde()
    # De gemeente hoort dat de politie haar zo niet bewaart, en schrijft haar anders.
    assert aanpak.bij("politie") == []
    assert aanpak.volg(gegeven["id"])["stukstand"] == "vernietigd"
    assert aanpak.werk("gemeente") == ["actie-aanpassen"]
    aanpak.stel_bij(gegeven["id"], omschrijving=TOEZICHT)
    assert aanpak.een_bij("politie")["omschrijving"] == TOEZICHT
    assert aanpak.werk("gemeente") == []


def test_een_melding_die_terug_wordt_genomen_is_haar_woorden_kwijt(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    aanpak.meld("politie", actie, "aanvaard")
    aanpak.meld("politie", actie, "bezig", voortgang="Vier avonden gelopen.")
    (stuk,) = bij(aanpak.driehoek, "politie", "&stuk=voortgang")
    trek_in(aanpak.driehoek, "politie", stuk["id"])
    hier = aanpak.volg(gegeven["id"])
    assert (hier["status"], hier["voortgang"]) == ("bezig", None)


def test_buiten_de_taak_of_zonder_recht_is_er_niets(aanpak: Aanpak) -> None:
    aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    politie = aanpak.driehoek.bureau("politie")
    elders, _ = politie.medewerker(
        "analist", f"a.{aanpak.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    fg, _ = politie.medewerker("fg", f"fg.{aanpak.groep}@politie.example")
    for wie in (elders, fg):
        for methode, pad in (
            ("GET", f"/ontvangen-acties/{actie}"),
            ("GET", f"/ontvangen-acties/{actie}/verloop"),
            ("GET", f"/groepen/{aanpak.groep}/ontvangen-acties"),
            ("POST", f"/ontvangen-acties/{actie}/_meld"),
        ):
            inhoud = {"stand": "aanvaard"} if methode == "POST" else None
            antwoord = wie.vraag(methode, pad, json=inhoud, headers={"If-Match": '"1"'})
            assert antwoord.status_code == 403, (pad, antwoord.text)
    # De wijkagent doet het werk, en meldt het ook.
    wijkagent, _ = politie.medewerker("wijkagent", f"w.{aanpak.groep}@politie.example")
    politie.meld()
    etag = wijkagent.vraag("GET", f"/ontvangen-acties/{actie}").headers["etag"]
    gemeld = wijkagent.vraag(
        "POST", f"/ontvangen-acties/{actie}/_meld", json={"stand": "aanvaard"},
        headers={"If-Match": etag},
    )  # fmt: skip
    assert gemeld.status_code == 201, gemeld.text


def test_het_om_zegt_van_een_actie_hoe_het_staat_en_niet_wat_het_deed(aanpak: Aanpak) -> None:
    """Maatwerk van het OM blijft intern (5.1): geen zittingen, geen gekoppelde zaken."""
    gegeven = aanpak.spreek_af("om")
    actie = aanpak.een_bij("om")["id"]
    aanpak.meld("om", actie, "aanvaard")
    intern = {"voortgang": "De zittingen zijn versneld.", "effect": "De zaken zijn gekoppeld."}
    fouten = aanpak.meld("om", actie, "gedaan", 400, **intern)["fouten"]
    assert sorted(een["pad"] for een in fouten) == ["/effect", "/voortgang"]
    aanpak.meld("om", actie, "gedaan")
    klaar = aanpak.volg(gegeven["id"])
    assert (klaar["status"], klaar["voortgang"], klaar["effect"]) == ("gereed", None, None)


def test_wie_geen_acties_doet_is_er_geen_eigenaar_van_en_er_staat_niets(aanpak: Aanpak) -> None:
    """Anders stond de actie al in het plan toen bleek dat zij niet te geven was."""
    bureau = aanpak.driehoek.bureau("politie")
    _, toezicht = bureau.medewerker("privacyfunctionaris", f"pf.{nieuw_id()}@politie.example")
    bureau.meld()
    fouten = aanpak.spreek_af("politie", 400, eigenaar=toezicht)["fouten"]
    assert [een["pad"] for een in fouten] == ["/eigenaar"]
    assert "op zich neemt" in fouten[0]["melding"]
    pad = f"/groepen/{aanpak.driehoek.groep}/acties"
    assert aanpak.driehoek.kantoor.regisseur.haal(pad)["acties"] == []
