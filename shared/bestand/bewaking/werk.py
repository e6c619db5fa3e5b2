"""Alarms nobody has dealt with: on the work list of who may, and in the overview of who oversees.

Both take them from the gateway, where an alarm is dealt with, and so where it stops waiting.
"""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.poorten import werkbron
from shared.partij.poorten.werkbron import Werkblik, Werkbron
from shared.partij.poorten.werkstuk import Werkstuk
from shared.partij.toezicht import bron as toezicht
from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel

_WERK, _TOEZICHT = "alarm", "alarm-wacht"
_WERKSOORTEN, _TOEZICHTSOORTEN = werkbron.uit(_WERK), toezicht.uit(_TOEZICHT)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Whoever an alarm is about does not deal with it, so it does not await him."""
    for alarm in blik.alarmen:
        if alarm.medewerker != blik.wie:
            yield _WERKSOORTEN[_WERK].stuk(
                alarm.id, sinds=alarm.tijdstip, pad=alarm.pad(blik.partij),
                eigenaar=alarm.eigenaar, titel=alarm.titel,
            )  # fmt: skip


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    for alarm in blik.alarmen:
        yield _TOEZICHTSOORTEN[_TOEZICHT].regel(
            alarm.id, sinds=alarm.tijdstip, pad=alarm.pad(blik.partij), titel=alarm.titel,
            ernst=alarm.ernst,
        )  # fmt: skip


ALARMWERK = Werkbron(_WERKSOORTEN, _werk)
ALARMTOEZICHT = Toezichtbron(_TOEZICHTSOORTEN, _regels)
