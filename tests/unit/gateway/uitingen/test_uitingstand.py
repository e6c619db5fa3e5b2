"""Wanneer iets mag worden gezegd, en tot wanneer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gateway.registers.begrippen import Berichtstand, Berichtstatus
from gateway.uitingen.begrippen import Tafel, Uiting, Uitingstand

NU = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
UUR = timedelta(hours=1)


def bericht(
    naar: str, *, op: datetime = NU, besluit: str = "toegestaan", **anders: object
) -> Berichtstand:
    """Een bericht aan deze partij dat mocht en dat zij innam."""
    velden: dict[str, object] = {
        "id": f"b-{naar}-{op:%H%M}",
        "digest": "d",
        "handtekening": "h",
        "afzender": "a",
        "ontvanger": naar,
        "medewerker": "m",
        "soort": "s",
        "stuk": None,
        "groep": "g",
        "kanaal": "k",
        "overleg": None,
        "uiting": "u",
        "in_reactie_op": None,
        "besluit": besluit,
        "beslist_op": op,
        "status": Berichtstatus.AFGELEVERD,
        "ontvangen_op": op,
        **anders,
    }
    return Berichtstand(**velden)  # type: ignore[arg-type]


def stand(*berichten: Berichtstand, horen: str = "b", **tafel: object) -> Uitingstand:
    velden = {"dag": None, "binnen": UUR, "gaat_door": True, **tafel}
    uiting = Uiting("u", "a", "k", None, "g", "o", NU)
    return Uitingstand(uiting, berichten, Tafel(frozenset(horen), **velden))  # type: ignore[arg-type]


def test_pas_als_ieder_die_het_hoort_een_bericht_innam() -> None:
    assert not stand(bericht("b"), horen="bc").mag_gezegd(NU)
    assert stand(bericht("b"), horen="bc").wacht_op == ["c"]
    assert stand(bericht("b"), bericht("c"), horen="bc").mag_gezegd(NU)
    assert not stand(horen="").mag_gezegd(NU), "zonder bericht is er niets beslist"


@pytest.mark.parametrize(
    "anders",
    [
        {"besluit": "geweigerd"},
        {"status": Berichtstatus.ONBEREIKBAAR},
        {"status": Berichtstatus.BESLIST},
        {"status": Berichtstatus.GEWEIGERD},
        {"ingetrokken_door": "i"},
    ],
)
def test_wat_niet_telt_is_geen_toestemming(anders: dict[str, str]) -> None:
    assert not stand(bericht("b", **anders)).mag_gezegd(NU)


def test_de_oudste_toestemming_die_telt_bepaalt_hoe_lang_het_mag() -> None:
    samen = stand(bericht("b"), bericht("c", op=NU + timedelta(minutes=30)), horen="bc")
    assert samen.geldig_tot == NU + UUR
    assert samen.mag_gezegd(NU + UUR)
    assert not samen.mag_gezegd(NU + UUR + timedelta(microseconds=1))
    assert samen.vervallen(NU + UUR + timedelta(seconds=1))


def test_wat_niet_aankwam_laat_niets_vervallen() -> None:
    weg = bericht("b", status=Berichtstatus.ONBEREIKBAAR)
    assert not stand(weg).vervallen(NU + 2 * UUR)
    later = bericht("b", op=NU + 2 * UUR)
    assert stand(weg, later).geldig_tot == NU + 3 * UUR


@pytest.mark.parametrize(
    ("dag", "laatste"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23, 22, 59, 59, 999999, UTC)),
        (date(2026, 7, 1), datetime(2026, 7, 1, 21, 59, 59, 999999, UTC)),
    ],
)
def test_in_een_overleg_geldt_de_hele_dag_in_amsterdam(dag: date, laatste: datetime) -> None:
    beslist = datetime.combine(dag, datetime.min.time(), UTC)
    overleg = stand(bericht("b", op=beslist), dag=dag, binnen=None)
    assert overleg.geldig_tot == laatste
    assert overleg.mag_gezegd(laatste)
    assert not overleg.mag_gezegd(laatste + timedelta(microseconds=1))
    assert overleg.vervallen(laatste + timedelta(microseconds=1))


def test_een_afgelast_overleg_gaat_niet_door() -> None:
    assert not stand(bericht("b"), gaat_door=False).mag_gezegd(NU)


def test_eerst_toestemming_dan_zeggen_op_de_speling_van_twee_klokken_na() -> None:
    later = stand(bericht("b", op=NU + timedelta(minutes=5)))
    assert not later.mag_gezegd(NU)
    assert later.mag_gezegd(NU, speling=timedelta(minutes=5))
    assert not later.mag_gezegd(NU - timedelta(seconds=1), speling=timedelta(minutes=5))
