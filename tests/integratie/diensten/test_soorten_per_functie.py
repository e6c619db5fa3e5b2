"""Welke soorten gegevens iemand in het eigen bestand leest: alleen wat zijn functie leest.

De wijkagent leest van het convenant zes soorten; artikel 13-gegevens en bereikbaarheid horen daar
niet bij.
"""

from __future__ import annotations

from typing import Any

import pytest

from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import Klant, Opstelling
from tests.integratie.diensten.test_dossiers import ART8, ART13, PERSOON

WIJKAGENT = frozenset(standaard_convenant().functies["politie"]["wijkagent"].soorten or ())


@pytest.fixture
def analist(politie: Opstelling) -> Klant:
    return politie.medewerker("analist")


@pytest.fixture
def wijkagent(politie: Opstelling) -> Klant:
    return politie.medewerker("wijkagent", "wijk@partij.example")


def _geweigerd(antwoord: Any, soort: str) -> None:
    assert antwoord.status_code == 403, antwoord.text
    probleem = antwoord.json()
    assert standaard_convenant().gegevenssoorten[soort].titel in probleem["detail"]
    assert "wijkagent" in probleem["detail"]


def test_een_lijst_laat_weg_wat_de_functie_niet_leest_en_zegt_hoeveel(
    analist: Klant, wijkagent: Klant
) -> None:
    assert "WPG13" not in WIJKAGENT
    pad = f"/personen/{analist.maak('/personen', PERSOON)['id']}/politiegegevens"
    acht = [analist.maak(pad, ART8)["id"] for _ in range(3)]
    dertien = [analist.maak(pad, ART13)["id"] for _ in range(2)]
    alles = analist.haal(pad)
    assert ({een["id"] for een in alles["items"]}, alles["weggelaten"]) == ({*acht, *dertien}, 0)
    gezien = wijkagent.haal(pad)
    assert ([een["id"] for een in gezien["items"]], gezien["weggelaten"]) == (acht, 2)
    # Ook wie doorbladert komt er geen tegen, en mist er geen.
    eerste = wijkagent.haal(f"{pad}?paginagrootte=2")
    rest = wijkagent.haal(f"{pad}?paginagrootte=2&na={eerste['volgende']}")
    assert [een["id"] for een in (*eerste["items"], *rest["items"])] == acht
    assert (rest["volgende"], rest["weggelaten"]) == (None, 2)


def test_een_gegeven_van_een_andere_soort_is_niet_te_lezen_en_niet_te_wijzigen(
    analist: Klant, wijkagent: Klant
) -> None:
    pad = f"/personen/{analist.maak('/personen', PERSOON)['id']}/politiegegevens"
    stuk = analist.maak(pad, ART13)
    hier = f"{pad}/{stuk['id']}"
    etag = {"If-Match": analist.vraag("GET", hier).headers["ETag"]}
    _geweigerd(wijkagent.vraag("GET", hier), "WPG13")
    _geweigerd(wijkagent.vraag("GET", f"{hier}/correcties"), "WPG13")
    wijziging = {"aard": "oordeel", "reden": "Verkeerd overgenomen."}
    _geweigerd(wijkagent.vraag("PATCH", hier, json=wijziging, headers=etag), "WPG13")
    _geweigerd(wijkagent.vraag("POST", pad, json=ART13), "WPG13")
    assert analist.haal(hier)["aard"] == "feit"
    # Van een eigen soort maakt hij ook geen andere.
    eigen = wijkagent.maak(pad, ART8)
    versie = {"If-Match": wijkagent.vraag("GET", f"{pad}/{eigen['id']}").headers["ETag"]}
    anders = {"artikel": "13", "subdoel": "a", "termijnTot": "2027-03-01", "bron": "8"}
    antwoord = wijkagent.vraag(
        "PATCH", f"{pad}/{eigen['id']}", json={**anders, "reden": "Hoort hier."}, headers=versie
    )
    _geweigerd(antwoord, "WPG13")
    assert len(analist.haal(pad)["items"]) == 2


def test_van_een_persoon_ziet_hij_alleen_wat_hij_leest(analist: Klant, wijkagent: Klant) -> None:
    assert "TEL_EMAIL" not in WIJKAGENT
    persoon = analist.maak("/personen", PERSOON)
    pad = f"/personen/{persoon['id']}"
    assert persoon["weggelaten"] == 0
    gezien = wijkagent.haal(pad)
    assert (gezien["email"], gezien["weggelaten"]) == (None, 1)
    assert {n: gezien[n] for n in ("naam", "geboortedatum", "adres")} == {
        n: PERSOON[n] for n in ("naam", "geboortedatum", "adres")
    }
    zoekvraag = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    (gevonden,) = wijkagent.vraag("POST", "/personen/_zoek", json=zoekvraag).json()["personen"]
    assert (gevonden["email"], gevonden["weggelaten"]) == (None, 1)
    versie = {"If-Match": analist.vraag("GET", pad).headers["ETag"]}
    wijziging = {"email": "nieuw@verzonnen.example", "adres": "Fantasieplein 5", "reden": "Nieuw."}
    assert analist.vraag("PATCH", pad, json=wijziging, headers=versie).status_code == 200
    (correctie,) = wijkagent.haal(f"{pad}/correcties")["correcties"]
    assert correctie["oudeWaarden"] == {"adres": PERSOON["adres"]}
    assert PERSOON["email"] not in wijkagent.vraag("GET", f"{pad}/correcties").text


def test_wie_een_laatste_groep_verliet_blijft_bij_die_taak(politie: Opstelling) -> None:
    eigen, andere = nieuw_id(), nieuw_id()
    chef = politie.medewerker("analist", "alles@partij.example")
    weg = chef.maak("/personen", PERSOON)["id"]
    lid = chef.maak(f"/groepen/{andere}/leden", {"persoonId": weg, "categorie": 1})
    stuk = chef.maak(f"/personen/{weg}/politiegegevens", ART8)["id"]
    binnen = politie.medewerker("analist", "binnen@partij.example", groepen=[eigen], **NIET_ALLES)
    buiten = politie.medewerker("analist", "buiten@partij.example", groepen=[andere], **NIET_ALLES)
    assert chef.vraag("DELETE", f"/groepen/{andere}/leden/{lid['betrokkene']}").status_code == 204
    for pad in ("", "/correcties", "/politiegegevens", f"/politiegegevens/{stuk}"):
        assert binnen.vraag("GET", f"/personen/{weg}{pad}").status_code == 403, pad
        buiten.haal(f"/personen/{weg}{pad}")
    assert binnen.haal("/personen")["personen"] == []
    zoekvraag = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    assert binnen.vraag("POST", "/personen/_zoek", json=zoekvraag).json()["personen"] == []
    assert [een["id"] for een in buiten.haal("/personen")["personen"]] == [weg]
    # Komt hij in een andere groep, dan hoort hij bij die taak en niet meer bij de oude.
    chef.maak(f"/groepen/{eigen}/leden", {"persoonId": weg, "categorie": 1})
    binnen.haal(f"/personen/{weg}")
    assert buiten.vraag("GET", f"/personen/{weg}").status_code == 403
    assert buiten.haal("/personen")["personen"] == []


NIET_ALLES = {"alleGroepen": False}
