"""Gate 5: the group's state, the start criteria, and what answers what."""

from typing import Any

import pytest

from tests.unit.convenant.gevallenbouw import (
    ANDERE_GROEP,
    EERDER_BERICHT,
    TOEGESTAAN,
    VERZOEK,
    WEG,
    bericht,
    brutolijst_aan_om,
    codes,
    context_aan_om,
    deelnemer,
    gemeente_aan_politie,
    met,
    onderdeel,
    politie_aan_gemeente,
    poorten,
)

STARTBESLUIT = "toestand/groep/startbesluit"


def melding(datum: str, incident: str, bron: str = "politie") -> dict[str, str]:
    return {"datum": datum, "bron": bron, "incident": incident}


@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({"toestand/groep": None}, "GROEP_ONTBREEKT"),
        ({"kop/groep": None}, "GROEP_ONTBREEKT"),
        ({"kop/groep": None, "toestand/groep": None}, "GROEP_ONTBREEKT"),
        ({"kop/groep": ANDERE_GROEP}, "GROEP_ANDERE"),
        ({"toestand/groep/status": "afgesloten"}, "GROEP_NIET_ACTIEF"),
        ({"toestand/groep/status": "niet_geprioriteerd"}, "GROEP_NIET_ACTIEF"),
        ({STARTBESLUIT: None}, "STARTBESLUIT_ONTBREEKT"),
        ({STARTBESLUIT: WEG}, "STARTBESLUIT_ONTBREEKT"),
        ({f"{STARTBESLUIT}/groepsverband": False}, "START_GROEPSVERBAND"),
        ({f"{STARTBESLUIT}/eerdereInterventie": False}, "START_INTERVENTIE"),
        ({f"{STARTBESLUIT}/meldingen": []}, "START_MELDINGEN"),
        ({"toestand/groep/eindcriterium": "overlast-gestopt"}, "EINDCRITERIUM_BEREIKT"),
        ({"toestand/groep/eindcriterium": ""}, "EINDCRITERIUM_BEREIKT"),
        ({"toestand/groep/stap": 5, "toestand/groep/prioritering": "ja"}, "STAP_WIJKT_AF"),
    ],
)
def test_zonder_lopende_aanpak_gaat_er_niets_over_personen(
    wijziging: dict[str, Any], code: str
) -> None:
    assert codes(politie_aan_gemeente(), wijziging) == [code]


def test_zonder_stap_in_het_bericht_wijkt_de_stap_af() -> None:
    assert poorten(politie_aan_gemeente(), {"kop/stap": None}) == (5,)


def test_alle_drie_de_startcriteria_worden_genoemd() -> None:
    wijziging = {
        f"{STARTBESLUIT}/groepsverband": False,
        f"{STARTBESLUIT}/eerdereInterventie": False,
        f"{STARTBESLUIT}/meldingen": [],
    }
    assert codes(politie_aan_gemeente(), wijziging) == [
        "START_GROEPSVERBAND",
        "START_MELDINGEN",
        "START_INTERVENTIE",
    ]


@pytest.mark.parametrize(
    ("derde", "telt"),
    [
        (melding("2025-09-01", "i3"), True),  # precies twaalf maanden voor 1 september 2026
        (melding("2025-08-31", "i3"), False),
        (melding("2026-09-01", "i3"), True),  # op de dag van het startbesluit
        (melding("2026-09-02", "i3"), False),
        (melding("2026-08-01", "i2"), False),  # hetzelfde incident
        (melding("2026-08-01", "i3", "stadsbeheer"), True),
        (melding("2026-08-01", "i3", "jongerenwerk"), True),
        (melding("2026-08-01", "i3", "bewoner"), False),
        (melding("2026-08-01", "i3", "gemeente"), False),
    ],
)
def test_derde_melding_telt_alleen_binnen_venster_en_bron(
    derde: dict[str, str], telt: bool
) -> None:
    meldingen = [melding("2026-03-04", "i1"), melding("2026-05-11", "i2"), derde]
    gesloten = poorten(politie_aan_gemeente(), {f"{STARTBESLUIT}/meldingen": meldingen})
    assert gesloten == (() if telt else (5,))


def test_vier_meldingen_van_twee_incidenten_zijn_er_twee() -> None:
    meldingen = [melding(f"2026-0{maand}-01", f"i{maand % 2}") for maand in range(3, 7)]
    wijziging = {f"{STARTBESLUIT}/meldingen": meldingen}
    assert codes(politie_aan_gemeente(), wijziging) == ["START_MELDINGEN"]


def test_venster_voor_een_schrikkeldag() -> None:
    meldingen = [
        melding("2023-02-28", "i1"),
        melding("2023-03-01", "i2"),
        melding("2024-02-29", "i3"),
    ]
    wijziging = {f"{STARTBESLUIT}/datum": "2024-02-29", f"{STARTBESLUIT}/meldingen": meldingen}
    assert poorten(politie_aan_gemeente(), wijziging) == ()


# --- Prioritering ---------------------------------------------------------------------------------


@pytest.mark.parametrize("prioritering", ["nee", None, WEG])
def test_vanaf_stap_5_is_de_groep_geprioriteerd(prioritering: object) -> None:
    wijziging = {"toestand/groep/prioritering": prioritering}
    assert codes(context_aan_om(), wijziging) == ["PRIORITERING_ONTBREEKT"]
    stap_6 = {"kop/stap": 6, "toestand/groep/stap": 6}
    assert codes(context_aan_om(), {**wijziging, **stap_6}) == ["PRIORITERING_ONTBREEKT"]


@pytest.mark.parametrize("stap", [2, 3, 4, 7])
def test_buiten_stap_5_en_6_is_geen_prioritering_nodig(stap: int) -> None:
    wijziging = {
        "kop/stap": stap,
        "toestand/groep/stap": stap,
        "toestand/groep/prioritering": None,
        "kop/inReactieOp": VERZOEK["politie", "gemeente"],
    }
    verzoek = met(deelnemer("gemeente", "politie"), wijziging)
    assert poorten(verzoek) == ()


# --- Stap 2: alleen op verzoek --------------------------------------------------------------------


def naw_in_stap_2(van: str, naar: str) -> dict[str, Any]:
    grondslag = {"politie": "WPG16_1_B_2", "om": "WJSG39F_B", "gemeente": "AVG6_1_E"}[van]
    naw = onderdeel(
        "NAW",
        grondslag,
        kenmerken={"taakgrondslag": "GEMW172", "herleidingAnderenVoorkomen": True},
        informatie={"status": "geinformeerd"},
    )
    return bericht("verstrekking", van, naar, 2, [naw])


@pytest.mark.parametrize(
    ("van", "naar"), [("politie", "gemeente"), ("gemeente", "politie"), ("om", "gemeente")]
)
def test_in_stap_2_antwoordt_een_verstrekking_op_een_verzoek(van: str, naar: str) -> None:
    verzoek = naw_in_stap_2(van, naar)
    assert codes(verzoek) == ["VERZOEK_ONTBREEKT"]
    assert codes(verzoek, {"kop/inReactieOp": EERDER_BERICHT}) == ["VERZOEK_ONTBREEKT"]
    assert codes(verzoek, {"kop/inReactieOp": VERZOEK[naar, van]}) == []


def test_een_eigen_verzoek_of_dat_van_een_ander_telt_niet() -> None:
    verzoek = naw_in_stap_2("politie", "gemeente")
    for ander in (VERZOEK["politie", "gemeente"], VERZOEK["gemeente", "om"]):
        assert codes(verzoek, {"kop/inReactieOp": ander}) == ["VERZOEK_ONTBREEKT"]


def test_de_brutolijst_gaat_ongevraagd_van_politie_naar_om() -> None:
    assert poorten(brutolijst_aan_om()) == ()
    assert poorten(brutolijst_aan_om(), {"toestand/groep/informatieverzoeken": []}) == ()


def test_de_burgemeester_geeft_om_in_stap_2_niets_ongevraagd() -> None:
    assert poorten(naw_in_stap_2("gemeente", "om")) == (5,)


def test_na_stap_2_is_geen_verzoek_nodig() -> None:
    assert poorten(gemeente_aan_politie(), {"toestand/groep/informatieverzoeken": WEG}) == ()


def test_een_aanvulling_in_stap_2_noemt_wat_zij_aanvult_en_geen_verzoek() -> None:
    verzoek = met(naw_in_stap_2("politie", "gemeente"), {"kop/soort": "aanvulling"})
    assert codes(verzoek) == ["VERWIJZING_ONTBREEKT"]
    assert codes(verzoek, {"kop/inReactieOp": EERDER_BERICHT}) == []


# --- Andere soorten berichten ---------------------------------------------------------------------


@pytest.mark.parametrize("soort", ["correctie", "intrekking", "aanvulling"])
@pytest.mark.parametrize("waarde", [None, WEG])
def test_wat_op_een_eerder_bericht_slaat_noemt_dat_bericht(soort: str, waarde: object) -> None:
    assert codes(TOEGESTAAN[soort](), {"kop/inReactieOp": waarde}) == ["VERWIJZING_ONTBREEKT"]


def test_een_verwijzing_ontbreekt_ook_als_de_groep_ontbreekt() -> None:
    wijziging = {"kop/inReactieOp": None, "toestand/groep": None}
    gevonden = codes(TOEGESTAAN["aanvulling"](), wijziging)
    assert sorted(gevonden) == ["GROEP_ONTBREEKT", "VERWIJZING_ONTBREEKT"]


@pytest.mark.parametrize("soort", ["correctie", "intrekking"])
@pytest.mark.parametrize(
    "wijziging",
    [
        {"toestand/groep": None},
        {"toestand/groep/status": "afgesloten"},
        {"kop/groep": ANDERE_GROEP},
        {"kop/stap": None},
        {"kop/stap": 1},
        {STARTBESLUIT: None},
        {"toestand/groep/eindcriterium": "doelen-behaald"},
    ],
)
def test_een_fout_herstellen_kan_ook_na_afloop(soort: str, wijziging: dict[str, Any]) -> None:
    assert poorten(TOEGESTAAN[soort](), wijziging) == ()


@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({"toestand/groep": None}, "GROEP_ONTBREEKT"),
        ({"kop/groep": ANDERE_GROEP}, "GROEP_ANDERE"),
        ({"toestand/groep/status": "niet_geprioriteerd"}, "GROEP_NIET_ACTIEF"),
        ({"kop/stap": 3}, "STAP_WIJKT_AF"),
        ({"kop/stap": None}, "STAP_WIJKT_AF"),
        ({"kop/stap": 1, "toestand/groep/stap": 1}, "STAP_ZONDER_GEGEVENS"),
    ],
)
def test_een_informatieverzoek_past_bij_de_groep(wijziging: dict[str, Any], code: str) -> None:
    assert codes(TOEGESTAAN["informatieverzoek"](), wijziging) == [code]


@pytest.mark.parametrize(
    "wijziging",
    [
        {STARTBESLUIT: None},
        {"toestand/groep/eindcriterium": "doelen-behaald"},
        {"kop/stap": 5, "toestand/groep/stap": 5, "toestand/groep/prioritering": None},
    ],
)
def test_een_informatieverzoek_vraagt_geen_startbesluit(wijziging: dict[str, Any]) -> None:
    assert poorten(TOEGESTAAN["informatieverzoek"](), wijziging) == ()


@pytest.mark.parametrize("soort", ["vernietigingsbericht", "rechtenverzoek", "incident"])
def test_melden_kan_zonder_groep(soort: str) -> None:
    wijziging = {"kop/groep": None, "toestand/groep": None, "kop/stap": None}
    assert poorten(TOEGESTAAN[soort](), wijziging) == ()
