"""Whether somebody could be expected to be at work at a moment. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from shared.alarmen.regels import Werktijd


def is_werktijd(werktijd: Werktijd, moment: datetime) -> bool:
    """Within the hours of a working day, on the clock of the place (summer time included)."""
    plaatselijk = moment.astimezone(ZoneInfo(werktijd.zone))
    if plaatselijk.isoweekday() not in werktijd.dagen:
        return False
    if _vrij(werktijd, plaatselijk.date()):
        return False
    return werktijd.begin <= plaatselijk.time() < werktijd.einde


def _vrij(werktijd: Werktijd, dag: date) -> bool:
    return (
        dag.strftime("%m-%d") in werktijd.feestdagen
        or (dag - paasdag(dag.year)).days in werktijd.rond_pasen
    )


@lru_cache(maxsize=64)
def paasdag(jaar: int) -> date:
    """Easter Sunday (Gregorian; Oudin's reckoning of 1940)."""
    eeuw, gulden = jaar // 100, jaar % 19
    k = (eeuw - 17) // 25
    i = (eeuw - eeuw // 4 - (eeuw - k) // 3 + 19 * gulden + 15) % 30
    i -= (i // 28) * (1 - (29 // (i + 1)) * ((21 - gulden) // 11))
    j = (jaar + jaar // 4 + i + 2 - eeuw + eeuw // 4) % 7
    verschil = i - j
    return date(jaar, 3, 1) + timedelta(days=27 + verschil)
