"""What is said in one go: who hears it, until when it may be said, and whether it may. Pure.

A message by mouth is decided before the words are spoken, for each other party that hears them in
a message of its own. Only when each of those was permitted and taken in may the words be spoken
(profile, section 2). Nothing here decides on a message again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gateway.registers.begrippen import Berichtstand
from shared.bericht.jsonvorm import b64url, jcs
from shared.convenant.kopvorm import Kop
from shared.convenant.termijnen import datum_nl, na_werkdagen

_PLAATS = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Gezegd:
    """What the sender said came of it; `berichten`: which of the messages were heard."""

    gezegd_op: datetime
    medewerker: str
    berichten: tuple[str, ...]
    zonder_toestemming: bool
    bladnummer: int
    digest: str


@dataclass(frozen=True, slots=True)
class Uiting:
    """The words, by what every message about them shares. See `modellen.UitingRij`."""

    id: str
    afzender: str
    kanaal: str
    overleg: str | None
    groep: str | None
    over: str
    begonnen_op: datetime
    gezegd: Gezegd | None = None

    @classmethod
    def van(cls, kop: Kop, nu: datetime) -> Uiting:
        """The words this message is about; it names them."""
        if kop.uiting is None:
            raise AssertionError("wie dit vraagt, heeft een kop met een uiting")
        return cls(kop.uiting, kop.afzender, kop.kanaal, kop.overleg, kop.groep, waarover(kop), nu)

    @property
    def gedeeld(self) -> tuple[object, ...]:
        """What the messages about the same words have in common."""
        return self.afzender, self.kanaal, self.overleg, self.groep, self.over


def waarover(kop: Kop) -> str:
    """b64url(SHA-256) over what is said: the soort and stuk of the message, and of its places the
    betrokkene and kind, in whatever order."""
    delen = sorted([deel.betrokkene, deel.gegevenssoort] for deel in kop.onderdelen)
    return b64url(hashlib.sha256(jcs([kop.soort, kop.stuk, delen])).digest())


@dataclass(frozen=True, slots=True)
class Tafel:
    """Who hears the words besides the sender, and how long a permission to speak them holds.

    `dag`: of the meeting, None by telephone. `binnen`: how long after the first permission; None:
    that day. `gaat_door`: a meeting that is registered and was not called off; a call always.
    `begin`: of the meeting. `dicht_op`: when the group was closed, for words that want one that
    runs.
    """

    horen: frozenset[str]
    dag: date | None
    binnen: timedelta | None
    gaat_door: bool
    begin: datetime | None = None
    dicht_op: datetime | None = None


@dataclass(frozen=True, slots=True)
class Uitingstand:
    """The words with their messages, and who hears them.

    `met_een_gat`: messages of which a place was taken back or destroyed. Words are spoken whole.
    """

    uiting: Uiting
    berichten: tuple[Berichtstand, ...]
    tafel: Tafel
    met_een_gat: frozenset[str] = frozenset()

    @property
    def toegelaten(self) -> tuple[Berichtstand, ...]:
        """The messages that were permitted, taken in by their receiver, and still stand whole."""
        return tuple(b for b in self.berichten if b.aangekomen and self.staat(b))

    def staat(self, bericht: Berichtstand) -> bool:
        """Whether nothing of a message was taken back or destroyed."""
        return not (bericht.ingetrokken() or bericht.vernietigd or bericht.id in self.met_een_gat)

    @property
    def wacht_op(self) -> list[str]:
        """The parties that will hear it and have not taken in a permitted message yet."""
        return sorted(self.tafel.horen - {b.ontvanger for b in self.toegelaten})

    @property
    def geldig_tot(self) -> datetime:
        """The last moment at which it may be said; not after the group was closed."""
        tot, dicht_op = self._toestemming_tot, self.tafel.dicht_op
        return tot if dicht_op is None else min(tot, dicht_op)

    @property
    def _toestemming_tot(self) -> datetime:
        """Until when what was permitted holds.

        What did not reach its receiver counts for nothing, so as long as nothing did the newest
        decision is what a permission would count from.
        """
        if self.tafel.dag is not None:
            return _einde_van(self.tafel.dag)
        gegeven = [b.beslist_op for b in self.toegelaten]
        begin = min(gegeven) if gegeven else self._laatste_besluit
        if self.tafel.binnen is None:
            return _einde_van(datum_nl(begin))
        return begin + self.tafel.binnen

    @property
    def _laatste_besluit(self) -> datetime:
        return max((b.beslist_op for b in self.berichten), default=self.uiting.begonnen_op)

    def vervallen(self, nu: datetime) -> bool:
        """Whether a permission that was given, or the meeting itself, has gone by."""
        begonnen = self.tafel.dag is not None or bool(self.toegelaten)
        return begonnen and nu > self.geldig_tot

    def mag_gezegd(self, op: datetime, speling: timedelta = timedelta()) -> bool:
        """Whether it may be said at this moment: everybody's message came first.

        `speling`: how far the clock of who says so may be behind ours.
        """
        toegelaten = self.toegelaten
        return (
            self.tafel.gaat_door
            and bool(toegelaten)
            and not self.wacht_op
            and op <= self.geldig_tot
            and (self.tafel.dicht_op is None or op < self.tafel.dicht_op)
            and all(_kwam_voor(bericht, op + speling) for bericht in toegelaten)
        )

    def was_begonnen(self, op: datetime) -> bool:
        """Whether there were ears for it at this moment: nothing is said in a meeting to come."""
        return self.tafel.begin is None or op >= self.tafel.begin

    def hoorde_ieder(self, berichten: Collection[str]) -> bool:
        """Whether these are whose who sat there: at a table words are heard by all, or not said.

        From a call somebody may have dropped out.
        """
        return self.tafel.dag is None or {b.id for b in self.toegelaten} <= set(berichten)

    def te_vertellen_tot(self, werkdagen: int) -> datetime:
        """Until when its sender can tell that it was said and still deliver what was said."""
        return _einde_van(na_werkdagen(datum_nl(self.geldig_tot), werkdagen))

    def staat_open(self, nu: datetime, werkdagen: int) -> bool:
        """Whether it may have been said, or may yet be, while nobody told what came of it.

        What was not permitted for everybody in time was not to be said; what was taken back or
        can no longer be delivered was not given.
        """
        if self.uiting.gezegd is not None or not self.tafel.gaat_door or not self.toegelaten:
            return False
        if self.wacht_op:
            return nu <= self.geldig_tot
        return nu <= self.te_vertellen_tot(werkdagen)

    def was_erbij(self, partij: str | None) -> bool:
        """Whether this party says or hears it, or sat at the table when it was said."""
        return self.gaat_aan(partij) or (
            self.uiting.gezegd is not None and partij in self.tafel.horen
        )

    def gaat_aan(self, partij: str | None) -> bool:
        """Whether this party says it or hears it; None sees everything."""
        return partij in (None, self.uiting.afzender) or any(
            bericht.ontvanger == partij for bericht in self.berichten
        )

    def bericht(self, kenmerk: str) -> Berichtstand | None:
        """The message with this id, if it is about these words."""
        return next((b for b in self.berichten if b.id == kenmerk), None)


def _kwam_voor(bericht: Berichtstand, moment: datetime) -> bool:
    return bericht.ontvangen_op is not None and bericht.ontvangen_op <= moment


def _einde_van(dag: date) -> datetime:
    return datetime.combine(dag, time.max, _PLAATS)
