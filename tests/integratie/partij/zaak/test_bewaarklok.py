"""Een lange aanpak langs de echte gateway: de dag van sluiten is die van het besluit (8.1, H1-H3).

Wie sluit is de burgemeester, en niemand typt een datum. Wat de anderen hebben is dezelfde dag weg;
bij de gemeente gaat ieder op zijn eigen dag, ook als het onderhoud weken stillag.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from deploy.pki import Pki
from shared.bestand.tabellen import GroepslidRij, VertegenwoordigerRij
from shared.bestand.toegang.tabellen import AutorisatieRij, RaadplegingRij
from shared.convenant.termijnen import plus
from shared.partijdienst.onderhoud import OnderhoudLooptAl, draai_onderhoud
from shared.zaak.bewaren.tabellen import VernietigdtalRij
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.test_dossiers import ART13, GEBEURTENIS
from tests.integratie.partij.aanpakwerk import BEVESTIGD, LAAT, LANG, VROEG, Aanpak
from tests.integratie.partij.bureau import BEHEERDER, Klant
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.keten import DRIE, Keten, draaiende_keten


@pytest.fixture(scope="module", params=SOORTEN)
def keten(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Keten]:
    map_ = tmp_path_factory.mktemp("keten")
    with databanken(request, map_) as nieuw, draaiende_keten(nieuw, uitgever, pki, map_) as alles:
        yield alles


def test_na_een_aanpak_van_830_dagen_telt_ieders_eigen_laatste_melding(keten: Keten) -> None:
    aanpak = Aanpak.open(keten)
    aanpak.meld("2026-11-20", VROEG, LAAT)
    aanpak.naar_dag("2029-03-03")
    aanpak.meld("2029-02-01", LAAT)
    aanpak.meld("2029-03-01")
    taak = {"titel": "Kijken wat er bleef", "uiterlijk": "2029-04-01", **BEVESTIGD}
    aanpak.klanten["politie"].maak("/taken", {"groep": aanpak.groep, **taak})
    assert aanpak.uitleg()["geslotenOp"] is None
    aanpak.sluit()
    # Dezelfde dag, zonder dat er onderhoud draait.
    for code in DRIE:
        aanpak.kijk(code)
    assert aanpak.leden("politie") == aanpak.leden("om") == set()
    assert aanpak.leden("gemeente") == {LAAT}
    # Wie na het sluiten niet bewaart heeft de dag erna ook geen dossier meer (H3).
    aanpak.onderhoud("politie")
    assert aanpak.dossier("politie") == {"taak": 1}
    aanpak.naar_dag("2029-03-04")
    aanpak.onderhoud("politie")
    assert aanpak.dossier("politie") == {}
    uitleg = aanpak.uitleg()
    assert uitleg["geslotenOp"] == "2029-03-03"
    (blijft,) = uitleg["mensen"]
    assert (blijft["vertrektOp"], blijft["reden"]["code"]) == ("2031-02-01", "laatste-melding")
    assert blijft["reden"]["zin"] == (
        "Wordt vernietigd op 1 februari 2031, omdat de laatste melding waarin deze persoon "
        "voorkomt van 1 februari 2029 is en de groep op 3 maart 2029 is afgesloten."
    )
    toezicht = keten.medewerker("gemeente", "privacyfunctionaris", naam="kalender")[0]
    vooruit = toezicht.haal("/bewaarkalender?van=2031-01-01&tot=2031-02-28")["vakken"]
    assert {
        "maand": "2031-02",
        "wat": "persoon",
        "regel": "laatste-melding",
        "aantal": 1,
    } in vooruit
    _eis_dossierdag(aanpak, toezicht)
    te_ver = toezicht.vraag("GET", "/bewaarkalender?van=2031-01-01&tot=2041-01-02")
    assert te_ver.status_code == 400
    aanpak.naar_dag("2031-01-31")
    aanpak.onderhoud("gemeente")
    assert aanpak.leden("gemeente") == {LAAT}
    aanpak.naar_dag("2031-02-01")
    aanpak.onderhoud("gemeente")
    assert aanpak.leden("gemeente") == set()
    aanpak.naar_dag("2031-03-01")
    aanpak.onderhoud("gemeente")
    assert aanpak.dossier("gemeente") == {"groepsmelding": 3, "besluitconcept": 1}
    aanpak.naar_dag("2031-03-02")
    aanpak.onderhoud("gemeente")
    assert aanpak.dossier("gemeente") == {}


def _eis_dossierdag(aanpak: Aanpak, toezicht: Klant) -> None:
    """Het dossier zonder namen telt van de laatste melding over de groep zelf (H2)."""
    alle = toezicht.haal("/bewaarlijst?maand=2031-03&wat=dossier")["items"]
    (dossier,) = [een for een in alle if een["groep"] == aanpak.groep]
    assert (dossier["dag"], dossier["regel"]) == ("2031-03-02", "dossier-laatste-melding")
    assert dossier["zin"] == (
        "Wordt vernietigd op 2 maart 2031, omdat de laatste eigen melding over de groep van "
        "1 maart 2029 is, 2 jaar voorbij zijn en de groep is afgesloten."
    )


def test_kijkt_er_weken_niemand_dan_geldt_nog_steeds_de_dag_van_het_besluit(keten: Keten) -> None:
    aanpak = Aanpak.open(keten)
    dag = keten.klok().date()
    melding = dag - timedelta(days=3)
    aanpak.meld(melding.isoformat(), LAAT)
    aanpak.sluit()
    keten.klok.vooruit(days=58)
    for code in DRIE:
        aanpak.onderhoud(code)
    assert aanpak.leden("politie") == aanpak.leden("om") == set()
    uitleg = aanpak.uitleg()
    assert uitleg["geslotenOp"] == dag.isoformat()
    dagen = [een["vertrektOp"] for een in uitleg["mensen"]]
    assert dagen == [plus(melding, "P2Y").isoformat()]


def test_elke_partij_zegt_welke_termijnen_bij_haar_gelden(keten: Keten) -> None:
    aanpak = Aanpak.open(keten)
    hier = {}
    for code in DRIE:
        rijen = aanpak.klanten[code].haal("/bewaartermijnen")["termijnen"]
        assert all(rij["zin"].endswith(".") and "{" not in rij["zin"] for rij in rijen)
        hier[code] = {rij["code"] for rij in rijen if rij["geldtHier"]}
    assert "laatste-melding" in hier["gemeente"] - hier["politie"] - hier["om"]
    assert "bewaart-niet" in (hier["politie"] & hier["om"]) - hier["gemeente"]
    assert "wpg-8-vernietigen" in hier["politie"] - hier["om"] - hier["gemeente"]
    assert "wjsg-zonder-termijn" in hier["om"] - hier["politie"] - hier["gemeente"]
    assert not any(code.startswith("blad-") for codes in hier.values() for code in codes)


def test_dat_het_onderhoud_draaide_is_een_blad_ook_als_er_niets_wegging(keten: Keten) -> None:
    aanpak = Aanpak.open(keten)
    aanpak.onderhoud("om")
    toezicht = keten.medewerker("om", "privacyfunctionaris", naam="toezicht op onderhoud")[0]
    alle = toezicht.haal("/vernietigingsverklaringen")["vernietigingsverklaringen"]
    beurten = [een for een in alle if een["grond"] == "onderhoudsbeurt"]
    assert beurten[0]["aantallen"]["beurten"] == 1
    assert beurten[0]["bladnummer"] is not None
    assert beurten[0]["groep"] is None
    aanpak.onderhoud("om")
    opnieuw = toezicht.haal("/vernietigingsverklaringen")["vernietigingsverklaringen"]
    assert len([een for een in opnieuw if een["grond"] == "onderhoudsbeurt"]) == len(beurten) + 1


def test_achter_elk_aantal_staat_wat_er_weggaat_en_wie_alleen_wordt_genoemd_als_dat_vastligt(
    keten: Keten,
) -> None:
    aanpak = Aanpak.open(keten)
    wie = aanpak.personen[LAAT]
    overlast = {**GEBEURTENIS, "datum": keten.klok().date().isoformat()}
    eigen = aanpak.regisseur.maak(f"/personen/{wie}/overlastgegevens", overlast)["id"]
    pad = f"/eigen-gegevens/{eigen}/bewaartermijn"
    uitleg = aanpak.regisseur.haal(pad)
    assert (uitleg["weg"], uitleg["wachtOpAanpak"]) == (None, True)
    # Ook uit een bestand dat al zegt wanneer: een politiegegeven telt door in een aanpak.
    analist = aanpak.klanten["politie"]
    persoon = keten.bureaus["politie"].persoon(analist, aanpak.groep, "Wolk Verdaagd", "2010-01-02")
    tot = (keten.klok().date() + timedelta(days=40)).isoformat()
    art13 = {**ART13, "termijnTot": tot}
    gegeven = analist.maak(f"/personen/{persoon}/politiegegevens", art13)["id"]
    termijn = analist.haal(f"/eigen-gegevens/{gegeven}/bewaartermijn")
    weg = (date.fromisoformat(tot) + timedelta(days=1)).isoformat()
    assert (termijn["weg"]["dag"], termijn["weg"]["regel"]) == (weg, "wpg-13-vernietigen")
    assert termijn["zin"].startswith("Wordt vernietigd op ")
    toezicht, _ = keten.medewerker("politie", "privacyfunctionaris", naam="lijst")
    cel = f"/bewaarlijst?maand={weg[:7]}&wat=eigen"
    (post,) = [een for een in toezicht.haal(cel)["items"] if een["id"] == gegeven]
    assert (post["dag"], post["zin"], post["naam"]) == (weg, termijn["zin"], None)
    assert post["persoonId"] is None
    assert _gelezen(keten, "politie", gegeven) == {"bewaaruitleg"}
    (post,) = [een for een in toezicht.haal(f"{cel}&namen=true")["items"] if een["id"] == gegeven]
    assert (post["naam"], post["persoonId"]) == ("Wolk Verdaagd", persoon)
    assert _gelezen(keten, "politie", gegeven) == {"bewaaruitleg", "bewaarlijst"}
    wijkagent, _ = keten.medewerker("politie", "wijkagent", naam="lijst")
    (post,) = [een for een in wijkagent.haal(cel)["items"] if een["id"] == gegeven]
    assert (post["gegevenssoort"], post["regel"], post["zin"]) == (None, None, None)
    aantal = sum(
        een["aantal"]
        for een in toezicht.haal("/bewaarkalender")["vakken"]
        if (een["maand"], een["wat"]) == (weg[:7], "eigen")
    )
    assert len(toezicht.haal(cel)["items"]) == aantal
    assert toezicht.vraag("GET", "/bewaarlijst?maand=2031-13&wat=zomaar").json()["fouten"]
    _blader_verder(analist, toezicht, persoon, keten.klok().date() + timedelta(days=500))
    assert toezicht.vraag("GET", f"/eigen-gegevens/{nieuw_id()}/bewaartermijn").status_code == 404


def _blader_verder(analist: Klant, toezicht: Klant, persoon: str, tot: date) -> None:
    """Wat er stond is intussen weg: de volgende pagina gaat verder waar zij was."""
    pad = f"/personen/{persoon}/politiegegevens"
    for _ in range(4):
        analist.maak(pad, {**ART13, "termijnTot": tot.isoformat()})
    cel = f"/bewaarlijst?maand={(tot + timedelta(days=1)).isoformat()[:7]}&wat=eigen"
    alle = [een["id"] for een in toezicht.haal(cel)["items"]]
    eerst = toezicht.haal(f"{cel}&paginagrootte=2")
    assert [een["id"] for een in eerst["items"]] == alle[:2]
    later = {"reden": "Verkeerd overgenomen.", "termijnTot": f"{tot.year + 2}-01-01"}
    for weg in alle[1:3]:
        merk = analist.vraag("GET", f"{pad}/{weg}").headers["ETag"]
        gewijzigd = analist.vraag("PATCH", f"{pad}/{weg}", json=later, headers={"If-Match": merk})
        assert gewijzigd.status_code == 200, gewijzigd.text
    rest = toezicht.haal(f"{cel}&paginagrootte=2&na={eerst['volgende']}")
    assert ([een["id"] for een in rest["items"]], rest["volgende"]) == (alle[3:], None)


def _gelezen(keten: Keten, code: str, gegeven: str) -> set[str]:
    with keten.bureaus[code].geheel.dienst.lezend() as sessie:
        vraag = select(RaadplegingRij.soort).where(RaadplegingRij.object_id == gegeven)
        return set(sessie.scalars(vraag))


def test_wie_toezicht_houdt_ziet_wat_er_weggaat_wat_er_ging_en_wat_te_laat_is(
    keten: Keten,
) -> None:
    aanpak = Aanpak.open(keten)
    analist = aanpak.klanten["politie"]
    persoon = keten.bureaus["politie"].persoon(
        analist, aanpak.groep, "Regen Verdaagd", "2010-01-02"
    )
    tot = (keten.klok().date() + timedelta(days=9)).isoformat()
    analist.maak(f"/personen/{persoon}/politiegegevens", {**ART13, "termijnTot": tot})
    aanpak.onderhoud("politie")
    fg, _ = keten.medewerker("politie", "fg", naam=nieuw_id())
    weg = (keten.klok().date() + timedelta(days=10)).isoformat()
    assert _termijnregels(fg, weg) == [("termijn-gaat", "open", "later", 1)]
    # Draait er niemand, dan is het vanzelf te laat.
    keten.klok.vooruit(days=12)
    assert _termijnregels(fg, weg) == [("termijn-gaat", "open", "te_laat", 1)]
    aanpak.onderhoud("politie")
    assert _termijnregels(fg, weg) == []
    gedaan = [een for een in _toezicht(fg) if een["soort"] == "termijn-gedaan"]
    titels = [een["titel"] for een in gedaan if een["stand"] == "gedaan"]
    assert "Weg op termijn (eigen politiegegeven van artikel 13): 1" in titels


def test_wordt_het_kind_zestien_dan_heeft_geen_partij_nog_een_ouder(keten: Keten) -> None:
    """Wat de gemeente over de ouder vastlegde is weg, en de ouder zelf; wat de politie over hem
    heeft voor haar eigen taak volgt de Wpg, maar van wie hij de ouder is weet zij niet meer."""
    aanpak = Aanpak.open(keten)
    zestien = keten.klok().date() + timedelta(days=20)
    geboren = zestien.replace(year=zestien.year - 16).isoformat()
    ouders, eigens = {}, {}
    tot = plus(zestien, "P2Y").isoformat()
    for code, pad, wat in (
        ("gemeente", "ouderbetrokkenheidsgegevens", GEBEURTENIS),
        ("politie", "politiegegevens", {**ART13, "termijnTot": tot}),
    ):
        klant = aanpak.klanten[code]
        kind = keten.bureaus[code].persoon(klant, aanpak.groep, "Mistje Kindverzonnen", geboren)
        ouder = ouders[code] = klant.maak("/personen", {"naam": "Nevel Ouderverzonnen"})["id"]
        klant.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
        lid = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
        klant.maak(f"/groepen/{aanpak.groep}/leden", lid)
        eigens[code] = klant.maak(f"/personen/{ouder}/{pad}", wat)["id"]
    weg = zestien + timedelta(days=31)
    regisseur, analist = aanpak.regisseur, aanpak.klanten["politie"]
    uitleg = regisseur.haal(f"/eigen-gegevens/{eigens['gemeente']}/bewaartermijn")
    assert (uitleg["weg"]["dag"], uitleg["weg"]["regel"]) == (weg.isoformat(), "ouder-eigen")
    aanpak.naar_dag((weg - timedelta(days=1)).isoformat())
    for code in ("gemeente", "politie"):
        aanpak.onderhoud(code)
        assert _ouder_van(keten, code, ouders[code]) == (1, 1)
    aanpak.naar_dag(weg.isoformat())
    for code in ("gemeente", "politie"):
        aanpak.onderhoud(code)
        assert _ouder_van(keten, code, ouders[code]) == (0, 0)
    assert regisseur.vraag("GET", f"/personen/{ouders['gemeente']}").status_code == 410
    (blijft,) = analist.haal(f"/personen/{ouders['politie']}/politiegegevens")["items"]
    assert blijft["id"] == eigens["politie"]


def _ouder_van(keten: Keten, code: str, ouder: str) -> tuple[int, int]:
    """Van hoeveel leden hij hier de ouder is, en van hoeveel mensen."""
    lid, relatie = GroepslidRij, VertegenwoordigerRij
    with keten.bureaus[code].geheel.dienst.lezend() as sessie:
        leden = select(lid.id).where(lid.persoon_id == ouder, lid.beeindigd_op.is_(None))
        relaties = select(relatie.id).where(relatie.ouder_id == ouder)
        return len(sessie.scalars(leden).all()), len(sessie.scalars(relaties).all())


def test_twee_rondes_tegelijk_tellen_wat_er_gaat_een_keer(keten: Keten) -> None:
    """De tweede neemt het slot over van een die nog leeft: die houdt op, en niets telt dubbel."""
    aanpak = Aanpak.open(keten)
    analist = aanpak.klanten["politie"]
    tot = (keten.klok().date() + timedelta(days=1)).isoformat()
    for nummer in range(3):
        wie = (f"Nevel Dubbelverzonnen{'abc'[nummer]}", "2010-01-02")
        persoon = keten.bureaus["politie"].persoon(analist, aanpak.groep, *wie)
        analist.maak(f"/personen/{persoon}/politiegegevens", {**ART13, "termijnTot": tot})
    keten.klok.vooruit(days=2)
    voor = _geteld(keten)
    geheel = keten.bureaus["politie"].geheel

    async def twee() -> list[Any]:
        rondes = [draai_onderhoud(geheel, timedelta(0)) for _ in range(2)]
        return await asyncio.gather(*rondes, return_exceptions=True)

    uitkomsten = keten.doe(twee())
    fouten = [een for een in uitkomsten if isinstance(een, BaseException)]
    assert all(isinstance(een, OnderhoudLooptAl) for een in fouten), fouten
    aanpak.onderhoud("politie")
    assert _geteld(keten) - voor == 3


def _geteld(keten: Keten) -> int:
    with keten.bureaus["politie"].geheel.dienst.lezend() as sessie:
        rij = VernietigdtalRij
        vraag = select(func.sum(rij.aantal)).where(rij.regel == "wpg-13-vernietigen")
        return int(sessie.scalar(vraag) or 0)


def _toezicht(klant: Klant) -> list[dict[str, Any]]:
    uit: list[dict[str, Any]] = klant.haal("/toezichtoverzicht?paginagrootte=100")["regels"]
    return uit


def _termijnregels(klant: Klant, dag: str) -> list[tuple[str, str, str, int]]:
    return [
        (een["soort"], een["stand"], een["urgentie"], int(een["titel"].split()[0]))
        for een in _toezicht(klant)
        if een["uiterlijk"] == dag and "eigen gegevens" in een["titel"]
    ]


def test_na_vier_jaar_is_weg_wie_wat_las_en_wie_dat_mocht(keten: Keten) -> None:
    aanpak = Aanpak.open(keten)
    tot = (keten.klok().date() + timedelta(days=60)).isoformat()
    vertrokken, wie = keten.medewerker("gemeente", "regisseur", naam="weg", geldigTot=tot)
    vertrokken.haal(f"/personen/{aanpak.personen[LAAT]}")
    aanpak.onderhoud("gemeente")
    keten.klok.vooruit(days=4 * 365)
    aanpak.onderhoud("gemeente")
    assert _sporen(keten, wie) == {"gelezen", "naam", "sleutel"}
    keten.klok.vooruit(days=3)
    aanpak.onderhoud("gemeente")
    assert _sporen(keten, wie) == {"naam", "sleutel"}
    keten.klok.vooruit(days=60)
    aanpak.onderhoud("gemeente")
    assert _sporen(keten, wie) == set()
    beheer = keten.bureaus["gemeente"].klant(BEHEERDER)
    weg = beheer.haal(f"/autorisaties/{wie}")
    assert (weg["naam"], weg["sub"], weg["aangewezen"]) == ("naam vernietigd", wie, False)
    # Nog eens, of veel later, verandert niets: er is niets meer.
    aanpak.onderhoud("gemeente")
    toezicht, _ = keten.medewerker("gemeente", "privacyfunctionaris", naam="sporen", **LANG)
    alle = toezicht.haal("/vernietigingsverklaringen")["vernietigingsverklaringen"]
    gedaan = [een for een in alle if een["grond"] == "verantwoording"]
    assert sum(een["aantallen"].get("autorisatie", 0) for een in gedaan) == 1
    assert all(een["bladnummer"] is not None for een in gedaan)
    cel = f"/bewaarlijst?maand={keten.klok().date().isoformat()[:7]}&wat=autorisatie"
    assert toezicht.haal(cel)["items"] == []


def _sporen(keten: Keten, wie: str) -> set[str]:
    """Wat er van een medewerker nog staat, en of zijn sleutel er nog is."""
    dienst = keten.bureaus["gemeente"].geheel.dienst
    with dienst.lezend() as sessie:
        rij = sessie.get_one(AutorisatieRij, wie)
        gelezen = select(RaadplegingRij.id).where(RaadplegingRij.autorisatie_id == wie)
        return {
            *(["gelezen"] if sessie.scalars(gelezen).first() else []),
            *(["naam"] if rij.zegel else []),
            *([] if dienst.kluis.vernietigde([rij.sleutel_id]) else ["sleutel"]),
        }
