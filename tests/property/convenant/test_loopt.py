"""Of een groep loopt: één antwoord, en poort 5 geeft hetzelfde, op elke dag."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gateway.registers.begrippen import Groep
from shared.convenant.einde import groep_loopt, loopt
from shared.convenant.regels.laden import standaard_convenant
from tests.unit.convenant.gevallen import politie_aan_gemeente
from tests.unit.convenant.gevallenbouw import codes

OVER = {"GROEP_NIET_ACTIEF", "EINDCRITERIUM_BEREIKT"}
STANDEN = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["actief", "afgesloten", "niet_geprioriteerd"]),
        "eindcriterium": st.sampled_from([None, *standaard_convenant().eindcriteria]),
    }
)


@given(stand=STANDEN, dag=st.dates(date(2019, 7, 17), date(2035, 12, 31)))
def test_een_groep_loopt_als_poort_5_haar_niet_voorbij_vindt(
    stand: dict[str, Any], dag: date
) -> None:
    wijziging = {f"toestand/groep/{naam}": waarde for naam, waarde in stand.items()}
    wijziging["toestand/nu"] = f"{dag.isoformat()}T12:00:00Z"
    voorbij = OVER & set(codes(politie_aan_gemeente(), wijziging))
    assert groep_loopt(stand) == loopt(**stand) == (not voorbij)
    assert Groep("RDM-2026-001", dict(stand)).loopt == groep_loopt(stand)


def test_wat_geen_stand_is_loopt_niet() -> None:
    assert not groep_loopt({})
    assert not groep_loopt({"status": None, "eindcriterium": None})
