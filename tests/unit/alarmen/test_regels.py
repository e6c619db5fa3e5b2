"""De alarmregels als gegevens: wat erin staat, en dat een omgeving ze alleen scherper zet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.alarmen.beoordeling import Beoordelaar, Gebeurtenis
from shared.alarmen.regels import OngeldigeAlarmregels, standaard_alarmregels
from shared.alarmen.werktijd import is_werktijd, paasdag


@pytest.mark.parametrize(
    ("moment", "werk"),
    [
        ("2026-11-23T10:00:00Z", True),  # een gewone maandag
        ("2026-11-23T05:59:00Z", False),  # 06.59 uur in de winter
        ("2026-07-06T05:00:00Z", True),  # 07.00 uur in de zomer
        ("2026-11-23T19:00:00Z", False),  # 20.00 uur
        ("2026-11-22T12:00:00Z", False),  # zondag
        ("2026-04-27T10:00:00Z", False),  # Koningsdag, een maandag
        ("2026-04-06T10:00:00Z", False),  # tweede paasdag
        ("2026-05-14T10:00:00Z", False),  # Hemelvaart
        ("2026-05-25T10:00:00Z", False),  # tweede pinksterdag
        ("2026-12-25T10:00:00Z", False),
    ],
)
def test_werktijd_kent_het_weekend_de_avond_en_de_feestdagen(moment: str, werk: bool) -> None:
    werktijd = standaard_alarmregels().werktijd
    assert is_werktijd(werktijd, datetime.fromisoformat(moment)) is werk


@pytest.mark.parametrize(
    ("jaar", "dag"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_pasen_valt_waar_het_valt(jaar: int, dag: date) -> None:
    assert paasdag(jaar) == dag


def test_een_omgeving_zet_een_regel_alleen_scherper() -> None:
    scherp = standaard_alarmregels({"herhaald-geweigerd": {"drempel": 3, "venster_minuten": 120}})
    regel = scherp.regel("herhaald-geweigerd")
    assert regel is not None
    assert (regel.drempel, regel.venster) == (3, timedelta(hours=2))
    for soepeler in ({"drempel": 11}, {"venster_minuten": 59}, {"drempel": 0}):
        with pytest.raises(OngeldigeAlarmregels, match="mag alleen"):
            standaard_alarmregels({"herhaald-geweigerd": soepeler})
    with pytest.raises(OngeldigeAlarmregels, match="bestaat niet"):
        standaard_alarmregels({"verzonnen-regel": {"drempel": 1}})


def test_een_lokrecord_geeft_meteen_alarm_en_niet_bij_elke_klik() -> None:
    beoordelaar = Beoordelaar(standaard_alarmregels(), "bestand")
    nu = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    klikken = [
        Gebeurtenis(n, nu + timedelta(seconds=n), "lokrecord", {"medewerker": "m"})
        for n in range(9)
    ]
    (alarm,) = beoordelaar.neem(klikken)
    assert (alarm.regel.naam, alarm.regel.ernst, alarm.aantal) == ("lokrecord-geraakt", "hoog", 1)
