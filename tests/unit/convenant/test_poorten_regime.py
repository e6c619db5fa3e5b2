"""Gates 9, 11, 15 and 16: regime, legal basis, quality and information, with every boundary."""

from typing import Any

import pytest

from tests.unit.convenant.gevallenbouw import (
    TOEGESTAAN,
    WEG,
    bericht,
    beslis,
    codes,
    context_aan_om,
    deelnemer,
    gemeente_aan_politie,
    justitieel_aan_gemeente,
    met,
    om_aan_gemeente,
    onderdeel,
    ouder_aan_gemeente,
    politie_aan_gemeente,
    poorten,
    tenuitvoerlegging_aan_gemeente,
    wpg13_aan_gemeente,
)

EERSTE = "kop/onderdelen/0"
KENMERKEN = f"{EERSTE}/kenmerken"
NIET_VERANTWOORDELIJK = "TENUITVOERLEGGING_VERANTWOORDELIJKE"


# --- Poort 9 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("eerste_verwerking", "gerelateerd", "code"),
    [
        ("2026-11-23", False, None),
        ("2026-11-24", False, "WPG8_TOEKOMST"),
        ("2026-11-24", True, "WPG8_TOEKOMST"),
        ("2025-11-23", False, None),  # de laatste dag van het jaar telt nog
        ("2025-11-22", False, "WPG8_EEN_JAAR"),
        ("2025-11-22", WEG, "WPG8_EEN_JAAR"),
        ("2025-11-22", True, None),
        ("2021-11-23", True, None),  # de laatste dag van vijf jaar
        ("2021-11-22", True, "WPG8_VIJF_JAAR"),
        ("2021-11-22", False, "WPG8_VIJF_JAAR"),
        (WEG, True, "WPG8_EERSTE_VERWERKING"),
        ("9999-12-31", True, "WPG8_TOEKOMST"),
        ("0001-01-01", True, "WPG8_VIJF_JAAR"),
    ],
)
def test_artikel_8_is_een_jaar_vrij_en_vijf_jaar_gerelateerd(
    eerste_verwerking: object, gerelateerd: object, code: str | None
) -> None:
    wijziging = {
        f"{KENMERKEN}/eersteVerwerking": eerste_verwerking,
        f"{KENMERKEN}/gerelateerd": gerelateerd,
    }
    assert codes(politie_aan_gemeente(), wijziging) == ([] if code is None else [code])


@pytest.mark.parametrize("waarde", [None, WEG, {}])
def test_zonder_kenmerken_geen_politiegegevens(waarde: object) -> None:
    assert codes(politie_aan_gemeente(), {KENMERKEN: waarde}) == ["WPG8_EERSTE_VERWERKING"]


@pytest.mark.parametrize(
    ("kenmerk", "waarde", "code"),
    [
        ("subdoel", "a", None),
        ("subdoel", "e", None),
        ("subdoel", "f", "WPG13_SUBDOEL"),
        ("subdoel", "A", "WPG13_SUBDOEL"),
        ("subdoel", WEG, "WPG13_SUBDOEL"),
        ("termijnTot", "2026-11-23", None),
        ("termijnTot", "2026-11-22", "WPG13_TERMIJN_VOORBIJ"),
        ("termijnTot", WEG, "WPG13_TERMIJN_ONTBREEKT"),
        ("bron", "8", None),
        ("bron", "9", "WPG13_BRON"),
        ("bron", "10", "WPG13_BRON"),
        ("bron", WEG, "WPG13_BRON"),
    ],
)
def test_artikel_13_heeft_subdoel_termijn_en_bron_8(
    kenmerk: str, waarde: object, code: str | None
) -> None:
    wijziging = {f"{KENMERKEN}/{kenmerk}": waarde}
    assert codes(wpg13_aan_gemeente(), wijziging) == ([] if code is None else [code])


@pytest.mark.parametrize("waarde", [False, WEG])
def test_politiegegevens_over_een_ouder_zijn_apart_gemotiveerd(waarde: object) -> None:
    wijziging = {f"{KENMERKEN}/extraMotivering": waarde}
    assert codes(ouder_aan_gemeente(), wijziging) == ["OUDER_EXTRA_MOTIVERING"]
    assert codes(politie_aan_gemeente(), wijziging) == []


@pytest.mark.parametrize(
    "naam", ["om aan gemeente", "justitieel", "tenuitvoerlegging", "recent vervolgd"]
)
@pytest.mark.parametrize("waarde", [False, WEG])
def test_elk_stuk_van_om_is_niet_naar_anderen_te_herleiden(naam: str, waarde: object) -> None:
    wijziging = {f"{KENMERKEN}/herleidingAnderenVoorkomen": waarde}
    assert codes(TOEGESTAAN[naam](), wijziging) == ["HERLEIDING_ANDEREN"]


def test_ook_een_naam_van_om_is_niet_naar_anderen_te_herleiden() -> None:
    naw = onderdeel("NAW", "WJSG39F_B")
    assert codes(bericht("verstrekking", "om", "gemeente", 3, [naw])) == ["HERLEIDING_ANDEREN"]


@pytest.mark.parametrize(
    ("naam", "kenmerk", "waarde", "code"),
    [
        ("om aan gemeente", "zaak", WEG, "ZAAK_ONTBREEKT"),
        ("justitieel", "reedsBeschikbaar", False, "JUSTITIEEL_NIET_BESCHIKBAAR"),
        ("justitieel", "reedsBeschikbaar", WEG, "JUSTITIEEL_NIET_BESCHIKBAAR"),
        ("justitieel", "jdsBevraagd", True, "JUSTITIEEL_JDS"),
        ("justitieel", "jdsBevraagd", WEG, "JUSTITIEEL_JDS"),
        ("justitieel", "uitkomst", "sepot", "UITKOMST"),
        ("justitieel", "uitkomst", "vrijspraak", "UITKOMST"),
        ("justitieel", "uitkomst", WEG, "UITKOMST"),
        ("tenuitvoerlegging", "omVerwerkingsverantwoordelijk", False, NIET_VERANTWOORDELIJK),
        ("tenuitvoerlegging", "omVerwerkingsverantwoordelijk", WEG, NIET_VERANTWOORDELIJK),
        ("recent vervolgd", "relevantVoorGroepsaanpak", False, "RECENT_VERVOLGD_RELEVANTIE"),
        ("recent vervolgd", "relevantVoorGroepsaanpak", WEG, "RECENT_VERVOLGD_RELEVANTIE"),
        ("recent vervolgd", "uitkomst", "sepot", "UITKOMST"),
        ("recent vervolgd", "uitkomst", WEG, "UITKOMST"),
    ],
)  # fmt: skip
def test_wat_de_wet_van_om_vraagt(naam: str, kenmerk: str, waarde: object, code: str) -> None:
    assert codes(TOEGESTAAN[naam](), {f"{KENMERKEN}/{kenmerk}": waarde}) == [code]


def test_een_deelnemer_van_om_heeft_geen_kenmerken_nodig() -> None:
    assert poorten(deelnemer("om", "gemeente"), {KENMERKEN: None}) == ()


# --- Poort 11 -------------------------------------------------------------------------------------

GRONDSLAGEN = (
    "WPG16_1_A_1", "WPG16_1_A_2", "WPG16_1_B_1", "WPG16_1_B_2", "WJSG39F_A", "WJSG39F_B",
    "WJSG39F_C", "WJSG39F_D", "WJSG39F_E", "WJSG39F_F", "WJSG39F_G", "WJSG8A_39F", "WJSG8A_39E",
    "WJSG39E_D", "WJSG39E_H", "WJSG51C_2_A", "WJSG51C_2_B", "WJSG51C_2_C", "WJSG51C_2_D",
    "AVG6_1_E", "AVG6_1_F", "WPG20", "", None,
)  # fmt: skip
RUIM = {
    "helpdeskPrivacyAkkoord": True,
    "toezicht": "horeca",
    "beslissing": "bevel-172a",
    "taakgrondslag": "GEMW172A",
    "herleidingAnderenVoorkomen": True,
}
WPG_A, WPG_B = {"WPG16_1_A_1", "WPG16_1_A_2"}, {"WPG16_1_B_1", "WPG16_1_B_2"}
WJSG = {"WJSG39F_A", "WJSG39F_B", "WJSG39F_C", "WJSG39F_D"}
AVG: set[str] = {"AVG6_1_E"}


@pytest.mark.parametrize(
    ("van", "naar", "soort", "mogelijk"),
    [
        ("politie", "gemeente", "NAW", WPG_B),
        ("politie", "gemeente", "WPG13", WPG_B),
        ("politie", "om", "WPG8", WPG_A),
        ("om", "gemeente", "NAW", WJSG),
        ("om", "gemeente", "STRAFVORDERLIJK", WJSG),
        ("om", "gemeente", "RECENT_VERVOLGD", WJSG),
        ("om", "gemeente", "JUSTITIEEL", {"WJSG8A_39F"}),
        ("om", "gemeente", "TENUITVOERLEGGING", {"WJSG51C_2_B", "WJSG51C_2_D"}),
        ("gemeente", "politie", "B_OVERLAST", AVG),
        ("gemeente", "om", "NAW", AVG),
        ("om", "politie", "NAW", set()),
        ("om", "politie", "STRAFVORDERLIJK", set()),
        ("om", "politie", "JUSTITIEEL", set()),
        ("om", "politie", "TENUITVOERLEGGING", set()),
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
    for grondslag in GRONDSLAGEN:
        gegeven = onderdeel(soort, grondslag, kenmerken=RUIM)
        verzoek = bericht("verstrekking", van, naar, 3, [gegeven])
        assert (11 not in poorten(verzoek)) is (grondslag in mogelijk), grondslag


@pytest.mark.parametrize(
    ("grondslag", "kenmerk", "code"),
    [
        ("WJSG39F_A", "helpdeskPrivacyAkkoord", "HELPDESK_AKKOORD"),
        ("WJSG39F_C", "toezicht", "TOEZICHT_ONTBREEKT"),
        ("WJSG39F_D", "beslissing", "BESLISSING_ONTBREEKT"),
    ],
)
def test_elke_wjsg_grondslag_vraagt_zijn_eigen_waarborg(
    grondslag: str, kenmerk: str, code: str
) -> None:
    wijziging = {f"{EERSTE}/grondslag": grondslag}
    assert codes(om_aan_gemeente(), wijziging) == [code]
    erbij = {**wijziging, f"{KENMERKEN}/{kenmerk}": RUIM[kenmerk]}
    assert codes(om_aan_gemeente(), erbij) == []


def test_een_geweigerd_akkoord_is_geen_akkoord() -> None:
    wijziging = {
        f"{EERSTE}/grondslag": "WJSG39F_A",
        f"{KENMERKEN}/helpdeskPrivacyAkkoord": False,
    }
    assert codes(om_aan_gemeente(), wijziging) == ["HELPDESK_AKKOORD"]


@pytest.mark.parametrize("taak", ["GEMW172", "GEMW172A", "GEMW174", "PW11"])
def test_de_burgemeester_noemt_zijn_taak(taak: str) -> None:
    assert codes(context_aan_om(), {f"{KENMERKEN}/taakgrondslag": taak}) == []


@pytest.mark.parametrize("taak", ["GEMW172B", "SR38V", "PW3", "", WEG])
def test_een_andere_taak_is_geen_grondslag(taak: object) -> None:
    wijziging = {f"{KENMERKEN}/taakgrondslag": taak}
    assert codes(gemeente_aan_politie(), wijziging) == ["TAAKGRONDSLAG"]


def test_de_weigering_noemt_wat_wel_mogelijk_is() -> None:
    besluit = beslis(met(politie_aan_gemeente(), {f"{EERSTE}/grondslag": "WPG16_1_A_1"}))
    (reden,) = besluit.redenen
    assert "WPG16_1_B_1 of WPG16_1_B_2" in reden.uitleg


# --- Poort 15 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["politie aan gemeente", "correctie", "aanvulling"])
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


@pytest.mark.parametrize(
    ("informatie", "code"),
    [
        (None, "INFORMATIE_ONTBREEKT"),
        (WEG, "INFORMATIE_ONTBREEKT"),
        ({"status": "open"}, "INFORMATIE_OPEN"),
        ({"status": "geinformeerd"}, None),
        ({"status": "geinformeerd", "grond": "onzin"}, None),
    ],
)
def test_de_burgemeester_informeert_voor_hij_verstrekt(
    informatie: object, code: str | None
) -> None:
    wijziging = {f"{EERSTE}/informatie": informatie}
    assert codes(gemeente_aan_politie(), wijziging) == ([] if code is None else [code])


@pytest.mark.parametrize("grond", GRONDEN)
def test_elke_grond_van_de_lijst_mag_met_een_datum(grond: str) -> None:
    informatie = {"status": "uitzondering", "grond": grond, "herbeoordeling": "2026-11-24"}
    assert codes(gemeente_aan_politie(), {f"{EERSTE}/informatie": informatie}) == []


@pytest.mark.parametrize("grond", ["AVG14_5_e", "UAVG41_1_k", "UAVG41", "", None])
def test_een_andere_grond_is_geen_uitzondering(grond: str | None) -> None:
    informatie = {"status": "uitzondering", "grond": grond, "herbeoordeling": "2027-01-01"}
    wijziging = {f"{EERSTE}/informatie": informatie}
    assert codes(gemeente_aan_politie(), wijziging) == ["UITZONDERING_GROND"]


@pytest.mark.parametrize("herbeoordeling", ["2026-11-23", "2020-01-01", None])
def test_een_uitzondering_wordt_later_opnieuw_bekeken(herbeoordeling: str | None) -> None:
    informatie = {
        "status": "uitzondering",
        "grond": "AVG14_5_b",
        "herbeoordeling": herbeoordeling,
    }
    wijziging = {f"{EERSTE}/informatie": informatie}
    assert codes(gemeente_aan_politie(), wijziging) == ["UITZONDERING_HERBEOORDELING"]


@pytest.mark.parametrize("naam", ["politie aan gemeente", "om aan gemeente", "brutolijst aan om"])
def test_politie_en_om_wachten_niet_op_de_brief(naam: str) -> None:
    assert poorten(TOEGESTAAN[naam](), {f"{EERSTE}/informatie": {"status": "open"}}) == ()


def test_een_deelnemer_krijgt_geen_brief() -> None:
    assert poorten(deelnemer("gemeente", "politie"), {f"{EERSTE}/informatie": None}) == ()


# --- Meer onderdelen ------------------------------------------------------------------------------


def test_een_fout_onderdeel_houdt_het_hele_bericht_tegen_en_wordt_genoemd() -> None:
    goed = politie_aan_gemeente()["kop"]["onderdelen"][0]
    verzoek = met(
        politie_aan_gemeente(),
        {"kop/onderdelen": [goed, {**goed, "aard": None}, goed, {**goed, "gegevenssoort": "FOTO"}]},
    )
    besluit = beslis(verzoek)
    assert [(r.poort, r.onderdeel) for r in besluit.redenen] == [(8, 3), (15, 1)]
    assert "Onderdeel 4" in besluit.redenen[0].uitleg


def test_onbekende_soort_verbergt_de_eis_van_de_partij_niet() -> None:
    wijziging: dict[str, Any] = {f"{EERSTE}/gegevenssoort": "BSN", KENMERKEN: None}
    assert poorten(justitieel_aan_gemeente(), wijziging) == (8, 9)
    assert poorten(tenuitvoerlegging_aan_gemeente(), {KENMERKEN: None}) == (9,)
