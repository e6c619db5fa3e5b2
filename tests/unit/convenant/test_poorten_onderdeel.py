"""Gates 6 to 9, 11, 15 and 16: about one onderdeel, with every boundary."""

from typing import Any

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
    recent_vervolgd,
    tenuitvoerlegging_aan_gemeente,
    wpg13_aan_gemeente,
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
