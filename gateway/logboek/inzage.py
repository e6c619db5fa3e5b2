"""Reading the log: leaves with proof, consistency, and proof bundles.

Reading is an act. A read of a leaf or a bundle is itself a leaf (`raadpleging`), durable before
the answer leaves. A checkpoint or a consistency proof says nothing about any message and leaves
no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from anyio import to_thread
from sqlalchemy import Connection

from gateway.fouten import NietGevonden
from gateway.logboek.betrokkenen import Gelezen, van_bladen
from gateway.logboek.bewijzen import Bewijsmaker, Logbewijs
from gateway.logboek.bladen import blad_op_nummer
from gateway.registers.beeld import Fundament
from gateway.toegang.zicht import Raadpleger, mag_zien, raadpleging
from shared.logboek.bladen import Blad, lees_blad
from shared.logboek.fouten import MerkleFout
from shared.logboek.lezer import Loglezer, eis_ongewijzigd
from shared.logboek.opslag import Logstand, lees_tegel
from shared.logboek.tegels import Tegelhashes, Tegelpad
from shared.opslag.engine import lezend


@dataclass(frozen=True, slots=True)
class GelezenMetBewijs:
    """A leaf's bytes with its proof."""

    inhoud: bytes
    bewijs: Logbewijs


class Inzage:
    """What parties and auditors read of the log."""

    def __init__(
        self,
        fundament: Fundament,
        bewijsmaker: Bewijsmaker,
        gelezen: Gelezen,
    ) -> None:
        self._gelezen = gelezen
        self._engine = lezend(fundament.engine)
        self._lezer = Loglezer(fundament.engine)
        self._schrijver = fundament.schrijver
        self._bewijsmaker = bewijsmaker
        self._klok = fundament.klok

    def checkpoint(self) -> Logstand:
        """The last durable state with its checkpoint, a signed note."""
        return self._lezer.stand()

    def tegel(self, pad: Tegelpad) -> bytes:
        """A tile as C2SP tlog-tiles has it; `NietGevonden` when the log does not have it (yet)."""
        try:
            return self._lezer.tegel(pad)
        except MerkleFout as fout:
            raise NietGevonden(str(fout)) from fout

    def consistentie(self, van: int, tot: int) -> list[bytes]:
        """Proof that the log of `van` leaves is the beginning of the one of `tot` leaves."""
        try:
            return self._lezer.consistentiebewijs(van, tot)
        except MerkleFout as fout:
            raise NietGevonden(str(fout)) from fout

    async def blad(self, nummer: int, raadpleger: Raadpleger) -> GelezenMetBewijs:
        """One leaf with its proof against the log as it is now, this reading included.

        Raises `NietGevonden`, for a leaf that is not there and for one that is not the caller's.
        """
        opdracht = _Bladraadpleging(nummer, raadpleger, self._klok())
        geschreven = await self._schrijver.voer_uit(opdracht)
        await to_thread.run_sync(self._gelezen, van_bladen([geschreven.uitkomst]))
        with self._engine.connect() as verbinding:
            bewijs = self._bewijsmaker.bewijs(verbinding, nummer, geschreven.stand.grootte)
        return GelezenMetBewijs(geschreven.uitkomst, bewijs)


@dataclass(frozen=True, slots=True)
class _Bladraadpleging:
    nummer: int
    raadpleger: Raadpleger
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], bytes]:
        inhoud = zichtbaar_blad(verbinding, self.nummer, self.raadpleger)
        eis_ongewijzigd(Tegelhashes(partial(lees_tegel, verbinding)), self.nummer, inhoud)
        vraag = {"soort": "blad", "bladnummers": [self.nummer]}
        return [raadpleging(self.raadpleger, vraag, self.nu)], inhoud


def zichtbaar_blad(verbinding: Connection, nummer: int, raadpleger: Raadpleger) -> bytes:
    """Bytes of a leaf, if it is the caller's to see; else `NietGevonden`.

    Before they are handed out they are held against the tree (`eis_ongewijzigd`).
    """
    inhoud = blad_op_nummer(verbinding, nummer)
    if not mag_zien(raadpleger, lees_blad(inhoud), verbinding):
        raise NietGevonden(f"Blad {nummer} is er niet.")
    return inhoud
