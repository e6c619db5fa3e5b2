"""A party lays its own file beside the log: a stretch of leaves about its own messages, proven.

One stretch is at most one tile wide. Of it a party gets the leaves that are its own to see, each
with its proof against one and the same checkpoint; a leaf that was pruned is not among them. The
hashes of all others it has from the tiles. Reading is an act: a stretch in which there was
something to read is a leaf before the answer leaves. A stretch without any shows nothing, and
leaves none: else asking would make the log grow, and there would be something to ask again.
"""

from __future__ import annotations

from dataclasses import dataclass

from anyio import to_thread

from gateway.fouten import NietGevonden
from gateway.logboek.betrokkenen import Gelezen, van_bladen
from gateway.logboek.bladen import Gevondenblad, bladen_van_soort
from gateway.registers.beeld import Fundament
from gateway.toegang.zicht import Raadpleger, mag_zien, raadpleging
from shared.logboek.bladen import BewezenBlad, Bladsoort
from shared.logboek.lezer import Loglezer
from shared.logboek.opslag import Logstand
from shared.logboek.tegels import TEGEL_BREEDTE
from shared.opslag.engine import lezend

VRAAG = "aansluiting"
"""What kind of reading this is, in the leaf that says so."""
_SOORTEN = (Bladsoort.BESLUIT, Bladsoort.BEVESTIGING)
_GENOEG_BYTES = 1024 * 1024
"""A stretch ends early after this much: an answer stays within what a caller reads of one."""


@dataclass(frozen=True, slots=True)
class Bladreeks:
    """What a party may see of leaves `vanaf` up to but not including `tot`, and the proofs."""

    vanaf: int
    tot: int
    stand: Logstand
    bladen: tuple[BewezenBlad, ...]


class Aansluitinzage:
    """Stretches of the log for the party's own system. Safe to share between threads."""

    def __init__(
        self,
        fundament: Fundament,
        gelezen: Gelezen,
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._lezer = Loglezer(fundament.engine)
        self._schrijver = fundament.schrijver
        self._klok = fundament.klok
        self._gelezen = gelezen

    async def reeks(self, vanaf: int, wie: Raadpleger) -> Bladreeks:
        """The stretch that begins at leaf `vanaf`. `NietGevonden` beyond the end of the log."""
        tot, zichtbaar = await to_thread.run_sync(self._zoek, vanaf, wie)
        if not zichtbaar:
            stand = await to_thread.run_sync(self._lezer.stand)
            return Bladreeks(vanaf, tot, stand, ())
        vraag = {"soort": VRAAG, "bladnummers": [blad.bladnummer for blad in zichtbaar]}
        blad = raadpleging(wie, vraag, self._klok())
        stand = (await self._schrijver.voeg_toe(blad)).stand
        await to_thread.run_sync(self._gelezen, van_bladen([een.inhoud for een in zichtbaar]))
        nummers = [een.bladnummer for een in zichtbaar]
        bewezen = await to_thread.run_sync(self._bewezen, nummers, stand.grootte)
        return Bladreeks(vanaf, tot, stand, bewezen)

    def _bewezen(self, nummers: list[int], grootte: int) -> tuple[BewezenBlad, ...]:
        """With proofs; what was pruned just now is left out."""
        return tuple(self._lezer.bewezen_bladen(nummers, grootte, opgeschoond=[]))

    def _zoek(self, vanaf: int, wie: Raadpleger) -> tuple[int, list[Gevondenblad]]:
        """Up to which leaf was looked, and what of it this party may see."""
        grootte = self._lezer.stand().grootte
        if vanaf > grootte:
            raise NietGevonden(f"Het log heeft nog geen {vanaf} bladen.")
        tot, omvang = min(vanaf + TEGEL_BREEDTE, grootte), 0
        zichtbaar: list[Gevondenblad] = []
        with self._engine.connect() as verbinding:
            for blad in bladen_van_soort(verbinding, _SOORTEN, vanaf, tot):
                if not mag_zien(wie, blad.lees(), verbinding):
                    continue
                if omvang > _GENOEG_BYTES:
                    return blad.bladnummer, zichtbaar
                omvang += len(blad.inhoud)
                zichtbaar.append(blad)
        return tot, zichtbaar
