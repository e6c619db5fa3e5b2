"""Wie toezicht houdt vraagt na wie er in iemands gegevens keek; ook dat laat een spoor na."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.gemeente.test_informatiestatus import UITZONDERING
from tests.integratie.diensten.opstelling import Klant, Opstelling
from tests.integratie.diensten.test_dossiers import ART8, PERSOON
from tests.integratie.diensten.test_systemen import programma, registreer

VRAAG: dict[str, Any] = {
    "van": "2026-11-23",
    "tot": "2026-11-23",
    "reden": "Een betrokkene vroeg wie er in zijn gegevens keek.",
    "bevestigdZonderPersonen": True,
}
TOEZICHT = ("privacyfunctionaris", "fg")


@pytest.fixture
def analist(politie: Opstelling) -> Klant:
    return politie.medewerker("analist")


@pytest.fixture
def fg(politie: Opstelling) -> Klant:
    return politie.medewerker("fg", "fg@partij.example")


def _zoek(klant: Klant, **anders: Any) -> list[dict[str, Any]]:
    antwoord = klant.vraag("POST", "/leesspoor/_zoek", json={**VRAAG, **anders})
    assert antwoord.status_code == 200, antwoord.text
    regels: list[dict[str, Any]] = antwoord.json()["regels"]
    return regels


def _handelingen(regels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(regel["handeling"], regel["soort"]) for regel in regels]


def _wijzig(klant: Klant, persoon: str) -> None:
    etag = klant.vraag("GET", f"/personen/{persoon}").headers["ETag"]
    wijziging = {"adres": "Elders 5", "reden": "Verhuisd."}
    antwoord = klant.vraag(
        "PATCH", f"/personen/{persoon}", json=wijziging, headers={"If-Match": etag}
    )
    assert antwoord.status_code == 200, antwoord.text


def test_wie_las_en_wie_wijzigde_staat_er_en_wat_er_stond_niet(
    politie: Opstelling, analist: Klant, fg: Klant
) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    ander = analist.maak("/personen", {**PERSOON, "naam": "Kwiebus Verzonnen"})["id"]
    analist.maak(f"/personen/{persoon}/politiegegevens", ART8)
    analist.maak(f"/groepen/{nieuw_id()}/leden", {"persoonId": persoon, "categorie": 1})
    chef = politie.autoriseer("chef@partij.example", "teamchef")
    politie.klant("chef@partij.example").haal(f"/personen/{persoon}")
    _wijzig(analist, persoon)
    regels = _zoek(fg, persoon=persoon)
    assert set(_handelingen(regels)) >= {
        ("gemaakt", "persoon"),
        ("gemaakt", "politiegegeven"),
        ("gemaakt", "groepslid"),
        ("raadplegen", "persoon"),
        ("gewijzigd", "persoon"),
    }
    van_chef = [regel for regel in regels if regel["medewerker"] == chef]
    assert _handelingen(van_chef) == [("raadplegen", "persoon")]
    assert (van_chef[0]["functie"], van_chef[0]["recht"]) == ("teamchef", "personen.lezen")
    assert {regel["persoon"] for regel in regels} == {persoon}
    tekst = str(regels)
    assert not any(woord in tekst for woord in ("Kartonnema", "Elders", "Fantasieplein", ander))
    assert _handelingen(_zoek(fg, medewerker=chef)) == [("raadplegen", "persoon")]
    assert _zoek(fg, persoon=ander, medewerker=chef) == []


def test_bladeren_geeft_elke_regel_een_keer(analist: Klant, fg: Klant) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    for _ in range(3):
        analist.haal(f"/personen/{persoon}")
    analist.maak(f"/personen/{persoon}/politiegegevens", ART8)
    alles = _zoek(fg, persoon=persoon)
    na, gezien = None, []
    while True:
        vraag = {**VRAAG, "persoon": persoon, "paginagrootte": 2, "na": na}
        pagina = fg.vraag("POST", "/leesspoor/_zoek", json=vraag).json()
        gezien += pagina["regels"]
        na = pagina["volgende"]
        if na is None or len(gezien) > 20:
            break
    # Elke bladzijde laat zelf ook een regel na; wat er al stond komt precies één keer.
    eerder = [regel for regel in gezien if regel["soort"] != "leesspoor"]
    assert eerder == [regel for regel in alles if regel["soort"] != "leesspoor"]


@pytest.mark.parametrize("functie", TOEZICHT)
def test_ook_wie_toezicht_houdt_staat_erin_met_zijn_reden(
    politie: Opstelling, analist: Klant, functie: str
) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    sub = f"{functie}@partij.example"
    wie = politie.autoriseer(sub, functie)
    klant = politie.klant(sub)
    _zoek(klant, persoon=persoon)
    (vraag,) = klant.haal("/leesspoor/vragen")["vragen"]
    assert (vraag["door"], vraag["persoon"], vraag["reden"]) == (wie, persoon, VRAAG["reden"])
    van_hem = [regel for regel in _zoek(klant, persoon=persoon) if regel["medewerker"] == wie]
    assert ("historie", "leesspoor") in _handelingen(van_hem)
    assert {regel["recht"] for regel in van_hem} == {"leesspoor.lezen"}


@pytest.mark.parametrize("functie", ["analist", "teamchef", "wijkagent", "beheerder", "auditor"])
def test_wie_het_recht_niet_heeft_ziet_van_een_collega_niets(
    politie: Opstelling, analist: Klant, functie: str
) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    sub = f"{functie}.ander@partij.example"
    klant = politie.medewerker(functie, sub)
    antwoord = klant.vraag("POST", "/leesspoor/_zoek", json={**VRAAG, "persoon": persoon})
    assert antwoord.status_code == 403
    assert "nagaan wie over iemand las" in antwoord.json()["detail"]
    assert klant.vraag("GET", "/leesspoor/vragen").status_code == 403


@pytest.mark.parametrize(
    ("anders", "paden"),
    [
        ({}, {"/persoon"}),
        ({"medewerker": nieuw_id(), "tot": "2026-11-22"}, {"/tot"}),
        ({"medewerker": nieuw_id(), "reden": " "}, {"/reden"}),
        ({"medewerker": nieuw_id(), "reden": "zomaar"}, {"/reden"}),
        ({"medewerker": nieuw_id(), "van": "0001-01-01"}, {"/van"}),
        (
            {"medewerker": nieuw_id(), "bevestigdZonderPersonen": False},
            {"/bevestigdZonderPersonen"},
        ),
        (
            {"medewerker": nieuw_id(), "reden": "Omdat Sterrin Nooitgedacht op 06-12345678 belde."},
            {"/reden"},
        ),
    ],
)
def test_een_vraag_die_niet_klopt_krijgt_niets_en_blijft_niet_staan(
    fg: Klant, anders: dict[str, Any], paden: set[str]
) -> None:
    antwoord = fg.vraag("POST", "/leesspoor/_zoek", json={**VRAAG, **anders})
    assert antwoord.status_code == 400, antwoord.text
    assert {fout["pad"] for fout in antwoord.json()["fouten"]} == paden
    assert "Nooitgedacht" not in antwoord.text
    assert fg.haal("/leesspoor/vragen")["vragen"] == []


def test_wie_hier_nooit_was_geeft_niets(fg: Klant) -> None:
    for anders in ({"persoon": nieuw_id()}, {"medewerker": nieuw_id()}):
        antwoord = fg.vraag("POST", "/leesspoor/_zoek", json={**VRAAG, **anders})
        assert antwoord.status_code == 404


def test_buiten_de_taak_wordt_er_niets_getoond(politie: Opstelling, analist: Klant) -> None:
    hier, elders = nieuw_id(), nieuw_id()
    personen = {}
    for groep in (hier, elders):
        personen[groep] = analist.maak("/personen", PERSOON)["id"]
        lid = {"persoonId": personen[groep], "categorie": 1}
        analist.maak(f"/groepen/{groep}/leden", lid)
    analist.haal(f"/personen/{personen[elders]}")
    wie = _autorisatie(politie)
    beperkt = politie.medewerker(
        "privacyfunctionaris", "pf@partij.example", alleGroepen=False, groepen=[hier]
    )
    vraag = {**VRAAG, "persoon": personen[elders]}
    assert beperkt.vraag("POST", "/leesspoor/_zoek", json=vraag).status_code == 403
    gezien = {regel["persoon"] for regel in _zoek(beperkt, medewerker=wie)}
    assert personen[hier] in gezien
    assert personen[elders] not in gezien


def _autorisatie(politie: Opstelling) -> str:
    """De autorisatie van de analist, zoals de beheerder haar ziet."""
    gevonden = politie.beheerder().haal("/autorisaties")["autorisaties"]
    return next(str(een["id"]) for een in gevonden if een["functie"] == "analist")


def test_de_dagen_zijn_dagen_in_amsterdam(politie: Opstelling, analist: Klant, fg: Klant) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    politie.klok.nu = politie.klok.nu.replace(hour=22, minute=59)
    analist.haal(f"/personen/{persoon}")
    politie.klok.vooruit(minutes=1)
    analist.haal(f"/personen/{persoon}")
    vandaag = _zoek(fg, persoon=persoon)
    morgen = _zoek(fg, persoon=persoon, van="2026-11-24", tot="2026-11-24")
    assert [regel["tijdstip"] for regel in vandaag if regel["handeling"] == "raadplegen"] == [
        "2026-11-23T22:59:00Z"
    ]
    lezingen = [regel["tijdstip"] for regel in morgen if regel["handeling"] == "raadplegen"]
    assert lezingen == ["2026-11-23T23:00:00Z"]


def test_ook_wat_geen_geschiedenis_heeft_zegt_wie_het_vastlegde(gemeente: Opstelling) -> None:
    een = gemeente.autoriseer("een@partij.example", "regisseur")
    twee = gemeente.autoriseer("twee@partij.example", "regisseur")
    regisseur, ander = (gemeente.klant(f"{wie}@partij.example") for wie in ("een", "twee"))
    persoon = regisseur.maak("/personen", PERSOON)["id"]
    pad = f"/personen/{persoon}/informatiestatus"
    gezet = regisseur.vraag("PUT", pad, json=UITZONDERING)
    koppen = {"If-Match": gezet.headers["ETag"]}
    assert ander.vraag("POST", f"{pad}/_goedkeuren", headers=koppen).status_code == 200
    fg = gemeente.medewerker("fg", "fg@partij.example")
    regels = _zoek(fg, persoon=persoon)
    wijzigers = [
        (regel["medewerker"], regel["soort"])
        for regel in regels
        if regel["handeling"] == "wijzigen"
    ]
    assert wijzigers == [(een, "informatiestatus"), (twee, "informatiestatus")]


def test_het_antwoord_zegt_met_welke_bewerking_en_of_een_programma_het_las(
    politie: Opstelling, analist: Klant, fg: Klant
) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    analist.haal(f"/personen/{persoon}")
    borg = politie.autoriseer("borg@partij.example", "privacyfunctionaris")
    registreer(politie, borg)
    systeem = programma(politie)
    systeem.haal(f"/personen/{persoon}")
    lezingen = [een for een in _zoek(fg, persoon=persoon) if een["handeling"] == "raadplegen"]
    assert [(een["operatie"], een["programma"]) for een in lezingen] == [
        ("leesPersoon", False),
        ("leesPersoon", True),
    ]
    assert lezingen[1]["verantwoordelijke"] == borg


def test_van_elke_vraag_ligt_vast_hoe_groot_het_antwoord_was(analist: Klant, fg: Klant) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    for _ in range(3):
        analist.haal(f"/personen/{persoon}")
    assert len(_zoek(fg, persoon=persoon, paginagrootte=2)) == 2
    regels = len(_zoek(fg, persoon=persoon))
    vragen = fg.haal("/leesspoor/vragen")["vragen"]
    assert [(een["aantal"], een["uitvoer"]) for een in vragen] == [(2, False), (regels, False)]


def test_als_bestand_staat_er_hetzelfde_en_rekent_niets(
    politie: Opstelling, analist: Klant, fg: Klant, monkeypatch: pytest.MonkeyPatch
) -> None:
    persoon = analist.maak("/personen", PERSOON)["id"]
    analist.haal(f"/personen/{persoon}")
    vraag = {**VRAAG, "persoon": persoon}
    antwoord = fg.vraag("POST", "/leesspoor/_exporteer", json=vraag)
    assert antwoord.status_code == 200
    assert antwoord.headers["content-type"] == "text/csv; charset=utf-8"
    kop, *rijen = antwoord.content.decode("utf-8-sig").splitlines()
    # Zoeken gebeurde later en staat er dus zelf ook in, net als de uitvoer.
    eerder = [een for een in _zoek(fg, persoon=persoon) if een["soort"] != "leesspoor"]
    assert [tuple(rij.split(";")[1:3]) for rij in rijen] == _handelingen(eerder)
    assert rijen[-1].split(";")[0] == "2026-11-23 11:00:00", "zoals de klok hier was"
    assert len(kop.split(";")) == len(rijen[0].split(";"))
    uitvoer, *_ = fg.haal("/leesspoor/vragen")["vragen"]
    assert (uitvoer["uitvoer"], uitvoer["aantal"]) == (True, len(rijen))
    monkeypatch.setattr("shared.overzicht.leesspoor.dienst.HOOGSTENS_UIT", 1)
    te_veel = fg.vraag("POST", "/leesspoor/_exporteer", json=vraag)
    assert (te_veel.status_code, te_veel.json()["fouten"][0]["pad"]) == (400, "/tot")
    assert (
        politie.medewerker("teamchef", "chef@partij.example")
        .vraag("POST", "/leesspoor/_exporteer", json=vraag)
        .status_code
        == 403
    )


def test_bij_elke_lezing_staat_op_welke_groep_en_met_welke_taak_zij_was(
    politie: Opstelling, analist: Klant, fg: Klant
) -> None:
    """Zo is later na te gaan of wie las toen wel in die groep werkte (art. 32a Wpg)."""
    groepen = sorted((nieuw_id(), nieuw_id()))
    persoon = analist.maak("/personen", PERSOON)["id"]
    analist.maak(f"/groepen/{groepen[0]}/leden", {"persoonId": persoon, "categorie": 1})
    politie.autoriseer("eng@partij.example", "analist", alleGroepen=False, groepen=groepen)
    eng = politie.klant("eng@partij.example")
    eng.haal(f"/groepen/{groepen[0]}/leden")
    eng.haal(f"/personen/{persoon}")
    analist.haal(f"/personen/{persoon}")
    lezingen = [
        (regel["operatie"], regel["groep"], regel["taak"])
        for regel in _zoek(fg, persoon=persoon)
        if regel["handeling"] in ("lijst", "raadplegen")
    ]
    taak = " ".join(groepen)
    assert lezingen == [
        ("lijstGroepsleden", groepen[0], taak), ("leesPersoon", None, taak),
        ("leesPersoon", None, "*"),
    ]  # fmt: skip
    gemaakt = [regel for regel in _zoek(fg, persoon=persoon) if regel["soort"] == "groepslid"]
    assert {regel["groep"] for regel in gemaakt if regel["handeling"] == "gemaakt"} == {groepen[0]}
