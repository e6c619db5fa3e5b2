"""Een signaal van een andere partij ligt bij de gemeente vast zolang wie het gaf het laat staan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import (
    SIGNAAL,
    bij,
    geef,
    lees,
    nieuwe_dag,
    signaal,
    trek_in,
)


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    return nieuwe_dag(gedeelde_driehoek)


def _signalen(driehoek: Driehoek) -> list[dict[str, Any]]:
    pagina = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/signalen")
    rijen: list[dict[str, Any]] = pagina["signalen"]
    return rijen


def _wachtend(driehoek: Driehoek, stuk: dict[str, Any]) -> list[dict[str, Any]]:
    """De signalen zonder groep die met dit stuk kwamen."""
    berichten = {een["bericht"] for een in stuk["ontvangers"]}
    pagina = driehoek.kantoor.regisseur.haal("/signalen?paginagrootte=200")
    return [een for een in pagina["signalen"] if een["stuk"] in berichten]


def _etag(klant: Klant, rij: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": klant.vraag("GET", f"/signalen/{rij['id']}").headers["ETag"]}


def _plaats(klant: Klant, rij: dict[str, Any], groep: str, status: int = 200, **kop: str) -> Any:
    antwoord = klant.vraag(
        "POST",
        f"/signalen/{rij['id']}/_plaats",
        json={"groep": groep},
        headers=kop or _etag(klant, rij),
    )
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json()


def _zonder_groep(driehoek: Driehoek, **anders: Any) -> dict[str, Any]:
    gegeven: dict[str, Any] = geef(driehoek, "politie", signaal(driehoek, groep=None, **anders))
    return gegeven


def test_het_ligt_vast_met_wie_het_gaf_en_is_in_de_tijdlijn_te_zien(driehoek: Driehoek) -> None:
    gegeven = geef(driehoek, "politie", signaal(driehoek))
    (rij,) = _signalen(driehoek)
    (ontvanger,) = gegeven["ontvangers"]
    assert (rij["van"], rij["stuk"], rij["versie"], rij["ingetrokken"]) == (
        "politie", ontvanger["bericht"], 1, False,
    )  # fmt: skip
    assert rij["vastgelegdDoor"] == driehoek.kantoor.analist_id
    assert {naam: rij[naam] for naam in SIGNAAL} == SIGNAAL
    feiten = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/tijdlijn")
    assert [f["partij"] for f in feiten["feiten"] if f["soort"] == "signalen-begin"] == ["politie"]


def test_wie_het_gaf_verbetert_het_en_neemt_het_terug(driehoek: Driehoek) -> None:
    een = geef(driehoek, "politie", signaal(driehoek))
    (voor,) = _signalen(driehoek)
    twee = geef(driehoek, "politie", signaal(driehoek, inReactieOp=een["id"], plek="het station"))
    assert (twee["versie"], twee["onderwerp"]) == (2, een["onderwerp"])
    (na,) = _signalen(driehoek)
    assert (na["id"], na["plek"], na["versie"]) == (voor["id"], "het station", 2)
    versies = driehoek.kantoor.regisseur.haal(f"/signalen/{na['id']}/versies")["versies"]
    assert [v["inhoud"]["plek"] for v in versies] == ["het winkelcentrum", "het station"]
    assert [een["versie"] for een in bij(driehoek, "gemeente")] == [2]

    trek_in(driehoek, "politie", twee["id"])
    (terug,) = _signalen(driehoek)
    assert (terug["id"], terug["ingetrokken"], terug["versie"]) == (voor["id"], True, 3)
    weer = signaal(driehoek, inReactieOp=twee["id"])
    assert "ingetrokken" in geef(driehoek, "politie", weer, 409)["detail"]
    # Wat een versie ervan was, is van niets anders een versie.
    los = geef(driehoek, "politie", signaal(driehoek))
    assert (los["versie"], los["onderwerp"] != een["onderwerp"]) == (1, True)
    assert len(_signalen(driehoek)) == 2


def test_twee_signalen_zijn_twee_signalen(driehoek: Driehoek) -> None:
    for plek in ("het winkelcentrum", "het station"):
        geef(driehoek, "politie", signaal(driehoek, plek=plek))
    assert [een["plek"] for een in _signalen(driehoek)] == ["het winkelcentrum", "het station"]
    assert len(bij(driehoek, "gemeente")) == 2


def test_de_gemeente_verandert_andermans_signaal_niet(driehoek: Driehoek) -> None:
    geef(driehoek, "politie", signaal(driehoek))
    (rij,) = _signalen(driehoek)
    regisseur = driehoek.kantoor.regisseur
    kop = _etag(driehoek.kantoor.regisseur, rij)
    reden = {"reden": "De bron had zich vergist.", "bevestigdZonderPersonen": True}
    anders = {**SIGNAAL, "plek": "elders", **reden}
    pad = f"/signalen/{rij['id']}"
    verbeterd = regisseur.vraag("PATCH", pad, json=anders, headers=kop)
    ingetrokken = regisseur.vraag("POST", f"{pad}/_intrekken", json=reden, headers=kop)
    for antwoord in (verbeterd, ingetrokken):
        assert antwoord.status_code == 409, antwoord.text
        assert "die verbetert het of trekt het in" in antwoord.json()["detail"]
    assert _signalen(driehoek) == [rij]


def test_wat_de_gemeente_verwijdert_hoort_wie_het_gaf(driehoek: Driehoek) -> None:
    een = geef(driehoek, "politie", signaal(driehoek))
    geef(driehoek, "politie", signaal(driehoek, inReactieOp=een["id"], plek="het station"))
    (rij,) = _signalen(driehoek)
    kop = _etag(driehoek.kantoor.regisseur, rij)
    weg = driehoek.kantoor.regisseur.vraag("DELETE", f"/signalen/{rij['id']}", headers=kop)
    assert weg.status_code == 204, weg.text
    driehoek.wereld.doe(driehoek.bureau("gemeente").geheel.opruimer.ronde())
    driehoek.bureau("gemeente").ronde()
    for gekregen in bij(driehoek, "gemeente", "&stand=vernietigd"):
        assert lees(driehoek, "gemeente", gekregen["id"])["gegevens"] is None
    assert len(bij(driehoek, "gemeente", "&stand=vernietigd")) == 2, "beide versies"
    (stuk,) = bij(driehoek, "politie")
    assert stuk["stand"] == "vernietigd"
    assert stuk["ontvangers"][0]["vernietigdOp"] is not None


def test_zonder_groep_wacht_het_tot_iemand_zegt_waar_het_bij_hoort(driehoek: Driehoek) -> None:
    gegeven = _zonder_groep(driehoek)
    assert (gegeven["stand"], gegeven["groep"]) == ("geldt", None)
    (rij,) = _wachtend(driehoek, gegeven)
    assert (rij["groep"], rij["van"]) == (None, "politie")
    regisseur = driehoek.kantoor.regisseur
    werk = regisseur.haal("/werklijst?paginagrootte=200")["werk"]
    assert f"/signalen/{rij['id']}" in str([w for w in werk if w["soort"] == "signaal-plaatsen"])

    geplaatst = _plaats(regisseur, rij, driehoek.groep)
    assert (geplaatst["groep"], geplaatst["versie"]) == (driehoek.groep, 2)
    assert [een["id"] for een in _signalen(driehoek)] == [rij["id"]]
    assert _wachtend(driehoek, gegeven) == []
    assert "al bij een groep" in _plaats(regisseur, geplaatst, driehoek.groep, 409)["detail"]
    # Een verbetering komt bij hetzelfde signaal, ook al weet wie het gaf de groep niet.
    beter = signaal(driehoek, groep=None, inReactieOp=gegeven["id"], plek="het station")
    geef(driehoek, "politie", beter)
    (na,) = _signalen(driehoek)
    assert (na["id"], na["plek"], na["groep"]) == (rij["id"], "het station", driehoek.groep)


def test_zonder_groep_wordt_het_ook_verbeterd_en_teruggenomen(driehoek: Driehoek) -> None:
    gegeven = _zonder_groep(driehoek)
    (rij,) = _wachtend(driehoek, gegeven)
    trek_in(driehoek, "politie", gegeven["id"])
    (terug,) = _wachtend(driehoek, gegeven)
    assert terug["ingetrokken"] is True
    antwoord = _plaats(driehoek.kantoor.regisseur, terug, driehoek.groep, 409)
    assert "ingetrokken" in antwoord["detail"]
    werk = driehoek.kantoor.regisseur.haal("/werklijst?paginagrootte=200")["werk"]
    assert rij["id"] not in str(werk)


def test_zonder_groep_ziet_alleen_wie_alle_groepen_heeft_of_het_gaf(driehoek: Driehoek) -> None:
    gegeven = _zonder_groep(driehoek)
    (rij,) = _wachtend(driehoek, gegeven)
    beperkt = {"alleGroepen": False, "groepen": [driehoek.groep]}
    ander, _ = driehoek.bureau("gemeente").medewerker(
        "regisseur", f"b.{driehoek.groep}@gemeente.example", **beperkt
    )
    assert ander.vraag("GET", "/signalen").status_code == 403
    assert ander.vraag("GET", f"/signalen/{rij['id']}").status_code == 403
    assert _plaats(ander, rij, driehoek.groep, 403, **_etag(driehoek.kantoor.regisseur, rij))
    assert ander.vraag("GET", f"/stukken/{rij['stuk']}").status_code == 403
    assert rij["stuk"] not in str(ander.haal("/stukken?paginagrootte=200"))


def test_ook_het_om_en_de_politie_geven_elkaar_een_signaal_en_houden_het_als_stuk(
    driehoek: Driehoek,
) -> None:
    opdracht = signaal(driehoek, bron="om")
    opdracht["ontvangers"] = [{"partij": "politie", "medewerker": driehoek.kantoor.analist_id}]
    geef(driehoek, "om", opdracht)
    (gekregen,) = bij(driehoek, "politie")
    assert lees(driehoek, "politie", gekregen["id"])["gegevens"] == {**SIGNAAL, "bron": "om"}
    assert _signalen(driehoek) == []
