"""De eigen gegevens van elke partij: vastleggen, verbeteren, en wat ervan mag vertrekken."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bestand.personen.register import PersonenRegister
from shared.convenant.bestand.inhoudsvorm import vormfouten
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.partij.persoon import Persoonsgegevens
from shared.partij.poorten.gegevensbron import Brongegeven
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import Klant, Opstelling

PERSOON = {
    "naam": "Dwarrel Kartonnema",
    "geboortedatum": "2010-04-05",
    "adres": "Fantasieplein 4",
    "woonplaats": "Rotterdam",
    "email": "dwarrel@verzonnen.example",
}
ART8 = {
    "artikel": "8",
    "aard": "feit",
    "derdenVerwijderd": True,
    "omschrijving": "Gezien bij vernieling van een verzonnen bushokje.",
    "eersteVerwerking": "2026-03-01",
}
ART13 = {
    **ART8,
    "artikel": "13",
    "subdoel": "a",
    "termijnTot": "2027-03-01",
    "bron": "8",
}
VERKLARING = {
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
}
OM = {"aard": "feit", "derdenVerwijderd": True, **VERKLARING}
STRAFVORDERLIJK = {
    **OM,
    "zaaknummer": "10/000000-26",
    "omschrijving": "Verdenking van een verzonnen vernieling.",
}
JUSTITIEEL = {
    **OM,
    "omschrijving": "Verzonnen taakstraf.",
    "reedsBeschikbaar": True,
}
TENUITVOERLEGGING = {
    **OM,
    "omschrijving": "Verzonnen taakstraf loopt.",
    "omVerwerkingsverantwoordelijk": True,
}
VERVOLGING = {
    **OM,
    "vervolgingsdatum": "2026-06-15",
    "delictcategorie": "vernieling",
    "relevantVoorGroepsaanpak": True,
    "relevantie": "Hangt samen met het verzonnen gedrag van de groep.",
}
GEBEURTENIS = {
    "aard": "oordeel",
    "derdenVerwijderd": True,
    "datum": "2026-10-03",
    "omschrijving": "Verzonnen geluidsoverlast op het plein.",
}
SOORTEN: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "politie": ("analist", {"politiegegevens": ART8}),
    "om": (
        "parketsecretaris",
        {
            "strafvorderlijke-gegevens": STRAFVORDERLIJK,
            "justitiele-gegevens": JUSTITIEEL,
            "tenuitvoerleggingsgegevens": TENUITVOERLEGGING,
            "recente-vervolgingen": VERVOLGING,
        },
    ),
    "gemeente": (
        "regisseur",
        {
            "overlastgegevens": GEBEURTENIS,
            "aanspreekgegevens": GEBEURTENIS,
            "aanbodgegevens": GEBEURTENIS,
            "ouderbetrokkenheidsgegevens": GEBEURTENIS,
        },
    ),
}


def _persoon(klant: Klant) -> str:
    return str(klant.maak("/personen", PERSOON)["id"])


def _bron(
    opstelling: Opstelling, gegevenssoort: str, persoon_id: str, gegeven_id: str | None
) -> Brongegeven:
    """What the engine would read for a disclosure."""
    bron = opstelling.dienst.partij.bronnen[gegevenssoort]
    with opstelling.dienst.transactie() as sessie:
        persoon = PersonenRegister(sessie, opstelling.dienst.kluis).lees(persoon_id)
        return bron.lees(sessie, persoon, gegeven_id)


@pytest.mark.parametrize("opstelling", SOORTEN, indirect=True)
def test_elk_gegeven_is_vast_te_leggen_te_verbeteren_en_terug_te_lezen(
    opstelling: Opstelling,
) -> None:
    functie, soorten = SOORTEN[opstelling.dienst.partij.code]
    klant = opstelling.medewerker(functie)
    persoon = _persoon(klant)
    for pad, invoer in soorten.items():
        _doorloop(klant, f"/personen/{persoon}/{pad}", invoer)


def _doorloop(klant: Klant, basis: str, invoer: dict[str, Any]) -> None:
    gegeven = klant.maak(basis, invoer)
    assert {naam: gegeven[naam] for naam in invoer} == invoer
    hier = f"{basis}/{gegeven['id']}"
    gelezen = klant.vraag("GET", hier)
    assert gelezen.json() == gegeven
    als_gelezen = {"If-Match": gelezen.headers["ETag"]}
    wijziging = {"derdenVerwijderd": False, "reden": "Er stond toch een melder in."}
    verbeterd = klant.vraag("PATCH", hier, json=wijziging, headers=als_gelezen)
    assert verbeterd.status_code == 200, verbeterd.text
    assert (verbeterd.json()["derdenVerwijderd"], verbeterd.json()["versie"]) == (False, 2)
    te_laat = klant.vraag("PATCH", hier, json=wijziging, headers=als_gelezen)
    assert te_laat.status_code == 412
    assert klant.vraag("PATCH", hier, json=wijziging).status_code == 428
    [correctie] = klant.haal(f"{hier}/correcties")["correcties"]
    assert correctie["oudeWaarden"] == {"derdenVerwijderd": True}
    assert klant.haal(basis)["items"] == [verbeterd.json()]


@pytest.mark.parametrize("opstelling", SOORTEN, indirect=True)
def test_alle_fouten_in_een_gegeven_in_een_keer(opstelling: Opstelling) -> None:
    functie, soorten = SOORTEN[opstelling.dienst.partij.code]
    klant = opstelling.medewerker(functie)
    persoon = _persoon(klant)
    fout = {"aard": "gerucht", "derdenVerwijderd": "ja", "bsn": "000000000"}
    for pad, invoer in soorten.items():
        antwoord = klant.vraag("POST", f"/personen/{persoon}/{pad}", json=fout)
        assert antwoord.status_code == 400
        paden = {een["pad"] for een in antwoord.json()["fouten"]}
        assert paden == {f"/{naam}" for naam in invoer} | {"/bsn"}, pad


def test_gegevens_van_een_ander_zijn_niet_via_deze_persoon_te_lezen(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    eigenaar, ander = _persoon(analist), _persoon(analist)
    gegeven = analist.maak(f"/personen/{eigenaar}/politiegegevens", ART8)
    assert (
        analist.vraag("GET", f"/personen/{ander}/politiegegevens/{gegeven['id']}").status_code
        == 404
    )
    with pytest.raises(NietGevonden):
        _bron(politie, "WPG8", ander, gegeven["id"])


def test_alleen_artikel_8_en_13_horen_in_dit_bestand(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    pad = f"/personen/{_persoon(analist)}/politiegegevens"
    for artikel in ("9", "10", "12", "8 en 13"):
        antwoord = analist.vraag("POST", pad, json={**ART8, "artikel": artikel})
        assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/artikel"], artikel


WPG_FOUTEN: list[tuple[dict[str, Any], list[str]]] = [
    (
        {**ART8, "subdoel": "a", "termijnTot": "2027-01-01", "bron": "8"},
        ["/bron", "/subdoel", "/termijnTot"],
    ),
    ({**ART8, "artikel": "13"}, ["/bron", "/subdoel", "/termijnTot"]),
    ({**ART13, "gerelateerd": True}, ["/gerelateerd"]),
    ({**ART8, "eersteVerwerking": "2026-11-24"}, ["/eersteVerwerking"]),
]


def test_de_regels_van_de_wpg_over_een_gegeven(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    pad = f"/personen/{_persoon(analist)}/politiegegevens"
    for invoer, paden in WPG_FOUTEN:
        antwoord = analist.vraag("POST", pad, json=invoer)
        assert antwoord.status_code == 400
        assert sorted(fout["pad"] for fout in antwoord.json()["fouten"]) == paden


def test_een_correctie_die_het_geheel_breekt_wordt_geweigerd(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    pad = f"/personen/{_persoon(analist)}/politiegegevens"
    gegeven = analist.maak(pad, ART8)
    hier = f"{pad}/{gegeven['id']}"
    etag = analist.vraag("GET", hier).headers["ETag"]
    antwoord = analist.vraag(
        "PATCH", hier, json={"artikel": "13", "reden": "x"}, headers={"If-Match": etag}
    )
    assert antwoord.status_code == 400
    assert len(antwoord.json()["fouten"]) == 3
    leeg = analist.vraag(
        "PATCH", hier, json={"omschrijving": None, "reden": "x"}, headers={"If-Match": etag}
    )
    assert [fout["pad"] for fout in leeg.json()["fouten"]] == ["/omschrijving"]
    assert analist.haal(hier) == gegeven


def test_tot_wanneer_een_politiegegeven_te_verstrekken_is(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    pad = f"/personen/{_persoon(analist)}/politiegegevens"
    verwacht: list[tuple[dict[str, Any], str]] = [
        (ART8, "2027-03-01"),
        ({**ART8, "gerelateerd": True}, "2031-03-01"),
        ({**ART8, "eersteVerwerking": "2024-02-29"}, "2025-02-28"),
        (ART13, "2027-03-01"),
        ({**ART13, "termijnTot": "2030-01-01"}, "2030-01-01"),
    ]
    for invoer, tot in verwacht:
        assert analist.maak(pad, invoer)["verstrekbaarTot"] == tot


def test_wat_van_een_politiegegeven_vertrekt(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = _persoon(analist)
    pad = f"/personen/{persoon}/politiegegevens"
    acht = analist.maak(pad, {**ART8, "extraMotivering": "Raakt het gezag (verzonnen)."})["id"]
    dertien = analist.maak(pad, {**ART13, "aard": "oordeel", "bijzonder": True})["id"]
    gegeven = _bron(politie, "WPG8", persoon, acht)
    assert gegeven.kenmerken == {
        "eersteVerwerking": "2026-03-01",
        "gerelateerd": False,
        "extraMotivering": True,
    }
    assert gegeven.gegevens["omschrijving"] == ART8["omschrijving"]
    assert (gegeven.aard, gegeven.herkomst, gegeven.bijzonder) == ("feit", "eigen", False)
    gegeven = _bron(politie, "WPG13", persoon, dertien)
    assert gegeven.kenmerken == {
        "subdoel": "a",
        "termijnTot": "2027-03-01",
        "bron": "8",
        "extraMotivering": False,
    }
    assert (gegeven.aard, gegeven.bijzonder) == ("oordeel", True)
    with pytest.raises(NietGevonden):
        _bron(politie, "WPG13", persoon, acht)
    with pytest.raises(OngeldigeInvoer):
        _bron(politie, "WPG8", persoon, None)


def test_het_zaaknummer_reist_verzegeld_en_staat_niet_in_de_kop(om: Opstelling) -> None:
    klant = om.medewerker("parketsecretaris")
    persoon = _persoon(klant)
    pad = f"/personen/{persoon}/strafvorderlijke-gegevens"
    stuk = klant.maak(pad, STRAFVORDERLIJK)
    gegeven = _bron(om, "STRAFVORDERLIJK", persoon, stuk["id"])
    assert gegeven.gegevens["zaak"] == STRAFVORDERLIJK["zaaknummer"]
    # Het commitment in de kop maakt wie het bericht verzegelt, met het zout van dat bericht.
    assert gegeven.kenmerken == VERKLARING


def test_elk_gegeven_van_het_om_draagt_drie_verklaringen(om: Opstelling) -> None:
    klant = om.medewerker("parketsecretaris")
    persoon = _persoon(klant)
    basis = f"/personen/{persoon}"
    anders = {**VERKLARING, "geenSepotOfVrijspraak": False}
    gemaakt = {
        "JUSTITIEEL": klant.maak(f"{basis}/justitiele-gegevens", JUSTITIEEL)["id"],
        "TENUITVOERLEGGING": klant.maak(
            f"{basis}/tenuitvoerleggingsgegevens", {**TENUITVOERLEGGING, **anders}
        )["id"],
        "RECENT_VERVOLGD": klant.maak(f"{basis}/recente-vervolgingen", VERVOLGING)["id"],
    }
    kenmerken = {soort: _bron(om, soort, persoon, een).kenmerken for soort, een in gemaakt.items()}
    assert kenmerken == {
        "JUSTITIEEL": {**VERKLARING, "reedsBeschikbaar": True},
        "TENUITVOERLEGGING": {**anders, "omVerwerkingsverantwoordelijk": True},
        "RECENT_VERVOLGD": {
            **VERKLARING,
            "relevantVoorGroepsaanpak": True,
            "binnenTwaalfMaanden": True,
        },
    }


@pytest.mark.parametrize("naam", list(VERKLARING))
def test_een_gegeven_van_het_om_zonder_een_van_de_verklaringen(om: Opstelling, naam: str) -> None:
    klant = om.medewerker("parketsecretaris")
    zonder = {veld: waarde for veld, waarde in STRAFVORDERLIJK.items() if veld != naam}
    pad = f"/personen/{_persoon(klant)}/strafvorderlijke-gegevens"
    antwoord = klant.vraag("POST", pad, json=zonder)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [f"/{naam}"]
    assert klant.haal(pad)["items"] == []


def test_ook_over_een_naam_verklaart_het_om_waar_die_niet_op_rust(om: Opstelling) -> None:
    klant = om.medewerker("parketsecretaris")
    persoon = _persoon(klant)
    pad = f"/personen/{persoon}/omverklaring"
    assert klant.vraag("GET", pad).status_code == 404
    assert _bron(om, "NAW", persoon, None).kenmerken is None
    eerste = klant.vraag("PUT", pad, json={**VERKLARING, "jdsBevraagd": True})
    assert eerste.status_code == 201, eerste.text
    assert _bron(om, "BEKENDHEID", persoon, None).kenmerken == {**VERKLARING, "jdsBevraagd": True}
    zonder_versie = klant.vraag("PUT", pad, json=VERKLARING)
    assert zonder_versie.status_code == 428
    koppen = {"If-Match": eerste.headers["ETag"]}
    tweede = klant.vraag("PUT", pad, json=VERKLARING, headers=koppen)
    assert (tweede.status_code, tweede.json()["versie"]) == (200, 2)
    assert klant.vraag("PUT", pad, json=VERKLARING, headers=koppen).status_code == 412
    for soort in ("NAW", "GEBOORTEDATUM", "BEKENDHEID"):
        assert _bron(om, soort, persoon, None).kenmerken == VERKLARING
    # Over wie alleen met een bericht kwam heeft het OM geen zaak waar iets op kan rusten.
    with om.dienst.transactie() as sessie:
        register = PersonenRegister(sessie, om.dienst.kluis, om.klok)
        gekomen = register.maak(
            Persoonsgegevens(naam="Knikker Bedenksel"), door=None, herkomst="ontvangen",
            bericht_id=nieuw_id(),
        )  # fmt: skip
    assert _bron(om, "BEKENDHEID", gekomen.id, None).kenmerken == VERKLARING


@pytest.mark.parametrize("opstelling", list(SOORTEN), indirect=True)
def test_wat_vertrekt_heeft_precies_de_vorm_van_zijn_soort(opstelling: Opstelling) -> None:
    functie, soorten = SOORTEN[opstelling.dienst.partij.code]
    klant = opstelling.medewerker(functie)
    persoon = _persoon(klant)
    gemaakt = [
        klant.maak(f"/personen/{persoon}/{pad}", stuk)["id"] for pad, stuk in soorten.items()
    ]
    gezien = set()
    for code, bron in opstelling.dienst.partij.bronnen.items():
        vorm = opstelling.dienst.regels.gegevenssoorten[code].vorm
        for kenmerk in (None, *gemaakt):
            try:
                gegeven = _bron(opstelling, code, persoon, kenmerk)
            except (NietGevonden, OngeldigeInvoer):
                continue
            assert list(vormfouten(dict(gegeven.gegevens), vorm)) == [], code
            gezien.add(code)
        assert bron.gegevenssoort == code
    assert gezien >= {"NAW", "GEBOORTEDATUM", "BEKENDHEID"}
    assert len(gezien) >= 3 + len(soorten)


def test_een_vervolging_van_langer_dan_een_jaar_geleden_is_niet_recent(om: Opstelling) -> None:
    klant = om.medewerker("parketsecretaris")
    persoon = _persoon(klant)
    pad = f"/personen/{persoon}/recente-vervolgingen"
    net = klant.maak(pad, {**VERVOLGING, "vervolgingsdatum": "2025-11-23"})
    assert net["recentTot"] == "2026-11-23"
    gegeven = _bron(om, "RECENT_VERVOLGD", persoon, net["id"])
    # Het wordt gezegd; van de woorden komt niets op schrift (E7).
    assert gegeven.gegevens == {}
    assert (net["binnenTwaalfMaanden"], (gegeven.kenmerken or {})["binnenTwaalfMaanden"]) == (
        True,
        True,
    )
    om.klok.vooruit(days=1)
    assert klant.haal(f"{pad}/{net['id']}")["binnenTwaalfMaanden"] is False
    with pytest.raises(OngeldigeInvoer, match="niet meer recent"):
        _bron(om, "RECENT_VERVOLGD", persoon, net["id"])


def test_wat_van_een_persoon_vertrekt(gemeente: Opstelling) -> None:
    regisseur = gemeente.medewerker("regisseur")
    persoon = _persoon(regisseur)
    inhoud = {
        soort: dict(_bron(gemeente, soort, persoon, None).gegevens)
        for soort in ("NAW", "GEBOORTEDATUM", "TEL_EMAIL", "BEKENDHEID")
    }
    assert inhoud == {
        "NAW": {
            "naam": PERSOON["naam"],
            "adres": PERSOON["adres"],
            "woonplaats": PERSOON["woonplaats"],
        },
        "GEBOORTEDATUM": {"geboortedatum": PERSOON["geboortedatum"]},
        "TEL_EMAIL": {"email": PERSOON["email"]},
        "BEKENDHEID": {"bekend": True},
    }
    zonder = regisseur.maak("/personen", {"naam": "Stuiter Oefenaar"})["id"]
    for soort in ("GEBOORTEDATUM", "TEL_EMAIL"):
        with pytest.raises(NietGevonden):
            _bron(gemeente, soort, str(zonder), None)
    with pytest.raises(OngeldigeInvoer):
        _bron(gemeente, "NAW", persoon, nieuw_id())


def test_wie_met_een_bericht_kwam_blijft_van_een_ander(gemeente: Opstelling) -> None:
    with gemeente.dienst.transactie() as sessie:
        register = PersonenRegister(sessie, gemeente.dienst.kluis, gemeente.klok)
        gegevens = Persoonsgegevens(naam="Knikker Bedenksel")
        ontvangen = register.maak(gegevens, door=None, herkomst="ontvangen", bericht_id=nieuw_id())
    assert _bron(gemeente, "NAW", ontvangen.id, None).herkomst == "ontvangen"
    bekend = _bron(gemeente, "BEKENDHEID", ontvangen.id, None)
    assert (dict(bekend.gegevens), bekend.herkomst) == ({"bekend": False}, "eigen")
