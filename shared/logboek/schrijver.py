"""The one writer of the log: group commit, and nothing is told before it is durable.

Callers hand over an `Opdracht`: a function that runs inside the writer's transaction, may write
register rows on the same connection, and gives the leaves to append. Many of them share one
commit and one signed checkpoint; that is what makes a durable log fast. What a caller gets back
has been committed, with `synchronous` on, in the same transaction as its leaves.

What an outcome asks to be recorded elsewhere (`nawerk`) is recorded for the whole batch at once,
after its commit and before anybody hears of it: killed in between, the leaf is there and its caller
never knew.

An opdracht that raises is rolled back alone and its caller gets the exception. When the commit
fails, or the store is gone, or the queue is full, callers get `LogNietBeschikbaar`: no log, no
exchange. After a failed commit the edge of the tree is read back from the store.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Any, TypeAlias

import structlog
from sqlalchemy import Connection, Engine

from shared.logboek import opslag
from shared.logboek.aangroei import Aangroei
from shared.logboek.beurten.achterstand import Achterstand, Bijwerking, Uitstel
from shared.logboek.beurten.belofte import Draadbelofte, Lusbelofte, los_in
from shared.logboek.beurten.beurt import (
    Beurt,
    Gelukt,
    Geschreven,
    Inclusie,
    Nawerk,
    NietInEenKeer,
    Opdracht,
    Taak,
    Uitkomst,
    beurtgeheugen,
    voer_beurt_uit,
    volgend_bladnummer,
)
from shared.logboek.beurten.wachtrij import GRENZEN, Onderweg, Schrijfgrenzen, Wachtrij
from shared.logboek.bladen import Blad
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.fouten import LogNietBeschikbaar
from shared.logboek.herstel import lees_rand, open_log
from shared.logboek.merkle import bladhash
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.opslag import Logstand
from shared.logboek.tegels import Tegelhashes
from shared.opslag.fouten import DatabankFout

__all__ = [
    "Geschreven",
    "Inclusie",
    "Logschrijver",
    "Opdracht",
    "Schrijfgrenzen",
    "Uitstel",
    "beurtgeheugen",
    "volgend_bladnummer",
]

_log = structlog.get_logger(__name__)

Nabewerking: TypeAlias = Callable[[Sequence[Any]], None]
"""Records what `nawerk` of the opdrachten of a batch gave; durable on return."""


class Logschrijver:
    """One writer thread on the log in `engine`'s database.

    `start()` opens the log: it makes an empty one, or refuses a stored one that contradicts
    itself (`LogBeschadigd`). `stop()` finishes what waits. Also a context manager. A second
    process on the same database waits its turn on the stored state, so the log never forks.

    `bijwerking` keeps what follows from the leaves (a search register), with them or a little
    later. `nabewerking` records what outcomes ask for.
    """

    def __init__(
        self,
        engine: Engine,
        ondertekenaar: Notitiesleutel,
        grenzen: Schrijfgrenzen = GRENZEN,
        bijwerking: Bijwerking | None = None,
        nabewerking: Nabewerking | None = None,
    ) -> None:
        self._engine = engine
        self._achter = None if bijwerking is None else Achterstand(bijwerking, grenzen.uitstel)
        self._nabewerking = nabewerking
        self._sleutel = ondertekenaar
        self._rij = Wachtrij(grenzen)
        self._rand: Aangroei | None = None
        self._stand: Logstand | None = None
        self._draad: threading.Thread | None = None

    @property
    def stand(self) -> Logstand:
        """The last durable state this writer made or found."""
        if self._stand is None:
            raise LogNietBeschikbaar("Het log is nog niet geopend.")
        return self._stand

    @property
    def open(self) -> bool:
        """Whether the writer accepts work."""
        return self._rij.open

    @property
    def wachtend(self) -> int:
        """How many tasks wait for their turn."""
        return self._rij.wachtend

    @property
    def onderweg(self) -> Onderweg:
        """`with schrijver.onderweg:` around work that will ask for a turn: batches wait for it."""
        return self._rij.onderweg

    def start(self) -> None:
        """Open the log and start writing. Faults: `LogBeschadigd`; errors of the store as is."""
        if self._draad is not None:
            raise LogNietBeschikbaar("De schrijver van het log draait al.")
        with self._engine.begin() as verbinding:
            self._stand, self._rand = open_log(verbinding, self._sleutel)
            if self._achter is not None:
                self._achter.begin(verbinding, self._stand.grootte)
        self._rij.begin()
        self._draad = threading.Thread(target=self._lus, name="logschrijver", daemon=True)
        self._draad.start()

    def stop(self) -> None:
        """Accept nothing new, finish what waits, end the thread. A second call does nothing."""
        self._rij.sluit()
        if self._draad is not None:
            self._draad.join()
            self._draad = None
            self._werk_bij()

    def __enter__(self) -> Logschrijver:
        self.start()
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        self.stop()

    async def voer_uit(
        self,
        opdracht: Opdracht[Uitkomst],
        *,
        bewijs_van: int | None = None,
        nawerk: Nawerk | None = None,
    ) -> Geschreven[Uitkomst]:
        """Run an opdracht and wait, without blocking the event loop, until it is durable.

        `bewijs_van`, `nawerk`: see `Taak`; what `nabewerking` raises is raised here, though the
        leaf is durable. A caller that is cancelled before its turn leaves no trace; after that its
        opdracht is carried out all the same.
        """
        return await self._wacht_op(Taak(opdracht, bewijs_van=bewijs_van, nawerk=nawerk))

    def voer_uit_sync(self, opdracht: Opdracht[Uitkomst]) -> Geschreven[Uitkomst]:
        """The same, for a caller in a thread of its own."""
        return self._wacht_op_sync(Taak(opdracht))

    async def voeg_toe(self, *bladen: Blad) -> Geschreven[None]:
        """Append leaves that need no rows beside them; cheaper than an opdracht."""
        return await self._wacht_op(Taak(None, bladen))

    def voeg_toe_sync(self, *bladen: Blad) -> Geschreven[None]:
        """The same, for a caller in a thread of its own."""
        return self._wacht_op_sync(Taak(None, bladen))

    async def _wacht_op(self, taak: Taak) -> Geschreven[Any]:
        belofte = Lusbelofte()
        taak.belofte = belofte
        self._rij.plaats(taak)
        geschreven: Geschreven[Any] = await belofte.toekomst
        return geschreven

    def _wacht_op_sync(self, taak: Taak) -> Geschreven[Any]:
        belofte = Draadbelofte()
        taak.belofte = belofte
        self._rij.plaats(taak)
        geschreven: Geschreven[Any] = belofte.toekomst.result()
        return geschreven

    def _lus(self) -> None:
        doorgaan = True
        while doorgaan:
            wachttijd = None if self._achter is None else self._achter.seconden()
            taken, doorgaan = self._rij.neem_beurt(wachttijd)
            # Wie niet meer wacht en nog niet begonnen is, slaat over.
            taken = [t for t in taken if t.belofte.begin()]
            if taken:
                self._verwerk(taken)
            else:
                self._werk_bij()

    def _werk_bij(self) -> None:
        """Bring what is kept beside the log up to it, in a transaction of its own."""
        if self._achter is None or self._achter.seconden() is None:
            return
        try:
            with self._engine.begin() as verbinding:
                opslag.lees_stand(verbinding, slot=True)
                self._achter.werk_bij(verbinding)
        except DatabankFout as fout:
            self._achter.stel_uit()
            _log.warning("bijwerken naast het log lukt nu niet", fout=type(fout).__name__)
        except Exception:  # noqa: BLE001 - de bladen staan vast; wie toevoegt of vraagt, ziet de fout
            self._achter.stel_uit()
            _log.exception("bijwerken naast het log lukt niet; nieuwe bladen lukken dan ook niet")
        else:
            self._achter.bijgewerkt()

    def _verwerk(self, taken: list[Taak]) -> None:
        """One batch, one commit; only then promises are kept."""
        try:
            beurt, self._stand = self._schrijf(taken)
        except BaseException as fout:  # noqa: BLE001 - geen enkele wachter mag blijven hangen
            self._rand = None
            los_in([(taak.belofte, _niet_geschreven(fout)) for taak in taken])
            return
        los_in([(taak.belofte, eigen_fout) for taak, eigen_fout in beurt.mislukt])
        niet_nagewerkt = self._werk_na(beurt)
        los_in(
            [
                (g.taak.belofte, niet_nagewerkt.get(id(g)) or g.als_geschreven(self._stand))
                for g in beurt.gelukt
            ]
        )

    def _werk_na(self, beurt: Beurt) -> dict[int, Exception]:
        """Record what the outcomes ask for; by `id` of those that could not be recorded, why."""
        over = [gelukt for gelukt in beurt.gelukt if gelukt.taak.nawerk is not None]
        try:
            paren = [(gelukt, wat) for gelukt in over if (wat := gelukt.vraagt()) is not None]
            if not paren:
                return {}
            over = [gelukt for gelukt, _ in paren]
            if self._nabewerking is None:
                raise LogNietBeschikbaar("Dit log legt niets anders vast dan bladen.")
            self._nabewerking([wat for _, wat in paren])
        except Exception as fout:  # noqa: BLE001 - wie erop wacht, hoort ervan
            return {id(gelukt): fout for gelukt in over}
        return {}

    def _schrijf(self, taken: list[Taak]) -> tuple[Beurt, Logstand]:
        try:
            return self._schrijf_beurt(taken, elk_apart=False)
        except NietInEenKeer:
            return self._schrijf_beurt(taken, elk_apart=True)

    def _schrijf_beurt(self, taken: list[Taak], *, elk_apart: bool) -> tuple[Beurt, Logstand]:
        mee = False
        with self._engine.begin() as verbinding:
            stand, rand = self._sluit_aan(verbinding)
            eerste = rand.grootte
            beurt = voer_beurt_uit(verbinding, taken, eerste, elk_apart=elk_apart)
            if beurt.bladen:
                stand = self._voeg_toe(verbinding, rand, beurt)
                mee = self._achter is not None and self._achter.voeg_toe(
                    verbinding, eerste, beurt.bladen
                )
        if beurt.bladen and self._achter is not None:
            self._achter.vastgelegd(eerste, beurt.bladen, mee=mee)
        return beurt, stand

    def _sluit_aan(self, verbinding: Connection) -> tuple[Logstand, Aangroei]:
        """Lock the stored state; read the edge back when another writer, or a fault, moved it."""
        stand = opslag.lees_stand(verbinding, slot=True)
        if stand is None:
            raise LogNietBeschikbaar("De stand van het log is weg.")
        if self._rand is None or stand != self._stand:
            self._rand = lees_rand(verbinding, stand)
        return stand, self._rand

    def _voeg_toe(self, verbinding: Connection, rand: Aangroei, beurt: Beurt) -> Logstand:
        hashes = [bladhash(blad.inhoud) for blad in beurt.bladen]
        opslag.schrijf_bladen(verbinding, rand.grootte, beurt.bladen, hashes)
        # De rand loopt nu voor op de opslag; mislukt de commit, dan wordt hij teruggelezen.
        hash_ = iter(hashes)
        for gelukt in beurt.gelukt:
            rand.voeg_toe(islice(hash_, len(gelukt.bladen)))
            gelukt.inclusie = _bewijs(verbinding, rand, gelukt)
        opslag.schrijf_tegels(verbinding, rand.neem_gewijzigde_tegels())
        checkpoint = Checkpoint(self._sleutel.naam, rand.grootte, rand.wortel())
        stand = Logstand(
            checkpoint.grootte,
            checkpoint.wortel,
            onderteken_checkpoint(checkpoint, self._sleutel),
        )
        opslag.zet_stand(verbinding, stand)
        return stand


def _niet_geschreven(oorzaak: BaseException) -> LogNietBeschikbaar:
    fout = LogNietBeschikbaar("Het log kon niet worden geschreven.")
    fout.__cause__ = oorzaak
    return fout


def _bewijs(verbinding: Connection, rand: Aangroei, gelukt: Gelukt) -> Inclusie | None:
    nummer = gelukt.taak.bewijs_van
    if nummer is None or not gelukt.bladen or nummer >= rand.grootte:
        return None
    bewijs = rand.bewijs(nummer, Tegelhashes(partial(opslag.lees_tegel, verbinding)))
    return Inclusie(nummer, rand.grootte, tuple(bewijs), rand.wortel())
