"""Personen: vastleggen, verbeteren, zoeken en vernietigen, en wie er keek."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from shared.bestand.toegang.tabellen import RaadplegingRij
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.vernietigen import PLANNEN, planinvoer, vernietig
from tests.integratie.diensten.opstelling import Klant, Opstelling

PERSOON: dict[str, Any] = {
    "naam": "Sterrin van Verzonnenstein",
    "geboortedatum": "2010-02-03",
    "adres": "Verzonnenlaan 12",
    "woonplaats": "Rotterdam",
    "telefoon": "06-0000 1234",
    "email": "sterrin@verzonnen.example",
}


NIEMAND: dict[str, Any] = {"personen": [], "voorstellen": [], "beperkt": None}


def _zoek(klant: Klant, naam: str, geboren: str | None = None) -> dict[str, list[str]]:
    """Wie er wordt gevonden en wie er wordt voorgesteld, op kenmerk."""
    vraag = {"naam": naam} if geboren is None else {"naam": naam, "geboortedatum": geboren}
    antwoord = klant.vraag("POST", "/personen/_zoek", json=vraag)
    assert antwoord.status_code == 200, antwoord.text
    gevonden = antwoord.json()
    return {soort: [een["id"] for een in gevonden[soort]] for soort in ("personen", "voorstellen")}


def _corrigeer(klant: Klant, persoon: dict[str, Any], **velden: Any) -> Any:
    etag = klant.vraag("GET", f"/personen/{persoon['id']}").headers["ETag"]
    return klant.vraag(
        "PATCH",
        f"/personen/{persoon['id']}",
        json={"reden": "Verkeerd overgenomen.", **velden},
        headers={"If-Match": etag},
    )


def test_persoon_vastleggen_en_teruglezen(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    antwoord = analist.vraag("POST", "/personen", json=PERSOON)
    assert antwoord.status_code == 201
    persoon = antwoord.json()
    assert antwoord.headers["Location"].endswith(f"/v1/personen/{persoon['id']}")
    gelezen = analist.haal(f"/personen/{persoon['id']}")
    assert gelezen == persoon
    assert {naam: gelezen[naam] for naam in PERSOON} == PERSOON
    assert (gelezen["herkomst"], gelezen["versie"]) == ("eigen", 1)


def test_lijst_toont_geen_inhoud_en_bladert(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    ids = [analist.maak("/personen", PERSOON)["id"] for _ in range(5)]
    eerste = analist.haal("/personen?paginagrootte=3")
    assert [rij["id"] for rij in eerste["personen"]] == ids[:3]
    assert set(eerste["personen"][0]) == {
        "id",
        "herkomst",
        "versie",
        "aangemaaktOp",
        "gewijzigdOp",
        "vernietigdOp",
    }
    tweede = analist.haal(f"/personen?paginagrootte=3&na={eerste['volgende']}")
    assert [rij["id"] for rij in tweede["personen"]] == ids[3:]
    assert tweede["volgende"] is None


def test_zoeken_vindt_dezelfde_persoon_ook_met_andere_schrijfwijze(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    for naam in ("sterrin VAN verzonnenstein", "  Sterrin  van Verzonnenstein "):
        vraag = {"naam": naam, "geboortedatum": "2010-02-03"}
        gevonden = analist.vraag("POST", "/personen/_zoek", json=vraag).json()["personen"]
        assert [een["id"] for een in gevonden] == [persoon["id"]], naam
    vraag = {"naam": PERSOON["naam"], "geboortedatum": "2010-02-04"}
    assert analist.vraag("POST", "/personen/_zoek", json=vraag).json() == NIEMAND


@pytest.mark.parametrize(
    ("staat_als", "gezocht"),
    [
        ("Sean O\u02bcVerzonnen", "Sean O'Verzonnen"),
        ("Sean O\u02bfVerzonnen", "Sean O'Verzonnen"),
        ("Verzon, Jan van der", "Jan van der Verzon"),
        ("\u0645\u0640\u062d\u0645\u062f Verzon", "\u0645\u062d\u0645\u062f Verzon"),
        ("Bedenk\u00adsel Anna", "Bedenksel\u200b Anna"),
    ],
)
def test_een_teken_dat_niemand_typt_houdt_niemand_verborgen(
    politie: Opstelling, staat_als: str, gezocht: str
) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", {"naam": staat_als, "geboortedatum": "2010-02-03"})
    assert persoon["naam"] == staat_als
    assert _zoek(analist, gezocht, "2010-02-03")["personen"] == [persoon["id"]]
    assert _zoek(analist, gezocht)["personen"] == [persoon["id"]]


def test_wie_anders_geschreven_staat_wordt_voorgesteld_en_dat_kijken_telt(
    politie: Opstelling,
) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak(
        "/personen", {"naam": "Yassir El Verzonni", "geboortedatum": "2010-02-03"}
    )
    analist.maak("/personen", {"naam": "Yassir Elverzonni", "geboortedatum": "2009-02-03"})
    verwacht = {"personen": [], "voorstellen": [persoon["id"]]}
    assert _zoek(analist, "Elverzonni Yassir", "2010-02-03") == verwacht
    with politie.dienst.transactie() as sessie:
        gezien = sessie.scalars(select(RaadplegingRij.persoon_id)).all()
    assert gezien == [persoon["id"]]


def test_wie_zegt_welke_standen_hij_las_mag_dat_in_twee_regels_zeggen(politie: Opstelling) -> None:
    """Eén van de twee is die van nu (RFC 9110, 5.3 en 13.1.1)."""
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    pad = f"/personen/{persoon['id']}"
    etag = analist.vraag("GET", pad).headers["ETag"]
    beter = {"reden": "Verkeerd overgenomen.", "adres": "Verzonnenlaan 14"}
    for koppen, status in (
        ([("If-Match", '"oud"')], 412),
        ([("If-Match", '"oud"'), ("If-Match", etag)], 200),
    ):
        assert analist.vraag("PATCH", pad, json=beter, headers=koppen).status_code == status


@pytest.mark.parametrize("bekend", ["2010-00-00", "2010-02-00", "2010-02-03", None])
@pytest.mark.parametrize("gezocht", ["2010-00-00", "2010-02-00", "2010-02-03", None])
def test_wie_op_een_deel_van_een_datum_is_geboren_wordt_gevonden(
    politie: Opstelling, bekend: str | None, gezocht: str | None
) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", {**PERSOON, "geboortedatum": bekend})
    assert analist.haal(f"/personen/{persoon['id']}")["geboortedatum"] == bekend
    assert _zoek(analist, PERSOON["naam"], gezocht)["personen"] == [persoon["id"]]
    ander = _zoek(analist, PERSOON["naam"], "2011-00-00")
    assert ander["personen"] == ([persoon["id"]] if bekend is None else [])


def test_van_een_deel_een_hele_datum_maken_is_een_verbetering(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", {**PERSOON, "geboortedatum": "2010-00-00"})
    assert _corrigeer(analist, persoon, geboortedatum="2010-02-03").status_code == 200
    [correctie] = analist.haal(f"/personen/{persoon['id']}/correcties")["correcties"]
    assert correctie["oudeWaarden"] == {"geboortedatum": "2010-00-00"}


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("naam", "\u200b\u00ad", "is leeg: er staat niets in dat iemand ziet"),
        ("naam", "\u0640", "moet minstens een letter of cijfer bevatten"),
        ("naam", "Sterrin\nVerzonnenstein", "moet op één regel staan"),
        ("naam", "Sterrin\u2028Verzonnenstein", "moet op één regel staan"),
        ("naam", "Sterrin\x1b[31m Verzonnenstein", "bevat stuurtekens"),
        ("adres", "Verzonnenlaan\t12", "moet op één regel staan"),
        ("woonplaats", "Rotter\x07dam", "bevat stuurtekens"),
        ("geboortedatum", "2010-00-15", "moet een datum zijn (jjjj-mm-dd), met 00 voor een "
         "onbekende dag of maand"),
        ("geboortedatum", "2027-00-00", "ligt in de toekomst"),
    ],
)  # fmt: skip
def test_wat_niet_te_lezen_is_wordt_niet_bewaard(
    politie: Opstelling, veld: str, waarde: str, melding: str
) -> None:
    analist = politie.medewerker("analist")
    antwoord = analist.vraag("POST", "/personen", json={**PERSOON, veld: waarde})
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"] == [{"pad": f"/{veld}", "melding": melding}]
    assert analist.haal("/personen")["personen"] == []


def test_een_reden_mag_meer_regels_hebben(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    antwoord = _corrigeer(analist, persoon, adres="Nergensstraat 1", reden="Verhuisd.\nZie brief.")
    assert antwoord.status_code == 200


def test_correctie_bewaart_wie_wat_wanneer_en_waarom(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    politie.klok.vooruit(days=1)
    nieuw = _corrigeer(analist, persoon, naam="Wolkje Nergenshuizen", telefoon=None).json()
    assert (nieuw["naam"], nieuw["telefoon"], nieuw["versie"]) == ("Wolkje Nergenshuizen", None, 2)
    [correctie] = analist.haal(f"/personen/{persoon['id']}/correcties")["correcties"]
    assert correctie["oudeWaarden"] == {"naam": PERSOON["naam"], "telefoon": PERSOON["telefoon"]}
    assert correctie["reden"] == "Verkeerd overgenomen."
    assert correctie["tijdstip"] == "2026-11-24T10:00:00Z"
    assert correctie["door"] == analist.haal("/autorisaties/mij")["id"]


def test_na_een_correctie_vindt_de_oude_naam_niets_meer(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    _corrigeer(analist, persoon, naam="Wolkje Nergenshuizen")
    oud = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    assert analist.vraag("POST", "/personen/_zoek", json=oud).json() == NIEMAND
    nieuw = {**oud, "naam": "Wolkje Nergenshuizen"}
    [gevonden] = analist.vraag("POST", "/personen/_zoek", json=nieuw).json()["personen"]
    assert gevonden["id"] == persoon["id"]


def test_twee_mensen_overschrijven_elkaar_niet(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    gelezen = analist.vraag("GET", f"/personen/{persoon['id']}").headers["ETag"]
    assert _corrigeer(analist, persoon, adres="Nergensstraat 1").status_code == 200
    te_laat = analist.vraag(
        "PATCH",
        f"/personen/{persoon['id']}",
        json={"reden": "Verhuisd.", "adres": "Proefpad 3"},
        headers={"If-Match": gelezen},
    )
    assert te_laat.status_code == 412
    zonder = analist.vraag(
        "PATCH", f"/personen/{persoon['id']}", json={"reden": "Verhuisd.", "adres": "Proefpad 3"}
    )
    assert zonder.status_code == 428
    assert analist.haal(f"/personen/{persoon['id']}")["adres"] == "Nergensstraat 1"


def test_een_correctie_zonder_verschil_laat_geen_spoor(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    antwoord = _corrigeer(analist, persoon, adres=PERSOON["adres"])
    assert (antwoord.status_code, antwoord.json()["versie"]) == (200, 1)
    assert analist.haal(f"/personen/{persoon['id']}/correcties") == {"correcties": []}


def test_een_naam_mag_niet_leeg_worden_gemaakt(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    antwoord = _corrigeer(analist, persoon, naam=None)
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"] == [
        {"pad": "/naam", "melding": "kan worden verbeterd, maar niet leeggemaakt"}
    ]


def test_alle_fouten_in_de_invoer_in_een_keer(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    fout = {"geboortedatum": "gisteren", "email": "geen adres", "telefoon": "bel maar", "bsn": "1"}
    antwoord = analist.vraag("POST", "/personen", json=fout)
    assert antwoord.status_code == 400
    assert antwoord.headers["Content-Type"].startswith("application/problem+json")
    assert {een["pad"] for een in antwoord.json()["fouten"]} == {
        "/naam",
        "/geboortedatum",
        "/email",
        "/telefoon",
        "/bsn",
    }
    assert "geen adres" not in antwoord.text


def test_een_geboortedatum_in_de_toekomst_wordt_geweigerd(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    invoer = {**PERSOON, "geboortedatum": "2026-11-24"}
    antwoord = analist.vraag("POST", "/personen", json=invoer)
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"] == [
        {"pad": "/geboortedatum", "melding": "ligt in de toekomst"}
    ]


def test_vernietigen_laat_alleen_een_grafsteen(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    privacy = politie.medewerker("privacyfunctionaris", "privacy@partij.example")
    persoon = analist.maak("/personen", PERSOON)
    pad = f"/personen/{persoon['id']}"
    plan = planinvoer(persoon["id"])
    assert analist.vraag("POST", PLANNEN, json=plan).status_code == 403
    vernietig(privacy, politie.bevestiger, persoon["id"])
    _niet_hier(privacy.vraag("POST", PLANNEN, json=plan))
    weg = analist.vraag("GET", pad)
    assert (weg.status_code, weg.json()["title"]) == (410, "Vernietigd")
    vraag = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    assert analist.vraag("POST", "/personen/_zoek", json=vraag).json() == NIEMAND
    [rij] = analist.haal("/personen")["personen"]
    assert rij["vernietigdOp"] == "2026-11-23T10:00:00Z"


def test_een_onbekende_persoon_is_niet_gevonden(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    assert analist.vraag("GET", f"/personen/{nieuw_id()}").status_code == 404
    privacy = politie.medewerker("privacyfunctionaris", "privacy@partij.example")
    _niet_hier(privacy.vraag("POST", PLANNEN, json=planinvoer(nieuw_id())))


def _niet_hier(antwoord: httpx.Response) -> None:
    assert antwoord.status_code == 400, antwoord.text
    (fout,) = antwoord.json()["fouten"]
    assert fout["pad"] == "/personen/0"
    assert "staat niet in uw bestand" in fout["melding"]


def test_niemand_vernietigt_iemand_alleen(politie: Opstelling) -> None:
    """Ook wie het recht heeft niet: er is geen weg dan langs een tweede."""
    privacy = politie.medewerker("privacyfunctionaris", "privacy@partij.example")
    persoon = privacy.maak("/personen", PERSOON)["id"]
    for grond in ("termijn", "verzoekBetrokkene"):
        weg = privacy.vraag("DELETE", f"/personen/{persoon}?grond={grond}")
        assert weg.status_code == 405
    plan = privacy.maak(PLANNEN, planinvoer(persoon))["id"]
    assert privacy.vraag("POST", f"{PLANNEN}/{plan}/_bevestig").status_code == 403
    assert privacy.haal(f"/personen/{persoon}")["naam"] == PERSOON["naam"]


def test_elke_raadpleging_wordt_vastgelegd_zonder_inhoud(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    analist.haal(f"/personen/{persoon['id']}")
    vraag = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    analist.vraag("POST", "/personen/_zoek", json=vraag)
    analist.vraag("POST", "/personen/_zoek", json={**vraag, "naam": "Niemand Bedenksel"})
    analist.vraag("GET", f"/personen/{nieuw_id()}")
    with politie.dienst.transactie() as sessie:
        rijen = sessie.scalars(select(RaadplegingRij).order_by(RaadplegingRij.id)).all()
        gezien = [(rij.handeling, rij.recht, rij.persoon_id) for rij in rijen]
        wie = {rij.autorisatie_id for rij in rijen}
    assert gezien == [
        ("raadplegen", "personen.lezen", persoon["id"]),
        ("zoeken", "personen.lezen", persoon["id"]),
        ("zoeken", "personen.lezen", None),
    ]
    assert wie == {analist.haal("/autorisaties/mij")["id"]}


def test_zonder_inloggen_komt_niemand_binnen(politie: Opstelling) -> None:
    antwoord = politie.klant(None).vraag("GET", "/personen")
    assert antwoord.status_code == 401
