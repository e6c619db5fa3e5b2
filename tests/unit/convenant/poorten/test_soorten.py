"""Which gates each kind of message meets: everything wrong at once, and see which close."""

from typing import Any

import pytest

from shared.convenant.regels.laden import standaard_convenant
from tests.unit.convenant.gevallen import PER_SOORT, TOEGESTAAN
from tests.unit.convenant.gevallenbouw import (
    MEDEWERKER,
    WEG,
    autorisatie,
    bericht,
    codes,
    in_overleg,
    met,
    onderdeel,
    poorten,
)

#: Of every gate something that closes it, where a kind of message meets that gate at all.
ALLES_MIS: dict[str, Any] = {
    "kop/convenant": "eindhoven-2020",
    "kop/kanaal": "usb",
    "toestand/partijen/politie": WEG,
    "toestand/partijen/gemeente/dpiaGoedgekeurd": False,
    f"toestand/autorisaties/{MEDEWERKER['gemeente']}": WEG,
    "toestand/groep": None,
}
FOUT_ONDERDEEL = onderdeel(
    "WPG8", None, leeftijdsklasse="0-11", bijzonder=True, aard=None, herkomst="ontvangen"
)
ALLE = tuple(range(1, 17))
POORTEN = {
    "verstrekking": ALLE,
    "aanvulling": ALLE,
    "correctie": (1, 2, 4, 5, 6, 7, 8, 9, 14, 15),
    "informatieverzoek": (1, 2, 4, 5, 7, 13, 14),
    "groepsbericht": (1, 2, 4, 5, 7, 13, 14),
    "intrekking": (1, 2, 4, 5, 14),
    "vernietigingsbericht": (1, 2, 4, 7, 14),
    "rechtenverzoek": (1, 2, 4, 7, 14),
    "incident": (1, 2, 4, 7, 14),
}


def test_elke_soort_komt_de_poorten_van_het_profiel_tegen() -> None:
    soorten = standaard_convenant().soorten
    assert {code: soort.poorten for code, soort in soorten.items()} == POORTEN
    assert PER_SOORT.keys() == POORTEN.keys()


@pytest.mark.parametrize(
    ("soort", "verwacht"),
    [
        ("verstrekking", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16)),
        ("aanvulling", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16)),
        ("correctie", (1, 2, 4, 5, 6, 8, 14, 15)),
        ("informatieverzoek", (1, 2, 4, 5, 7, 14)),
        ("groepsbericht", (1, 2, 4, 5, 7, 14)),
        ("intrekking", (1, 2, 4, 5, 14)),
        ("vernietigingsbericht", (1, 2, 4, 7, 14)),
        ("rechtenverzoek", (1, 2, 4, 7, 14)),
        ("incident", (1, 2, 4, 7, 14)),
    ],
)
def test_elke_soort_komt_zijn_eigen_poorten_tegen(soort: str, verwacht: tuple[int, ...]) -> None:
    stuk = TOEGESTAAN[PER_SOORT[soort]]()["kop"]["stuk"]
    verzoek = bericht(soort, "gemeente", "politie", 3, [FOUT_ONDERDEEL], stuk=stuk)
    if soort in ("verstrekking", "aanvulling"):
        verzoek["kop"] |= {"doel": None, "afweging": None}
    assert poorten(verzoek, ALLES_MIS) == verwacht


@pytest.mark.parametrize("soort", ["verstrekking", "aanvulling", "informatieverzoek",
                                   "groepsbericht"])  # fmt: skip
def test_poort_13_geldt_voor_wat_in_een_overleg_kan(soort: str) -> None:
    verzoek = TOEGESTAAN[PER_SOORT[soort]]()
    naar_om = met(
        verzoek,
        {"kop/ontvanger": "om", "kop/ontvangendeMedewerker": MEDEWERKER["om"],
         f"toestand/autorisaties/{MEDEWERKER['om']}": autorisatie("om")},
    )  # fmt: skip
    assert 13 in poorten(in_overleg(naar_om))


@pytest.mark.parametrize("soort", ["verstrekking", "aanvulling"])
def test_poort_13_geldt_ook_voor_een_lege_verstrekking(soort: str) -> None:
    verzoek = met(TOEGESTAAN["aanvulling"](), {
        "kop/soort": soort, "kop/ontvanger": "om", "toestand/verwijzing/ontvanger": "om",
        "kop/ontvangendeMedewerker": MEDEWERKER["om"], "kop/onderdelen": [],
    })  # fmt: skip
    assert poorten(in_overleg(verzoek)) == (7, 13)


def test_wie_een_fout_vindt_meldt_hem_ook_over_ontvangen_gegevens() -> None:
    assert poorten(TOEGESTAAN["melding van een fout"]()) == ()
    wijziging = {"kop/onderdelen/0/herkomst": "ontvangen"}
    assert poorten(TOEGESTAAN["aanvulling"](), wijziging) == (2,)


@pytest.mark.parametrize(
    ("soort", "medewerker", "ontvangende"),
    [
        ("verstrekking", True, True),
        ("aanvulling", True, True),
        ("informatieverzoek", True, True),
        ("correctie", True, False),
        ("groepsbericht", True, False),
        ("intrekking", True, False),
        ("rechtenverzoek", True, False),
        ("incident", True, False),
        ("vernietigingsbericht", False, False),
    ],
)
def test_wanneer_een_medewerker_mag_ontbreken(
    soort: str, medewerker: bool, ontvangende: bool
) -> None:
    for kant, verplicht in (("medewerker", medewerker), ("ontvangendeMedewerker", ontvangende)):
        gevonden = codes(TOEGESTAAN[PER_SOORT[soort]](), {f"kop/{kant}": None})
        assert gevonden == (["MEDEWERKER_ONTBREEKT"] if verplicht else [])


@pytest.mark.parametrize(
    "soort", ["correctie", "groepsbericht", "intrekking", "vernietigingsbericht", "rechtenverzoek"]
)
def test_wie_wel_genoemd_wordt_moet_bevoegd_zijn(soort: str) -> None:
    for kant, code in (("medewerker", "AUTORISATIE_ONTBREEKT"),
                       ("ontvangendeMedewerker", "ONTVANGER_MAG_NIET")):  # fmt: skip
        onbekend = {f"kop/{kant}": "0199f000-0000-7000-8000-0000000000ff"}
        assert codes(TOEGESTAAN[soort](), onbekend) == [code]


@pytest.mark.parametrize(
    "soort", ["correctie", "intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"]
)
def test_plichten_eindigen_niet_met_het_convenant(soort: str) -> None:
    assert poorten(TOEGESTAAN[soort](), {"toestand/convenant/beeindigdPer": "2020-01-01"}) == ()


def test_vragen_kan_niet_meer_na_het_einde_van_het_convenant() -> None:
    wijziging = {"toestand/convenant/beeindigdPer": "2020-01-01"}
    assert poorten(TOEGESTAAN["informatieverzoek"](), wijziging) == (1,)
