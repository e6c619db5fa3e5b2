"""Gate 9: what the law of the source asks, with every boundary."""

from typing import Any

import pytest

from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    deelnemer,
    gemeente_aan_politie,
    justitieel_aan_gemeente,
    ouder_aan_gemeente,
    politie_aan_gemeente,
    tenuitvoerlegging_aan_gemeente,
    wpg13_aan_gemeente,
)
from tests.unit.convenant.gevallenbouw import (
    LID,
    LOOPT,
    OUDER,
    WEG,
    bericht,
    beslis,
    codes,
    met,
    onderdeel,
    per_telefoon,
    poorten,
)

EERSTE = "kop/onderdelen/0"
KENMERKEN = f"{EERSTE}/kenmerken"
NIET_VERANTWOORDELIJK = "TENUITVOERLEGGING_VERANTWOORDELIJKE"
ELK_STUK_VAN_OM = [
    "om aan gemeente", "justitieel", "tenuitvoerlegging", "recent vervolgd", "bekendheid van om",
]  # fmt: skip


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
        ("subdoel", WEG, "WPG13_SUBDOEL"),
        ("termijnTot", "2026-11-23", None),
        ("termijnTot", "2026-11-22", "WPG13_TERMIJN_VOORBIJ"),
        ("termijnTot", WEG, "WPG13_TERMIJN_ONTBREEKT"),
        ("bron", "8", None),
        ("bron", "9", "WPG13_BRON"),
        ("bron", "10", "WPG13_BRON"),
        ("bron", "12", "WPG13_BRON"),
        ("bron", "13", "WPG13_BRON"),
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
    wpg13 = {
        f"{EERSTE}/gegevenssoort": "WPG13",
        KENMERKEN: {"subdoel": "a", "termijnTot": "2027-01-31", "bron": "8"},
    }
    assert codes(ouder_aan_gemeente(), {**wpg13, **wijziging}) == ["OUDER_EXTRA_MOTIVERING"]


@pytest.mark.parametrize("soort", ["B_OVERLAST", "B_AANGESPROKEN"])
@pytest.mark.parametrize("waarde", [False, WEG])
def test_ook_overlast_van_een_ouder_is_apart_gemotiveerd(soort: str, waarde: object) -> None:
    ouder = {
        f"{EERSTE}/gegevenssoort": soort,
        f"{EERSTE}/categorie": 2,
        f"{EERSTE}/betrokkene": OUDER,
        f"{EERSTE}/kind": LID,
        f"{EERSTE}/leeftijdsklasse": "12-15",
        f"{KENMERKEN}/extraMotivering": waarde,
    }
    assert codes(gemeente_aan_politie(), ouder) == ["OUDER_EIGEN_MOTIVERING"]
    gemotiveerd = {**ouder, f"{KENMERKEN}/extraMotivering": True}
    assert codes(gemeente_aan_politie(), gemotiveerd) == []


@pytest.mark.parametrize("naam", ELK_STUK_VAN_OM)
@pytest.mark.parametrize("waarde", [False, WEG])
def test_elk_stuk_van_om_is_niet_naar_anderen_te_herleiden(naam: str, waarde: object) -> None:
    wijziging = {f"{KENMERKEN}/herleidingAnderenVoorkomen": waarde}
    assert codes(TOEGESTAAN[naam](), wijziging) == ["HERLEIDING_ANDEREN"]


@pytest.mark.parametrize("naam", ELK_STUK_VAN_OM)
@pytest.mark.parametrize("waarde", [True, WEG])
def test_voor_geen_enkel_stuk_van_om_is_jds_bevraagd(naam: str, waarde: object) -> None:
    wijziging = {f"{KENMERKEN}/jdsBevraagd": waarde}
    assert codes(TOEGESTAAN[naam](), wijziging) == ["JDS_BEVRAAGD"]


@pytest.mark.parametrize("naam", ELK_STUK_VAN_OM)
@pytest.mark.parametrize("waarde", [False, WEG])
def test_niets_van_om_rust_op_een_sepot_of_vrijspraak(naam: str, waarde: object) -> None:
    wijziging = {f"{KENMERKEN}/geenSepotOfVrijspraak": waarde}
    assert codes(TOEGESTAAN[naam](), wijziging) == ["SEPOT_OF_VRIJSPRAAK"]


def test_ook_bij_een_naam_verklaart_om_alle_drie() -> None:
    naw = onderdeel("NAW", "WJSG39F_B")
    assert codes(bericht("verstrekking", "om", "gemeente", 3, [naw])) == [
        "HERLEIDING_ANDEREN", "JDS_BEVRAAGD", "SEPOT_OF_VRIJSPRAAK",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("naam", "kenmerk", "waarde", "code"),
    [
        ("om aan gemeente", "zaak", WEG, "ZAAK_ONTBREEKT"),
        ("justitieel", "reedsBeschikbaar", False, "JUSTITIEEL_NIET_BESCHIKBAAR"),
        ("justitieel", "reedsBeschikbaar", WEG, "JUSTITIEEL_NIET_BESCHIKBAAR"),
        ("tenuitvoerlegging", "omVerwerkingsverantwoordelijk", False, NIET_VERANTWOORDELIJK),
        ("tenuitvoerlegging", "omVerwerkingsverantwoordelijk", WEG, NIET_VERANTWOORDELIJK),
        ("recent vervolgd", "relevantVoorGroepsaanpak", False, "RECENT_VERVOLGD_RELEVANTIE"),
        ("recent vervolgd", "relevantVoorGroepsaanpak", WEG, "RECENT_VERVOLGD_RELEVANTIE"),
        ("recent vervolgd", "binnenTwaalfMaanden", False, "RECENT_VERVOLGD_TERMIJN"),
        ("recent vervolgd", "binnenTwaalfMaanden", WEG, "RECENT_VERVOLGD_TERMIJN"),
    ],
)  # fmt: skip
def test_wat_de_wet_van_om_vraagt(naam: str, kenmerk: str, waarde: object, code: str) -> None:
    assert codes(TOEGESTAAN[naam](), {f"{KENMERKEN}/{kenmerk}": waarde}) == [code]


def test_een_deelnemer_van_om_heeft_geen_kenmerken_nodig() -> None:
    assert poorten(deelnemer("om", "gemeente"), {KENMERKEN: None}) == ()
    assert poorten(deelnemer("om", "gemeente"), {KENMERKEN: WEG}) == ()


# --- Meer onderdelen ------------------------------------------------------------------------------


def test_een_fout_onderdeel_houdt_het_hele_bericht_tegen_en_wordt_genoemd() -> None:
    goed = politie_aan_gemeente()["kop"]["onderdelen"][0]
    verzoek = met(
        politie_aan_gemeente(),
        {
            "kop/onderdelen": [
                goed,
                {**goed, "aard": None},
                goed,
                {**goed, "gegevenssoort": "FOTO", "kenmerken": None},
            ]
        },
    )
    besluit = beslis(verzoek)
    assert [(r.poort, r.onderdeel) for r in besluit.redenen] == [(8, 3), (15, 1)]
    assert "Onderdeel 4" in besluit.redenen[0].uitleg


def test_een_geweigerde_soort_verbergt_de_eis_van_de_partij_niet() -> None:
    wijziging: dict[str, Any] = {f"{EERSTE}/gegevenssoort": "BSN", KENMERKEN: None}
    assert poorten(justitieel_aan_gemeente(), wijziging) == (8, 9)
    assert poorten(tenuitvoerlegging_aan_gemeente(), {KENMERKEN: None}) == (9,)


def test_van_elk_kenmerk_wordt_een_gebrek_genoemd() -> None:
    """Ontbreekt de datum, dan heet zij niet ook te oud."""
    assert codes(politie_aan_gemeente(), {KENMERKEN: None}) == ["WPG8_EERSTE_VERWERKING"]
    kaal = per_telefoon(TOEGESTAAN["recent vervolgd"]())
    loopt = {"toestand/groep/strafrechtelijkOnderzoek": LOOPT}
    assert codes(kaal, {KENMERKEN: None, **loopt}) == [
        "HERLEIDING_ANDEREN", "JDS_BEVRAAGD", "SEPOT_OF_VRIJSPRAAK",
        "RECENT_VERVOLGD_RELEVANTIE", "RECENT_VERVOLGD_TERMIJN",
    ]  # fmt: skip
