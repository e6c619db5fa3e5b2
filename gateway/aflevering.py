"""Recording how a delivery went: opdrachten for the log writer.

A receipt is recorded once. That a receiver could not be reached is recorded once per message
until something else comes back, however often the sender tries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from gateway import bladsleutels
from gateway.bezorging import GeldigeOntvangst
from gateway.domein import Berichtstand, Berichtstatus
from gateway.fouten import NietGevonden
from gateway.registers.berichten import Berichtenregister
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad, maak_blad


@dataclass(frozen=True, slots=True)
class Aflevering:
    """Records a verified receipt. Outcome: whether it did; False when another was first."""

    kenmerk: str
    ontvangst: GeldigeOntvangst
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], bool]:
        status = Berichtstatus.AFGELEVERD if self.ontvangst.aanvaard else Berichtstatus.GEWEIGERD
        register = Berichtenregister(verbinding)
        if not register.leg_aflevering_vast(self.kenmerk, status):
            _stand(register, self.kenmerk)
            return [], False
        blad = maak_blad(
            "bevestiging",
            utc_tekst(self.nu),
            sleutel=bladsleutels.bevestiging(self.kenmerk),
            id=self.kenmerk,
            status=self.ontvangst.ontvangst.status,
            ontvangst=self.ontvangst.tekst,
            handtekening=self.ontvangst.handtekening,
        )
        return [blad], True


@dataclass(frozen=True, slots=True)
class NietAfgeleverd:
    """Records that nothing usable came back, unless that is already what the log says last."""

    kenmerk: str
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], None]:
        register = Berichtenregister(verbinding)
        stand = _stand(register, self.kenmerk)
        if stand.status.af or stand.status is Berichtstatus.ONBEREIKBAAR:
            return [], None
        register.leg_aflevering_vast(self.kenmerk, Berichtstatus.ONBEREIKBAAR)
        blad = maak_blad(
            "bevestiging",
            utc_tekst(self.nu),
            sleutel=bladsleutels.bevestiging(self.kenmerk),
            id=self.kenmerk,
            status=Berichtstatus.ONBEREIKBAAR.value,
            ontvangst=None,
            handtekening=None,
        )
        return [blad], None


def _stand(register: Berichtenregister, kenmerk: str) -> Berichtstand:
    stand = register.een(kenmerk)
    if stand is None:
        raise NietGevonden("Over dit bericht is niet beslist.")
    return stand
