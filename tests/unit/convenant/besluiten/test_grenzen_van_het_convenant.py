"""Wie waarvoor verantwoordelijk is, wanneer het convenant geldt, en wat er nooit in gaat."""

from datetime import UTC, datetime

import pytest

from shared.convenant.besluiten.groepsbesluit import pas_toe
from shared.convenant.regels.laden import standaard_convenant
from tests.unit.convenant.gevallen import TOEGESTAAN, politie_aan_gemeente
from tests.unit.convenant.gevallenbouw import GROEP, codes, in_stap, poorten

GEGEVENS_VAN_ELKE_PARTIJ = ["politie aan gemeente", "om aan gemeente", "gemeente aan politie"]


def test_elke_partij_heeft_haar_eigen_verantwoordelijke_en_regime() -> None:
    partijen = standaard_convenant().partijen
    assert {code: partij.regime for code, partij in partijen.items()} == {
        "politie": "Wpg",
        "om": "Wjsg",
        "gemeente": "AVG",
    }
    verantwoordelijken = {partij.verwerkingsverantwoordelijke for partij in partijen.values()}
    assert len(verantwoordelijken) == 3
    assert "de korpschef" in verantwoordelijken


@pytest.mark.parametrize("naam", GEGEVENS_VAN_ELKE_PARTIJ)
@pytest.mark.parametrize("veld", ["noodzaak", "proportionaliteit", "subsidiariteit"])
def test_elke_partij_weegt_voor_zij_verstrekt(naam: str, veld: str) -> None:
    assert codes(TOEGESTAAN[naam](), {f"kop/afweging/{veld}": False}) == ["AFWEGING_ONVOLLEDIG"]


# --- Wanneer --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dag", "geldt"),
    [
        ("2019-07-15", False),
        ("2019-07-16", False),  # de dag van de laatste handtekening
        ("2019-07-17", True),
        ("2020-07-15", True),  # de laatste dag van het eerste jaar
        ("2020-07-16", True),  # stilzwijgend verlengd
        ("2026-11-23", True),
    ],
)
def test_het_convenant_geldt_vanaf_17_juli_2019_en_loopt_stilzwijgend_door(
    dag: str, geldt: bool
) -> None:
    gesloten = poorten(politie_aan_gemeente(), {"toestand/nu": f"{dag}T12:00:00Z"})
    assert (1 not in gesloten) is geldt


def test_na_een_beeindiging_wordt_er_niet_meer_verlengd() -> None:
    wijziging = {
        "toestand/nu": "2020-07-16T12:00:00Z",
        "toestand/convenant/beeindigdPer": "2020-07-16",
    }
    assert 1 in poorten(politie_aan_gemeente(), wijziging)


@pytest.mark.parametrize("eindcriterium", standaard_convenant().eindcriteria)
def test_na_elk_eindcriterium_stopt_het_verstrekken(eindcriterium: str) -> None:
    besluit = {
        "id": "0199f000-0000-7000-8000-0000000000f2",
        "groep": GROEP,
        "soort": "afsluiting",
        "tijdstip": "2026-11-23T11:00:00Z",
        "gegevens": {"eindcriterium": eindcriterium},
    }
    groep = {**politie_aan_gemeente()["toestand"]["groep"], "code": "RTM-2026-001"}
    nu = datetime(2026, 11, 23, 12, tzinfo=UTC)
    regels = standaard_convenant()
    gesloten = pas_toe(groep, besluit, {"gemeente": "burgemeester"}, regels, nu)
    assert (gesloten["status"], gesloten["stap"]) == ("afgesloten", 7)
    del gesloten["code"]
    assert 5 in poorten(politie_aan_gemeente(), {"toestand/groep": gesloten})
    # Ook zonder de sluiting zelf: wie het criterium vaststelde verstrekt niet meer.
    vastgesteld = {"toestand/groep/eindcriterium": eindcriterium}
    assert codes(politie_aan_gemeente(), vastgesteld) == ["EINDCRITERIUM_BEREIKT"]


# --- Wat er nooit in gaat -------------------------------------------------------------------------


@pytest.mark.parametrize("naam", [*GEGEVENS_VAN_ELKE_PARTIJ, "brutolijst aan om"])
def test_in_stap_1_gaat_er_niets_over_personen(naam: str) -> None:
    assert "STAP_ZONDER_GEGEVENS" in codes(in_stap(TOEGESTAAN[naam](), 1))


@pytest.mark.parametrize("soort", ["GROEPSSCAN", "ZORGSIGNAAL"])
def test_de_groepsscan_en_zorgsignalen_blijven_bij_de_politie(soort: str) -> None:
    wijziging = {"kop/onderdelen/0/gegevenssoort": soort, "kop/onderdelen/0/kenmerken": None}
    assert codes(politie_aan_gemeente(), wijziging) == ["SOORT_GEWEIGERD"]
