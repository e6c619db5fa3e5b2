"""Wat op verzoek is beperkt gaat nergens meer heen: niet als bericht, en ook niet later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bewaarwerk import meld
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import DROMER, STERRIN, TAAK
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel
from tests.integratie.partij.verzoekwerk import Verzoeken


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def geef(verzoeken: Verzoeken, persoon: str, **anders: Any) -> tuple[int, str]:
    """De politie geeft de gemeente iemands naam; de uitkomst en wat erbij staat."""
    kantoor = verzoeken.driehoek.kantoor
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie(), **anders)
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    return antwoord.status_code, antwoord.text


def beperk(verzoeken: Verzoeken, wie: str, **wat: str) -> dict[str, Any]:
    verzoek = verzoeken.neem_aan("politie", persoon=wie, recht="beperking")["id"]
    beperking: dict[str, Any] = verzoeken.klant("politie").maak(
        f"/personen/{wie}/beperkingen", {"verzoek": verzoek, **wat}
    )
    return beperking


def _leest_als_tweede(verzoeken: Verzoeken, ander: Klant, beperking: dict[str, Any]) -> str:
    """Wie beslist leest wat beperkt is en wat is verteld; niet over wie het gaat."""
    kantoor = verzoeken.driehoek.kantoor
    lees = f"/beperkingen/{beperking['id']}"
    gelezen = ander.haal(lees)
    assert (gelezen["verteldOp"], gelezen["gegevenssoort"]) == ("2026-11-23", None)
    assert beperking["persoonId"] not in str(gelezen)
    assert kantoor.analist.vraag("GET", lees).status_code == 403
    elders, _ = kantoor.politie.medewerker(
        "teamchef", f"teamchef.{nieuw_id()}@politie.example",
        alleGroepen=False, groepen=[nieuw_id()],
    )  # fmt: skip
    assert elders.vraag("GET", lees).status_code == 403, "buiten de taak is er niets"
    niet_hier = {een["onderwerp"] for een in elders.haal("/werklijst?paginagrootte=200")["werk"]}
    assert beperking["id"] not in niet_hier
    return lees


def test_wie_beperking_kreeg_gaat_in_geen_bericht_meer_mee_tot_het_eindigt(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.driehoek.persoon("politie", ("Schim Verbeeld", "2009-05-06"))
    gegeven = geef(verzoeken, wie, soorten=("NAW",))
    assert gegeven[0] == 201, gegeven[1]
    beperking = beperk(verzoeken, wie)
    status, tekst = geef(verzoeken, wie, soorten=("GEBOORTEDATUM",))
    assert (status, "beperking" in tekst) == (409, True), tekst
    kantoor = verzoeken.driehoek.kantoor
    voorbeeld = kantoor.analist.vraag(
        "POST", "/verstrekkingen/_voorbeeld",
        json=kantoor.opdracht(wie, kantoor.vraag_om_informatie(), soorten=("NAW",)),
    )  # fmt: skip
    assert voorbeeld.status_code == 409, "ook het voorbeeld zegt het"
    gezien = kantoor.analist.haal(f"/personen/{wie}/beperkingen")["beperkingen"]
    assert [(een["id"], een["opgehevenOp"]) for een in gezien] == [(beperking["id"], None)]

    pad = f"/beperkingen/{beperking['id']}/_opheffen"
    klant = verzoeken.klant("politie")
    te_vroeg = klant.maak(pad, {"verteldOp": "2026-11-01"}, 400)
    assert [een["pad"] for een in te_vroeg["fouten"]] == ["/verteldOp"]
    # Wie dat alleen wil, laat iemand los die het niet meer kan tegenhouden: een ander beslist.
    bevestig, ander = (
        f"/beperkingen/{beperking['id']}/_bevestigopheffen",
        verzoeken.tweede("politie"),
    )
    ander.maak(bevestig, {"akkoord": True}, 409)
    klant.maak(pad, {"verteldOp": "2026-11-23"}, 200)
    klant.maak(pad, {"verteldOp": "2026-11-23"}, 409)
    assert geef(verzoeken, wie, soorten=("GEBOORTEDATUM",))[0] == 409, "zij geldt nog"
    zelf = klant.vraag("POST", bevestig, json={"akkoord": True})
    assert (zelf.status_code, "zelf" in zelf.json()["detail"]) == (403, True)
    werk = [een for een in ander.haal("/werklijst?paginagrootte=200")["werk"]]
    waar = {een["onderwerp"]: een["pad"] for een in werk if een["soort"] == "beperking-opheffen"}
    assert waar[beperking["id"]] == f"/beperkingen/{beperking['id']}"
    lees = _leest_als_tweede(verzoeken, ander, beperking)
    terug = ander.maak(bevestig, {"akkoord": False}, 200)
    assert ander.vraag("GET", lees).status_code == 404, "er is niets te beslissen"
    assert (terug["verteldOp"], terug["eindeGevraagdDoor"]) == (None, None)
    assert geef(verzoeken, wie, soorten=("GEBOORTEDATUM",))[0] == 409, "zij blijft"
    klant.maak(pad, {"verteldOp": "2026-11-23"}, 200)
    assert ander.maak(bevestig, {"akkoord": True}, 200)["opgehevenOp"]
    klant.maak(pad, {"verteldOp": "2026-11-23"}, 409)
    weer = geef(verzoeken, wie, soorten=("GEBOORTEDATUM",))
    assert weer[0] == 201, weer[1]


def test_een_soort_die_is_beperkt_houdt_de_andere_niet_tegen(verzoeken: Verzoeken) -> None:
    wie = verzoeken.driehoek.persoon("politie", ("Gloed Verbeeld", "2009-05-07"))
    beperk(verzoeken, wie, gegevenssoort="NAW")
    assert geef(verzoeken, wie, soorten=("NAW",))[0] == 409
    gegeven = geef(verzoeken, wie, soorten=("GEBOORTEDATUM",))
    assert gegeven[0] == 201, gegeven[1]


def test_met_een_beperkte_geboortedatum_zegt_niets_meer_hoe_oud_hij_is(
    verzoeken: Verzoeken,
) -> None:
    """Niet een bericht over hem of zijn ouder, niet het zoeken, en niet de dag waarop iets weggaat:
    wie uit die datum iets afleidt, gebruikt haar."""
    driehoek, naam = verzoeken.driehoek, "Vonk Verbeeld"
    kind = driehoek.persoon("politie", (naam, "2012-01-11"))
    analist, groep, kantoor = driehoek.klant("politie")[0], driehoek.groep, driehoek.kantoor
    ouder = str(analist.maak("/personen", {"naam": "Sintel Verbeeld"})["id"])
    analist.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    lid = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    analist.maak(f"/groepen/{groep}/leden", lid)
    waarop = {"groep": groep, "ontvanger": "gemeente", "personen": [kind, ouder]}
    kantoor.vraag_om_informatie()

    def mogelijk() -> list[tuple[bool, str]]:
        gevonden = analist.maak("/verstrekkingen/_mogelijkheden", waarop, 200)["personen"]
        return [
            (item["mag"], str(item))
            for een in gevonden
            for soort in een["soorten"]
            if soort["gegevenssoort"] == "NAW"
            for item in soort["gegevens"]
        ]

    def te_oud(klant: Klant) -> str:
        return klant.vraag("GET", "/bewaarlijst?maand=2028-02&namen=true&paginagrootte=200").text

    chef = kantoor.politie.medewerker("teamchef", f"t.{nieuw_id()}@politie.example")[0]
    voor = te_oud(chef)
    assert ("omdat het kind op 11 januari 2028 te oud werd" in voor, ouder in voor) == (True, True)
    assert [een[0] for een in mogelijk()] == [True, True], mogelijk()
    assert "Sintel Verbeeld" in voor
    zonder_naam = beperk(verzoeken, ouder, gegevenssoort="NAW")["id"]
    assert ("Sintel Verbeeld" in te_oud(chef), ouder in te_oud(chef)) == (False, True)
    verzoeken.hef_op("politie", zonder_naam)
    beperk(verzoeken, kind, gegevenssoort="GEBOORTEDATUM")
    assert "11 januari 2028" not in te_oud(chef)
    for mag, tekst in mogelijk():
        assert (mag, "Dit gegeven wordt nu niet gebruikt: geboortedatum" in tekst) == (False, True)
    for wie in (kind, ouder):
        status, tekst = geef(verzoeken, wie, soorten=("NAW",))
        assert (status, "beperking" in tekst) == (409, True), tekst
    for geboren in ("2012-01-00", "2012-02-00", "2011-00-00"):
        gezocht = {"naam": naam, "geboortedatum": geboren}
        (gevonden,) = analist.maak("/personen/_zoek", gezocht, 200)["personen"]
        assert gevonden["geboortedatum"] is None


@pytest.mark.parametrize("code", ["gemeente", "politie"])
def test_wie_beperking_kreeg_wordt_niet_nog_eens_vastgelegd(
    verzoeken: Verzoeken, code: str
) -> None:
    """Een tweede rij van hem zou in de groep komen en weggaan alsof er niets is beperkt."""
    driehoek, naam = verzoeken.driehoek, "Veeg Verbeeld"
    wie = driehoek.persoon(code, (naam, "2009-05-11"))
    klant, collega = verzoeken.klant(code), driehoek.klant(code)[0]
    verzoek = verzoeken.neem_aan(code, persoon=wie, recht="beperking")["id"]
    klant.maak(f"/personen/{wie}/beperkingen", {"verzoek": verzoek})
    hem = {"naam": "VEEG verbeeld", "geboortedatum": "2009-05-11"}
    # Op een andere dag raden zegt ook niets: anders leest wie genoeg probeert hem alsnog.
    for anders in ({}, {"geboortedatum": "2009-00-00"}, {"geboortedatum": "2011-01-01"}):
        for een in (collega, klant):
            nee = een.maak("/personen", {**hem, **anders}, 409)["detail"]
            assert nee.startswith("Er is nog 1 persoon van wie de gegevens zijn beperkt")
            assert ("een ander is" in nee, wie in nee) == (True, False)
    assert collega.vraag("POST", "/personen", json={**hem, "anderMens": True}).status_code == 403
    los = f"/personen/{collega.maak('/personen', {'naam': 'Vegen Verbeeld'})['id']}"
    etag = {"If-Match": collega.vraag("GET", los).headers["ETag"]}
    hernoem = {"naam": naam, "reden": "Zo heet hij (verzonnen)."}
    assert collega.vraag("PATCH", los, json=hernoem, headers=etag).status_code == 409
    # Wie verzoeken behandelt zegt dat het een ander is; dat hij hem daarvoor bekeek ligt vast.
    ander = klant.maak("/personen", {**hem, "anderMens": True})["id"]
    assert collega.haal(f"/personen/{ander}")["naam"] == hem["naam"]
    fg = driehoek.bureau(code).medewerker("fg", f"fg.{nieuw_id()}@{code}.example")[0]
    vraag = {
        "persoon": wie, "van": "2026-11-01", "tot": "2026-12-31",
        "reden": "Een steekproef.", "bevestigdZonderPersonen": True,
    }  # fmt: skip
    spoor = fg.maak("/leesspoor/_zoek", vraag, 200)
    assert ander in str(spoor)
    # Van de lijst haalt niemand hem: ook wie het verzoek behandelt niet.
    leden = klant.haal(f"/groepen/{driehoek.groep}/leden?paginagrootte=200")["leden"]
    (lid,) = [een for een in leden if een["persoonId"] == wie]
    weg = collega.vraag("DELETE", f"/groepen/{driehoek.groep}/leden/{lid['betrokkene']}")
    assert (weg.status_code, "op te heffen" in weg.text) == (403, True), weg.text


def test_wie_met_zijn_naam_binnenkomt_is_afgeschermd_tot_een_mens_zegt_wie_het_is(
    verzoeken: Verzoeken,
) -> None:
    """Wat binnenkomt is niet te weigeren: tot iemand het zei gebruikt niemand het."""
    driehoek, naam = verzoeken.driehoek, "Kiem Verbeeld"
    wie, klant = driehoek.persoon("politie", (naam, "2009-05-11")), verzoeken.klant("politie")
    beperking = beperk(verzoeken, wie)
    van_gemeente = driehoek.persoon("gemeente", (naam, "2009-05-12"))
    deel = {"persoon": van_gemeente, "gegevenssoort": "NAW", "grondslag": "AVG6_1_E"}
    vraag = driehoek.vraag("politie", "gemeente")
    driehoek.geef("gemeente", "politie", [{**deel, "kenmerken": TAAK}], vraag)
    gezocht = klant.maak("/personen/_zoek", {"naam": naam}, 200)["personen"]
    (nieuw,) = [een["id"] for een in gezocht if een["id"] != wie]
    analist = driehoek.klant("politie")[0]
    assert analist.vraag("GET", f"/personen/{nieuw}").status_code == 403
    pad = f"/rechtenverzoeken/{beperking['verzoek']}/dubbelen"

    def werk() -> list[str]:
        stukken = klant.haal("/werklijst?paginagrootte=200")["werk"]
        return [een["pad"] for een in stukken if een["soort"] == "dubbel-zeggen"]

    assert pad in werk()
    (dubbel,) = klant.haal(pad)["dubbelen"]
    assert (dubbel["persoonId"], dubbel["anderMens"], dubbel["beperkt"]) == (nieuw, False, True)
    verzoeken.doe("politie", beperking["verzoek"], f"dubbelen/{nieuw}/_ander")
    assert analist.haal(f"/personen/{nieuw}")["naam"] == naam
    assert (pad in werk(), analist.vraag("GET", f"/personen/{wie}").status_code) == (False, 403)
    # Met zijn hele geboortedatum is hij het: dan staat het bij hem, achter dezelfde beperking.
    zelfde = driehoek.persoon("gemeente", (naam, "2009-05-11"))
    delen = [{**deel, "persoon": zelfde, "gegevenssoort": een, "kenmerken": TAAK}
             for een in ("NAW", "GEBOORTEDATUM")]  # fmt: skip
    driehoek.geef("gemeente", "politie", delen, driehoek.vraag("politie", "gemeente"))
    assert len(klant.maak("/personen/_zoek", {"naam": naam}, 200)["personen"]) == 2


def test_over_een_ouder_gaat_niets_zolang_het_kind_is_beperkt(verzoeken: Verzoeken) -> None:
    """Wat over een ouder gaat noemt het kind en zijn leeftijd."""
    kind = verzoeken.driehoek.persoon("politie", ("Lont Verbeeld", "2012-05-07"))
    analist, groep = verzoeken.driehoek.klant("politie")[0], verzoeken.driehoek.groep
    ouder = str(analist.maak("/personen", {"naam": "Kaars Verbeeld"})["id"])
    analist.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    lid = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    analist.maak(f"/groepen/{groep}/leden", lid)
    gegeven = geef(verzoeken, ouder, soorten=("NAW",))
    assert gegeven[0] == 201, gegeven[1]
    beperk(verzoeken, kind)
    status, tekst = geef(verzoeken, ouder, soorten=("NAW",))
    assert (status, "beperking" in tekst) == (409, True), tekst


def test_wat_al_wachtte_gaat_na_een_beperking_niet_alsnog(verzoeken: Verzoeken) -> None:
    kantoor = verzoeken.driehoek.kantoor
    wie = verzoeken.driehoek.persoon("politie", ("Vlaag Verbeeld", "2009-05-08"))
    opdracht = kantoor.opdracht(wie, kantoor.vraag_om_informatie(), soorten=("NAW",))
    kantoor.wereld.gateway.storingen.append("weg")
    wacht = kantoor.analist.maak("/verstrekkingen", opdracht, 202)["id"]
    beperk(verzoeken, wie)
    kantoor.wereld.klok.vooruit(minutes=10)
    kantoor.politie.ronde()
    stand = kantoor.stand(wacht)
    assert (stand["status"], "beperking" in stand["laatsteFout"]) == ("dood", True)


def test_elke_fout_in_een_beperking_wordt_genoemd(verzoeken: Verzoeken) -> None:
    wie = verzoeken.driehoek.persoon("politie", ("Damp Verbeeld", "2009-05-09"))
    ander = verzoeken.driehoek.persoon("politie", ("Wasem Verbeeld", "2009-05-10"))
    klant, pad = verzoeken.klant("politie"), f"/personen/{wie}/beperkingen"
    fout = klant.maak(pad, {"verzoek": nieuw_id(), "gegevenssoort": "ONZIN"}, 400)
    assert [een["pad"] for een in fout["fouten"]] == ["/verzoek", "/gegevenssoort"]
    van_ander = verzoeken.neem_aan("politie", persoon=ander)["id"]
    fout = klant.maak(pad, {"verzoek": van_ander, "gegeven": nieuw_id()}, 400)
    assert [een["pad"] for een in fout["fouten"]] == ["/verzoek", "/gegevenssoort"]
    # Wat er niet staat is niet te beperken: dat leek uitgevoerd, en hield niets tegen.
    eigen = verzoeken.neem_aan("politie", persoon=wie, recht="beperking")["id"]
    for soort, gegeven in (("WPG8", nieuw_id()), ("NAW", ander), ("WPG8", wie)):
        invoer = {"verzoek": eigen, "gegevenssoort": soort, "gegeven": gegeven}
        fout = klant.maak(pad, invoer, 400)
        assert [een["pad"] for een in fout["fouten"]] == ["/gegeven"]
        assert "staat niet in uw bestand" in fout["fouten"][0]["melding"]
    assert klant.haal(pad)["beperkingen"] == []
    klant.maak(pad, {"verzoek": eigen, "gegevenssoort": "NAW", "gegeven": wie})


def test_wie_beperking_kreeg_wordt_ook_mondeling_niet_genoemd(gedeelde_driehoek: Wereld) -> None:
    tafel = Tafel.richt_in(gedeelde_driehoek)
    verzoeken = Verzoeken.richt_in(gedeelde_driehoek)
    opdracht = tafel.opdracht(tafel.plan())
    assert tafel.vraag_of_het_mag(opdracht)["magGezegd"] is True
    beperking = beperk(verzoeken, opdracht["onderdelen"][0]["persoon"])
    gezegd = tafel.analist.vraag("POST", "/uitingen", json=tafel.opdracht(tafel.plan()))
    assert (gezegd.status_code, "beperking" in gezegd.text) == (409, True), gezegd.text
    # Wie in dit kantoor nog komt heet net zo; zolang zij geldt wordt die niet vastgelegd.
    verzoeken.hef_op("politie", beperking["id"])


def test_met_een_beperking_wordt_ook_niet_gevraagd_gewogen_of_voorgelegd(
    gedeelde_driehoek: Wereld,
) -> None:
    """Wie iets doet kijkt niet door een lezing: elke weg vraagt het zelf."""
    verzoeken = Verzoeken.richt_in(gedeelde_driehoek)
    driehoek = verzoeken.driehoek
    driehoek.deel_de_brutolijst()
    regisseur, wie = driehoek.kantoor.regisseur, verzoeken.persoon("gemeente")
    lijst = driehoek.stel_samen("gemeente")
    driehoek.kantoor.naar_stap(3)
    stukken = f"{driehoek.pad}/{lijst['id']}/driehoekstukken"
    eerst = regisseur.maak(stukken, {})
    verzoek = verzoeken.neem_aan("gemeente", persoon=wie, recht="beperking")["id"]
    verzoeken.klant("gemeente").maak(f"/personen/{wie}/beperkingen", {"verzoek": verzoek})

    (van_hem,) = [een for een in lijst["regels"] if een["naam"] == STERRIN[0]]
    vraag = driehoek.kantoor.informatieverzoek()
    geweigerd = regisseur.maak(
        "/informatieverzoeken", {**vraag, "betrokkenen": [van_hem["betrokkene"]]}, 409
    )
    assert "beperking" in geweigerd["detail"]

    betrokken = f"/meldingen/{meld(driehoek, '2026-11-20')}/betrokkenen/{wie}"
    assert regisseur.vraag("PUT", betrokken).status_code == 403
    gewogen = driehoek.weeg(lijst["id"], van_hem, "verwijderd")
    assert (gewogen.status_code, STERRIN[0] in gewogen.text) == (403, False), gewogen.text
    assert len(eerst["leden"]) == 3
    assert len(regisseur.maak(stukken, {})["leden"]) == 2, "hij telt niet mee"
    oud = regisseur.vraag(
        "POST", f"/groepen/{driehoek.groep}/driehoekstukken/{eerst['id']}/_deel",
        json={"ontvanger": "om", "ontvangendeMedewerker": driehoek.secretaris_id},
    )  # fmt: skip
    assert (oud.status_code, "opnieuw op" in oud.text) == (409, True), oud.text

    # De groep gaat verder zonder over hem te beslissen; hij blijft, want wie gaat is weg.
    driehoek.weeg_allen(DROMER[0])
    assert driehoek.stel_vast(lijst["id"]).status_code == 200
    driehoek.ruim_op()
    behandelt = verzoeken.klant("gemeente")
    assert behandelt.haal(f"/personen/{wie}")["naam"] == STERRIN[0]
    bij_politie = driehoek.kantoor.analist.haal(f"/personen/{verzoeken.persoon('politie')}")
    assert bij_politie["naam"] == STERRIN[0]
