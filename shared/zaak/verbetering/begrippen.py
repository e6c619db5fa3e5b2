"""Words of a correction (covenant 6.5, Wpg 4.4; reading F5). Pure.

Whoever finds an item wrong or incomplete says so; the source judges; meanwhile nobody uses it. A
receiver tells the source which member is wrong, with a code and no value of its own. The source
tells everybody who has the item how far it is, with the value as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from shared.convenant.berichtsoorten import is_correctie
from shared.convenant.regels.laden import Convenantregels

VERBETERING: Final = "verbetering"
"""The member in which the source says how far it is (``[correcties.verbetering]``)."""
LID, FOUT = "lid", "fout"
"""The members of a report (``[correcties.melding]``)."""


class Kant(StrEnum):
    """On whose side this party stands: it gave the item (``bron``), or received it."""

    BRON = "bron"
    ONTVANGER = "ontvanger"


class Verbeterstand(StrEnum):
    """How far the judgement is. While it is open the item is not used."""

    OPEN = "open"
    BEVESTIGD = "bevestigd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class Fase(StrEnum):
    """What one message of a correction says."""

    MELDING = "melding"
    ONDERZOEK = "onderzoek"
    BEVESTIGD = "bevestigd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


def fase_van(gegevens: Mapping[str, Any]) -> Fase:
    """How far the source is, by what it sent: without a word on it, this is the new value."""
    waarde = gegevens.get(VERBETERING)
    return Fase.BEVESTIGD if waarde is None else Fase(str(waarde))


def zonder_fase(gegevens: Mapping[str, Any], regels: Convenantregels) -> dict[str, Any]:
    """The item itself."""
    extra = regels.correcties.verbetering
    return {naam: waarde for naam, waarde in gegevens.items() if naam not in extra}


def redenplaats(verbetering_id: str, welke: str) -> str:
    """Where a reason (``reden``, ``besluit``) of a correction is sealed for."""
    return f"verbetering/{verbetering_id}/{welke}"


def meldingplaats(bericht_id: str) -> str:
    """Where what a receiver reported is sealed for."""
    return f"verbetering_melding/{bericht_id}"


def correctiesoort(regels: Convenantregels) -> str:
    """The kind of message that says that something given was wrong, or how it is now."""
    return next(code for code in regels.soorten if is_correctie(regels, code))
