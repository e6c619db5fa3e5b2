"""Wat een partij in een register van de gateway laat zetten: met kenmerk, versie en tijdstip."""

from __future__ import annotations

import time
from datetime import datetime
from itertools import count
from typing import Any

from shared.bericht.tijd import utc_tekst

# Hoger dan wat een eerder proces in een sjabloon zette.
_VERSIES = count(int(time.time()) - 1_600_000_000)
_LAATSTE: dict[str, tuple[dict[str, Any], int]] = {}


def met_versie(kenmerk: str, inhoud: dict[str, Any], nu: datetime) -> dict[str, Any]:
    """Hetzelfde als het laatste is dezelfde versie, iets anders een volgende.

    Wat zelf al een versie noemt blijft precies zo.
    """
    if "versie" in inhoud:
        return inhoud
    laatste = _LAATSTE.get(kenmerk)
    versie = laatste[1] if laatste is not None and laatste[0] == inhoud else next(_VERSIES)
    _LAATSTE[kenmerk] = (dict(inhoud), versie)
    return {"id": kenmerk, "versie": versie, "tijdstip": utc_tekst(nu), **inhoud}
