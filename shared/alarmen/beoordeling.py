"""From events to alarms: a fold, pure, that gives the same whatever way the events come in.

For each rule and subject the events of the last window are kept. The event that brings their
number to the threshold makes the alarm; from then on the rule is silent about that subject for as
long as the window lasts, and starts counting anew. So: no alarm below the threshold, and one per
window and subject however many events follow.

What is kept follows from the events of the longest window and from when the last alarm of each
subject was: with those two a fold that was interrupted goes on as if it never was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.alarmen.regels import PER_GEBEURTENIS, Alarmregel, Alarmregels, Bron
from shared.alarmen.werktijd import is_werktijd

MAX_VERWIJZINGEN = 50
"""References an alarm names; the rest is found with its window."""


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """Something that happened. `kenmerken`: references by kind (medewerker, groep, …).

    `nummer` orders the events of one source and refers to where it stands; `partijen` are those
    whom it concerns. Nothing in it says anything about a person.
    """

    nummer: int
    tijdstip: datetime
    soort: str
    kenmerken: Mapping[str, str]
    partijen: frozenset[str] = frozenset()
    volg: int = 0


@dataclass(frozen=True, slots=True)
class Alarm:
    """What stood out: the rule, whom or what it is about, from when to when, and how much."""

    regel: Alarmregel
    onderwerp: str
    begin: datetime
    einde: datetime
    aantal: int
    verwijzingen: tuple[int, ...]
    partijen: frozenset[str]

    @property
    def stil_tot(self) -> datetime:
        """Until when this rule says nothing more about this subject."""
        return self.einde + self.regel.venster


Stil = Mapping[tuple[str, str], datetime]
"""By rule and subject: until when it is silent."""


@dataclass(slots=True)
class _Telling:
    stil_tot: datetime | None = None
    waarden: dict[str, Gebeurtenis] = field(default_factory=dict)


class Beoordelaar:
    """The fold over the events of one source. Not shared between threads."""

    def __init__(self, regels: Alarmregels, bron: Bron, stil: Stil | None = None) -> None:
        self._werktijd = regels.werktijd
        self._regels = regels.van(bron)
        self._tellingen: dict[tuple[str, str], _Telling] = {
            sleutel: _Telling(stil_tot=tot) for sleutel, tot in (stil or {}).items()
        }

    @property
    def langste_venster(self) -> timedelta:
        """How far back events still count."""
        return max((regel.venster for regel in self._regels), default=timedelta())

    def neem(self, gebeurtenissen: Iterable[Gebeurtenis]) -> list[Alarm]:
        """Take in the next events, in order of number; the alarms they make."""
        alarmen = []
        for gebeurtenis in gebeurtenissen:
            for regel in self._regels:
                alarm = self._weeg(regel, gebeurtenis)
                if alarm is not None:
                    alarmen.append(alarm)
        return alarmen

    def vergeet(self, voor: datetime) -> None:
        """Drop what can no longer count; changes no outcome, only what is kept in memory."""
        grens = voor - self.langste_venster
        self._tellingen = {
            sleutel: telling
            for sleutel, telling in self._tellingen.items()
            if (telling.stil_tot is not None and telling.stil_tot > grens)
            or any(een.tijdstip > grens for een in telling.waarden.values())
        }

    def _weeg(self, regel: Alarmregel, gebeurtenis: Gebeurtenis) -> Alarm | None:
        onderwerp = gebeurtenis.kenmerken.get(regel.per)
        if gebeurtenis.soort not in regel.gebeurtenissen or onderwerp is None:
            return None
        waarde = _waarde(regel, gebeurtenis)
        if waarde is None or self._telt_niet_mee(regel, gebeurtenis):
            return None
        telling = self._tellingen.setdefault((regel.naam, onderwerp), _Telling())
        if telling.stil_tot is not None and gebeurtenis.tijdstip < telling.stil_tot:
            return None
        telling.waarden.pop(waarde, None)
        telling.waarden[waarde] = gebeurtenis
        if len(telling.waarden) < regel.drempel:
            return None
        # Only now: with fewer there is no alarm, whatever has left the window since.
        grens = gebeurtenis.tijdstip - regel.venster
        telling.waarden = {w: g for w, g in telling.waarden.items() if g.tijdstip > grens}
        if len(telling.waarden) < regel.drempel:
            return None
        alarm = _alarm(regel, onderwerp, list(telling.waarden.values()), gebeurtenis.tijdstip)
        telling.stil_tot, telling.waarden = alarm.stil_tot, {}
        return alarm

    def _telt_niet_mee(self, regel: Alarmregel, gebeurtenis: Gebeurtenis) -> bool:
        return regel.buiten_werktijd and is_werktijd(self._werktijd, gebeurtenis.tijdstip)


def _waarde(regel: Alarmregel, gebeurtenis: Gebeurtenis) -> str | None:
    """What makes the event count once: itself, or the value of the mark that is counted."""
    if regel.telt == PER_GEBEURTENIS:
        return f"{gebeurtenis.nummer}/{gebeurtenis.volg}"
    return gebeurtenis.kenmerken.get(regel.telt)


def _alarm(
    regel: Alarmregel, onderwerp: str, geteld: Sequence[Gebeurtenis], einde: datetime
) -> Alarm:
    nummers = sorted({een.nummer for een in geteld})
    return Alarm(
        regel=regel,
        onderwerp=onderwerp,
        begin=min(een.tijdstip for een in geteld),
        einde=einde,
        aantal=len(geteld),
        verwijzingen=tuple(nummers[-MAX_VERWIJZINGEN:]),
        partijen=frozenset().union(*(een.partijen for een in geteld)),
    )
