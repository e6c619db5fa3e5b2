"""Een log met een of twee geschiedenissen, en een getuige erbij."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.getuigenis import schrijf_verzoek
from shared.logboek.merkle import (
    bladhash,
    consistentiebewijs,
    knoophash,
    wortel,
)
from shared.logboek.notitie import Notitiesleutel, Soort
from shared.opslag.sessies import lees_sessie_maker, sessie_maker
from shared.partij.fouten import NietGevonden
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.getuigen.logalarmen import Alarmboek
from shared.verzenden.getuigen.medeondertekenaar import Medeondertekenaar
from tests.hulp.klok import VasteKlok

LOG = "log.example/proef"


@dataclass
class Log:
    """Een log met een of twee geschiedenissen; `eerlijk` is die van voor de vork."""

    sleutel: Notitiesleutel = field(
        default_factory=lambda: Notitiesleutel(LOG, Ed25519PrivateKey.generate())
    )
    bladen: list[bytes] = field(default_factory=lambda: [b"blad %d" % n for n in range(40)])

    def vork(self, vanaf: int) -> Log:
        """Hetzelfde log met dezelfde sleutel, waarvan de bladen vanaf `vanaf` anders zijn."""
        anders = [b"ander " + blad for blad in self.bladen[vanaf:]]
        return Log(self.sleutel, self.bladen[:vanaf] + anders)

    def _hashes(self, niveau: int, index: int) -> bytes:
        if niveau == 0:
            return bladhash(self.bladen[index])
        return knoophash(
            self._hashes(niveau - 1, 2 * index), self._hashes(niveau - 1, 2 * index + 1)
        )

    def notitie(self, grootte: int) -> str:
        punt = Checkpoint(LOG, grootte, wortel(grootte, self._hashes))
        return onderteken_checkpoint(punt, self.sleutel)

    def bewijs(self, van: int, tot: int) -> list[bytes]:
        if tot > len(self.bladen):
            raise NietGevonden("zo groot is het log niet")
        return [] if van in (0, tot) else consistentiebewijs(van, tot, self._hashes)

    def verzoek(self, van: int, tot: int) -> bytes:
        return schrijf_verzoek(van, self.bewijs(van, tot), self.notitie(tot))

    async def consistentie(self, van: int, tot: int) -> list[bytes]:
        return self.bewijs(van, tot)


@dataclass
class Proef:
    log: Log
    getuige: Medeondertekenaar
    alarmboek: Alarmboek

    def teken(self, body: bytes) -> str:
        return asyncio.run(self.getuige.teken(body))


def proef_met(engine: Engine, log: Log) -> Proef:
    schrijven, lezen, klok = sessie_maker(engine), lees_sessie_maker(engine), VasteKlok()
    alarmboek = Alarmboek(schrijven, lezen, klok)
    geheugen = Getuige(schrijven, lezen, log, klok, alarmboek.meld)
    sleutel = Notitiesleutel("partij.example/g", Ed25519PrivateKey.generate(), Soort.COSIGNATURE)
    return Proef(
        log,
        Medeondertekenaar(
            sleutel, log.sleutel.verificatiesleutel, geheugen, schrijven, lezen, klok
        ),
        alarmboek,
    )
