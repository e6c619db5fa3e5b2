"""Making files while nobody waits: asked and recorded in one go, made as often as it takes, kept
for who asked until their end.

The leaf that says who asked what is written in the transaction that takes the question on, before
anything is made. So a process that is killed repeats no leaf and loses no question: the next round
makes the file again, of the same question as of the same size of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import Connection

from gateway.fouten import BestandenVol, NietGevonden, NogNietKlaar
from gateway.registers.beeld import Fundament
from gateway.toegang.raadpleger import Raadpleger
from gateway.toegang.zicht import raadpleging
from gateway.werkzaamheden import opslag
from gateway.werkzaamheden.begrippen import BEWAARD, HOOGSTENS, Bestandsoort, Werk
from gateway.werkzaamheden.bestand import Bestand, Bestandsvraag, Teller
from shared.logboek.bladen import Blad
from shared.logboek.schrijver import volgend_bladnummer
from shared.opslag.draad import in_draad
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout
from shared.tijd.kenmerk import uuid7
from shared.web.beschrijving.operaties import eigen_operatie
from shared.web.proces.achtergrond import op_de_achtergrond, steeds

_LEASE: Final = timedelta(seconds=60)
_HARTSLAG_SECONDEN: Final = 5.0
_RUST_SECONDEN: Final = 15.0
_BLOK: Final = 1024 * 1024
_log = structlog.get_logger(__name__)


class Werkzaamheden:
    """Every file that is asked for without waiting."""

    def __init__(self, fundament: Fundament, soorten: Iterable[Bestandsoort]) -> None:
        self._engine = fundament.engine
        self._lezend = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._klok = fundament.klok
        self._soorten: Mapping[str, Bestandsoort] = {een.soort: een for een in soorten}

    def soort_van(self, werk: Werk) -> Bestandsoort:
        """Of which kind it is."""
        return self._soorten[werk.soort]

    async def begin(self, vraag: Bestandsvraag, wie: Raadpleger) -> Werk:
        """Takes it on, with its leaf. Raises `BestandenVol` while this asker has too many."""
        nu = self._klok()

        def opdracht(verbinding: Connection) -> tuple[Sequence[Blad], Werk]:
            if opslag.aantal(verbinding, wie, nu) >= HOOGSTENS:
                raise BestandenVol(
                    f"Er staan al {HOOGSTENS} bestanden voor u klaar of in de maak. Elk verdwijnt "
                    "na een dag vanzelf; vraag daarna opnieuw, of wacht op het antwoord zelf."
                )
            werk = Werk(
                id=uuid7(nu), soort=vraag.soort, wie=wie, wat=vraag.wat,
                bladnummer=volgend_bladnummer(verbinding), begonnen_op=nu, totaal=vraag.totaal,
                gedaan=0, poging=0, klaar_op=None, vervalt_op=nu + BEWAARD, media=None, koppen=None,
            )  # fmt: skip
            opslag.voeg_toe(verbinding, werk)
            return [raadpleging(wie, vraag.voor_log, nu)], werk

        return (await self._schrijver.voer_uit(opdracht)).uitkomst

    def lijst(self, wie: Raadpleger) -> list[Werk]:
        """What this asker began."""
        with self._lezend.connect() as verbinding:
            return opslag.lijst(verbinding, wie, self._klok())

    def lees(self, kenmerk: str, wie: Raadpleger) -> Werk:
        """One of them. Raises `NietGevonden`, also for somebody else's and after its end."""
        with self._lezend.connect() as verbinding:
            werk = opslag.een(verbinding, kenmerk, wie, self._klok())
        if werk is None:
            zin = "Van u loopt dit werk hier niet; een dag nadat het klaar is, is het weg."
            raise NietGevonden(zin)
        return werk

    def open(self, kenmerk: str, wie: Raadpleger) -> Bestand:
        """The file. Raises `NietGevonden`, `NogNietKlaar`."""
        werk = self.lees(kenmerk, wie)
        if werk.klaar_op is None or werk.media is None:
            raise NogNietKlaar("Dit bestand is nog niet klaar; kijk hoe ver het is en wacht even.")
        return Bestand(self._delen(werk), werk.media, werk.koppen or {})

    async def maak(self, kenmerk: str) -> None:
        """Makes it, unless another process does or it is made. Repeatable."""
        werk = await in_draad(self._claim, kenmerk)
        if werk is None:
            return
        soort, teller = self._soorten[werk.soort], Teller()
        hartslag = self._hartslag(werk, teller)
        async with op_de_achtergrond("een bestand vasthouden", hartslag):
            with eigen_operatie(*soort.operatie):
                await in_draad(self._leg_neer, werk, await soort.maak(werk, teller))

    async def ronde(self) -> None:
        """What is over goes, and what a killed process left is made."""
        for kenmerk in await in_draad(self._ruim_op):
            try:
                await self.maak(kenmerk)
            except DatabankFout:
                raise
            except Exception as fout:  # noqa: BLE001 - one that fails does not hold up the others
                _log.error("een bestand klaarzetten lukte niet", fout=type(fout).__name__)

    async def draai(self) -> None:
        """Round after round, until it is cancelled."""
        await steeds("bestanden klaarzetten", self.ronde, _RUST_SECONDEN, verwacht=(DatabankFout,))

    async def _hartslag(self, werk: Werk, teller: Teller) -> None:
        """Nobody else takes it while this process lives; what another took is not finished here."""

        async def klop() -> None:
            await in_draad(self._houd_vast, werk, teller.gedaan)

        await steeds(
            "een bestand vasthouden", klop, _HARTSLAG_SECONDEN, eerst_rust=True,
            verwacht=(DatabankFout,),
        )  # fmt: skip

    def _leg_neer(self, werk: Werk, bestand: Bestand) -> None:
        for volgnummer, blok in enumerate(_blokken(bestand.brokken)):
            with self._engine.begin() as verbinding:
                opslag.leg_deel(verbinding, werk, volgnummer, blok)
        nu = self._klok()
        with self._engine.begin() as verbinding:
            opslag.rond_af(verbinding, werk, nu, nu + BEWAARD, bestand.media, bestand.koppen)

    def _claim(self, kenmerk: str) -> Werk | None:
        nu = self._klok()
        with self._engine.begin() as verbinding:
            return opslag.claim(verbinding, kenmerk, nu, nu + _LEASE)

    def _houd_vast(self, werk: Werk, gedaan: int) -> bool:
        with self._engine.begin() as verbinding:
            return opslag.houd_vast(verbinding, werk, self._klok() + _LEASE, gedaan)

    def _ruim_op(self) -> list[str]:
        nu = self._klok()
        with self._lezend.connect() as verbinding:
            over, wachtend = opslag.over(verbinding, nu), opslag.te_maken(verbinding, nu)
        if over:
            with self._engine.begin() as verbinding:
                opslag.ruim_op(verbinding, nu)
        return wachtend

    def _delen(self, werk: Werk) -> Iterator[bytes]:
        volgnummer = 0
        while True:
            with self._lezend.connect() as verbinding:
                stuk = opslag.deel(verbinding, werk, volgnummer)
            if stuk is None:
                return
            yield stuk
            volgnummer += 1


def _blokken(brokken: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in pieces of one size."""
    rest = bytearray()
    for brok in brokken:
        rest += brok
        while len(rest) >= _BLOK:
            yield bytes(rest[:_BLOK])
            del rest[:_BLOK]
    if rest:
        yield bytes(rest)
