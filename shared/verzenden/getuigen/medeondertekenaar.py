"""The witness: cosigns a checkpoint only when it continues what this party saw and signed before.

C2SP tlog-witness, `add-checkpoint`. In this order:

1. The body has the form of the norm (`VerzoekOnleesbaar`).
2. The checkpoint is of the log this party knows (`LogOnbekend`) and signed by it
   (`HandtekeningVanLogOngeldig`).
3. The size named as old is not beyond the checkpoint's (`VerzoekOnleesbaar`).
4. It agrees with every checkpoint this party ever verified, from answers to its messages too;
   if not, both notes are kept as evidence (`Tegenstrijdig`). An empty log agrees with every log.
5. In one transaction: the size named as old is the one signed last (`AndereStand`), the root is
   that of an empty log where there are no leaves, the proof leads from there to here
   (`BewijsKloptNiet`), and the new state is kept.
6. Only when that is durable the cosignature is made and leaves.

Two requests at once: the second finds another state in step 5. Killed between 5 and 6: the state
moved on and the cosignature was never given, which is safe.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.logboek.controlepunt import Checkpoint, lees_checkpoint, open_checkpoint
from shared.logboek.fouten import LogboekFout, NotitieOngeldig
from shared.logboek.getuigenis import Getuigenverzoek, lees_verzoek
from shared.logboek.merkle import LEGE_WORTEL, controleer_consistentie
from shared.logboek.notitie import Notitiesleutel, Verificatiesleutel, splits_notitie
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.fouten import NietGevonden, PartijFout
from shared.tijd.klok import Klok
from shared.verzenden.fouten import BewijsOnvoldoende
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.getuigen.tabellen import GetuigenisRij


class GetuigeWeigert(PartijFout):
    """Nothing was cosigned. One subclass for each answer of the norm."""


class VerzoekOnleesbaar(GetuigeWeigert):
    """The body is not what the norm describes."""


class LogOnbekend(GetuigeWeigert):
    """The checkpoint is of a log this witness does not follow."""


class HandtekeningVanLogOngeldig(GetuigeWeigert):
    """The log itself did not sign it."""


class AndereStand(GetuigeWeigert):
    """This witness signed another size last: ``grootte``."""

    def __init__(self, grootte: int) -> None:
        super().__init__("Deze getuige ondertekende het laatst een andere grootte.")
        self.grootte = grootte


class BewijsKloptNiet(GetuigeWeigert):
    """The proof does not lead from what was signed last to this checkpoint."""


class Tegenstrijdig(GetuigeWeigert):
    """The log shows another history than this party saw. Evidence was kept."""


@dataclass(frozen=True)
class Stand:
    """What this witness signed last; ``notitie`` is empty when it never signed."""

    grootte: int
    wortel: bytes
    notitie: str


class Medeondertekenaar:
    """Cosigns for one party. ``sleutel`` is the witness's own; ``getuige`` the party's memory."""

    def __init__(
        self,
        sleutel: Notitiesleutel,
        logsleutel: Verificatiesleutel,
        getuige: Getuige,
        schrijven: SessieMaker,
        lezen: SessieMaker,
        klok: Klok,
    ) -> None:
        self.sleutel = sleutel
        self._logsleutel = logsleutel
        self._getuige = getuige
        self._schrijven = schrijven
        self._lezen = lezen
        self._klok = klok

    async def teken(self, body: bytes) -> str:
        """The cosignature line. Raises a ``GetuigeWeigert``, or ``GatewayOnbereikbaar``."""
        verzoek = _lees(body)
        checkpoint = self._open(verzoek)
        if verzoek.oud > checkpoint.grootte:
            raise VerzoekOnleesbaar("De oude grootte is groter dan het checkpoint.")
        try:
            await self._getuige.controleer(checkpoint, verzoek.notitie)
        except (BewijsOnvoldoende, NietGevonden) as fout:
            raise Tegenstrijdig(fout.melding) from fout
        return await asyncio.to_thread(self._teken, verzoek, checkpoint)

    def stand(self) -> Stand | None:
        """What was signed last, if anything."""
        with transactie(self._lezen) as sessie:
            rij = sessie.get(GetuigenisRij, self._logsleutel.naam)
            return None if rij is None else _stand(rij)

    def _open(self, verzoek: Getuigenverzoek) -> Checkpoint:
        try:
            tekst, _ = splits_notitie(verzoek.notitie)
            herkomst = lees_checkpoint(tekst).herkomst
        except NotitieOngeldig as fout:
            raise VerzoekOnleesbaar(str(fout)) from fout
        if herkomst != self._logsleutel.naam:
            raise LogOnbekend("Deze getuige volgt dit log niet.")
        try:
            return open_checkpoint(verzoek.notitie, self._logsleutel)[0]
        except NotitieOngeldig as fout:
            raise HandtekeningVanLogOngeldig(str(fout)) from fout

    def _teken(self, verzoek: Getuigenverzoek, checkpoint: Checkpoint) -> str:
        nu = self._klok()
        with transactie(self._schrijven) as sessie:
            rij = _rij(sessie, checkpoint.herkomst)
            self._controleer(rij, verzoek, checkpoint)
            rij.grootte, rij.wortel = checkpoint.grootte, checkpoint.wortel.hex()
            rij.notitie, rij.getekend_op = verzoek.notitie, nu
        tekst, _ = splits_notitie(verzoek.notitie)
        return self.sleutel.regel(tekst, int(nu.timestamp()))

    def _controleer(
        self, rij: GetuigenisRij, verzoek: Getuigenverzoek, checkpoint: Checkpoint
    ) -> None:
        """Whether this continues what was signed last (C2SP tlog-witness, in its order)."""
        if verzoek.oud != rij.grootte:
            raise AndereStand(rij.grootte)
        if checkpoint.grootte == 0 and checkpoint.wortel != LEGE_WORTEL:
            raise BewijsKloptNiet("Een log zonder bladen heeft een andere wortel.")
        if verzoek.oud == 0:
            if verzoek.bewijs:
                raise BewijsKloptNiet("Vanaf een leeg log hoort er geen bewijs bij.")
            return
        try:
            controleer_consistentie(
                rij.grootte, checkpoint.grootte, verzoek.bewijs, bytes.fromhex(rij.wortel),
                checkpoint.wortel,
            )  # fmt: skip
        except LogboekFout as fout:
            raise BewijsKloptNiet(str(fout)) from fout


def _lees(body: bytes) -> Getuigenverzoek:
    try:
        return lees_verzoek(body)
    except NotitieOngeldig as fout:
        raise VerzoekOnleesbaar(str(fout)) from fout


def _rij(sessie: Session, log: str) -> GetuigenisRij:
    """The row, locked; made when this is the first checkpoint ever."""
    rij = sessie.get(GetuigenisRij, log, with_for_update=True)
    if rij is None:
        rij = GetuigenisRij(log=log, grootte=0, wortel="", notitie="")
        sessie.add(rij)
    return rij


def _stand(rij: GetuigenisRij) -> Stand:
    return Stand(rij.grootte, bytes.fromhex(rij.wortel), rij.notitie)
