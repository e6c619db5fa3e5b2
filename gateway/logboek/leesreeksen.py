"""Reading in the exchange log, as leaves that do not drown it.

Reading is an act and leaves a trace before the answer leaves. To keep the trace smaller than what
is read, somebody's reading counts in stretches of time:

- the first read opens a stretch: a `raadpleging` leaf that names who reads and until when;
- every read within it becomes a row beside the log, durable before the answer: a question
  (`gevonden`: what could be found with it follows from the question and the size of the log),
  one exchange whose leaves were shown (`geopend`), or a tile of leaves that was taken (`gevolgd`);
  the same again is counted;
- when the stretch is over, a second leaf holds all of it. The rows are removed with it.

A stretch that was opened and never closed is a stretch of which the gateway lost the rows: that
shows in the log.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from gateway.logboek.tabellen import LeesreeksRij, LezingRij
from gateway.toegang.zicht import Raadpleger, raadpleging
from shared.bericht.jsonvorm import b64url, jcs
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad
from shared.logboek.fouten import LogNietBeschikbaar
from shared.logboek.schrijver import Logschrijver
from shared.opslag.fouten import DatabankFout
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.web.proces.achtergrond import op_de_achtergrond, steeds

_MAX_BYTES = 40 * 1024
_MAX_REEKSEN = 100
_RONDE_SECONDEN = 30.0


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A question that was asked, answered as of `grootte` leaves."""

    vraag: dict[str, Any]
    grootte: int

    def kenmerk(self) -> str:
        """The same for the same question."""
        return b64url(sha256(jcs(["gevonden", self.vraag])).digest())

    def als_dict(self) -> dict[str, Any]:
        """As it stands in the leaf."""
        return {"soort": "gevonden", "vraag": self.vraag, "grootte": self.grootte}


@dataclass(frozen=True, slots=True)
class Geopend:
    """An exchange whose leaves were shown."""

    bericht: str

    def kenmerk(self) -> str:
        """The same for the same message."""
        return b64url(sha256(jcs(["geopend", self.bericht])).digest())

    def als_dict(self) -> dict[str, Any]:
        """As it stands in the leaf."""
        return {"soort": "geopend", "bericht": self.bericht}


@dataclass(frozen=True, slots=True)
class Gevolgd:
    """A tile with whole leaves, taken by somebody who follows the log."""

    tegel: str

    def kenmerk(self) -> str:
        """The same for the same tile."""
        return b64url(sha256(jcs(["gevolgd", self.tegel])).digest())

    def als_dict(self) -> dict[str, Any]:
        """As it stands in the leaf."""
        return {"soort": "gevolgd", "tegel": self.tegel}


Lezing = Gevonden | Geopend | Gevolgd


class Leesreeksen:
    """Records reading. `duur`: how long a stretch lasts."""

    def __init__(self, schrijver: Logschrijver, duur: timedelta, klok: Klok) -> None:
        self._schrijver = schrijver
        self._duur = duur
        self._klok = klok

    async def noteer(self, wie: Raadpleger, lezing: Lezing) -> None:
        """Record a read; durable when this returns."""
        await self._schrijver.voer_uit(_Notitie(wie, lezing, self._klok(), self._duur))

    async def sluit_verlopen(self) -> None:
        """Write the closing leaves of the stretches that are over."""
        await self._schrijver.voer_uit(_Sluiting(self._klok()))


@asynccontextmanager
async def lopend(leesreeksen: Leesreeksen) -> AsyncIterator[None]:
    """Closes stretches that are over for as long as the block runs, and when it begins."""
    # What does not work now comes with the next round; the rows stay.
    verwacht = (LogNietBeschikbaar, DatabankFout)
    wat = "leesreeksen sluiten"
    werk = steeds(wat, leesreeksen.sluit_verlopen, _RONDE_SECONDEN, verwacht=verwacht)
    async with op_de_achtergrond(wat, werk):
        yield


@dataclass(frozen=True, slots=True)
class _Notitie:
    wie: Raadpleger
    lezing: Lezing
    nu: datetime
    duur: timedelta

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], None]:
        rij = LeesreeksRij
        lezer = f"{self.wie.partij}/{self.wie.autorisatie or self.wie.oin}"
        reeks = verbinding.scalar(select(rij.id).where(rij.lezer == lezer, rij.tot > self.nu))
        bladen: list[Blad] = []
        if reeks is None:
            bladen += _sluit(verbinding, rij.lezer == lezer, self.nu)
            reeks, blad = self._open(verbinding, lezer)
            bladen.append(blad)
        self._tel(verbinding, reeks)
        return bladen, None

    def _open(self, verbinding: Connection, lezer: str) -> tuple[str, Blad]:
        reeks, tot = uuid7(self.nu), self.nu + self.duur
        verbinding.execute(
            insert(LeesreeksRij).values(
                id=reeks, lezer=lezer, wie=self.wie.voor_log(), van=self.nu, tot=tot
            )
        )
        vraag = {"soort": "leesreeks", "reeks": reeks, "tot": utc_tekst(tot)}
        return reeks, raadpleging(self.wie, vraag, self.nu)

    def _tel(self, verbinding: Connection, reeks: str) -> None:
        rij, kenmerk = LezingRij, self.lezing.kenmerk()
        geteld = verbinding.execute(
            update(rij)
            .where(rij.reeks == reeks, rij.kenmerk == kenmerk)
            .values(keren=rij.keren + 1, vraag=self.lezing.als_dict())
        )
        if geteld.rowcount == 0:
            verbinding.execute(
                insert(rij).values(
                    reeks=reeks, kenmerk=kenmerk, vraag=self.lezing.als_dict(), keren=1
                )
            )


@dataclass(frozen=True, slots=True)
class _Sluiting:
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], None]:
        return _sluit(verbinding, LeesreeksRij.tot <= self.nu, self.nu), None


def _sluit(verbinding: Connection, voorwaarde: ColumnElement[bool], nu: datetime) -> list[Blad]:
    """The leaves that end these stretches; their rows go."""
    rij = LeesreeksRij
    vraag = select(rij.id, rij.wie).where(voorwaarde).order_by(rij.id).limit(_MAX_REEKSEN)
    bladen: list[Blad] = []
    for reeks, wie in verbinding.execute(vraag).all():
        for deel, inhoud in enumerate(_delen(_lezingen(verbinding, reeks)), 1):
            einde = {"soort": "leesreeks-einde", "reeks": reeks, "deel": deel, **inhoud}
            bladen.append(raadpleging(Raadpleger(**wie), einde, nu))
        verbinding.execute(delete(LezingRij).where(LezingRij.reeks == reeks))
        verbinding.execute(delete(rij).where(rij.id == reeks))
    return bladen


def _lezingen(verbinding: Connection, reeks: str) -> Iterator[dict[str, Any]]:
    rij = LezingRij
    vraag = select(rij.vraag, rij.keren).where(rij.reeks == reeks).order_by(rij.kenmerk)
    for lezing, keren in verbinding.execute(vraag):
        yield {**lezing, "keren": keren}


def _delen(lezingen: Iterator[dict[str, Any]]) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Found and opened apart, in parts that each fit in a leaf; at least one part."""
    deel: dict[str, list[dict[str, Any]]] = {"gevonden": [], "geopend": []}
    bytes_ = 0
    for lezing in lezingen:
        bytes_ += len(jcs(lezing))
        if bytes_ > _MAX_BYTES:
            yield deel
            deel, bytes_ = {"gevonden": [], "geopend": []}, len(jcs(lezing))
        soort = lezing.pop("soort")
        deel.setdefault(soort, []).append(lezing)
    yield deel
