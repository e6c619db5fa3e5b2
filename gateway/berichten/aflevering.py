"""Recording how a delivery went: opdrachten for the log writer.

A receipt is recorded once. That a receiver could not be reached is recorded once per message
until something else comes back, however often the sender tries. Of what was said there is a second
receipt, of its content; that nothing came back on that is no fact to keep: it is offered again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from gateway.berichten.bezorger import GeldigeOntvangst
from gateway.berichten.gevolgen import verzoek_aanvaard
from gateway.fouten import NietGevonden
from gateway.logboek import sleutels as bladsleutels
from gateway.registers.beeld import Beelden
from gateway.registers.begrippen import Berichtstand, Berichtstatus
from gateway.registers.berichten import Berichtenregister
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad, maak_blad


@dataclass(frozen=True, slots=True)
class Aflevering:
    """Records a verified receipt. Outcome: whether it did; False when another was first."""

    kenmerk: str
    ontvangst: GeldigeOntvangst
    nu: datetime
    beelden: Beelden

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], bool]:
        status = Berichtstatus.AFGELEVERD if self.ontvangst.aanvaard else Berichtstatus.GEWEIGERD
        register = Berichtenregister(verbinding)
        soort = register.leg_aflevering_vast(self.kenmerk, status, self.nu)
        if soort is None:
            _stand(register, self.kenmerk)
            return [], False
        _laat_meetellen(verbinding, self.kenmerk, soort, self.beelden, self.nu)
        return [_ontvangstblad(self.kenmerk, self.ontvangst, self.nu)], True


@dataclass(frozen=True, slots=True)
class Inhoudaflevering:
    """Records a verified receipt of the content of what was said; outcome as of `Aflevering`."""

    kenmerk: str
    ontvangst: GeldigeOntvangst
    nu: datetime
    beelden: Beelden

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], bool]:
        digest = self.ontvangst.ontvangst.digest
        soort = Berichtenregister(verbinding).leg_inhoud_vast(
            self.kenmerk, digest, aanvaard=self.ontvangst.aanvaard
        )
        if soort is None:
            return [], False
        _laat_meetellen(verbinding, self.kenmerk, soort, self.beelden, self.nu)
        return [_ontvangstblad(self.kenmerk, self.ontvangst, self.nu)], True


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
        register.leg_aflevering_vast(self.kenmerk, Berichtstatus.ONBEREIKBAAR, None)
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


def _ontvangstblad(kenmerk: str, ontvangst: GeldigeOntvangst, nu: datetime) -> Blad:
    return maak_blad(
        "bevestiging",
        utc_tekst(nu),
        sleutel=bladsleutels.bevestiging(kenmerk),
        id=kenmerk,
        status=ontvangst.ontvangst.status,
        ontvangst=ontvangst.tekst,
        handtekening=ontvangst.handtekening,
    )


def _laat_meetellen(
    verbinding: Connection, kenmerk: str, soort: str, beelden: Beelden, nu: datetime
) -> None:
    """A request can be answered from here on, if its receiver now holds it."""
    rij = beelden.lees(verbinding).regels.soorten.get(soort)
    if rij is not None and rij.verzoek:
        stand = _stand(Berichtenregister(verbinding), kenmerk)
        if stand.aanvaard:
            verzoek_aanvaard(verbinding, stand, nu)


def _stand(register: Berichtenregister, kenmerk: str) -> Berichtstand:
    stand = register.een(kenmerk)
    if stand is None:
        raise NietGevonden("Over dit bericht is niet beslist.")
    return stand
