"""Een stuk over een groep: geven, een volgende versie, terugnemen, en lezen bij wie het kreeg."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import (
    HARD,
    SIGNAAL,
    ZACHT,
    aan,
    bij,
    geef,
    in_een_blad,
    lees,
    nieuwe_dag,
    signaal,
    trek_in,
)

PROBLEEM = {
    "aard": "Overlast en vernieling in het park.",
    "omvang": "Een groep van circa vijftien jongeren.",
    "plekken": ["het park", "het winkelcentrum"],
    "domeinen": [{"domein": "wonen", "inzicht": "Bewoners mijden het park."}],
    "oorzaak": "Er is weinig te doen in de wijk.",
    "aanpakOpHoofdlijnen": "Toezicht en jongerenwerk samen.",
    "nodig": "Extra inzet op vrijdag.",
    "advies": "Prioriteren.",
}


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    return nieuwe_dag(gedeelde_driehoek)


def _probleem(driehoek: Driehoek, *partijen: str, **anders: Any) -> dict[str, Any]:
    return {
        "stuk": "probleemdefinitie",
        "groep": driehoek.groep,
        "ontvangers": aan(driehoek, *(partijen or ("politie", "om"))),
        "gegevens": {**PROBLEEM, **anders},
        "bevestigdZonderPersonen": True,
    }


def test_een_stuk_komt_bij_elke_ontvanger_en_wie_het_leest_staat_vast(driehoek: Driehoek) -> None:
    gegeven = geef(driehoek, "gemeente", _probleem(driehoek))
    assert (gegeven["stand"], gegeven["versie"], gegeven["richting"]) == ("geldt", 1, "uit")
    assert {een["partij"]: een["status"] for een in gegeven["ontvangers"]} == {
        "politie": "afgeleverd",
        "om": "afgeleverd",
    }
    for code in ("politie", "om"):
        (gekregen,) = bij(driehoek, code)
        (bericht,) = (e["bericht"] for e in gegeven["ontvangers"] if e["partij"] == code)
        assert (gekregen["id"], gekregen["van"], gekregen["stand"], gekregen["gelezenOp"]) == (
            bericht, "gemeente", "geldt", None,
        )  # fmt: skip
        gelezen = lees(driehoek, code, gekregen["id"])
        assert gelezen["gegevens"] == PROBLEEM
        assert gelezen["gelezenOp"] is not None
        assert ("groepsstuk", gekregen["id"], None) in driehoek.kantoor.gelezen(
            driehoek.bureau(code)
        )
    assert lees(driehoek, "gemeente", gegeven["id"])["gegevens"] == PROBLEEM
    assert not in_een_blad(driehoek, PROBLEEM["oorzaak"])


def test_een_volgende_versie_komt_in_de_plaats_en_de_eerdere_blijft_te_lezen(
    driehoek: Driehoek,
) -> None:
    een = geef(driehoek, "gemeente", _probleem(driehoek))
    twee = geef(driehoek, "gemeente", _probleem(driehoek, omvang="Een groep van circa twintig."))
    assert (twee["versie"], twee["onderwerp"]) == (2, een["onderwerp"])
    for code, eerste in (
        ("gemeente", een["id"]),
        ("politie", een["ontvangers"][1]["bericht"]),
    ):
        (nu,) = bij(driehoek, code)
        assert nu["versie"] == 2
        oud = lees(driehoek, code, eerste)
        assert (oud["stand"], oud["vervangenDoor"]) == ("vervangen", nu["id"])
        assert oud["gegevens"] == PROBLEEM
        versies = driehoek.klant(code)[0].haal(f"/stukken/{nu['id']}/versies")["versies"]
        assert [(v["versie"], v["stand"]) for v in versies] == [(1, "vervangen"), (2, "geldt")]


def test_wat_is_ingetrokken_geldt_bij_niemand_meer_en_de_vorige_komt_niet_terug(
    driehoek: Driehoek,
) -> None:
    geef(driehoek, "gemeente", _probleem(driehoek))
    twee = geef(driehoek, "gemeente", _probleem(driehoek))
    terug = trek_in(driehoek, "gemeente", twee["id"])
    assert (terug["stand"], terug["teruggenomenOp"] is not None) == ("ingetrokken", True)
    assert all(een["teruggenomenOp"] for een in terug["ontvangers"])
    for code in ("politie", "om"):
        (gekregen,) = bij(driehoek, code)
        assert (gekregen["versie"], gekregen["stand"]) == (2, "ingetrokken")
        assert lees(driehoek, code, gekregen["id"])["gegevens"] is None, "de inhoud is weg"
        assert bij(driehoek, code, "&stand=geldt") == []
    assert "niets (meer)" in trek_in(driehoek, "gemeente", twee["id"], 409)["detail"]
    bij_om = bij(driehoek, "om")[0]["id"]
    assert driehoek.secretaris.vraag("POST", f"/stukken/{bij_om}/_intrekken").status_code in (
        403,
        409,
    )


def test_wie_nog_niet_bereikt_is_krijgt_wat_is_ingetrokken_nooit_meer(driehoek: Driehoek) -> None:
    driehoek.wereld.sluit_af("om")
    gegeven = geef(driehoek, "gemeente", _probleem(driehoek), 202)
    standen = {een["partij"]: een["status"] for een in gegeven["ontvangers"]}
    assert standen == {"politie": "afgeleverd", "om": "wachtend"}
    driehoek.klant("gemeente")[0].vraag("POST", f"/stukken/{gegeven['id']}/_intrekken")
    driehoek.wereld.sluit_aan("om")
    driehoek.wereld.klok.vooruit(minutes=10)
    driehoek.bureau("gemeente").ronde()
    na = lees(driehoek, "gemeente", gegeven["id"])
    assert na["stand"] == "ingetrokken"
    assert {een["partij"]: een["status"] for een in na["ontvangers"]} == {
        "politie": "afgeleverd",
        "om": "vervallen",
    }
    assert bij(driehoek, "om") == []
    assert [een["stand"] for een in bij(driehoek, "politie")] == ["ingetrokken"]


def test_wie_niet_wacht_volgt_het_stuk_tot_iedereen_het_heeft(driehoek: Driehoek) -> None:
    klant, pad = driehoek.klant("gemeente")[0], "/stukken"
    koppen = {"Idempotency-Key": nieuw_id(), "Prefer": "respond-async, wait=3"}
    vraag = {"json": _probleem(driehoek), "headers": koppen}
    driehoek.wereld.sluit_af("om")
    een = klant.vraag("POST", pad, **vraag)
    geef(driehoek, "gemeente", _probleem(driehoek, omvang="Circa twintig."), 202)
    assert (een.status_code, een.headers["Preference-Applied"]) == (202, "respond-async"), een.text
    # Nog eens klikken is hetzelfde stuk, en hetzelfde werk.
    assert klant.vraag("POST", pad, **vraag).headers["Location"] == een.headers["Location"]
    werk = "/werkzaamheden/" + een.headers["Location"].rpartition("/werkzaamheden/")[2]
    bezig = klant.haal(werk)
    assert (bezig["stand"], bezig["gedaan"], bezig["totaal"]) == ("bezig", 1, 2)
    assert bezig["zin"].startswith("1 van 2 partijen gevraagd. U kunt weggaan")
    # Van een ander is het niet, en van wie wel wacht wordt het niet bewaard.
    assert driehoek.kantoor.analist.vraag("GET", werk).status_code == 404
    assert len(klant.haal("/werkzaamheden")["werkzaamheden"]) == 1
    driehoek.wereld.sluit_aan("om")
    driehoek.wereld.klok.vooruit(minutes=10)
    driehoek.bureau("gemeente").ronde()
    klaar = klant.haal(werk)
    assert (klaar["stand"], klaar["zin"]) == ("klaar", "Klaar: 2 van 2 partijen gevraagd.")
    assert klant.haal(klaar["resultaat"])["stand"] == "vervangen"
    assert [len(bij(driehoek, code)) for code in ("politie", "om")] == [1, 1]


def test_een_voorbeeld_zegt_per_ontvanger_wat_in_de_weg_staat_en_laat_niets_achter(
    driehoek: Driehoek,
) -> None:
    klant = driehoek.klant("gemeente")[0]
    aangeboden = len(driehoek.wereld.gateway.aangeboden)
    opdracht = _probleem(driehoek)
    opdracht["ontvangers"][1]["medewerker"] = driehoek.kantoor.regisseur_id
    voorbeeld = klant.maak("/stukken/_voorbeeld", opdracht, 200)
    assert (voorbeeld["gegevens"], voorbeeld["versie"], voorbeeld["magWeg"]) == (PROBLEEM, 1, False)
    politie, om = voorbeeld["ontvangers"]
    assert (politie["magWeg"], om["magWeg"]) == (True, False)
    assert {reden["poort"] for reden in om["besluit"]["redenen"]} == {4}
    assert politie["kop"]["stuk"] == "probleemdefinitie"
    assert len(driehoek.wereld.gateway.aangeboden) == aangeboden
    assert bij(driehoek, "gemeente") == []


def test_wat_de_toetsing_weigert_is_niet_gegeven_en_bij_een_van_twee_staat_het_daar(
    driehoek: Driehoek,
) -> None:
    driehoek.kantoor.naar_stap(2)
    geweigerd = geef(driehoek, "gemeente", _probleem(driehoek), 403)
    assert {reden["poort"] for reden in geweigerd["redenen"]} == {7}
    assert bij(driehoek, "gemeente") == []
    (poging,) = bij(driehoek, "gemeente", "&stand=niet_gegeven")
    assert [een["status"] for een in poging["ontvangers"]] == ["geweigerd", "geweigerd"]

    driehoek.kantoor.naar_stap(3)
    opdracht = _probleem(driehoek)
    opdracht["ontvangers"][1]["medewerker"] = driehoek.kantoor.regisseur_id
    half = geef(driehoek, "gemeente", opdracht)
    standen = {een["partij"]: een["status"] for een in half["ontvangers"]}
    assert (half["stand"], standen) == ("geldt", {"politie": "afgeleverd", "om": "geweigerd"})
    (om,) = (een for een in half["ontvangers"] if een["partij"] == "om")
    assert {reden["poort"] for reden in om["redenen"]} == {4}
    assert bij(driehoek, "om") == []


def test_alles_wat_er_mis_is_komt_samen_en_er_gaat_niets_weg(driehoek: Driehoek) -> None:
    aangeboden = len(driehoek.wereld.gateway.aangeboden)
    opdracht = signaal(driehoek, omschrijving=HARD, plek=None, naam="Verzonnen")
    opdracht["ontvangers"] += [*aan(driehoek, "gemeente", "politie"), {"partij": "provincie"}]
    fouten = {een["pad"] for een in geef(driehoek, "politie", opdracht, 400)["fouten"]}
    assert fouten == {
        "/gegevens/omschrijving", "/gegevens/plek", "/gegevens",
        "/ontvangers/1/partij", "/ontvangers/2/partij", "/ontvangers/3/partij",
    }  # fmt: skip
    zonder = {**_probleem(driehoek), "groep": None, "stap": 3}
    assert {f["pad"] for f in geef(driehoek, "gemeente", zonder, 400)["fouten"]} == {
        "/groep", "/stap",
    }  # fmt: skip
    assert len(driehoek.wereld.gateway.aangeboden) == aangeboden
    assert bij(driehoek, "politie") == bij(driehoek, "gemeente") == []


def test_misschien_een_naam_vraagt_een_bevestiging_van_wie_schrijft(driehoek: Driehoek) -> None:
    opdracht = {**signaal(driehoek, omschrijving=ZACHT), "bevestigdZonderPersonen": False}
    fouten = geef(driehoek, "politie", opdracht, 400)["fouten"]
    assert "/gegevens/omschrijving" in {een["pad"] for een in fouten}
    assert "Zirvano" not in str(fouten)


@pytest.mark.parametrize(
    ("stuk", "gegevens"),
    [
        ("nettolijst", {"verwijderen": []}),
        ("antwoord", {"antwoord": "niets_bekend"}),
        ("driehoeklijst", {"lijst": "netto", "leden": [{"nummer": 1, "leeftijdsklasse": "16-17"}]}),
        ("vraag", {"vraag": "Wie horen erbij?"}),
        ("verzonnen", {}),
    ],
)
def test_wat_de_dienst_zelf_opstelt_of_wat_geen_stuk_is_typt_niemand(
    driehoek: Driehoek, stuk: str, gegevens: dict[str, Any]
) -> None:
    opdracht = {**_probleem(driehoek), "stuk": stuk, "gegevens": gegevens}
    fouten = geef(driehoek, "gemeente", opdracht, 400)["fouten"]
    assert "/stuk" in {een["pad"] for een in fouten}


def test_dezelfde_opdracht_onder_dezelfde_sleutel_is_hetzelfde_stuk(driehoek: Driehoek) -> None:
    klant = driehoek.klant("politie")[0]
    kop = {"Idempotency-Key": f"signaal-{driehoek.groep}"}
    een, twee = (
        klant.vraag("POST", "/stukken", json=signaal(driehoek), headers=kop) for _ in range(2)
    )
    assert (een.status_code, twee.json()["id"]) == (201, een.json()["id"])
    ander = signaal(driehoek, plek="het station")
    botst = klant.vraag("POST", "/stukken", json=ander, headers=kop)
    assert (botst.status_code, len(bij(driehoek, "gemeente"))) == (409, 1)


def test_wie_tegelijk_geeft_krijgt_elk_een_eigen_versie(driehoek: Driehoek) -> None:
    klant = driehoek.klant("gemeente")[0]
    opdracht = {"json": _probleem(driehoek)}
    antwoorden = klant.tegelijk(*[("POST", "/stukken", opdracht)] * 3)
    assert [een.status_code for een in antwoorden] == [201] * 3
    assert sorted(een.json()["versie"] for een in antwoorden) == [1, 2, 3]
    for code in ("gemeente", "politie", "om"):
        (nu,) = bij(driehoek, code)
        assert nu["versie"] == 3


def test_buiten_de_taak_of_zonder_recht_is_er_niets(driehoek: Driehoek) -> None:
    gegeven = geef(driehoek, "politie", signaal(driehoek))
    (gekregen,) = bij(driehoek, "gemeente")
    politie, gemeente = driehoek.bureau("politie"), driehoek.bureau("gemeente")
    elders, _ = politie.medewerker(
        "analist", f"e.{driehoek.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    assert elders.haal("/stukken")["stukken"] == []
    for methode, pad, inhoud in (
        ("GET", f"/stukken/{gegeven['id']}", None),
        ("GET", f"/stukken/{gegeven['id']}/versies", None),
        ("POST", f"/stukken/{gegeven['id']}/_intrekken", None),
        ("POST", "/stukken", signaal(driehoek)),
        ("POST", "/stukken/_voorbeeld", signaal(driehoek)),
    ):
        assert elders.vraag(methode, pad, json=inhoud).status_code == 403, pad
    fg, _ = gemeente.medewerker("fg", f"fg.{driehoek.groep}@gemeente.example")
    assert fg.vraag("GET", f"/stukken/{gekregen['id']}").status_code == 403
    # De burgemeester leest; geven doet de regisseur.
    burgemeester = driehoek.kantoor.burgemeester
    assert burgemeester.haal(f"/stukken/{gekregen['id']}")["gegevens"] == SIGNAAL
    assert burgemeester.vraag("POST", "/stukken", json=_probleem(driehoek)).status_code == 403
    onbekend = driehoek.groep
    assert driehoek.kantoor.regisseur.vraag("GET", f"/stukken/{onbekend}").status_code == 404


def test_de_lijst_onder_nummers_leest_alleen_wie_over_de_groep_beslist(driehoek: Driehoek) -> None:
    driehoek.persoon("gemeente", ("Sterrin Nooitgedacht", "2010-02-03"))
    lijst = driehoek.stel_samen("gemeente")["id"]
    regisseur = driehoek.kantoor.regisseur
    pad = f"/groepen/{driehoek.groep}/driehoekstukken"
    stuk = regisseur.maak(f"{driehoek.pad}/{lijst}/driehoekstukken", {})["id"]
    for code in ("politie", "om"):
        opdracht = {"ontvanger": code, "ontvangendeMedewerker": driehoek.klant(code)[1]}
        assert regisseur.maak(f"{pad}/{stuk}/_deel", opdracht)["status"] == "afgeleverd"
    # Aan twee partijen is het een en dezelfde versie van een stuk.
    (gegeven,) = bij(driehoek, "gemeente")
    assert (gegeven["id"], gegeven["versie"], len(gegeven["ontvangers"])) == (stuk, 1, 2)
    (gekregen,) = bij(driehoek, "politie")
    analist = driehoek.kantoor.analist
    assert analist.vraag("GET", f"/stukken/{gekregen['id']}").status_code == 403
    terug = trek_in(driehoek, "gemeente", stuk)
    assert terug["stand"] == "ingetrokken"


def test_een_stuk_met_een_tekst_die_achterstevoren_wordt_getoond_gaat_niet_weg(
    driehoek: Driehoek,
) -> None:
    """De controle op personen leest een andere tekst dan wie hem op het scherm ziet (D4)."""
    opdracht = signaal(driehoek, omschrijving="\u202enesnaJ teiP\u202c was er.")
    (fout,) = geef(driehoek, "politie", opdracht, 400)["fouten"]
    assert (fout["pad"], fout["melding"]) == ("/gegevens/omschrijving", "bevat stuurtekens")


def test_een_actie_noemt_een_functie_van_wie_haar_krijgt(driehoek: Driehoek) -> None:
    driehoek.kantoor.naar_stap(5, prioritering="ja")
    opdracht: dict[str, Any] = {
        "stuk": "actie",
        "groep": driehoek.groep,
        "ontvangers": aan(driehoek, "politie"),
        "gegevens": {
            "actie": nieuw_id(), "doel": "G1", "omschrijving": "Toezicht op het plein.",
            "functie": "parketsecretaris", "uiterlijk": "2027-02-01",
        },
        "bevestigdZonderPersonen": True,
    }  # fmt: skip
    (fout,) = geef(driehoek, "gemeente", opdracht, 400)["fouten"]
    assert (fout["pad"], "werkt niet bij" in fout["melding"]) == ("/gegevens/functie", True)
    opdracht["gegevens"]["functie"] = "wijkagent"
    geef(driehoek, "gemeente", opdracht)


def test_wat_een_andere_partij_zag_geeft_die_zelf(driehoek: Driehoek) -> None:
    """Anders stond er een signaal van de politie dat zij niet kent, en niet kan terugnemen."""
    opdracht = signaal(driehoek)
    fouten = geef(driehoek, "om", opdracht, 400)["fouten"]
    assert [een["pad"] for een in fouten] == ["/gegevens/bron"]
    assert bij(driehoek, "gemeente", "&stuk=signaal") == []
    opdracht["gegevens"]["bron"] = "om"
    geef(driehoek, "om", opdracht)
    assert [een["van"] for een in bij(driehoek, "gemeente", "&stuk=signaal")] == ["om"]
