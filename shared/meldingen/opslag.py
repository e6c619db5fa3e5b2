"""The outbox of notifications: what must be told, kept in the transaction in which it happened.

One row for each destination. A row waits, is delivered, or is dead after too many attempts; a dead
one stays visible and can be woken, and with it all of its destination. Of one subject, a later
event waits for an earlier one to the same destination; a dead one no longer holds up those after
it.

Works on the connection it is given (of a session: `sessie.connection()`); no commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.schema import Column

from shared.meldingen.gebeurtenis import CloudEvent, lees_gebeurtenis, schrijf_gebeurtenis
from shared.opslag.basis import nieuwe_metadata
from shared.opslag.typen import Tijdstip

MIGRATIES = Path(__file__).parent / "migraties"
METADATA = nieuwe_metadata()
_NUMMER = BigInteger().with_variant(Integer, "sqlite")
_MAX_FOUT = 300
MAX_BESTEMMING = 120
"""Characters in the name of a destination."""


class Status(StrEnum):
    """Where a notification stands."""

    WACHTEND = "wachtend"
    BEZORGD = "bezorgd"
    DOOD = "dood"


MELDING = Table(
    "melding",
    METADATA,
    Column("nummer", _NUMMER, primary_key=True, autoincrement=True),
    Column("bestemming", String(MAX_BESTEMMING), nullable=False),
    Column("onderwerp", String(200), nullable=False),
    Column("inhoud", Text, nullable=False),
    Column("status", String(10), nullable=False),
    Column("pogingen", Integer, nullable=False),
    Column("volgende_poging", Tijdstip, nullable=True),
    Column("houder", String(32), nullable=True),
    Column("laatste_fout", String(_MAX_FOUT), nullable=True),
    Column("gezet_op", Tijdstip, nullable=False),
    Column("bezorgd_op", Tijdstip, nullable=True),
    Index("ix_melding_status_volgende_poging", "status", "volgende_poging"),
    Index("ix_melding_bestemming_onderwerp", "bestemming", "onderwerp"),
)
"""`inhoud` is the event as it will be sent; `houder` the mark of the attempt under way."""


@dataclass(frozen=True, slots=True)
class Melding:
    """A notification to deliver, and how often that was tried."""

    nummer: int
    bestemming: str
    gebeurtenis: CloudEvent
    pogingen: int


@dataclass(frozen=True, slots=True)
class Dodemelding:
    """A notification nobody tries any more: for a person to look at."""

    nummer: int
    bestemming: str
    onderwerp: str
    pogingen: int
    laatste_fout: str | None
    gezet_op: datetime


class Meldingenbak:
    """The outbox on one connection."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def zet(self, gebeurtenis: CloudEvent, bestemmingen: Iterable[str], nu: datetime) -> None:
        """Promise the event to each destination, in the caller's transaction."""
        inhoud = schrijf_gebeurtenis(gebeurtenis).decode()
        for bestemming in bestemmingen:
            self._verbinding.execute(
                insert(MELDING).values(
                    bestemming=bestemming,
                    onderwerp=gebeurtenis.subject,
                    inhoud=inhoud,
                    status=Status.WACHTEND.value,
                    pogingen=0,
                    volgende_poging=nu,
                    gezet_op=nu,
                )
            )

    def aan_de_beurt(self, nu: datetime, hoogstens: int) -> list[int]:
        """Numbers of what is due and has nothing of its subject before it, oldest first."""
        vraag = (
            select(MELDING.c.nummer)
            .where(_vooraan(), MELDING.c.volgende_poging <= nu)
            .order_by(MELDING.c.nummer)
            .limit(hoogstens)
        )
        return list(self._verbinding.scalars(vraag))

    def claim(self, nummer: int, houder: str, nu: datetime, lease: timedelta) -> Melding | None:
        """Take one for an attempt; None when another was first. Free again after `lease`."""
        deze = MELDING.c.nummer == nummer
        geclaimd = self._verbinding.execute(
            update(MELDING)
            .where(deze, MELDING.c.status == Status.WACHTEND.value, MELDING.c.volgende_poging <= nu)
            .values(houder=houder, volgende_poging=nu + lease, pogingen=MELDING.c.pogingen + 1)
        )
        if geclaimd.rowcount == 0:
            return None
        rij = self._verbinding.execute(select(MELDING).where(deze)).one()
        volgorde = f"{rij.nummer:020}"
        gebeurtenis = replace(lees_gebeurtenis(rij.inhoud.encode()), sequence=volgorde)
        return Melding(rij.nummer, rij.bestemming, gebeurtenis, rij.pogingen)

    def bezorgd(self, nummer: int, houder: str, nu: datetime) -> bool:
        """It arrived; False when another attempt took over (it will arrive again)."""
        return self._sluit_poging(
            nummer, houder, status=Status.BEZORGD.value, bezorgd_op=nu, laatste_fout=None,
            volgende_poging=None,
        )  # fmt: skip

    def mislukt(self, nummer: int, houder: str, fout: str, volgende: datetime | None) -> bool:
        """It did not; tried again at `volgende`, and never again (dead) without one."""
        status = Status.DOOD if volgende is None else Status.WACHTEND
        return self._sluit_poging(
            nummer, houder, status=status.value, laatste_fout=fout[:_MAX_FOUT],
            volgende_poging=volgende,
        )  # fmt: skip

    def dode(self, hoogstens: int = 100) -> Sequence[Dodemelding]:
        """What was given up, oldest first."""
        kolommen = ("nummer", "bestemming", "onderwerp", "pogingen", "laatste_fout", "gezet_op")
        vraag = (
            select(*(MELDING.c[naam] for naam in kolommen))
            .where(MELDING.c.status == Status.DOOD.value)
            .order_by(MELDING.c.nummer)
            .limit(hoogstens)
        )
        return [Dodemelding(*rij) for rij in self._verbinding.execute(vraag)]

    def aantal(self, status: Status) -> int:
        """How many there are in a state."""
        vraag = select(func.count()).where(MELDING.c.status == status.value)
        return self._verbinding.scalar(vraag) or 0

    def wek(self, nummer: int, nu: datetime) -> bool:
        """Put a dead one back, and all of its destination with it; False when it is not dead.

        They were given up for one reason, and it is gone for all of them: what is dead begins
        anew, what waits for its next attempt gets it now.
        """
        vraag = select(MELDING.c.bestemming).where(
            MELDING.c.nummer == nummer, MELDING.c.status == Status.DOOD.value
        )
        bestemming = self._verbinding.scalar(vraag)
        if bestemming is None:
            return False
        self.wek_bestemming(bestemming, nu)
        return True

    def wek_bestemming(self, bestemming: str, nu: datetime) -> int:
        """Try everything for this destination again, now; how many there are."""
        gewekt = self._verbinding.execute(
            update(MELDING)
            .where(MELDING.c.bestemming == bestemming, MELDING.c.status == Status.DOOD.value)
            .values(status=Status.WACHTEND.value, pogingen=0, volgende_poging=nu)
        )
        return gewekt.rowcount + self.haast(bestemming, nu)

    def haast(self, bestemming: str, nu: datetime) -> int:
        """No more waiting for what failed before: this destination answers. How many there were."""
        eerder = self._verbinding.execute(
            update(MELDING)
            .where(
                MELDING.c.bestemming == bestemming,
                MELDING.c.status == Status.WACHTEND.value,
                MELDING.c.houder.is_(None),
                MELDING.c.volgende_poging > nu,
            )
            .values(volgende_poging=nu)
        )
        return eerder.rowcount

    def ruim_op(self, voor: datetime) -> int:
        """Remove what was delivered before this moment; how many."""
        weg = self._verbinding.execute(
            delete(MELDING).where(
                MELDING.c.status == Status.BEZORGD.value, MELDING.c.bezorgd_op < voor
            )
        )
        return weg.rowcount

    def _sluit_poging(self, nummer: int, houder: str, **velden: object) -> bool:
        geraakt = self._verbinding.execute(
            update(MELDING)
            .where(
                MELDING.c.nummer == nummer,
                MELDING.c.houder == houder,
                MELDING.c.status == Status.WACHTEND.value,
            )
            .values(houder=None, **velden)
        )
        return geraakt.rowcount == 1


def _vooraan() -> ColumnElement[bool]:
    """Waiting, and no earlier one of the same subject to the same destination waits too."""
    eerder = MELDING.alias("eerder")
    ervoor = (
        select(eerder.c.nummer)
        .where(
            eerder.c.bestemming == MELDING.c.bestemming,
            eerder.c.onderwerp == MELDING.c.onderwerp,
            eerder.c.nummer < MELDING.c.nummer,
            eerder.c.status == Status.WACHTEND.value,
        )
        .correlate(MELDING)
    )
    return and_(MELDING.c.status == Status.WACHTEND.value, ~ervoor.exists())
