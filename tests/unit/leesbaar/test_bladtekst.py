"""Elk soort blad is te lezen: wat erin staat, in woorden, ook wat niemand voorzag."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.regels.woordenboek import woordenboek, woordenboek_van
from shared.leesbaar.bladtekst import Bladlezer, Leesblad, met_bladwoorden
from shared.leesbaar.rapportwie import Genoemd
from shared.leesbaar.rijen import BESTAND, Bladwoorden, Lid, bladwoorden
from shared.leesbaar.tijd import als_tijd
from shared.leesbaar.wegwijzer import wegwijzers
from shared.logboek.bladen import Bladsoort, lees_blad
from tests.unit.logboek.hulp import blad_bytes

REGELS = standaard_convenant()
LEZER = Bladlezer(woordenboek_van(REGELS))
WIE, GROEP = "0193aaaa-0000-7000-8000-000000000011", "0193aaaa-0000-7000-8000-000000000001"
BLADEN: dict[Bladsoort, tuple[dict[str, Any], str, tuple[str, ...]]] = {
    Bladsoort.BEVESTIGING: (
        {
            "id": WIE, "status": "geweigerd", "handtekening": "x",
            "ontvangst": '{"status":"geweigerd","reden":"LEEFTIJD"}',
        },
        "geweigerd door de ontvanger",
        ("Reden: de geboortedatum past niet bij de leeftijdsklasse, of is niet bekend (LEEFTIJD)",),
    ),
    Bladsoort.MONDELING: (
        {"zonderToestemming": True, "gezegdOp": "2026-11-23T12:00:00Z", "berichten": [WIE],
         "medewerker": WIE, "uiting": GROEP, "overleg": None},
        "terwijl niet iedereen het mocht horen",
        ("Gezegd zonder dat het mocht: ja", f"Bericht: {WIE}"),
    ),
    Bladsoort.OVERLEG: (
        {"id": GROEP, "partij": "gemeente", "overlegsoort": "driehoek", "locatie": "gemeente",
         "dag": "2026-11-23", "deelnemers": [WIE], "groepen": [GROEP], "afgelast": True},
        "Overleg van de driehoek op 23 november 2026 is afgelast",
        ("Plaats: een vergaderlocatie van de gemeente (gemeente)",),
    ),
    Bladsoort.GROEPSBESLUIT: (
        {"besluit": {"soort": "prioritering", "groep": GROEP,
                     "gegevens": {"prioritering": "ja", "randvoorwaarden": ["extra-toezicht"]}},
         "handtekeningen": {"om": {"medewerker": WIE, "functie": "officier"}}},
        f"Besluit over groep {GROEP}: prioritering door de driehoek.",
        ("Randvoorwaarde: extra toezicht (extra-toezicht)",
         "Getekend namens: het Openbaar Ministerie (om):",
         "Functie: officier van justitie (officier)"),
    ),
    Bladsoort.AUTORISATIE: (
        {"id": WIE, "partij": "om", "functie": "fg", "aangewezen": True, "vog": False,
         "geldigTot": "2027-06-30"},
        "Functionaris gegevensbescherming bij het Openbaar Ministerie",
        ("Heeft een VOG: nee", "Geldig tot en met: 30 juni 2027"),
    ),
    Bladsoort.CONVENANT: (
        {"id": "proef", "versie": "2.0.0",
         "opzeggingen": [{"partij": "om", "per": "2027-01-01", "voortgezet": True}]},
        "Convenant proef, versie 2.0.0, in gebruik",
        ("Met ingang van: 1 januari 2027",),
    ),
    Bladsoort.PARTIJ: (
        {"code": "politie", "document": {
            "naam": "Politie Nergenshuizen", "oin": "00000099000000001000", "versie": 2,
            "actief": True, "certificaten": {"transport": ["abc"]}}},
        "Gegevens van de politie in het register",
        ("Certificaat: voor de verbinding (transport): abc", "Doet mee: ja"),
    ),
    Bladsoort.VERNIETIGING: (
        {"register": "logboek", "aantal": 12, "eerste": 3, "laatste": 40,
         "soorten": ["raadpleging"], "vanaf": "blad", "voor": "2026-11-23"},
        "Van 12 bladen (3 tot en met 40) is de inhoud verwijderd",
        ("Soort blad: lezen in het logboek (raadpleging)",),
    ),
    Bladsoort.INCIDENT: (
        {"incident": "alarm-overgang", "alarm": WIE, "handeling": "handel-af",
         "status": "afgehandeld", "uitkomst": "vals", "partijen": ["om"]},
        "het alarm is afgehandeld",
        ("Uitkomst: het alarm was vals (vals)", "Gaat aan: het Openbaar Ministerie (om)"),
    ),
    Bladsoort.RECHTENVERZOEK: ({"partij": "om", "id": WIE}, "verzoek van een betrokkene", ()),
    Bladsoort.RAADPLEGING: (
        {"partij": None, "autorisatie": WIE, "vraag": {
            "soort": "leesreeks-einde",
            "geopend": [{"bericht": GROEP, "keren": 2}],
            "gevonden": [{"vraag": {"uitkomst": "geweigerd", "doel": "D1"}, "keren": 1}],
        }},
        "wat er tijdens het lezen is gezocht en geopend",
        (f"Bericht: {GROEP}", "Uitkomst: tegengehouden door de toetsing (geweigerd)",
         "Doel: criminaliteit en overlast aanpakken en terugdringen (D1)"),
    ),
    Bladsoort.CONFIGURATIE: (
        {"omgeving": "productie", "alarmbestemmingen": {"om": ["mail"]}},
        "Instellingen van de gateway",
        ("Wie een alarm hoort: het Openbaar Ministerie (om): mail",),
    ),
}  # fmt: skip


def _lees(soort: Bladsoort, velden: dict[str, Any]) -> Leesblad:
    return LEZER.lees(lees_blad(blad_bytes(soort, "2026-11-23T12:00:00Z", **velden)))


def _regels(blad: Leesblad) -> list[str]:
    return [f"{r.naam}:" if r.waarde is None else f"{r.naam}: {r.waarde}" for r in blad.regels]


def test_de_tabel_kent_elke_soort_blad() -> None:
    # Een besluit staat uitgeschreven in tests/unit/cli/bewijs/test_bewijs.py.
    assert {*BLADEN, Bladsoort.BESLUIT} == set(Bladsoort)


@pytest.mark.parametrize("soort", BLADEN, ids=str)
def test_een_blad_zegt_in_woorden_wat_erin_staat(soort: Bladsoort) -> None:
    velden, zin, regels = BLADEN[soort]
    blad = _lees(soort, velden)
    assert zin in blad.zin
    gelezen = _regels(blad)
    for regel in regels:
        assert regel in gelezen, gelezen


@pytest.mark.parametrize("soort", Bladsoort, ids=str)
def test_ook_een_lid_dat_niemand_voorzag_wordt_genoemd(soort: Bladsoort) -> None:
    blad = _lees(soort, {"nieuwLid": {"dieper": ["x", {"y": True}]}, "leeg": None})
    gelezen = _regels(blad)
    assert "Nieuw lid:" in gelezen
    assert "Y: ja" in gelezen
    assert blad.zin


@pytest.mark.parametrize("soort", Bladsoort, ids=str)
@pytest.mark.parametrize("onzin", [7, "tekst", [1, [2]], {"a": {"b": []}}, True])
def test_een_blad_vol_onzin_is_nog_te_lezen(soort: Bladsoort, onzin: Any) -> None:
    """Wat een vreemde ook in een lid zet: er komt tekst uit, en geen fout."""
    leden = {lid.delen[0] for lid in bladwoorden().bladen[soort].leden}
    blad = _lees(soort, dict.fromkeys(leden, onzin))
    assert blad.zin
    assert all(isinstance(regel.waarde, str | None) for regel in blad.regels)


def test_elke_rij_noemt_een_woordenlijst_die_er_is() -> None:
    lijsten = set(LEZER.woorden.lijsten)

    def lijsten_in(leden: tuple[Lid, ...]) -> set[str]:
        eigen = {naam for lid in leden for naam in (lid.lijst, lid.sleutel) if naam is not None}
        return eigen.union(*(lijsten_in(lid.leden) for lid in leden))

    genoemd = set().union(*(lijsten_in(rij.leden) for rij in bladwoorden().bladen.values()))
    assert genoemd - {"medewerker"} <= lijsten


def test_een_bestand_zonder_een_soort_blad_wordt_geweigerd() -> None:
    inhoud = tomllib.loads(files("shared.leesbaar").joinpath(BESTAND).read_text("utf-8"))
    del inhoud["bladen"]["raadpleging"]
    with pytest.raises(ValueError, match="raadpleging"):
        Bladwoorden.model_validate(inhoud)


def test_een_code_van_een_vorige_versie_heet_zoals_toen() -> None:
    oud = REGELS.bron.replace(b"evaluatie-jaar =", b"evaluatie-oud =")
    woorden = met_bladwoorden(woordenboek(REGELS.bron, oud))
    assert woorden.tekst("randvoorwaarden", "evaluatie-oud") == "evaluatie na een jaar"
    assert "evaluatie-oud" not in [een.code for een in woorden.lijsten["randvoorwaarden"]]
    assert woorden.tekst("redenen", "NOOIT_GEZIEN") == "NOOIT_GEZIEN"


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("2026-07-01T22:30:00Z", "2 juli 2026, 00:30:00 uur (1 juli 2026, 22:30:00 UTC)"),
        ("2026-11-23T12:00:00Z", "23 november 2026, 13:00:00 uur (12:00:00 UTC)"),
        ("2026-02-30", None),
        ("0001-01-01T00:00:00Z", "1 januari 1, 00:18:00 uur (00:00:00 UTC)"),
        ("9999-12-31T23:59:59Z", "31 december 9999, 23:59:59 uur (23:59:59 UTC)"),
        ("D1", None),
    ],
)
def test_tijd_in_nederland_met_utc_erbij(tekst: str, woorden: str | None) -> None:
    gelezen = als_tijd(tekst)
    if tekst.startswith("0001"):
        # De zone van toen liep niet op hele minuten.
        assert gelezen is not None
        assert "1 januari 1," in gelezen
        return
    assert gelezen == woorden


def test_een_deelnemer_aan_een_overleg_is_een_medewerker_en_geen_schuilnummer() -> None:
    deel = {"betrokkene": WIE, "categorie": 3, "gegevenssoort": "CONTACT_DEELNEMER"}
    lid = {"betrokkene": GROEP, "categorie": 1, "gegevenssoort": "NAW"}
    kop = {"afzender": "politie", "ontvanger": "om", "onderdelen": [deel, lid]}
    genoemd = Genoemd(REGELS)
    genoemd.neem(lees_blad(blad_bytes("besluit", "2026-11-23T12:00:00Z", kop=kop)))
    assert list(genoemd.alles()) == [
        ("medewerker", WIE, ["politie"]),
        ("betrokkene", GROEP, ["politie", "om"]),
    ]


def test_de_wegwijzer_noemt_alleen_wie_het_bij_die_partij_mag_nazien() -> None:
    (een,) = wegwijzers([("betrokkene", WIE, ["politie"]), ("betrokkene", WIE, ["om"])], REGELS)
    assert een.partijen == ("politie", "om")
    assert "de politie of het Openbaar Ministerie" in een.hoe
    assert "privacyfunctionaris of functionaris gegevensbescherming" in een.hoe
    assert "analist" not in een.hoe
    assert wegwijzers([("betrokkene", WIE, ["niemand"])], REGELS) == []
