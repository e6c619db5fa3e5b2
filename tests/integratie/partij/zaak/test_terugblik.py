"""Terugkijken in wat is bewaard: alleen met een aanleiding, en per gegeven (8.1; H5, G3)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from services.gemeente.gegevens.bronnen import OverlastRij
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.bestand.toegang.tabellen import RaadplegingRij
from shared.verzenden.tabellen import UitgaandRij
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bewaarwerk import meld, naar_dag, onderhoud
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import AFWEGING, DROMER, STERRIN, TAAK, Driehoek
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.zaak.test_afgeschermd import sluit

REDEN = {
    "reden": "Sinds drie weken zijn er weer meldingen op het plein.",
    "bevestigdZonderPersonen": True,
}
OVERLAST = {
    "aard": "feit",
    "bijzonder": False,
    "derdenVerwijderd": True,
    "datum": "2026-11-10",
    "omschrijving": "Herhaald geluidsoverlast op het plein (verzonnen).",
    "extraMotivering": None,
}


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    return Driehoek.richt_in(gedeelde_driehoek)


def gesloten(driehoek: Driehoek) -> str:
    """Wie er was is bewaard, met eigen gegevens en wat de politie gaf; het id van Sterrin."""
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    for naam in (STERRIN[0], DROMER[0]):
        persoon = driehoek.personen[f"gemeente:{naam}"]
        driehoek.kantoor.regisseur.maak(f"/personen/{persoon}/overlastgegevens", OVERLAST)
    betrek_allen(driehoek)
    sluit(driehoek)
    return driehoek.personen[f"gemeente:{STERRIN[0]}"]


def betrek_allen(driehoek: Driehoek) -> None:
    """Een melding waarin iedereen uit de groep voorkomt, ook wie met een bericht kwam."""
    klant, melding = driehoek.kantoor.regisseur, meld(driehoek, "2026-11-20")
    for lid in klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]:
        pad = f"/meldingen/{melding}/betrokkenen/{lid['persoonId']}"
        assert klant.vraag("PUT", pad).status_code == 200


def lopend(driehoek: Driehoek, **anders: Any) -> str:
    """Een nieuwe groep die loopt; het id."""
    kantoor = Kantoor.richt_in(driehoek.wereld)
    kantoor.naar_stap(anders.pop("stap", 3), **anders)
    return kantoor.groep


def wie_kijkt(driehoek: Driehoek, functie: str = "regisseur") -> Klant:
    sub = f"{functie}.{nieuw_id()}@gemeente.example"
    klant, _ = driehoek.bureau("gemeente").medewerker(functie, sub)
    return klant


def uitkomsten(gevonden: dict[str, Any], **anders: str) -> dict[str, Any]:
    """Alles klopt nog, behalve wat er bij de bron is genoemd."""
    return {
        "uitkomsten": [
            {"item": item["id"], "uitslag": anders.get(item["bron"], "juist")}
            for item in gevonden["items"]
        ]
    }


def toets(klant: Klant, blik: dict[str, Any], persoon: str, vraag: dict[str, Any]) -> Any:
    pad = f"/terugblikken/{blik['id']}/personen/{persoon}/_toets"
    return klant.vraag("POST", pad, json=vraag)


def aantal(driehoek: Driehoek, rij: Any, *voorwaarden: Any) -> int:
    with driehoek.bureau("gemeente").geheel.uitwisseling.dienst.lezend() as sessie:
        return sessie.scalar(select(func.count()).select_from(rij).where(*voorwaarden)) or 0


def verklaard_bij_onderhoud(driehoek: Driehoek) -> dict[str, list[dict[str, Any]]]:
    """Wat de gemeente na een beurt verklaart: per grond alle aantallen."""
    bladen = driehoek.wereld.gateway.verklaringen
    al = len(bladen)
    onderhoud(driehoek, "gemeente")
    per_grond: dict[str, list[dict[str, Any]]] = {}
    for blad in bladen[al:]:
        per_grond.setdefault(blad["grond"], []).extend(blad["aantallen"])
    return per_grond


def test_herleeft_de_groep_dan_komt_alleen_terug_wat_een_mens_nog_juist_vond(
    driehoek: Driehoek,
) -> None:
    sterrin = gesloten(driehoek)
    dromer = driehoek.personen[f"gemeente:{DROMER[0]}"]
    nieuw, klant = lopend(driehoek), wie_kijkt(driehoek)
    vraag = {"aanleiding": "herleving", "groep": driehoek.groep, "nieuweGroep": nieuw, **REDEN}
    # In stap 1 gaat het nog over niemand: daar komt ook niemand in terug.
    vroeg = klant.maak("/terugblikken", {**vraag, "nieuweGroep": lopend(driehoek, stap=1)}, 400)
    assert [een["pad"] for een in vroeg["fouten"]] == ["/nieuweGroep"]
    blik = klant.maak("/terugblikken", vraag)
    # Alleen wie in die groep zat, en van ieder alles wat er is.
    assert {sterrin, dromer} <= {een["persoonId"] for een in blik["personen"]}
    (van_sterrin,) = [een for een in blik["personen"] if een["persoonId"] == sterrin]
    assert {item["bron"] for item in van_sterrin["items"]} >= {"persoon", "overlastgegeven"}
    # Tot er is getoetst ziet niemand hem, ook wie net terugkeek niet.
    assert klant.vraag("GET", f"/personen/{sterrin}").status_code == 403
    gedaan = toets(klant, blik, sterrin, uitkomsten(van_sterrin, overlastgegeven="achterhaald"))
    assert gedaan.status_code == 200, gedaan.text
    # Wat niet meer klopte is meteen weg; hij hoort nu bij de groep die loopt.
    assert aantal(driehoek, OverlastRij, OverlastRij.persoon_id == sterrin) == 0
    assert klant.haal(f"/personen/{sterrin}")["naam"] == STERRIN[0]
    leden = klant.haal(f"/groepen/{nieuw}/leden")["leden"]
    assert [een["persoonId"] for een in leden] == [sterrin]
    # Wie niemand toetste blijft dicht, en de oude groep ook.
    assert klant.vraag("GET", f"/personen/{dromer}").status_code == 403
    assert klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"] == []
    assert "terugblik-toetsen" in klant.vraag("GET", "/werklijst").text
    # De oude termijn loopt door voor wie niet terugkwam, en niet voor wie wel.
    naar_dag(driehoek, "2028-11-20")
    driehoek.wereld.gateway.groepen[nieuw]["status"] = "actief"
    verklaard = verklaard_bij_onderhoud(driehoek)
    assert {"wat": "overlastgegeven", "aantal": 1} in verklaard["actualiteit"]
    weg = PersoonRij.sleutel_id.is_(None)
    assert aantal(driehoek, GroepslidRij, GroepslidRij.groep == driehoek.groep) == 0
    assert aantal(driehoek, PersoonRij, PersoonRij.id == sterrin, weg) == 0
    assert aantal(driehoek, GroepslidRij, GroepslidRij.groep == nieuw) == 1


def test_wat_van_de_politie_kwam_en_nog_klopt_gaat_mee_en_de_rest_is_weg(
    driehoek: Driehoek,
) -> None:
    gesloten(driehoek)
    nieuw, klant = lopend(driehoek), wie_kijkt(driehoek)
    vraag = {"aanleiding": "herleving", "groep": driehoek.groep, "nieuweGroep": nieuw, **REDEN}
    blik = klant.maak("/terugblikken", vraag)
    wie = next(
        een for een in blik["personen"] if any(i["bron"] == "ontvangen" for i in een["items"])
    )
    van_ander = [item for item in wie["items"] if item["bron"] == "ontvangen"]
    assert {item["van"] for item in van_ander} == {"politie"}
    weg, blijft = van_ander[0]["id"], {item["id"] for item in van_ander[1:]}
    document = uitkomsten(wie)
    for een in document["uitkomsten"]:
        if een["item"] == weg:
            een["uitslag"] = "achterhaald"
    # Verbeteren kan alleen wie het gaf.
    fout = {"uitkomsten": [dict(een) for een in document["uitkomsten"]]}
    for een in fout["uitkomsten"]:
        if een["item"] in blijft:
            een |= {"uitslag": "verbeterd", "reden": "Anders.", "gegevens": {"naam": "X"}}
    antwoord = toets(klant, blik, wie["persoonId"], fout)
    assert antwoord.status_code == 400
    assert "alleen wie het gaf" in antwoord.text
    assert toets(klant, blik, wie["persoonId"], document).status_code == 200
    with driehoek.bureau("gemeente").geheel.uitwisseling.dienst.lezend() as sessie:
        rijen = select(OntvangenGegevenRij.id).where(OntvangenGegevenRij.groep == nieuw)
        assert set(sessie.scalars(rijen)) == blijft
        assert sessie.get(OntvangenGegevenRij, weg) is None


def test_een_persoonsgerichte_aanpak_ziet_alleen_wat_van_de_burgemeester_zelf_is(
    driehoek: Driehoek,
) -> None:
    sterrin = gesloten(driehoek)
    klant = wie_kijkt(driehoek)
    vraag = {
        "aanleiding": "persoonsgerichte-aanpak",
        "naam": STERRIN[0],
        "geboortedatum": STERRIN[1],
        **REDEN,
    }
    blik = klant.maak("/terugblikken", vraag)
    (gevonden,) = [een for een in blik["personen"] if een["persoonId"] == sterrin]
    assert {item["van"] for item in gevonden["items"]} == {"gemeente"}
    assert "ontvangen" not in {item["bron"] for item in gevonden["items"]}
    assert toets(klant, blik, sterrin, uitkomsten(gevonden)).status_code == 200
    # Hij blijft afgeschermd: een persoonsgerichte aanpak is een ander doel.
    assert klant.vraag("GET", f"/personen/{sterrin}").status_code == 403
    over = klant.haal(f"/terugblikken/{blik['id']}")["personen"]
    assert [een["items"] for een in over if een["persoonId"] == sterrin] == [[]]


def test_een_nieuwe_groep_alleen_na_het_besluit_van_de_driehoek(driehoek: Driehoek) -> None:
    gesloten(driehoek)
    klant = wie_kijkt(driehoek)
    vraag = {
        "aanleiding": "nieuwe-groep",
        "naam": STERRIN[0],
        "geboortedatum": STERRIN[1],
        **REDEN,
    }
    zonder = klant.vraag("POST", "/terugblikken", json=vraag)
    assert [een["pad"] for een in zonder.json()["fouten"]] == ["/nieuweGroep"]
    te_vroeg = lopend(driehoek)
    antwoord = klant.vraag("POST", "/terugblikken", json={**vraag, "nieuweGroep": te_vroeg})
    assert "heeft nog geen prioriteit" in antwoord.text
    dicht = klant.vraag("POST", "/terugblikken", json={**vraag, "nieuweGroep": driehoek.groep})
    assert "waarvan de aanpak loopt" in dicht.text
    goed = lopend(driehoek, stap=5, prioritering="ja")
    blik = klant.maak("/terugblikken", {**vraag, "nieuweGroep": goed})
    assert blik["gevonden"] >= 1


def test_zonder_aanleiding_of_recht_kijkt_niemand_en_elke_keer_ligt_vast(
    driehoek: Driehoek,
) -> None:
    sterrin = gesloten(driehoek)
    klant = wie_kijkt(driehoek)
    vraag = {"naam": STERRIN[0], "geboortedatum": STERRIN[1], **REDEN}
    ander = klant.vraag("POST", "/terugblikken", json={**vraag, "aanleiding": "nieuwsgierig"})
    assert ander.status_code == 400
    assert "persoonsgerichte-aanpak" in ander.text
    pga = {**vraag, "aanleiding": "persoonsgerichte-aanpak"}
    for functie in ("burgemeester", "privacyfunctionaris", "fg", "beheerder"):
        vreemd = wie_kijkt(driehoek, functie)
        assert vreemd.vraag("POST", "/terugblikken", json=pga).status_code == 403
    eerst = aantal(driehoek, RaadplegingRij, RaadplegingRij.persoon_id == sterrin)
    blik = klant.maak("/terugblikken", pga)
    assert aantal(driehoek, RaadplegingRij, RaadplegingRij.persoon_id == sterrin) > eerst
    niemand = klant.maak("/terugblikken", {**pga, "naam": "Niemand Verzonnen"})
    assert niemand["gevonden"] == 0
    # Wie toezicht houdt ziet dat er is gekeken, ook als er niets was; wie het was staat er niet.
    regels = wie_kijkt(driehoek, "fg").haal("/terugblikken")["terugblikken"]
    assert {blik["id"], niemand["id"]} <= {een["id"] for een in regels}
    assert STERRIN[0] not in str(regels)
    naar_dag(driehoek, "2026-12-20")
    later = wie_kijkt(driehoek)
    assert later.haal(f"/terugblikken/{blik['id']}")["personen"] == []
    assert toets(later, blik, sterrin, {"uitkomsten": []}).status_code == 409


def test_een_toets_gaat_over_alles_of_gaat_niet_door(driehoek: Driehoek) -> None:
    sterrin = gesloten(driehoek)
    klant = wie_kijkt(driehoek)
    vraag = {
        "aanleiding": "persoonsgerichte-aanpak",
        "naam": STERRIN[0],
        "geboortedatum": STERRIN[1],
        **REDEN,
    }
    blik = klant.maak("/terugblikken", vraag)
    (gevonden,) = [een for een in blik["personen"] if een["persoonId"] == sterrin]
    alles = uitkomsten(gevonden)
    te_kort = {"uitkomsten": alles["uitkomsten"][1:]}
    assert "wat niemand toetst gaat niet open" in toets(klant, blik, sterrin, te_kort).text
    dubbel = {"uitkomsten": [*alles["uitkomsten"], alles["uitkomsten"][0]]}
    assert "staat er twee keer" in toets(klant, blik, sterrin, dubbel).text
    zonder_naam = uitkomsten(gevonden, persoon="achterhaald")
    assert "kan niet blijven" in toets(klant, blik, sterrin, zonder_naam).text
    assert aantal(driehoek, OverlastRij, OverlastRij.persoon_id == sterrin) == 1
    # Wat is verbeterd telt verbeterd; klopt er niets meer, dan is iemand meteen weg.
    verbeterd = uitkomsten(gevonden, persoon="verbeterd")
    for een in verbeterd["uitkomsten"]:
        if een["uitslag"] == "verbeterd":
            een |= {"reden": "Verhuisd.", "gegevens": {"woonplaats": "Nergenshuizen"}}
    assert toets(klant, blik, sterrin, verbeterd).status_code == 200
    blik = klant.maak("/terugblikken", vraag)
    (gevonden,) = [een for een in blik["personen"] if een["persoonId"] == sterrin]
    (persoon,) = [item for item in gevonden["items"] if item["bron"] == "persoon"]
    assert persoon["gegevens"]["woonplaats"] == "Nergenshuizen"
    alles_weg = uitkomsten(gevonden, persoon="achterhaald", overlastgegeven="achterhaald")
    assert toets(klant, blik, sterrin, alles_weg).status_code == 200
    weg = PersoonRij.sleutel_id.is_(None)
    assert aantal(driehoek, PersoonRij, PersoonRij.id == sterrin, weg) == 1


def test_wat_niet_dient_waarvoor_wordt_bewaard_gaat_op_de_dag_van_sluiten(
    driehoek: Driehoek,
) -> None:
    """Hoe iemand te bereiken is en bij wie hij bekend is, vertelt niet wat er speelde of hielp."""
    driehoek.deel_de_brutolijst()
    driehoek.kantoor.naar_stap(3)
    lijst = str(driehoek.weeg_allen(STERRIN[0])["id"])
    assert driehoek.stel_vast(lijst).status_code == 200
    driehoek.ruim_op()
    sterrin = driehoek.personen[f"gemeente:{STERRIN[0]}"]
    klant = driehoek.kantoor.regisseur
    etag = klant.vraag("GET", f"/personen/{sterrin}").headers["ETag"]
    eigen_sleutel = {"externeSleutels": [{"systeem": "zaaksysteem", "sleutel": nieuw_id()}]}
    mail = {"email": "sterrin@verzonnen.example", "reden": "Bekend.", **eigen_sleutel}
    gezet = klant.vraag("PATCH", f"/personen/{sterrin}", json=mail, headers={"If-Match": etag})
    assert gezet.status_code == 200, gezet.text
    betrek_allen(driehoek)
    rij = OntvangenGegevenRij
    hier = rij.groep == driehoek.groep
    assert aantal(driehoek, rij, hier, rij.gegevenssoort == "BEKENDHEID") > 0
    sluit(driehoek)
    verklaard = verklaard_bij_onderhoud(driehoek)
    assert "persoonsvelden" in {een["wat"] for een in verklaard["niet-behouden"]}
    assert aantal(driehoek, rij, hier, rij.gegevenssoort == "BEKENDHEID") == 0
    assert aantal(driehoek, rij, hier, rij.gegevenssoort == "NAW") > 0
    # Wie hem nog eens vastlegt, met dezelfde sleutel, hoort niet dat hij is bewaard.
    wie = {"naam": STERRIN[0], "geboortedatum": STERRIN[1]}
    dubbel = klant.maak("/personen", {**wie, **eigen_sleutel})["id"]
    gevonden = {een["id"] for een in klant.maak("/personen/_zoek", wie, 200)["personen"]}
    assert {sterrin, dubbel} & gevonden == {dubbel}
    vraag = {"aanleiding": "persoonsgerichte-aanpak", **wie, **REDEN}
    blik = wie_kijkt(driehoek).maak("/terugblikken", vraag)
    (gevonden,) = [een for een in blik["personen"] if een["persoonId"] == sterrin]
    (persoon,) = [item for item in gevonden["items"] if item["bron"] == "persoon"]
    assert "naam" in persoon["gegevens"]
    assert "email" not in persoon["gegevens"]


def test_over_wie_is_bewaard_gaat_niets_meer_weg_in_welk_bericht_ook(driehoek: Driehoek) -> None:
    sterrin = gesloten(driehoek)
    klant, aan = driehoek.kantoor.regisseur, driehoek.kantoor.analist_id
    hier = (UitgaandRij.groep == driehoek.groep, UitgaandRij.soort == "verstrekking")
    with driehoek.bureau("gemeente").geheel.uitwisseling.dienst.lezend() as sessie:
        eerder = sessie.scalars(select(UitgaandRij.bericht_id).where(*hier)).first()
        lid = select(GroepslidRij.betrokkene).where(GroepslidRij.persoon_id == sterrin)
        betrokkene = sessie.scalars(lid).first()
    nieuw, voor = lopend(driehoek), aantal(driehoek, UitgaandRij)
    deel = {"persoon": sterrin, "gegevenssoort": "NAW", "kenmerken": TAAK}
    stuk = {"ontvanger": "politie", "ontvangendeMedewerker": aan, "doel": "D1"}
    verstrekking = {
        **stuk, "afweging": AFWEGING, "onderdelen": [{**deel, "grondslag": "AVG6_1_E"}]
    }  # fmt: skip
    kwijt = {"ontvanger": "politie", "ontvangendeMedewerker": aan, "inReactieOp": eerder}
    vervolg = [{"persoon": sterrin, "vervangt": 0, "gegevenssoort": "NAW"}]
    pogingen = {
        groep: [
            ("/verstrekkingen", {**verstrekking, "soort": "verstrekking", "groep": groep}),
            ("/verstrekkingen", {**verstrekking, "soort": "aanvulling", "groep": groep, **kwijt}),
            ("/verstrekkingen", {**kwijt, "soort": "correctie", "groep": groep,
                                 "onderdelen": vervolg}),
            ("/verstrekkingen", {**kwijt, "soort": "intrekking", "groep": groep,
                                 "onderdelen": [{"persoon": sterrin, "vervangt": 0}]}),
            ("/uitingen", {"groep": groep, "doel": "D1", "afweging": AFWEGING,
                           "toehoorders": [{"partij": "politie", "medewerker": aan}],
                           "onderdelen": [{**deel, "grondslagen": {"politie": "AVG6_1_E"}}]}),
            ("/informatieverzoeken", {"groep": groep, "ontvanger": "politie",
                                      "ontvangendeMedewerker": aan, "vraag": "Wat speelt er?",
                                      "betrokkenen": [betrokkene]}),
        ]
        for groep in (driehoek.groep, nieuw)
    }  # fmt: skip
    for pad, vraag in (een for alle in pogingen.values() for een in alle):
        antwoord = klant.vraag("POST", pad, json=vraag)
        assert antwoord.status_code in (400, 403, 404, 409), (pad, vraag, antwoord.text)
        assert STERRIN[0] not in antwoord.text
    assert aantal(driehoek, UitgaandRij) == voor
    correctie = klant.vraag("POST", "/verstrekkingen", json=pogingen[driehoek.groep][2][1])
    assert "is afgeschermd" in correctie.text, correctie.text


def test_wie_een_ander_vond_ziet_alleen_wie_in_zijn_eigen_taak_is(driehoek: Driehoek) -> None:
    """Het register noemt elke terugblik; wie haar opent ziet niemand buiten zijn taak."""
    sterrin = gesloten(driehoek)
    vraag = {"naam": STERRIN[0], "geboortedatum": STERRIN[1], **REDEN}
    klant, goed = wie_kijkt(driehoek), lopend(driehoek, stap=5, prioritering="ja")
    for aanleiding, groep in (
        ("persoonsgerichte-aanpak", {}),
        ("nieuwe-groep", {"nieuweGroep": goed}),
    ):
        blik = klant.maak("/terugblikken", {**vraag, "aanleiding": aanleiding, **groep})
        assert sterrin in {een["persoonId"] for een in blik["personen"]}
        sub = f"elders.{nieuw_id()}@gemeente.example"
        elders, _ = driehoek.bureau("gemeente").medewerker(
            "regisseur", sub, alleGroepen=False, groepen=[goed]
        )
        gelezen = elders.haal(f"/terugblikken/{blik['id']}")
        assert gelezen["personen"] == []
        assert STERRIN[0] not in str(gelezen)
        assert toets(elders, blik, sterrin, {"uitkomsten": []}).status_code == 403


def test_wie_na_het_sluiten_een_melding_verbetert_krijgt_niet_te_zien_wie_erin_voorkwam(
    driehoek: Driehoek,
) -> None:
    sterrin, klant = gesloten(driehoek), driehoek.kantoor.regisseur
    (melding,) = klant.haal(f"/groepen/{driehoek.groep}/meldingen")["meldingen"]
    pad = f"/meldingen/{melding['id']}/betrokkenen"
    for methode, waar in (
        ("GET", pad),
        ("PUT", f"{pad}/{sterrin}"),
    ):
        antwoord = klant.vraag(methode, waar)
        assert (antwoord.status_code, antwoord.json()) == (200, {"personen": []}), methode
    # Korter bewaren doet na het sluiten niemand alleen; ook dan wordt niemand genoemd.
    geweigerd = klant.vraag("DELETE", f"{pad}/{sterrin}")
    assert (geweigerd.status_code, sterrin in geweigerd.text) == (409, False)
