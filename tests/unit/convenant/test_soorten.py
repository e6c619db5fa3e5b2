"""Which gates each kind of message meets: everything wrong at once, and see which close."""

import pytest

from tests.unit.convenant.gevallenbouw import (
    EERDER_BERICHT,
    MEDEWERKER,
    TOEGESTAAN,
    bericht,
    codes,
    met,
    onderdeel,
    poorten,
)

ALLES_MIS = {
    "toestand/convenant/beeindigdPer": "2020-01-01",
    "toestand/partijen/gemeente/actief": False,
    "toestand/partijen/gemeente/dpiaGoedgekeurd": False,
    f"toestand/autorisaties/{MEDEWERKER['gemeente']}/vog": False,
    "kop/groep": None,
    "kop/doel": None,
    "kop/afweging": None,
    "kop/kanaal": "overleg",
    "kop/overleg": {
        "soort": "structureel",
        "locatie": "om",
        "deelnemersVoorafGeregistreerd": False,
    },
}
FOUT_ONDERDEEL = onderdeel(
    "WPG8", None, leeftijdsklasse="0-11", bijzonder=True, aard=None, herkomst="ontvangen"
)


@pytest.mark.parametrize(
    ("soort", "verwacht"),
    [
        ("verstrekking", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16)),
        ("aanvulling", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16)),
        ("correctie", (2, 4, 5, 8, 14, 15)),
        ("informatieverzoek", (1, 2, 4, 5, 7, 14)),
        ("intrekking", (2, 4, 5, 7, 14)),
        ("vernietigingsbericht", (2, 4, 7, 14)),
        ("rechtenverzoek", (2, 4, 7, 14)),
        ("incident", (2, 4, 7, 14)),
    ],
)
def test_elke_soort_komt_zijn_eigen_poorten_tegen(soort: str, verwacht: tuple[int, ...]) -> None:
    verzoek = bericht(soort, "gemeente", "politie", 3, [FOUT_ONDERDEEL])
    assert poorten(verzoek, ALLES_MIS) == verwacht


@pytest.mark.parametrize("soort", ["verstrekking", "aanvulling"])
def test_poort_13_geldt_ook_voor_een_lege_verstrekking(soort: str) -> None:
    verzoek = met(
        bericht(soort, "gemeente", "om", 3),
        {
            "kop/kanaal": "overleg",
            "kop/inReactieOp": EERDER_BERICHT,
            "kop/overleg": {
                "soort": "structureel",
                "locatie": "politie",
                "deelnemersVoorafGeregistreerd": True,
            },
        },
    )
    assert poorten(verzoek) == (7, 13)


def test_wie_een_fout_vindt_meldt_hem_ook_over_ontvangen_gegevens() -> None:
    wijziging = {"kop/onderdelen/0/herkomst": "ontvangen"}
    assert poorten(TOEGESTAAN["correctie"](), wijziging) == ()
    assert poorten(TOEGESTAAN["aanvulling"](), wijziging) == (2,)


def test_een_correctie_mag_zonder_onderdelen() -> None:
    assert poorten(TOEGESTAAN["correctie"](), {"kop/onderdelen": []}) == ()


@pytest.mark.parametrize(
    ("soort", "medewerker", "ontvangende"),
    [
        ("verstrekking", True, True),
        ("aanvulling", True, True),
        ("correctie", True, True),
        ("informatieverzoek", True, True),
        ("intrekking", True, False),
        ("rechtenverzoek", True, False),
        ("incident", True, False),
        ("vernietigingsbericht", False, False),
    ],
)
def test_wanneer_een_medewerker_mag_ontbreken(
    soort: str, medewerker: bool, ontvangende: bool
) -> None:
    naam = "politie aan gemeente" if soort == "verstrekking" else soort
    for kant, verplicht in (("medewerker", medewerker), ("ontvangendeMedewerker", ontvangende)):
        gevonden = codes(TOEGESTAAN[naam](), {f"kop/{kant}": None})
        assert gevonden == (["MEDEWERKER_ONTBREEKT"] if verplicht else [])


@pytest.mark.parametrize("soort", ["intrekking", "vernietigingsbericht", "rechtenverzoek"])
def test_wie_wel_genoemd_wordt_moet_bevoegd_zijn(soort: str) -> None:
    onbekend = {"kop/ontvangendeMedewerker": "0199f000-0000-7000-8000-0000000000ff"}
    assert codes(TOEGESTAAN[soort](), onbekend) == ["AUTORISATIE_ONTBREEKT"]


@pytest.mark.parametrize(
    "soort", ["correctie", "intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"]
)
def test_plichten_eindigen_niet_met_het_convenant(soort: str) -> None:
    assert poorten(TOEGESTAAN[soort](), {"toestand/convenant/beeindigdPer": "2020-01-01"}) == ()


def test_vragen_kan_niet_meer_na_het_einde_van_het_convenant() -> None:
    wijziging = {"toestand/convenant/beeindigdPer": "2020-01-01"}
    assert poorten(TOEGESTAAN["informatieverzoek"](), wijziging) == (1,)
