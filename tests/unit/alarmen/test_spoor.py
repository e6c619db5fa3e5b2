"""Het spoor in het eigen bestand, zoals de alarmregels het tellen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from shared.alarmen.beoordeling import Beoordelaar, Gebeurtenis
from shared.alarmen.regels import standaard_alarmregels
from shared.bestand.bewaking.wacht import uit_spoor
from shared.bestand.toegang.spoor import onbekende
from shared.bestand.toegang.tabellen import AlarmspoorRij

OVERDAG = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NACHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def _spoor(soort: str, begin: datetime, *personen: str | None) -> list[Gebeurtenis]:
    rijen = [
        AlarmspoorRij(
            nummer=nummer, tijdstip=begin + timedelta(seconds=nummer), soort=soort,
            medewerker="m", persoon_id=persoon, geteld=False,
        )
        for nummer, persoon in enumerate(personen)
    ]  # fmt: skip
    groepen = {"p1": ["g2", "g1"]}
    return [
        een
        for rij in rijen
        for een in uit_spoor(rij, {"lok": OVERDAG}, lambda p: groepen.get(p, [f"groep-van-{p}"]))
    ]


def _alarmen(gebeurtenissen: list[Gebeurtenis]) -> Counter[str]:
    beoordelaar = Beoordelaar(standaard_alarmregels(), "bestand")
    return Counter(alarm.regel.naam for alarm in beoordelaar.neem(gebeurtenissen))


def test_lezen_telt_de_persoon_en_elk_van_zijn_groepen() -> None:
    gevonden = [(g.soort, g.kenmerken.get("groep")) for g in _spoor("lezing", OVERDAG, "p1")]
    assert gevonden == [("lezing.persoon", None), ("lezing.groep", "g1"), ("lezing.groep", "g2")]
    assert [g.soort for g in _spoor("weigering", OVERDAG, None)] == ["weigering"]
    assert [g.soort for g in _spoor("verstrekking", OVERDAG, "lok", "p1")] == ["lokrecord"]
    ervoor = OVERDAG - timedelta(hours=1)
    assert _spoor("verstrekking", ervoor, "lok") == []


def test_veel_verschillende_personen_in_korte_tijd_valt_op_dezelfde_steeds_niet() -> None:
    assert _alarmen(_spoor("lezing", OVERDAG, *["p1"] * 200)) == {}
    veel = _spoor("lezing", OVERDAG, *[f"p{n}" for n in range(2, 45)])
    assert _alarmen(veel) == {"bestand-stoot": 1, "bestand-veel-groepen": 1}


def test_s_nachts_vallen_er_minder_al_op() -> None:
    personen = [f"p{n}" for n in range(2, 7)]
    assert _alarmen(_spoor("lezing", OVERDAG, *personen)) == {}
    assert _alarmen(_spoor("lezing", NACHT, *personen)) == {"bestand-buiten-werktijd": 1}


def test_wie_geen_autorisatie_heeft_krijgt_steeds_dezelfde_verwijzing() -> None:
    een = onbekende("https://inlog.example", "iemand")
    assert een == onbekende("https://inlog.example", "iemand")
    assert een != onbekende("https://inlog.example", "een-ander")
