"""Remembers the newest checkpoint this party saw, and lets none in that does not build on it.

A log that shows different parties different histories is found out by the first party that is
handed a checkpoint inconsistent with its own memory (C2SP tlog-checkpoint). The memory is one
row per log; it only ever grows, whatever order answers come in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shared.logboek.controlepunt import Checkpoint
from shared.logboek.fouten import LogboekFout
from shared.logboek.merkle import LEGE_WORTEL, controleer_consistentie
from shared.opslag.draad import in_draad
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.fouten import NietGevonden
from shared.tijd.klok import Klok
from shared.verzenden.fouten import BewijsOnvoldoende
from shared.verzenden.getuigen.poort import Consistentiebron
from shared.verzenden.getuigen.tabellen import GezienCheckpointRij

Melding = Callable[[str, str, str, str], None]
"""``(log, earlier note, later note, sentence)``: the log contradicts itself; kept durably."""


@dataclass(frozen=True)
class GezienCheckpoint:
    """What this party last verified of a log."""

    grootte: int
    wortel: bytes
    notitie: str


class Getuige:
    """Checks checkpoints against this party's memory of one log.

    One check at a time per process: the memory moves forward between two checks, and checkpoints
    already known (one group commit serves many messages) then cost nothing.
    """

    def __init__(
        self,
        schrijven: SessieMaker,
        lezen: SessieMaker,
        bron: Consistentiebron,
        klok: Klok,
        meld: Melding | None = None,
    ) -> None:
        self._meld = meld
        self._schrijven = schrijven
        self._lezen = lezen
        self._bron = bron
        self._klok = klok
        self._slot = asyncio.Lock()
        self._bekend: dict[str, GezienCheckpoint] = {}

    def vergeet(self) -> None:
        """The memory was changed by hand; read it again at the next check."""
        self._bekend.clear()

    async def controleer(self, checkpoint: Checkpoint, notitie: str) -> None:
        """Accepts a checkpoint whose signature was verified, or raises ``BewijsOnvoldoende``.

        Raises ``GatewayOnbereikbaar`` when the proof cannot be had now.
        """
        if checkpoint.grootte == 0:
            # Een leeg log is het begin van elk log: het zegt niets over de geschiedenis ervan.
            _eis_leeg(checkpoint)
            return
        async with self._slot:
            gezien = await self._laatst_gezien(checkpoint.herkomst)
            if gezien is not None:
                await self._controleer_of_meld(gezien, checkpoint, notitie)
                if checkpoint.grootte <= gezien.grootte:
                    return
            nieuw = GezienCheckpoint(checkpoint.grootte, checkpoint.wortel, notitie)
            await in_draad(self._onthoud, checkpoint.herkomst, nieuw)
            self._bekend[checkpoint.herkomst] = nieuw

    async def _controleer_of_meld(
        self, gezien: GezienCheckpoint, checkpoint: Checkpoint, notitie: str
    ) -> None:
        """Keeps both signed notes as evidence before it says that they do not agree."""
        try:
            await self._controleer_tegen(gezien, checkpoint)
        except BewijsOnvoldoende as fout:
            if self._meld is not None:
                await in_draad(
                    self._meld, checkpoint.herkomst, gezien.notitie, notitie, fout.melding
                )
            raise

    async def _controleer_tegen(self, gezien: GezienCheckpoint, checkpoint: Checkpoint) -> None:
        if checkpoint.grootte == gezien.grootte:
            if checkpoint.wortel != gezien.wortel:
                raise BewijsOnvoldoende(
                    "Het logboek toont twee geschiedenissen: twee checkpoints van gelijke grootte "
                    "met een verschillende wortel."
                )
            return
        oud, nieuw = sorted(
            ((gezien.grootte, gezien.wortel), (checkpoint.grootte, checkpoint.wortel))
        )
        try:
            bewijs = await self._bron.consistentie(oud[0], nieuw[0])
        except NietGevonden as fout:
            raise BewijsOnvoldoende(
                f"Het logboek heeft geen {nieuw[0]} bladen meer, maar tekende er eerder wel voor."
            ) from fout
        try:
            controleer_consistentie(oud[0], nieuw[0], bewijs, oud[1], nieuw[1])
        except LogboekFout as fout:
            raise BewijsOnvoldoende(
                f"Het checkpoint bouwt niet voort op het vorige dat hier gezien is: {fout}"
            ) from fout

    async def _laatst_gezien(self, log: str) -> GezienCheckpoint | None:
        bekend = self._bekend.get(log)
        if bekend is None:
            bekend = await in_draad(self._lees, log)
            if bekend is not None:
                self._bekend[log] = bekend
        return bekend

    def _lees(self, log: str) -> GezienCheckpoint | None:
        with transactie(self._lezen) as sessie:
            return laatst_gezien(sessie, log)

    def _onthoud(self, log: str, nieuw: GezienCheckpoint) -> None:
        with transactie(self._schrijven) as sessie:
            onthoud(sessie, log, nieuw, self._klok())


def _eis_leeg(checkpoint: Checkpoint) -> None:
    if checkpoint.wortel != LEGE_WORTEL:
        raise BewijsOnvoldoende(
            "Het checkpoint noemt geen bladen, maar wel de wortel van een boom."
        )


def laatst_gezien(sessie: Session, log: str) -> GezienCheckpoint | None:
    """The newest checkpoint remembered of a log."""
    rij = sessie.get(GezienCheckpointRij, log)
    if rij is None:
        return None
    return GezienCheckpoint(rij.grootte, bytes.fromhex(rij.wortel), rij.notitie)


def onthoud(sessie: Session, log: str, nieuw: GezienCheckpoint, nu: datetime) -> None:
    """Moves the memory forward; another process that is further already wins."""
    rij = sessie.get(GezienCheckpointRij, log, with_for_update=True)
    if rij is None:
        rij = GezienCheckpointRij(log=log, grootte=0, wortel="", notitie="", gezien_op=nu)
        sessie.add(rij)
    if nieuw.grootte > rij.grootte:
        rij.grootte, rij.wortel, rij.notitie = nieuw.grootte, nieuw.wortel.hex(), nieuw.notitie
        rij.gezien_op = nu
