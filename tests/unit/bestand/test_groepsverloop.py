"""Een partij mist geen stap van een groep, ook niet als er tussen twee keer kijken meer was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from shared.bestand.groepen.groepsverloop import laatste_momenten, momenten, noteer, verschilt
from shared.bestand.groepen.tabellen import GroepsmomentRij

NU = datetime(2026, 11, 23, 10, tzinfo=UTC)
GROEP = "0197c3c2-1111-7000-8000-000000000001"


@pytest.fixture
def sessie() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    GroepsmomentRij.metadata.create_all(engine, tables=[GroepsmomentRij.__table__])
    with Session(engine) as gevonden:
        yield gevonden
    engine.dispose()


def _stand(stap: int, status: str = "actief") -> dict[str, Any]:
    return {
        "stap": stap,
        "status": status,
        "startbesluit": None,
        "prioritering": None,
        "eindcriterium": None,
    }


def _na(*stappen: int) -> dict[str, Any]:
    verloop = [
        {"op": (NU + timedelta(hours=uur)).isoformat(), **_stand(stap)}
        for uur, stap in enumerate(stappen)
    ]
    return {**_stand(stappen[-1]), "verloop": verloop}


def _gezien(sessie: Session) -> list[tuple[int, int]]:
    rijen = momenten(sessie, GROEP)
    return [(rij.stap, int((rij.gezien_op - NU).total_seconds() // 3600)) for rij in rijen]


@pytest.mark.parametrize("tot", [1, 2, 3, 5])
def test_wat_er_tussen_twee_keer_kijken_gebeurde_staat_er_elk_met_zijn_moment(
    sessie: Session, tot: int
) -> None:
    stappen = (1, 2, 3, 2, 3)
    for kijk in (stappen[:tot], stappen, stappen):
        noteer(sessie, {GROEP: _na(*kijk)}, NU + timedelta(hours=len(kijk)))
    assert _gezien(sessie) == [(stap, uur) for uur, stap in enumerate(stappen)]
    assert not verschilt(laatste_momenten(sessie, [GROEP])[GROEP], _na(*stappen))


def test_zonder_verloop_telt_hoe_het_nu_is(sessie: Session) -> None:
    for uur, stap in enumerate((1, 1, 4, 4)):
        noteer(sessie, {GROEP: _stand(stap)}, NU + timedelta(hours=uur))
    assert _gezien(sessie) == [(1, 0), (4, 2)]


def test_een_klok_die_achterliep_maakt_geen_moment_dubbel(sessie: Session) -> None:
    noteer(sessie, {GROEP: _stand(1)}, NU - timedelta(hours=5))
    for _ in range(2):
        noteer(sessie, {GROEP: _na(1)}, NU)
    assert [stap for stap, _ in _gezien(sessie)] == [1]
    noteer(sessie, {GROEP: _na(1, 2)}, NU)
    assert [stap for stap, _ in _gezien(sessie)] == [1, 2]
