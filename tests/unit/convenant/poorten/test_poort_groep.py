"""Gate 5: the group's state, the start criteria, and what answers what."""

from typing import Any

import pytest

from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    aanbod_aan_politie,
    brutolijst_aan_om,
    deelnemer,
    gemeente_aan_politie,
    politie_aan_gemeente,
    stuk,
    vraag,
)
from tests.unit.convenant.gevallenbouw import (
    ANDERE_GROEP,
    EERDER_BERICHT,
    LID,
    LOOPT,
    OM_VERKLAART,
    ONBEKEND,
    OUDER,
    VERZOEK,
    WEG,
    Document,
    aanvulling,
    bericht,
    beslis,
    codes,
    in_stap,
    melding,
    met,
    onderdeel,
    poorten,
)

STARTBESLUIT = "toestand/groep/startbesluit"
#: What stops everything about a group: who is asked, and what is given.
ZONDER_AANPAK: list[tuple[dict[str, Any], str]] = [
    ({"toestand/groep": None}, "GROEP_ONTBREEKT"),
    ({"kop/groep": None}, "GROEP_ONTBREEKT"),
    ({"kop/groep": None, "toestand/groep": None}, "GROEP_ONTBREEKT"),
    ({"kop/groep": ANDERE_GROEP}, "GROEP_ANDERE"),
    ({"toestand/groep/status": "afgesloten"}, "GROEP_NIET_ACTIEF"),
    ({"toestand/groep/status": "niet_geprioriteerd"}, "GROEP_NIET_ACTIEF"),
    ({STARTBESLUIT: None}, "STARTBESLUIT_ONTBREEKT"),
    ({STARTBESLUIT: WEG}, "STARTBESLUIT_ONTBREEKT"),
    ({f"{STARTBESLUIT}/datum": "2026-11-24"}, "START_TOEKOMST"),
    ({f"{STARTBESLUIT}/groepsverband": False}, "START_GROEPSVERBAND"),
    ({f"{STARTBESLUIT}/eerdereInterventie": False}, "START_INTERVENTIE"),
    ({f"{STARTBESLUIT}/meldingen": []}, "START_MELDINGEN"),
    ({"toestand/groep/eindcriterium": "overlast_gestopt"}, "EINDCRITERIUM_BEREIKT"),
    ({"toestand/groep/eindcriterium": "andere_methodiek"}, "EINDCRITERIUM_BEREIKT"),
    ({"toestand/groep/stap": 5, "toestand/groep/prioritering": "ja"}, "STAP_WIJKT_AF"),
]


@pytest.mark.parametrize(("wijziging", "code"), ZONDER_AANPAK)
def test_zonder_lopende_aanpak_gaat_er_niets_over_personen(
    wijziging: dict[str, Any], code: str
) -> None:
    assert code in codes(politie_aan_gemeente(), wijziging)
    assert poorten(politie_aan_gemeente(), wijziging) == (5,)
    assert poorten(TOEGESTAAN["aanvulling"](), wijziging) == (5,)


@pytest.mark.parametrize(("wijziging", "code"), ZONDER_AANPAK)
def test_zonder_lopende_aanpak_wordt_er_ook_niets_gevraagd(
    wijziging: dict[str, Any], code: str
) -> None:
    """Ook vragen naar iemand is verwerken: zonder startbesluit gebeurt dat niet (E14)."""
    assert code in codes(vraag(3), wijziging)


def test_op_de_dag_van_het_startbesluit_mag_het_al() -> None:
    wijziging = {
        f"{STARTBESLUIT}/datum": "2026-11-23",
        f"{STARTBESLUIT}/meldingen": [melding("2026-11-23", f"i{n}") for n in range(3)],
    }
    assert poorten(politie_aan_gemeente(), wijziging) == ()


@pytest.mark.parametrize("stap", [None, 2, 4, 7])
def test_het_bericht_staat_in_de_stap_van_de_groep(stap: int | None) -> None:
    groep = None if stap is None else vraag()["kop"]["groep"]
    for maak in (politie_aan_gemeente, lambda: vraag(3), lambda: stuk("advies")):
        assert 5 in poorten(maak(), {"kop/stap": stap, "kop/groep": groep})


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
        (melding("2026-08-01", "i3", "ondernemer"), False),
        (melding("2026-08-01", "i3", "school"), False),
        (melding("2026-08-01", "i3", "anders"), False),
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


@pytest.mark.parametrize("stap", [5, 6])
@pytest.mark.parametrize("prioritering", ["nee", None, WEG])
def test_vanaf_stap_5_is_de_groep_geprioriteerd(prioritering: object, stap: int) -> None:
    wijziging = {"toestand/groep/prioritering": prioritering}
    for maak in (aanbod_aan_politie, lambda: vraag(5)):
        verzoek = in_stap(maak(), stap)
        assert poorten(verzoek) == ()
        assert codes(verzoek, wijziging) == ["PRIORITERING_ONTBREEKT"]


@pytest.mark.parametrize("stap", [2, 3, 4, 7])
def test_buiten_stap_5_en_6_is_geen_prioritering_nodig(stap: int) -> None:
    wijziging = {
        "toestand/groep/prioritering": None,
        "kop/inReactieOp": VERZOEK["politie", "gemeente"],
    }
    verzoek = in_stap(deelnemer("gemeente", "politie"), stap)
    assert poorten(verzoek, wijziging) == ()


# --- Stap 2: alleen op verzoek --------------------------------------------------------------------


def naw_in_stap_2(van: str, naar: str) -> Document:
    grondslag = {"politie": "WPG16_1_B_2", "om": "WJSG39F_B", "gemeente": "AVG6_1_E"}[van]
    kenmerken = {"politie": None, "om": OM_VERKLAART, "gemeente": {"taakgrondslag": "GEMW172"}}
    informatie = {"status": "geinformeerd"} if van == "gemeente" else None
    naw = onderdeel("NAW", grondslag, kenmerken=kenmerken[van], informatie=informatie)
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


def test_een_verzoek_telt_alleen_van_deze_ontvanger_aan_deze_afzender() -> None:
    verzoek = naw_in_stap_2("politie", "gemeente")
    for van, aan in (("om", "politie"), ("gemeente", "om"), ("politie", "gemeente")):
        lijst = [{"id": EERDER_BERICHT, "van": van, "aan": aan}]
        wijziging = {
            "kop/inReactieOp": EERDER_BERICHT,
            "toestand/groep/informatieverzoeken": lijst,
        }
        assert codes(verzoek, wijziging) == ["VERZOEK_ONTBREEKT"], (van, aan)


def test_een_ingetrokken_verzoek_staat_niet_meer_in_de_lijst() -> None:
    verzoek = met(
        naw_in_stap_2("politie", "gemeente"), {"kop/inReactieOp": VERZOEK["gemeente", "politie"]}
    )
    assert codes(verzoek) == []
    for niets in ([], WEG):
        assert codes(verzoek, {"toestand/groep/informatieverzoeken": niets}) == [
            "VERZOEK_ONTBREEKT"
        ]


def test_de_brutolijst_gaat_ongevraagd_van_politie_naar_om() -> None:
    assert poorten(brutolijst_aan_om()) == ()
    assert poorten(brutolijst_aan_om(), {"toestand/groep/informatieverzoeken": []}) == ()


def test_over_een_ouder_gaat_er_ongevraagd_niets_naar_om() -> None:
    ouder = onderdeel(
        "NAW", "WPG16_1_A_2", categorie=2, betrokkene=OUDER, kind=LID, leeftijdsklasse="12-15"
    )
    verzoek = brutolijst_aan_om()
    verzoek["kop"]["onderdelen"][0]["leeftijdsklasse"] = "12-15"
    verzoek["kop"]["onderdelen"][1]["leeftijdsklasse"] = "12-15"
    verzoek["kop"]["onderdelen"].append(ouder)
    assert codes(verzoek) == ["VERZOEK_ONTBREEKT"]


def test_contactgegevens_gaan_met_de_brutolijst_mee() -> None:
    verzoek = in_stap(deelnemer("politie", "om"), 2)
    verzoek["kop"]["onderdelen"] += brutolijst_aan_om()["kop"]["onderdelen"]
    assert [o["categorie"] for o in verzoek["kop"]["onderdelen"]] == [3, 1, 1]
    assert poorten(verzoek) == ()


def test_de_burgemeester_geeft_om_in_stap_2_niets_ongevraagd() -> None:
    assert poorten(naw_in_stap_2("gemeente", "om")) == (5,)


def test_na_stap_2_is_geen_verzoek_nodig() -> None:
    assert poorten(gemeente_aan_politie(), {"toestand/groep/informatieverzoeken": WEG}) == ()


def test_een_aanvulling_in_stap_2_noemt_wat_zij_aanvult_en_geen_verzoek() -> None:
    verzoek = aanvulling(naw_in_stap_2("politie", "gemeente"))
    assert codes(verzoek) == []
    wijziging = {"kop/inReactieOp": VERZOEK["gemeente", "politie"]}
    assert codes(verzoek, wijziging) == ["VERWIJZING_ONBEKEND"]


# --- Andere soorten berichten ---------------------------------------------------------------------


def test_in_stap_1_wordt_er_niets_over_personen_gevraagd() -> None:
    (reden,) = beslis(in_stap(vraag(), 1)).redenen
    assert reden.code == "STAP_ZONDER_GEGEVENS"
    assert "vanaf stap 2" in reden.uitleg


@pytest.mark.parametrize("stap", [1, 2, 3, 4, 5, 6])
def test_een_signaal_kan_in_elke_stap_ook_zonder_startbesluit(stap: int) -> None:
    zonder = {STARTBESLUIT: None, "toestand/groep/prioritering": None}
    assert poorten(stuk("signaal", "politie", "om", stap), zonder) == ()


@pytest.mark.parametrize(
    "wijziging",
    [
        {"toestand/groep/status": "afgesloten"},
        {"toestand/groep/status": "niet_geprioriteerd"},
        {"toestand/groep/eindcriterium": "doelen_gehaald"},
    ],
)
def test_een_stuk_kan_ook_als_de_aanpak_niet_meer_loopt(wijziging: dict[str, Any]) -> None:
    assert poorten(stuk("leerpunten", stap=7), wijziging) == ()


@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({"toestand/groep": None}, "GROEP_ONTBREEKT"),
        ({"kop/groep": ANDERE_GROEP}, "GROEP_ANDERE"),
        ({"kop/stap": 4}, "STAP_WIJKT_AF"),
    ],
)
def test_een_stuk_past_bij_de_groep(wijziging: dict[str, Any], code: str) -> None:
    assert codes(stuk("advies"), wijziging) == [code]


def test_een_signaal_kan_voor_er_een_groep_is_en_een_ander_stuk_niet() -> None:
    for wijziging in ({}, {"toestand/groep": None}):
        assert codes(stuk("signaal", stap=None), wijziging) == []
    assert "GROEP_ONTBREEKT" in codes(stuk("leerpunten", stap=None))
    # Met een stap, of in een vraag, hoort er wel een groep bij.
    assert codes(stuk("signaal", stap=None), {"kop/stap": 3}) == ["GROEP_ONTBREEKT"]
    als_vraag = {"kop/soort": "informatieverzoek"}
    assert "GROEP_ONTBREEKT" in codes(stuk("signaal", stap=None), als_vraag)


@pytest.mark.parametrize("soort", ["correctie", "intrekking", "intrekking van een vraag"])
@pytest.mark.parametrize(
    "wijziging",
    [
        {"toestand/groep": None},
        {"toestand/groep/status": "afgesloten"},
        {"toestand/groep/id": ANDERE_GROEP},
        {"kop/stap": 1},
        {"kop/stap": 7},
        {STARTBESLUIT: None},
        {"toestand/groep/eindcriterium": "doelen_gehaald"},
    ],
)
def test_een_fout_herstellen_kan_ook_na_afloop(soort: str, wijziging: dict[str, Any]) -> None:
    assert poorten(TOEGESTAAN[soort](), wijziging) == ()


@pytest.mark.parametrize("soort", ["vernietigingsbericht", "rechtenverzoek", "incident"])
def test_melden_kan_zonder_groep(soort: str) -> None:
    wijziging = {"kop/groep": None, "toestand/groep": None, "kop/stap": None}
    assert poorten(TOEGESTAAN[soort](), wijziging) == ()
    assert poorten(TOEGESTAAN[soort](), {"kop/groep": ONBEKEND, "kop/stap": 2}) == ()


def test_een_lopend_onderzoek_verandert_niets_aan_de_groep() -> None:
    wijziging = {"toestand/groep/strafrechtelijkOnderzoek": LOOPT}
    assert poorten(politie_aan_gemeente(), wijziging) == ()
