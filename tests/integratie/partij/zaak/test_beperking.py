"""Wat op verzoek is beperkt gaat nergens meer heen: niet als bericht, en ook niet later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
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
    beperk(verzoeken, wie, gegevenssoort="GEBOORTEDATUM")
    assert geef(verzoeken, wie, soorten=("GEBOORTEDATUM",))[0] == 409
    gegeven = geef(verzoeken, wie, soorten=("NAW",))
    assert gegeven[0] == 201, gegeven[1]


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
    assert klant.haal(pad)["beperkingen"] == []


def test_wie_beperking_kreeg_wordt_ook_mondeling_niet_genoemd(gedeelde_driehoek: Wereld) -> None:
    tafel = Tafel.richt_in(gedeelde_driehoek)
    verzoeken = Verzoeken.richt_in(gedeelde_driehoek)
    opdracht = tafel.opdracht(tafel.plan())
    assert tafel.vraag_of_het_mag(opdracht)["magGezegd"] is True
    beperk(verzoeken, opdracht["onderdelen"][0]["persoon"])
    gezegd = tafel.analist.vraag("POST", "/uitingen", json=tafel.opdracht(tafel.plan()))
    assert (gezegd.status_code, "beperking" in gezegd.text) == (409, True), gezegd.text
