"""Elke soort bericht: wat op een eerder bericht voortbouwt, en wat zonder personen is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    AFWEGING,
    GEGEVENS,
    Bericht,
    herhaald,
    inhoud_bij,
    onderdeel,
)
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.controle import controleer_ontvangst
from tests.conformiteit.probleem import eis_probleem, poorten

TEKST = "Op vrijdagavond is er lawaai bij het winkelcentrum (verzonnen)."


def _dag(dagen: int = 0) -> str:
    return (datetime.now(UTC).date() + timedelta(days=dagen)).isoformat()


def _gegeven(buiten: Buitenstaander, groep: str, *soorten: str) -> Bericht:
    """A disclosure about one member, taken in by the gemeente."""
    lid = profiel.uuid4()
    bericht = buiten.verstrekking(groep, onderdelen=[onderdeel(lid, soort) for soort in soorten])
    buiten.geef(bericht)
    return bericht


def _vervolg(
    buiten: Buitenstaander,
    soort: str,
    op: Bericht,
    onderdelen: list[dict[str, Any]],
    gegevens: dict[str, Any] | None = None,
    **anders: Any,
) -> Bericht:
    """A correctie or intrekking of the politie on an earlier message of its own."""
    inhoud = inhoud_bij({"onderdelen": onderdelen})
    if gegevens is not None:
        inhoud["onderdelen"][0]["gegevens"] = gegevens
    return buiten.bericht(
        soort, "politie", "gemeente", op.kop["groep"],
        None if soort == "intrekking" else inhoud,
        **{"onderdelen": onderdelen, "inReactieOp": op.id, "stap": op.kop["stap"], **anders},
    )  # fmt: skip


def _eis_ontvangst(buiten: Buitenstaander, bericht: Bericht, reden: str) -> None:
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert (ontvangst["status"], ontvangst["reden"]) == ("geweigerd", reden)


# --- wat op een eerder bericht voortbouwt ---------------------------------------------------------


def test_een_keten_van_correcties_volgt_telkens_de_laatste(
    buiten: Buitenstaander, groep: str
) -> None:
    eerste = _gegeven(buiten, groep, "NAW")
    (deel,) = eerste.kop["onderdelen"]
    verhuisd = {**GEGEVENS["NAW"], "adres": "Bedachtepad 8"}
    tweede = _vervolg(buiten, "correctie", eerste, [herhaald(deel, 0)], verhuisd)
    buiten.geef(tweede)
    bevestigd = {**verhuisd, "adres": "Bedachtepad 9", "verbetering": "bevestigd"}
    buiten.geef(_vervolg(buiten, "correctie", tweede, [herhaald(deel, 0)], bevestigd))
    tweemaal = [herhaald(deel, 0), herhaald(deel, 0)]
    dubbel = _vervolg(buiten, "correctie", tweede, tweemaal, verhuisd)
    assert poorten(eis_probleem(buiten.stuur(dubbel), 403)) == [5], "één plaats, één waarde"


def test_een_correctie_brengt_niets_en_niemand_nieuw(buiten: Buitenstaander, groep: str) -> None:
    eerste = _gegeven(buiten, groep, "NAW")
    (deel,) = eerste.kop["onderdelen"]
    for anders in (
        {"betrokkene": profiel.uuid4()},
        {"gegevenssoort": "BEKENDHEID"},
        {"vervangt": 1},
    ):
        vals = _vervolg(buiten, "correctie", eerste, [{**herhaald(deel, 0), **anders}])
        assert 5 in poorten(eis_probleem(buiten.stuur(vals), 403)), anders


def test_een_correctie_op_een_bericht_dat_er_nooit_was(buiten: Buitenstaander, groep: str) -> None:
    verzonnen = buiten.verstrekking(groep)
    (deel,) = verzonnen.kop["onderdelen"]
    vals = _vervolg(buiten, "correctie", verzonnen, [herhaald(deel, 0)])
    assert poorten(eis_probleem(buiten.stuur(vals), 403)) == [5]


def test_een_kind_van_elf_komt_ook_niet_met_een_correctie(
    buiten: Buitenstaander, groep: str
) -> None:
    eerste = _gegeven(buiten, groep, "NAW")
    (deel,) = eerste.kop["onderdelen"]
    vals = _vervolg(buiten, "correctie", eerste, [herhaald(deel, 0, leeftijdsklasse="0-11")])
    assert poorten(eis_probleem(buiten.stuur(vals), 403)) == [6]


def test_de_fout_van_een_ander_meld_je_zonder_eigen_waarde(
    buiten: Buitenstaander, groep: str
) -> None:
    """Toegestaan; maar de politie heeft dit bericht zelf nooit verstuurd, en neemt het niet aan."""
    eerste = _gegeven(buiten, groep, "NAW")
    (deel,) = eerste.kop["onderdelen"]
    melding = herhaald(deel, 0, herkomst="ontvangen")
    inhoud = inhoud_bij({"onderdelen": [melding]})
    inhoud["onderdelen"][0]["gegevens"] = {"lid": "adres", "fout": "achterhaald"}
    bericht = buiten.bericht(
        "correctie", "gemeente", "politie", groep, inhoud,
        onderdelen=[melding], inReactieOp=eerste.id,
    )  # fmt: skip
    _eis_ontvangst(buiten, bericht, "NIET_HIER")


def test_een_melding_met_een_waarde_erin_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str
) -> None:
    eerste = _gegeven(buiten, groep, "NAW")
    (deel,) = eerste.kop["onderdelen"]
    melding = herhaald(deel, 0, herkomst="ontvangen")
    inhoud = inhoud_bij({"onderdelen": [melding]})
    bericht = buiten.bericht(
        "correctie", "gemeente", "politie", groep, inhoud,
        onderdelen=[melding], inReactieOp=eerste.id,
    )  # fmt: skip
    _eis_ontvangst(buiten, bericht, "VORM")


def test_een_aanvulling_geeft_iets_nieuws_over_dezelfde_mensen(
    buiten: Buitenstaander, groep: str
) -> None:
    eerste = _gegeven(buiten, groep, "NAW")
    lid = eerste.kop["onderdelen"][0]["betrokkene"]

    def aanvulling(wie: str) -> Bericht:
        leden = {
            "onderdelen": [onderdeel(wie, "WPG8", kenmerken={"eersteVerwerking": _dag(-20)})],
            "doel": "D1",
            "afweging": AFWEGING,
            "inReactieOp": eerste.id,
        }
        inhoud = inhoud_bij(leden, "Hoort erbij.")
        return buiten.bericht("aanvulling", "politie", "gemeente", groep, inhoud, **leden)

    buiten.geef(aanvulling(lid))
    iemand_anders = eis_probleem(buiten.stuur(aanvulling(profiel.uuid4())), 403)
    assert poorten(iemand_anders) == [5]


def test_terugnemen_kan_heel_of_op_een_plaats(buiten: Buitenstaander, groep: str) -> None:
    eerste = _gegeven(buiten, groep, "NAW", "BEKENDHEID")
    naw, bekend = eerste.kop["onderdelen"]
    buiten.geef(_vervolg(buiten, "intrekking", eerste, [herhaald(bekend, 1, aard=None)]))
    gaat_nog = _vervolg(buiten, "correctie", eerste, [herhaald(naw, 0)])
    buiten.geef(gaat_nog)
    weg = _vervolg(buiten, "correctie", eerste, [herhaald(bekend, 1)])
    assert poorten(eis_probleem(buiten.stuur(weg), 403)) == [5]
    buiten.geef(_vervolg(buiten, "intrekking", eerste, []))
    ook_weg = _vervolg(buiten, "correctie", gaat_nog, [herhaald(naw, 0)])
    assert poorten(eis_probleem(buiten.stuur(ook_weg), 403)) == [5], "de keten ging mee"


def test_wat_een_ander_stuurde_neem_je_niet_terug(buiten: Buitenstaander, groep: str) -> None:
    eerste = _gegeven(buiten, groep, "NAW")
    bericht = buiten.bericht("intrekking", "gemeente", "politie", groep, inReactieOp=eerste.id)
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [5]


# --- zonder personen ------------------------------------------------------------------------------

STUKKEN: list[tuple[str, int | None, str, str, dict[str, Any]]] = [
    ("signaal", None, "politie", "gemeente", {
        "soort": "signaal", "bron": "politie", "datum": _dag(-1), "plek": "het winkelcentrum",
        "omschrijving": TEKST}),
    ("signaal", 3, "om", "gemeente", {
        "soort": "waarneming", "bron": "om", "datum": _dag(-1), "plek": "het winkelcentrum",
        "omschrijving": TEKST}),
    ("melding", 3, "politie", "gemeente", {
        "kenmerk": "2026-0412", "datum": _dag(-1), "plek": "het winkelcentrum",
        "omschrijving": TEKST}),
    ("probleemdefinitie", 3, "gemeente", "politie", {
        "aard": TEKST, "omvang": TEKST, "plekken": ["het winkelcentrum"],
        "domeinen": [{"domein": "wonen", "inzicht": TEKST}], "oorzaak": TEKST,
        "aanpakOpHoofdlijnen": TEKST, "nodig": TEKST, "advies": TEKST}),
    ("advies", 3, "gemeente", "om", {
        "aardEnOmvang": TEKST, "aanpak": TEKST, "inzet": TEKST, "andereGroepen": TEKST,
        "prioriteren": True, "randvoorwaarden": ["elke maand overleg"]}),
    ("terugkoppeling", 3, "om", "gemeente", {
        "onderwerp": "maatwerk", "gedaan": True, "datum": _dag(-1)}),
    ("plan-van-aanpak", 6, "gemeente", "politie", {
        "duiding": TEKST, "aanpak": TEKST,
        "doelen": [{"code": "G1", "titel": "minder meldingen", "convenantdoel": "D1",
                    "resultaat": TEKST}],
        "monitoring": {"hoe": TEKST, "frequentie": "elke maand"}}),
    ("actie", 6, "gemeente", "politie", {
        "actie": profiel.uuid7(), "doel": "G1", "omschrijving": TEKST, "uiterlijk": _dag(30)}),
    ("voortgang", 6, "politie", "gemeente", {
        "actie": profiel.uuid7(), "stand": "bezig", "voortgang": TEKST}),
    ("besluitantwoord", 6, "om", "gemeente", {
        "besluit": profiel.uuid4(), "antwoord": "nee", "reden": TEKST}),
    ("leerpunten", 7, "om", "gemeente", {"leerpunten": [TEKST]}),
]  # fmt: skip


@pytest.fixture(scope="module")
def groepen(buiten: Buitenstaander) -> dict[int | None, str | None]:
    """A group in each step that a stuk needs."""
    return {None: None} | {stap: buiten.nieuwe_groep(stap) for stap in (3, 6, 7)}


@pytest.mark.parametrize(
    ("stuk", "stap", "van", "naar", "gegevens"),
    STUKKEN,
    ids=[f"{s}-{van}" for s, _, van, *_ in STUKKEN],
)
def test_een_stuk_reist_verzegeld_en_komt_aan(
    buiten: Buitenstaander,
    groepen: dict[int | None, str | None],
    stuk: str,
    stap: int | None,
    van: str,
    naar: str,
    gegevens: dict[str, Any],
) -> None:
    document = {"soort": stuk, "versie": 1, "gegevens": gegevens}
    bericht = buiten.bericht(
        "groepsbericht", van, naar, groepen[stap],
        {"onderdelen": [], "stuk": document}, stuk=stuk, stap=stap,
    )  # fmt: skip
    buiten.geef(bericht)


def test_een_stuk_in_een_andere_vorm_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str
) -> None:
    stuk = {"soort": "signaal", "versie": 1, "gegevens": {"omschrijving": TEKST, "wie": "Ravi"}}
    inhoud = {"onderdelen": [], "stuk": stuk}
    bericht = buiten.bericht("groepsbericht", "politie", "gemeente", groep, inhoud, stuk="signaal")
    _eis_ontvangst(buiten, bericht, "VORM")


@pytest.mark.parametrize(
    ("stuk", "van", "naar", "stap"),
    [
        ("driehoeklijst", "politie", "gemeente", 3),
        ("plan-van-aanpak", "gemeente", "politie", 3),
        ("vraag", "politie", "gemeente", 3),
    ],
)
def test_een_stuk_van_wie_of_wanneer_het_niet_mag(
    buiten: Buitenstaander, groep: str, stuk: str, van: str, naar: str, stap: int
) -> None:
    inhoud = {"onderdelen": [], "stuk": {"soort": stuk, "versie": 1, "gegevens": {}}}
    bericht = buiten.bericht("groepsbericht", van, naar, groep, inhoud, stuk=stuk, stap=stap)
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [7]


def test_een_groepsbericht_met_een_mens_erin(buiten: Buitenstaander, groep: str) -> None:
    deel = onderdeel(profiel.uuid4(), grondslag=None)
    inhoud = {
        **inhoud_bij({"onderdelen": [deel]}),
        "stuk": {"soort": "signaal", "versie": 1, "gegevens": {}},
    }
    bericht = buiten.bericht(
        "groepsbericht", "politie", "gemeente", groep, inhoud, stuk="signaal", onderdelen=[deel]
    )
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [7]


def test_wie_vernietigde_meldt_dat_zonder_iemand_te_noemen(
    buiten: Buitenstaander, groep: str
) -> None:
    """Van een systeem, zonder medewerker; wat weg is wordt daarna niet meer gecorrigeerd."""
    eerste = _gegeven(buiten, groep, "NAW")
    (deel,) = eerste.kop["onderdelen"]
    vernietigd = {"berichten": [eerste.id], "betrokkenen": [], "heleGroep": False}
    buiten.geef(
        buiten.bericht(
            "vernietigingsbericht", "gemeente", "politie", groep,
            vernietigd=vernietigd, medewerker=None, ontvangendeMedewerker=None,
        )
    )  # fmt: skip
    te_laat = _vervolg(buiten, "correctie", eerste, [herhaald(deel, 0)])
    assert poorten(eis_probleem(buiten.stuur(te_laat), 403)) == [5]


def test_een_verzoek_van_een_betrokkene_gaat_tussen_privacyfunctionarissen(
    buiten: Buitenstaander,
) -> None:
    gegevens = {"verzoek": profiel.uuid7(), "recht": "inzage", "ontvangen": _dag(-2)}
    inhoud = {"onderdelen": [], "stuk": {"soort": "verzoek", "versie": 1, "gegevens": gegevens}}
    wie = {
        "medewerker": buiten.wie("gemeente", "privacyfunctionaris"),
        "ontvangendeMedewerker": buiten.wie("om", "privacyfunctionaris"),
    }
    leden = {"stuk": "verzoek", "stap": None, **wie}
    buiten.geef(buiten.bericht("rechtenverzoek", "gemeente", "om", None, inhoud, **leden))
    leden["medewerker"] = buiten.wie("gemeente", "regisseur")
    ander = buiten.bericht("rechtenverzoek", "gemeente", "om", None, inhoud, **leden)
    assert poorten(eis_probleem(buiten.stuur(ander), 403)) == [4]


def test_een_lek_meldt_iedereen(buiten: Buitenstaander) -> None:
    gegevens = {
        "incident": profiel.uuid7(), "aard": "vertrouwelijkheid", "ontdekt": _dag(),
        "omschrijving": "Een map lag op de balie (verzonnen).",
    }  # fmt: skip
    inhoud = {"onderdelen": [], "stuk": {"soort": "incident", "versie": 1, "gegevens": gegevens}}
    for functie in ("beheerder", "wijkagent", "fg"):
        bericht = buiten.bericht(
            "incident", "politie", "gemeente", None, inhoud,
            stuk="incident", stap=None, medewerker=buiten.wie("politie", functie),
        )  # fmt: skip
        buiten.geef(bericht)
