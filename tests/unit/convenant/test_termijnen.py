"""Calendar terms: the last day, short months, and the ends of the calendar."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from shared.convenant.termijnen import OngeldigeTermijn, Termijn, datum_nl, min_, plus


@pytest.mark.parametrize(
    ("begin", "termijn", "einde"),
    [
        (date(2025, 11, 23), "P1Y", date(2026, 11, 23)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2024, 2, 29), "P4Y", date(2028, 2, 29)),
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2026, 12, 31), "P2M", date(2027, 2, 28)),
        (date(2026, 1, 31), "P1M1D", date(2026, 3, 1)),
        (date(2026, 11, 23), "P30D", date(2026, 12, 23)),
        (date(2026, 11, 23), "P0D", date(2026, 11, 23)),
        (date(2026, 11, 23), "P1Y2M3D", date(2028, 1, 26)),
        (date(9999, 6, 1), "P1Y", date.max),
        (date(9999, 12, 31), "P1D", date.max),
    ],
)
def test_een_termijn_loopt_tot_en_met(begin: date, termijn: str, einde: date) -> None:
    assert plus(begin, termijn) == einde


@pytest.mark.parametrize(
    ("einde", "termijn", "begin"),
    [
        (date(2026, 9, 1), "P12M", date(2025, 9, 1)),
        (date(2024, 2, 29), "P12M", date(2023, 2, 28)),
        (date(2026, 3, 31), "P1M", date(2026, 2, 28)),
        (date(2026, 3, 1), "P1D", date(2026, 2, 28)),
        (date(1, 3, 1), "P1Y", date.min),
        (date(1, 1, 1), "P1D", date.min),
    ],
)
def test_een_termijn_terug(einde: date, termijn: str, begin: date) -> None:
    assert min_(einde, termijn) == begin


@pytest.mark.parametrize("tekst", ["", "P", "1Y", "P1W", "PT1H", "P1Y ", "P-1Y", "p1y", "P1D1M"])
def test_een_termijn_is_jaren_maanden_en_dagen(tekst: str) -> None:
    with pytest.raises(OngeldigeTermijn, match="geen termijn"):
        Termijn.lees(tekst)


@pytest.mark.parametrize(
    ("tijdstip", "dag"),
    [
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),  # zomertijd: twee uur later
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 1, 22, 59, tzinfo=UTC), date(2026, 12, 1)),  # wintertijd: een uur
        (datetime(2026, 12, 1, 23, 0, tzinfo=UTC), date(2026, 12, 2)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),  # nacht van de wissel
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), date.max),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), date.min),
    ],
)
def test_de_datum_in_nederland(tijdstip: datetime, dag: date) -> None:
    assert datum_nl(tijdstip) == dag


def test_een_tijdstip_zonder_tijdzone_heeft_geen_datum() -> None:
    with pytest.raises(ValueError, match="tijdzone"):
        datum_nl(datetime(2026, 1, 1))  # noqa: DTZ001 - dat is precies de fout


@pytest.mark.parametrize("tekst", ["P1Y", "P1Y6M", "P30D", "P2Y3M4D", "P0D"])
def test_een_termijn_staat_er_zoals_zij_te_lezen_is(tekst: str) -> None:
    assert Termijn.lees(tekst).als_tekst() == tekst


def test_twaalf_maanden_zijn_een_jaar() -> None:
    assert Termijn.lees("P12M").als_tekst() == "P1Y"
