"""Who sits at a table, and when: how that is said, and how it is typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.portaal.woorden import Woordenlijst

_ZONE = ZoneInfo("Europe/Amsterdam")


def tafelgenoot(deelnemer: Mapping[str, Any], begrippen: Woordenlijst) -> str:
    """Somebody at the table: by party and function."""
    if not deelnemer["functie"]:
        return "iemand die hier niet meer werkt"
    functie = begrippen.kort("functies", deelnemer["functie"])
    return f"{begrippen.partij(deelnemer['partij'])}, de {functie}"


def als_tijdstip(dag: str, uur: str) -> str | None:
    """A moment as the API takes it, from a day and `14.00`; None when it is no time."""
    delen = uur.replace(":", ".").removesuffix("uur").strip().split(".")
    if len(delen) != 2 or not all(een.isdecimal() for een in delen):
        return None
    try:
        moment = datetime.fromisoformat(f"{dag}T{int(delen[0]):02d}:{int(delen[1]):02d}")
    except ValueError:
        return None
    return moment.replace(tzinfo=_ZONE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
