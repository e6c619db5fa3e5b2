"""Gates 11, 15 and 16: legal basis, quality and information, with every boundary."""

from typing import Any

import pytest

from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    context_aan_om,
    deelnemer,
    gemeente_aan_politie,
    justitieel_aan_gemeente,
    om_aan_gemeente,
    politie_aan_gemeente,
)
from tests.unit.convenant.gevallenbouw import (
    OM_VERKLAART,
    WEG,
    bericht,
    beslis,
    codes,
    met,
    onderdeel,
    poorten,
)

EERSTE = "kop/onderdelen/0"
KENMERKEN = f"{EERSTE}/kenmerken"


# --- Poort 11 -------------------------------------------------------------------------------------

GRONDSLAGEN = (
    "AVG6_1_A", "AVG6_1_B", "AVG6_1_C", "AVG6_1_D", "AVG6_1_E", "AVG6_1_F", "WPG16_1_A_1",
    "WPG16_1_A_2", "WPG16_1_B_1", "WPG16_1_B_2", "WPG20", "WJSG39F_A", "WJSG39F_B", "WJSG39F_C",
    "WJSG39F_D", "WJSG39F_E", "WJSG39F_F", "WJSG39F_G", "WJSG39E_D", "WJSG39E_H", "WJSG8A_39F",
    "WJSG8A_39F_A", "WJSG8A_39F_B", "WJSG8A_39F_C", "WJSG8A_39F_D", "WJSG8A_39F_E",
    "WJSG8A_39F_F", "WJSG8A_39F_G", "WJSG8A_39E", "WJSG51C_2_A", "WJSG51C_2_B", "WJSG51C_2_C",
    "WJSG51C_2_D", "WJSG51C_2_E", None,
)  # fmt: skip
#: Everything the sender can declare with it.
RUIM: dict[str, dict[str, Any] | None] = {
    "politie": None,
    "om": {**OM_VERKLAART, "helpdeskPrivacyAkkoord": True, "toezicht": "apv",
           "beslissing": "bevel-172a"},
    "gemeente": {"taakgrondslag": "GEMW172A"},
}  # fmt: skip
WPG_A, WPG_B = {"WPG16_1_A_1", "WPG16_1_A_2"}, {"WPG16_1_B_1", "WPG16_1_B_2"}
WJSG = {f"WJSG39F_{letter}" for letter in "ABCD"}
JUSTITIEEL = {f"WJSG8A_39F_{letter}" for letter in "ABCD"}
AVG: set[str] = {"AVG6_1_E"}


@pytest.mark.parametrize(
    ("van", "naar", "soort", "mogelijk"),
    [
        ("politie", "gemeente", "NAW", WPG_B),
        ("politie", "gemeente", "WPG13", WPG_B),
        ("politie", "om", "WPG8", WPG_A),
        ("om", "gemeente", "NAW", WJSG),
        ("om", "gemeente", "BEKENDHEID", WJSG),
        ("om", "gemeente", "STRAFVORDERLIJK", WJSG),
        ("om", "gemeente", "RECENT_VERVOLGD", WJSG),
        ("om", "gemeente", "JUSTITIEEL", JUSTITIEEL),
        ("om", "gemeente", "TENUITVOERLEGGING", {"WJSG51C_2_B", "WJSG51C_2_D"}),
        ("gemeente", "politie", "B_OVERLAST", AVG),
        ("gemeente", "om", "NAW", AVG),
        ("om", "politie", "NAW", set()),
        ("om", "politie", "STRAFVORDERLIJK", set()),
        ("om", "politie", "JUSTITIEEL", set()),
        ("om", "politie", "TENUITVOERLEGGING", set()),
        ("om", "politie", "RECENT_VERVOLGD", set()),
        ("om", "politie", "CONTACT_DEELNEMER", AVG),
        ("politie", "om", "CONTACT_DEELNEMER", AVG),
        ("politie", "gemeente", "CONTACT_DEELNEMER", AVG),
        ("gemeente", "politie", "CONTACT_DEELNEMER", AVG),
        ("gemeente", "om", "CONTACT_DEELNEMER", AVG),
        ("om", "gemeente", "CONTACT_DEELNEMER", AVG),
    ],
)
def test_alleen_deze_grondslagen_passen_bij_deze_stroom(
    van: str, naar: str, soort: str, mogelijk: set[str]
) -> None:
    deelneemt = soort == "CONTACT_DEELNEMER"
    for grondslag in GRONDSLAGEN:
        gegeven = onderdeel(
            soort, grondslag, categorie=3 if deelneemt else 1,
            leeftijdsklasse=None if deelneemt else "16-17",
            kenmerken=None if deelneemt else RUIM[van],
        )  # fmt: skip
        verzoek = bericht("verstrekking", van, naar, 3, [gegeven])
        assert (11 not in poorten(verzoek)) is (grondslag in mogelijk), grondslag


@pytest.mark.parametrize(
    ("letter", "kenmerk", "waarden", "code"),
    [
        ("A", "helpdeskPrivacyAkkoord", [True], "HELPDESK_AKKOORD"),
        ("C", "toezicht", ["apv", "alcoholwet"], "TOEZICHT_ONTBREEKT"),
        ("D", "beslissing", ["bevel-172", "bevel-172a", "besluit-174"], "BESLISSING_ONTBREEKT"),
    ],
)
@pytest.mark.parametrize(
    ("wet", "maak"), [("WJSG39F", om_aan_gemeente), ("WJSG8A_39F", justitieel_aan_gemeente)]
)
def test_elke_wjsg_grondslag_vraagt_zijn_eigen_waarborg(
    wet: str, maak: Any, letter: str, kenmerk: str, waarden: list[Any], code: str
) -> None:
    wijziging = {f"{EERSTE}/grondslag": f"{wet}_{letter}"}
    assert codes(maak(), wijziging) == [code]
    for waarde in waarden:
        assert codes(maak(), {**wijziging, f"{KENMERKEN}/{kenmerk}": waarde}) == []


def test_een_geweigerd_akkoord_is_geen_akkoord() -> None:
    wijziging = {
        f"{EERSTE}/grondslag": "WJSG39F_A",
        f"{KENMERKEN}/helpdeskPrivacyAkkoord": False,
    }
    assert codes(om_aan_gemeente(), wijziging) == ["HELPDESK_AKKOORD"]


def test_een_noodbevel_is_geen_beslissing_van_deze_aanpak() -> None:
    wijziging = {
        f"{EERSTE}/grondslag": "WJSG39F_D",
        f"{KENMERKEN}/beslissing": "noodbevel-175",
    }
    assert codes(om_aan_gemeente(), wijziging) == ["BESLISSING_ONTBREEKT"]


@pytest.mark.parametrize("taak", ["GEMW172", "GEMW172A", "GEMW174", "PW11"])
def test_de_burgemeester_noemt_zijn_taak(taak: str) -> None:
    assert codes(context_aan_om(), {f"{KENMERKEN}/taakgrondslag": taak}) == []


@pytest.mark.parametrize("taak", ["GEMW172B", "SR38V", "PW3", WEG])
def test_een_andere_taak_is_geen_grondslag(taak: object) -> None:
    wijziging = {f"{KENMERKEN}/taakgrondslag": taak}
    assert codes(gemeente_aan_politie(), wijziging) == ["TAAKGRONDSLAG"]


def test_de_weigering_noemt_wat_wel_mogelijk_is() -> None:
    besluit = beslis(met(politie_aan_gemeente(), {f"{EERSTE}/grondslag": "WPG16_1_A_1"}))
    (reden,) = besluit.redenen
    assert "WPG16_1_B_1 of WPG16_1_B_2" in reden.uitleg


def test_een_bekende_en_geweigerde_grondslag_krijgt_zijn_eigen_reden() -> None:
    (reden,) = beslis(met(politie_aan_gemeente(), {f"{EERSTE}/grondslag": "WPG20"})).redenen
    assert reden.code == "GRONDSLAG_GEWEIGERD"
    assert "een eigen besluit nodig" in reden.uitleg
    assert codes(politie_aan_gemeente(), {f"{EERSTE}/grondslag": None}) == ["GRONDSLAG_ONTBREEKT"]


# --- Poort 15 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "naam", ["politie aan gemeente", "correctie", "melding van een fout", "aanvulling",
             "deelnemer om aan politie"],
)  # fmt: skip
def test_feit_en_oordeel_zijn_gescheiden_en_anderen_weggehaald(naam: str) -> None:
    assert codes(TOEGESTAAN[naam](), {f"{EERSTE}/aard": None}) == ["AARD_ONTBREEKT"]
    assert codes(TOEGESTAAN[naam](), {f"{EERSTE}/aard": "oordeel"}) == []
    assert codes(TOEGESTAAN[naam](), {f"{EERSTE}/derdenVerwijderd": False}) == [
        "DERDEN_NIET_VERWIJDERD"
    ]


# --- Poort 16 -------------------------------------------------------------------------------------

GRONDEN = [f"AVG14_5_{letter}" for letter in "abcd"] + [
    f"UAVG41_1_{letter}" for letter in "abcdefghij"
]


def uitzondering(**anders: Any) -> dict[str, Any]:
    informatie = {
        "status": "uitzondering",
        "grond": "AVG14_5_b",
        "herbeoordeling": "2026-11-24",
        "tweedePersoon": True,
        **anders,
    }
    return {f"{EERSTE}/informatie": {n: w for n, w in informatie.items() if w is not WEG}}


@pytest.mark.parametrize(
    ("informatie", "code"),
    [
        (None, "INFORMATIE_ONTBREEKT"),
        (WEG, "INFORMATIE_ONTBREEKT"),
        ({"status": "open"}, "INFORMATIE_OPEN"),
        ({"status": "open", "grond": "AVG14_5_a", "tweedePersoon": True}, "INFORMATIE_OPEN"),
        ({"status": "geinformeerd"}, None),
        ({"status": "geinformeerd", "grond": "AVG14_5_a"}, None),
    ],
)
def test_de_burgemeester_informeert_voor_hij_verstrekt(
    informatie: object, code: str | None
) -> None:
    wijziging = {f"{EERSTE}/informatie": informatie}
    for naam in ("gemeente aan politie", "ouderbetrokkenheid"):
        assert codes(TOEGESTAAN[naam](), wijziging) == ([] if code is None else [code])


@pytest.mark.parametrize("grond", GRONDEN)
def test_elke_grond_van_de_lijst_mag_met_een_datum(grond: str) -> None:
    assert codes(gemeente_aan_politie(), uitzondering(grond=grond)) == []


@pytest.mark.parametrize("grond", [None, WEG])
def test_een_andere_grond_is_geen_uitzondering(grond: object) -> None:
    """Een grond die niet op de lijst staat is een invoerfout (test_woorden); geen grond is geen."""
    assert codes(gemeente_aan_politie(), uitzondering(grond=grond)) == ["UITZONDERING_GROND"]


@pytest.mark.parametrize("waarde", [False, WEG])
def test_een_uitzondering_keurt_een_tweede_goed(waarde: object) -> None:
    gevonden = codes(gemeente_aan_politie(), uitzondering(tweedePersoon=waarde))
    assert gevonden == ["UITZONDERING_TWEEDE"]


@pytest.mark.parametrize(
    ("herbeoordeling", "code"),
    [
        ("2026-11-23", "UITZONDERING_HERBEOORDELING"),
        ("2020-01-01", "UITZONDERING_HERBEOORDELING"),
        (None, "UITZONDERING_HERBEOORDELING"),
        (WEG, "UITZONDERING_HERBEOORDELING"),
        ("2026-11-24", None),
        ("2027-02-23", None),  # de laatste dag van drie maanden
        ("2027-02-24", "UITZONDERING_TE_LAAT"),
        ("2031-11-23", "UITZONDERING_TE_LAAT"),
    ],
)
def test_een_uitzondering_wordt_later_opnieuw_bekeken(
    herbeoordeling: object, code: str | None
) -> None:
    wijziging = uitzondering(herbeoordeling=herbeoordeling)
    assert codes(gemeente_aan_politie(), wijziging) == ([] if code is None else [code])


def test_alles_wat_aan_een_uitzondering_ontbreekt_wordt_genoemd() -> None:
    kaal = {f"{EERSTE}/informatie": {"status": "uitzondering"}}
    assert codes(gemeente_aan_politie(), kaal) == [
        "UITZONDERING_GROND", "UITZONDERING_TWEEDE", "UITZONDERING_HERBEOORDELING",
    ]  # fmt: skip


@pytest.mark.parametrize("naam", ["politie aan gemeente", "om aan gemeente", "brutolijst aan om"])
def test_politie_en_om_wachten_niet_op_de_brief(naam: str) -> None:
    assert TOEGESTAAN[naam]()["kop"]["onderdelen"][0]["informatie"] is None
    assert poorten(TOEGESTAAN[naam]()) == ()


def test_een_deelnemer_krijgt_geen_brief() -> None:
    assert poorten(deelnemer("gemeente", "politie"), {f"{EERSTE}/informatie": None}) == ()
