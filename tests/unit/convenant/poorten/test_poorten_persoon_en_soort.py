"""Gates 6 to 8: who it is about, what it is, and in which step."""

from typing import Any

import pytest

from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    deelnemer,
    namen_aan_gemeente,
    ouder_aan_gemeente,
    politie_aan_gemeente,
    recent_vervolgd,
    vernietigd,
)
from tests.unit.convenant.gevallenbouw import (
    ANDER,
    LID,
    MEDEWERKER,
    ONBEKEND,
    OUDER,
    VERZOEK,
    WEG,
    Document,
    autorisatie,
    bericht,
    beslis,
    codes,
    correctie,
    in_stap,
    met,
    onderdeel,
    per_telefoon,
    poorten,
)

EERSTE = "kop/onderdelen/0"
TWEEDE = "kop/onderdelen/1"
KENMERKEN_WEG = f"{EERSTE}/kenmerken"


# --- Poort 6 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("klasse", "gesloten"),
    [
        ("12-15", False),
        ("16-17", False),
        ("18-22", False),
        ("0-11", True),
        ("24+", True),
        ("onbekend", True),
        (None, True),
        (WEG, True),
    ],
)
def test_een_lid_is_twaalf_tot_en_met_drieentwintig(klasse: object, gesloten: bool) -> None:
    wijziging = {f"{EERSTE}/leeftijdsklasse": klasse}
    assert poorten(politie_aan_gemeente(), wijziging) == ((6,) if gesloten else ())
    assert poorten(TOEGESTAAN["aanvulling"](), wijziging) == ((6,) if gesloten else ())


def test_drieentwintig_mag_met_een_eigen_motivering() -> None:
    wijziging = {f"{EERSTE}/leeftijdsklasse": "23", f"{EERSTE}/kenmerken/extraMotivering": True}
    assert poorten(politie_aan_gemeente(), wijziging) == ()


@pytest.mark.parametrize("klasse", ["0-11", "16-17", "18-22", "23", "24+", "onbekend", None])
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


def test_niemand_is_zijn_eigen_kind() -> None:
    assert codes(ouder_aan_gemeente(), {f"{EERSTE}/kind": OUDER}) == ["KIND_ZICHZELF"]


@pytest.mark.parametrize("categorie", [0, 4, -1, 99])
def test_een_andere_categorie_bestaat_niet(categorie: int) -> None:
    wijziging = {f"{EERSTE}/categorie": categorie}
    assert poorten(TOEGESTAAN["politie aan gemeente"](), {**wijziging, KENMERKEN_WEG: None}) == (
        6,
        7,
        9,
    )
    assert poorten(TOEGESTAAN["correctie"](), wijziging) == (5,)


def test_de_weigering_zegt_welke_categorieen_er_zijn() -> None:
    besluit = beslis(met(TOEGESTAAN["politie aan gemeente"](), {f"{EERSTE}/categorie": 4}))
    (reden,) = [reden for reden in besluit.redenen if reden.code == "CATEGORIE_ONBEKEND"]
    assert "toegestaan zijn 1, 2 of 3" in reden.uitleg


@pytest.mark.parametrize("plek", [f"{EERSTE}/betrokkene", f"{EERSTE}/kind"])
def test_een_lid_ouder_of_kind_is_nooit_een_medewerker(plek: str) -> None:
    """Ook niet die van een ander, of een die al lang weg is."""
    oud = autorisatie("om", geldigTot="2020-01-01", aangewezen=False)
    wijziging = {plek: ONBEKEND, f"toestand/autorisaties/{ONBEKEND}": oud}
    assert codes(ouder_aan_gemeente(), wijziging) == ["BETROKKENE_IS_MEDEWERKER"]
    assert codes(ouder_aan_gemeente(), {plek: ONBEKEND}) == []


def test_een_jongere_wordt_niet_als_deelnemer_genoemd() -> None:
    assert codes(deelnemer("politie", "om"), {f"{EERSTE}/betrokkene": LID}) == [
        "DEELNEMER_GEEN_MEDEWERKER"
    ]


@pytest.mark.parametrize(
    ("veld", "waarde", "mag"),
    [
        ("partij", "om", False),
        ("aangewezen", False, False),
        ("geautoriseerd", False, False),
        ("geheimhouding", False, False),
        ("vog", False, False),
        ("geldigTot", "2026-11-22", False),
        ("geldigTot", "2026-11-23", True),
        ("functie", "beheerder", True),  # zijn functie doet er hier niet toe
        ("functie", "systeemaccount", False),  # maar dit is niemand
    ],
)
def test_een_deelnemer_is_een_medewerker_van_de_afzender(
    veld: str, waarde: object, mag: bool
) -> None:
    wijziging = {
        f"{EERSTE}/betrokkene": ONBEKEND,
        f"toestand/autorisaties/{ONBEKEND}": {**autorisatie("politie"), veld: waarde},
    }
    gevonden = codes(deelnemer("politie", "om"), wijziging)
    assert gevonden == ([] if mag else ["DEELNEMER_GEEN_MEDEWERKER"])


def test_contactgegevens_van_een_medewerker_van_de_ontvanger_geeft_men_niet() -> None:
    wijziging = {f"{EERSTE}/betrokkene": MEDEWERKER["om"]}
    assert codes(deelnemer("politie", "om"), wijziging) == ["DEELNEMER_GEEN_MEDEWERKER"]


def test_iemand_is_lid_of_ouder_en_niet_allebei() -> None:
    wijziging = {f"{TWEEDE}/categorie": 2, f"{TWEEDE}/kind": ANDER,
                 f"{TWEEDE}/leeftijdsklasse": "12-15"}  # fmt: skip
    besluit = beslis(met(namen_aan_gemeente(), wijziging))
    assert [(r.code, r.onderdeel) for r in besluit.redenen] == [("CATEGORIE_VERSCHILT", 1)]


def test_iemand_heeft_een_leeftijd() -> None:
    besluit = beslis(met(namen_aan_gemeente(), {f"{TWEEDE}/leeftijdsklasse": "18-22"}))
    assert [(r.code, r.onderdeel) for r in besluit.redenen] == [("LEEFTIJD_VERSCHILT", 1)]


def test_bij_een_ouder_is_het_de_leeftijd_van_het_kind() -> None:
    """De klasse bij de ouder zegt iets over het kind, en dat is zelf ook lid."""
    ouder = {
        f"{TWEEDE}/categorie": 2,
        f"{TWEEDE}/betrokkene": OUDER,
        f"{TWEEDE}/kind": LID,
        f"{TWEEDE}/leeftijdsklasse": "12-15",
    }
    assert codes(namen_aan_gemeente(), ouder) == ["LEEFTIJD_VERSCHILT"]
    jonger = {**ouder, f"{EERSTE}/leeftijdsklasse": "12-15"}
    assert codes(namen_aan_gemeente(), jonger) == []
    ander_kind = {**ouder, f"{TWEEDE}/kind": ANDER}
    assert codes(namen_aan_gemeente(), ander_kind) == []


def test_poort_6_sluit_bij_een_correctie_voor_niets_anders_dan_de_ondergrens() -> None:
    plek = "toestand/verwijzing/onderdelen/0"
    kind = {f"{EERSTE}/categorie": 2, f"{plek}/categorie": 2, f"{EERSTE}/kind": None,
            f"{EERSTE}/leeftijdsklasse": "24+"}  # fmt: skip
    assert poorten(correctie(politie_aan_gemeente()), kind) == ()
    onbekend = {f"{EERSTE}/categorie": 4, f"{plek}/categorie": 4}
    assert poorten(correctie(politie_aan_gemeente()), onbekend) == ()
    medewerker = {f"toestand/autorisaties/{LID}": autorisatie("politie")}
    assert poorten(correctie(politie_aan_gemeente()), medewerker) == ()


# --- Poort 7: de hele tabel -----------------------------------------------------------------------

PARTIJEN = ("politie", "om", "gemeente")
ALLEN, ZONDER_OM = frozenset(PARTIJEN), frozenset({"politie", "gemeente"})
POLITIE, OM, GEMEENTE = (frozenset({partij}) for partij in PARTIJEN)
#: kind -> {category: (who, steps)}, written out by hand from the covenant and reading D5
MATRIX: dict[str, dict[int, tuple[frozenset[str], set[int]]]] = {
    "NAW": {1: (ALLEN, {2, 3, 5, 6}), 2: (ZONDER_OM, {2, 3, 5, 6})},
    "GEBOORTEDATUM": {1: (ALLEN, {2, 3, 5, 6}), 2: (ZONDER_OM, {2, 3, 5, 6})},
    "BEKENDHEID": {1: (ALLEN, {2, 3, 5, 6})},
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
        gegeven = onderdeel(
            soort, None, categorie=categorie, betrokkene=OUDER,
            kind=LID if categorie == 2 else None,
            leeftijdsklasse=None if categorie == 3 else "12-15",
        )  # fmt: skip
        for stap in range(1, 8):
            for berichtsoort in ("verstrekking", "aanvulling"):
                verzoek = per_telefoon(bericht(berichtsoort, van, naar, stap, [gegeven]))
                wie, stappen = MATRIX[soort].get(categorie, (frozenset(), set()))
                mag = van in wie and stap in stappen
                assert (7 in poorten(verzoek)) is not mag, (categorie, stap)


@pytest.mark.parametrize(
    ("kanaal", "gesloten"), [("koppelvlak", (7, 14)), ("telefoon", ()), ("chat", (7, 14))]
)
def test_recente_vervolging_wordt_alleen_gezegd(kanaal: str, gesloten: tuple[int, ...]) -> None:
    assert poorten(recent_vervolgd(), {"kop/kanaal": kanaal}) == gesloten


def test_recente_vervolging_mag_in_stap_2_en_niet_in_stap_5() -> None:
    stap_2 = {"kop/inReactieOp": VERZOEK["gemeente", "om"]}
    assert poorten(in_stap(recent_vervolgd(), 2), stap_2) == ()
    assert poorten(in_stap(recent_vervolgd(), 5)) == (7,)


@pytest.mark.parametrize(
    ("geval", "wijziging", "code", "zin"),
    [
        (
            "politie aan gemeente",
            {f"{EERSTE}/gegevenssoort": "B_AANBOD", KENMERKEN_WEG: None},
            "SOORT_NIET_VAN_PARTIJ",
            "dat doet alleen de burgemeester",
        ),
        (
            "om aan gemeente",
            {f"{EERSTE}/categorie": 2, f"{EERSTE}/kind": ANDER,
             f"{EERSTE}/leeftijdsklasse": "12-15"},
            "SOORT_NIET_VOOR_CATEGORIE",
            "wel over categorie 1",
        ),
        (
            "politie aan gemeente",
            {"kop/stap": 2, "toestand/groep/stap": 2},
            "SOORT_NIET_IN_STAP",
            "3, 5 of 6",
        ),
        (
            "recent vervolgd",
            {"kop/kanaal": "koppelvlak"},
            "SOORT_NIET_OVER_KANAAL",
            "overleg",
        ),
    ],
)  # fmt: skip
def test_de_weigering_zegt_waar_de_soort_wel_past(
    geval: str, wijziging: Document, code: str, zin: str
) -> None:
    verzoek = recent_vervolgd() if geval == "recent vervolgd" else TOEGESTAAN[geval]()
    redenen = [reden for reden in beslis(met(verzoek, wijziging)).redenen if reden.poort == 7]
    assert [reden.code for reden in redenen] == [code]
    assert zin in redenen[0].uitleg


@pytest.mark.parametrize("soort", ["verstrekking", "aanvulling"])
def test_een_verstrekking_bevat_ten_minste_een_gegeven(soort: str) -> None:
    leeg = {"kop/soort": soort, "kop/onderdelen": [], "kop/doel": None, "kop/afweging": None}
    gevonden = codes(TOEGESTAAN["aanvulling"](), leeg)
    assert gevonden == ["ONDERDELEN_ONTBREKEN"]


def test_een_correctie_bevat_ten_minste_een_gegeven() -> None:
    assert codes(TOEGESTAAN["correctie"](), {"kop/onderdelen": []}) == ["ONDERDELEN_ONTBREKEN"]


@pytest.mark.parametrize(
    "soort",
    ["informatieverzoek", "groepsbericht", "vernietigingsbericht", "rechtenverzoek", "incident"],
)
def test_andere_berichten_bevatten_geen_gegevens(soort: str) -> None:
    wijziging = {"kop/onderdelen": [onderdeel("BSN", None, bijzonder=True, aard=None)]}
    assert codes(TOEGESTAAN[soort](), wijziging) == ["ONDERDELEN_VERBODEN"]


def test_wie_iets_vernietigde_zegt_wat() -> None:
    assert codes(vernietigd(), {"kop/vernietigd": None}) == ["VERNIETIGD_ONTBREEKT"]
    for wat in ({"berichten": [ONBEKEND]}, {"heleGroep": True}, {"betrokkenen": []}):
        assert codes(vernietigd(**wat)) == []


# --- Poort 8 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "soort",
    ["BSN", "FOTO", "NATIONALITEIT", "GEBOORTEPLAATS", "SCHOOL", "WERK", "SOCIALE_MEDIA",
     "KENTEKEN", "GEZONDHEID", "ZORG", "SCHULDEN", "ETNICITEIT", "RELIGIE", "GROEPSSCAN",
     "ZORGSIGNAAL"],
)  # fmt: skip
def test_wat_het_convenant_niet_kent_wordt_niet_gedeeld(soort: str) -> None:
    wijziging: dict[str, Any] = {
        f"{EERSTE}/gegevenssoort": soort,
        f"{EERSTE}/grondslag": None,
        f"{EERSTE}/kenmerken": None,
    }
    besluit = beslis(met(politie_aan_gemeente(), wijziging))
    assert [reden.code for reden in besluit.redenen] == ["SOORT_GEWEIGERD"]
    assert f"'{soort}': " in besluit.redenen[0].uitleg
    plek = {"toestand/verwijzing/onderdelen/0/gegevenssoort": soort}
    assert 8 in poorten(TOEGESTAAN["correctie"](), {**wijziging, **plek})


@pytest.mark.parametrize("naam", ["politie aan gemeente", "om aan gemeente", "aanvulling",
                                  "correctie", "melding van een fout"])  # fmt: skip
def test_bijzondere_gegevens_worden_nooit_gedeeld(naam: str) -> None:
    assert codes(TOEGESTAAN[naam](), {f"{EERSTE}/bijzonder": True}) == ["BIJZONDER"]
