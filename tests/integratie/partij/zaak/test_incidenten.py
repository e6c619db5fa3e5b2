"""Een incident gaat meteen naar alle partijen, van wie het ook vindt, en er staat niemand in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.bestand.ontvangen.weigering import APART
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.incidentwerk import ANDEREN, WAT, Wacht
from tests.integratie.partij.keten import Keten, draaiende_keten
from tests.integratie.partij.stukwerk import HARD, ZACHT


@pytest.fixture(scope="module", params=SOORTEN)
def gedeelde_keten(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Keten]:
    map_: Path = tmp_path_factory.mktemp("incidenten")
    with databanken(request, map_) as nieuw, draaiende_keten(nieuw, uitgever, pki, map_) as keten:
        yield keten


@pytest.fixture(scope="module")
def gedeelde_wacht(gedeelde_keten: Keten) -> Wacht:
    return Wacht(gedeelde_keten)


@pytest.fixture
def wacht(gedeelde_wacht: Wacht) -> Wacht:
    gedeelde_wacht.keten.weg.clear()
    return gedeelde_wacht


def test_wie_het_ook_vindt_alle_partijen_hebben_het_meteen(wacht: Wacht) -> None:
    gemeld = wacht.meld()
    assert {een["partij"]: een["status"] for een in gemeld["ontvangers"]} == dict.fromkeys(
        ANDEREN, "afgeleverd"
    )
    assert (gemeld["melder"], gemeld["ontbrak"], gemeld["van"]) == (
        wacht.wijkagent_id, [], "politie",
    )  # fmt: skip
    for code in ANDEREN:
        daar = wacht.bij(code, gemeld["id"])
        assert (daar["van"], daar["eigen"], daar["stukversie"]) == ("politie", False, 1)
        assert {naam: daar[naam] for naam in ("aard", "omschrijving", "maatregelen")} == {
            naam: WAT[naam] for naam in ("aard", "omschrijving", "maatregelen")
        }
        assert "incident-kennisnemen" in wacht.werk(code, gemeld["id"])
        wacht.functionaris[code].maak(f"/incidenten/{gemeld['id']}/_kennisnemen", {}, 200)
        assert "incident-kennisnemen" not in wacht.werk(code, gemeld["id"])
    assert "incident-vertellen" not in wacht.werk("politie", gemeld["id"])


def test_ook_met_een_verlopen_autorisatie_en_dan_alleen_dit(wacht: Wacht) -> None:
    keten = wacht.keten
    ander, _ = keten.medewerker("politie", "analist", naam="verlopen", geldigTot="2026-12-01")
    toen = keten.klok.nu
    keten.klok.nu = toen + timedelta(days=30)
    try:
        gemeld = wacht.meld(wie=ander)
        assert gemeld["ontbrak"] == ["de autorisatie is verlopen op 2026-12-01"]
        assert wacht.bij("gemeente", gemeld["id"])["omschrijving"] == WAT["omschrijving"]
        for methode, pad in (
            ("GET", "/incidenten"),
            ("GET", f"/incidenten/{gemeld['id']}"),
            ("POST", f"/incidenten/{gemeld['id']}/_bijwerken"),
            ("GET", "/werklijst"),
        ):
            antwoord = ander.vraag(methode, pad, **({"json": {}} if methode == "POST" else {}))
            assert antwoord.status_code == 403, (pad, antwoord.text)
    finally:
        keten.klok.nu = toen


def test_een_tekst_waarin_iemand_staat_wordt_met_de_plaats_geweigerd(wacht: Wacht) -> None:
    voor = wacht.functionaris["politie"].haal("/incidenten")["incidenten"]
    antwoord = wacht.meld(
        400, omschrijving=HARD, maatregelen=ZACHT, aard="diefstal", bevestigdZonderPersonen=False,
        ontdektOp="2030-01-01T00:00:00Z",
    )  # fmt: skip
    assert {een["pad"] for een in antwoord["fouten"]} == {
        "/omschrijving", "/maatregelen", "/aard", "/bevestigdZonderPersonen", "/ontdektOp",
    }  # fmt: skip
    assert wacht.functionaris["politie"].haal("/incidenten")["incidenten"] == voor


def test_een_partij_die_drie_dagen_weg_is_hoort_het_als_zij_terug_is(wacht: Wacht) -> None:
    keten = wacht.keten
    keten.weg.add("om")
    gemeld = wacht.meld(202)
    assert wacht.kent("gemeente", gemeld["id"])
    assert not wacht.kent("om", gemeld["id"])
    assert "incident-vertellen" in wacht.werk("politie", gemeld["id"])
    toen = keten.klok.nu
    try:
        for dag in (1, 2, 3):
            keten.klok.nu = toen + timedelta(days=dag)
            wacht.ronde()
        klok = {een["code"]: een for een in wacht.bij("politie", gemeld["id"])["klokken"]}
        assert klok["vertellen"]["teLaat"] is True
        keten.weg.clear()
        # Ook wie opnieuw begint: de uitbak zelf weet wat er nog moet.
        keten.klok.nu += timedelta(minutes=10)
        wacht.ronde()
        assert wacht.bij("om", gemeld["id"])["omschrijving"] == WAT["omschrijving"]
        assert "incident-vertellen" not in wacht.werk("politie", gemeld["id"])
    finally:
        keten.klok.nu = toen


def test_wie_niet_bij_de_eerste_poging_is_wordt_na_een_herstart_bezorgd(wacht: Wacht) -> None:
    """Tussen de toezegging en de poging valt de dienst om: de ronde daarna bezorgt het."""
    keten = wacht.keten
    verzender = keten.bureaus["politie"].uitwisseling.verzender
    echt = verzender.probeer_nu

    async def valt_om(*_: object) -> None:
        return None

    verzender.probeer_nu = valt_om  # type: ignore[method-assign]
    try:
        gemeld = wacht.meld(202)
    finally:
        verzender.probeer_nu = echt  # type: ignore[method-assign]
    assert not any(wacht.kent(code, gemeld["id"]) for code in ANDEREN)
    wacht.ronde()
    assert all(wacht.kent(code, gemeld["id"]) for code in ANDEREN)


def test_een_volgende_versie_volgt_de_eerdere_en_vraagt_opnieuw_aandacht(wacht: Wacht) -> None:
    gemeld = wacht.meld(maatregelen=None)
    wacht.functionaris["om"].maak(f"/incidenten/{gemeld['id']}/_kennisnemen", {}, 200)
    wacht.werk_bij(gemeld["id"], maatregelen="De sloten zijn vervangen.")
    daar = wacht.bij("om", gemeld["id"])
    assert (daar["stukversie"], daar["maatregelen"], daar["gezienOp"]) == (
        2, "De sloten zijn vervangen.", None,
    )  # fmt: skip
    assert "incident-kennisnemen" in wacht.werk("om", gemeld["id"])
    verloop = wacht.functionaris["om"].haal(f"/incidenten/{gemeld['id']}/verloop")
    assert [een["maatregelen"] for een in verloop["versies"]] == [None, "De sloten zijn vervangen."]
    assert [een["gebeurtenis"] for een in verloop["verloop"]] == [
        "ontvangen", "kennisgenomen", "bijgewerkt",
    ]  # fmt: skip
    # Wie het kreeg, verandert er niets aan.
    etag = {"If-Match": f'"{gemeld["id"]}-x"'}
    antwoord = wacht.functionaris["om"].vraag(
        "POST", f"/incidenten/{gemeld['id']}/_bijwerken", json=wacht.melding(), headers=etag
    )
    assert antwoord.status_code == 403


def test_een_tekst_die_misschien_iemand_aanwijst_wacht_en_het_incident_niet(wacht: Wacht) -> None:
    gemeld = wacht.meld(omschrijving=ZACHT)
    assert {een["ontvangstreden"] for een in gemeld["ontvangers"]} == {APART}
    daar = wacht.bij("gemeente", gemeld["id"])
    assert (daar["aard"], daar["omschrijving"], daar["stukversie"]) == (
        "vertrouwelijkheid", None, 0,
    )  # fmt: skip
    wacht.laat_vrijgeven("gemeente")
    daarna = wacht.bij("gemeente", gemeld["id"])
    assert (daarna["omschrijving"], daarna["stukversie"]) == (ZACHT, 1)


def test_wie_het_vond_leest_het_zijne_en_de_fg_alles_zonder_iets_te_veranderen(
    wacht: Wacht,
) -> None:
    eigen = wacht.meld()
    analist, _ = wacht.keten.medewerker("politie", "analist", naam="ander")
    fg, _ = wacht.keten.medewerker("politie", "fg", naam="ziet")
    van_hem = {
        een["id"] for een in wacht.wijkagent.haal("/incidenten?paginagrootte=100")["incidenten"]
    }
    assert eigen["id"] in van_hem
    assert analist.haal("/incidenten")["incidenten"] == []
    assert analist.vraag("GET", f"/incidenten/{eigen['id']}").status_code == 403
    alles = {een["id"] for een in fg.haal("/incidenten?stand=open&paginagrootte=100")["incidenten"]}
    assert van_hem <= alles
    assert fg.vraag("POST", f"/incidenten/{eigen['id']}/_kennisnemen").status_code == 403


def test_dezelfde_opdracht_met_dezelfde_sleutel_is_een_incident(wacht: Wacht) -> None:
    opdracht = {"json": wacht.melding(), "headers": {"Idempotency-Key": "lek-1"}}
    een, twee = (wacht.wijkagent.vraag("POST", "/incidenten", **opdracht) for _ in range(2))
    assert een.json()["id"] == twee.json()["id"]
    anders = {**opdracht, "json": wacht.melding(aard="juistheid")}
    assert wacht.wijkagent.vraag("POST", "/incidenten", **anders).status_code == 409


def test_elke_aard_gaat_naar_alle_partijen_want_er_is_geen_drempel(wacht: Wacht) -> None:
    soorten = standaard_convenant().stukken["incident"].vorm["aard"].waarden
    assert len(soorten) == 4
    for aard in soorten:
        gemeld = wacht.meld(aard=aard)
        assert [wacht.bij(code, gemeld["id"])["aard"] for code in ANDEREN] == [aard, aard]


def test_de_klokken_lopen_vanaf_het_ontdekken_en_staan_op_de_werklijst(wacht: Wacht) -> None:
    keten = wacht.keten
    toen = keten.klok.nu
    gemeld = wacht.meld(ontdektOp=(toen - timedelta(hours=5)).isoformat())
    klok = {een["code"]: een for een in gemeld["klokken"]}
    assert {
        code: (een["uren"], een["overMinuten"], een["teLaat"]) for code, een in klok.items()
    } == {
        "vertellen": (24, 19 * 60, False),
        "alarm": (48, 43 * 60, False),
        "toezichthouder": (72, 67 * 60, False),
    }
    assert (klok["toezichthouder"]["convenant"], klok["toezichthouder"]["interpretatie"]) == (
        "9.4", "I3",
    )  # fmt: skip
    assert wacht.werk("politie", gemeld["id"]) == {"incident-besluiten"}
    # Wie het kreeg telt vanaf het begin van die dag, en heeft niemand iets te vertellen.
    daar = {een["code"]: een for een in wacht.bij("om", gemeld["id"])["klokken"]}
    assert set(daar) == {"alarm", "toezichthouder"}
    assert daar["toezichthouder"]["uiterlijk"] < klok["toezichthouder"]["uiterlijk"]
    try:
        keten.klok.nu = toen + timedelta(hours=43, minutes=1)
        assert wacht.werk("politie", gemeld["id"]) == {"incident-besluiten", "incident-alarm"}
        keten.klok.nu = toen + timedelta(hours=67, minutes=1)
        later = {een["code"]: een for een in wacht.bij("politie", gemeld["id"])["klokken"]}
        assert (later["toezichthouder"]["teLaat"], later["toezichthouder"]["overMinuten"]) == (
            True, -1,
        )  # fmt: skip
    finally:
        keten.klok.nu = toen
