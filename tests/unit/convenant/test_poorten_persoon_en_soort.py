"""Gates 6 to 8: who it is about, what it is, and in which step."""

import pytest

from tests.unit.convenant.gevallenbouw import (
    LID,
    OUDER,
    TOEGESTAAN,
    VERZOEK,
    WEG,
    bericht,
    beslis,
    codes,
    deelnemer,
    met,
    onderdeel,
    ouder_aan_gemeente,
    politie_aan_gemeente,
    poorten,
    recent_vervolgd,
)

EERSTE = "kop/onderdelen/0"
KENMERKEN = f"{EERSTE}/kenmerken"


# --- Poort 6 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("klasse", "gesloten"),
    [
        ("12-15", False),
        ("16-17", False),
        ("18-23", False),
        ("0-11", True),
        ("24+", True),
        ("onbekend", True),
        ("12", True),
        ("", True),
        (None, True),
        (WEG, True),
    ],
)
def test_een_lid_is_twaalf_tot_en_met_drieentwintig(klasse: object, gesloten: bool) -> None:
    wijziging = {f"{EERSTE}/leeftijdsklasse": klasse}
    assert poorten(politie_aan_gemeente(), wijziging) == ((6,) if gesloten else ())


@pytest.mark.parametrize("klasse", ["0-11", "16-17", "18-23", "onbekend", None])
def test_over_een_ouder_mag_het_alleen_bij_een_kind_van_twaalf_tot_en_met_vijftien(
    klasse: str | None,
) -> None:
    wijziging = {f"{EERSTE}/leeftijdsklasse": klasse}
    assert codes(ouder_aan_gemeente(), wijziging) == ["LEEFTIJD_KIND"]


def test_de_weigering_zegt_welke_leeftijd_er_staat() -> None:
    for klasse, zin in (
        ("24+", "is de leeftijdsklasse '24+'"),
        (None, "is de leeftijdsklasse onbekend"),
    ):
        besluit = beslis(met(politie_aan_gemeente(), {f"{EERSTE}/leeftijdsklasse": klasse}))
        assert zin in besluit.redenen[0].uitleg


@pytest.mark.parametrize("waarde", [None, WEG])
def test_bij_een_ouder_staat_het_kind(waarde: object) -> None:
    assert codes(ouder_aan_gemeente(), {f"{EERSTE}/kind": waarde}) == ["KIND_ONTBREEKT"]


@pytest.mark.parametrize("categorie", [0, 4, -1, 99])
def test_een_andere_categorie_bestaat_niet(categorie: int) -> None:
    assert poorten(politie_aan_gemeente(), {f"{EERSTE}/categorie": categorie}) == (6,)


def test_een_deelnemer_heeft_geen_leeftijdsklasse_nodig() -> None:
    wijziging = {f"{EERSTE}/leeftijdsklasse": "0-11"}
    assert poorten(deelnemer("politie", "om"), wijziging) == ()


# --- Poort 7: de hele tabel -----------------------------------------------------------------------

PARTIJEN = ("politie", "om", "gemeente")
ALLEN, ZONDER_OM = frozenset(PARTIJEN), frozenset({"politie", "gemeente"})
POLITIE, OM, GEMEENTE = (frozenset({partij}) for partij in PARTIJEN)
#: kind -> {category: (who, steps)}, written out by hand from the covenant and reading D5
MATRIX: dict[str, dict[int, tuple[frozenset[str], set[int]]]] = {
    "NAW": {1: (ALLEN, {2, 3, 5, 6}), 2: (ZONDER_OM, {2, 3, 5, 6})},
    "GEBOORTEDATUM": {1: (ALLEN, {2, 3, 5, 6}), 2: (ZONDER_OM, {2, 3, 5, 6})},
    "BEKENDHEID": {1: (ALLEN, {2, 3, 5, 6}), 2: (ZONDER_OM, {2, 3, 5, 6})},
    "TEL_EMAIL": {1: (ALLEN, {5, 6}), 2: (ZONDER_OM, {5, 6})},
    "WPG8": {1: (POLITIE, {3, 5, 6}), 2: (POLITIE, {3, 5, 6})},
    "WPG13": {1: (POLITIE, {3, 5, 6}), 2: (POLITIE, {3, 5, 6})},
    "STRAFVORDERLIJK": {1: (OM, {3, 5, 6})},
    "JUSTITIEEL": {1: (OM, {3, 5, 6})},
    "TENUITVOERLEGGING": {1: (OM, {3, 5, 6})},
    "RECENT_VERVOLGD": {1: (OM, {2, 3})},
    "B_OVERLAST": {1: (GEMEENTE, {3, 5, 6}), 2: (GEMEENTE, {3, 5, 6})},
    "B_AANGESPROKEN": {1: (GEMEENTE, {3, 5, 6}), 2: (GEMEENTE, {3, 5, 6})},
    "B_AANBOD": {1: (GEMEENTE, {5, 6})},
    "B_OUDERBETROKKENHEID": {2: (GEMEENTE, {5, 6})},
    "CONTACT_DEELNEMER": {3: (ALLEN, {2, 3, 4, 5, 6, 7})},
}


@pytest.mark.parametrize("soort", MATRIX)
@pytest.mark.parametrize("van", PARTIJEN)
def test_wie_wat_over_wie_in_welke_stap_mag_geven(soort: str, van: str) -> None:
    naar = "gemeente" if van != "gemeente" else "politie"
    for categorie in (1, 2, 3):
        for stap in range(1, 8):
            gegeven = onderdeel(soort, None, categorie=categorie, kind=LID, betrokkene=OUDER)
            verzoek = met(
                bericht("verstrekking", van, naar, stap, [gegeven]), {"kop/kanaal": "telefoon"}
            )
            wie, stappen = MATRIX[soort].get(categorie, (frozenset(), set()))
            mag = van in wie and stap in stappen
            assert (7 in poorten(verzoek)) is not mag, (categorie, stap)


@pytest.mark.parametrize(
    ("kanaal", "gesloten"), [("koppelvlak", (7,)), ("telefoon", ()), ("fax", (7, 14))]
)
def test_recente_vervolging_wordt_alleen_gezegd(kanaal: str, gesloten: tuple[int, ...]) -> None:
    assert poorten(recent_vervolgd(), {"kop/kanaal": kanaal}) == gesloten


def test_recente_vervolging_mag_in_stap_2_en_niet_in_stap_5() -> None:
    stap_2 = {
        "kop/stap": 2,
        "toestand/groep/stap": 2,
        "kop/inReactieOp": VERZOEK["gemeente", "om"],
    }
    stap_5 = {"kop/stap": 5, "toestand/groep/stap": 5, "toestand/groep/prioritering": "ja"}
    assert poorten(recent_vervolgd(), stap_2) == ()
    assert poorten(recent_vervolgd(), stap_5) == (7,)


@pytest.mark.parametrize("soort", ["verstrekking", "aanvulling"])
def test_een_verstrekking_bevat_ten_minste_een_gegeven(soort: str) -> None:
    leeg = {"kop/soort": soort, "kop/onderdelen": [], "kop/doel": None, "kop/afweging": None}
    gevonden = codes(TOEGESTAAN["aanvulling"](), leeg)
    assert gevonden == ["ONDERDELEN_ONTBREKEN"]


@pytest.mark.parametrize(
    "soort",
    ["informatieverzoek", "intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"],
)
def test_andere_berichten_bevatten_geen_gegevens(soort: str) -> None:
    wijziging = {"kop/onderdelen": [onderdeel("BSN", None, bijzonder=True, aard=None)]}
    assert codes(TOEGESTAAN[soort](), wijziging) == ["ONDERDELEN_VERBODEN"]


# --- Poort 8 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", ["BSN", "FOTO", "GEZONDHEID", "naw", "NAW ", "", "KENTEKEN"])
def test_wat_het_convenant_niet_kent_wordt_niet_gedeeld(soort: str) -> None:
    wijziging = {f"{EERSTE}/gegevenssoort": soort, f"{EERSTE}/grondslag": None}
    assert poorten(politie_aan_gemeente(), wijziging) == (8,)


@pytest.mark.parametrize("naam", ["politie aan gemeente", "om aan gemeente", "correctie"])
def test_bijzondere_gegevens_worden_nooit_gedeeld(naam: str) -> None:
    assert codes(TOEGESTAAN[naam](), {f"{EERSTE}/bijzonder": True}) == ["BIJZONDER"]
