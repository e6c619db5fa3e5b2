"""Takes back what was announced and is not said: everybody who would hear it knows that at once.

A promise in the outbox like any other message. Without it the others would wait, until the term of
delivery is over, for word of whether it was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import intrekkingssoort
from shared.opslag.sessies import SessieMaker, transactie
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.verzenden.tabellen import UitingRij
from shared.verzenden.uitbak import uitingen as opslag
from shared.verzenden.uitbak.opslag import Verzendopslag

_HOOGSTENS = 100


@dataclass(frozen=True)
class Terugnemer:
    """``neem_terug`` may be repeated: of one announcement there is one withdrawal."""

    schrijven: SessieMaker
    uitbak: Verzendopslag
    regels: Convenantregels
    partij: str
    klok: Klok

    @property
    def soort(self) -> str:
        """The kind of message that takes back."""
        return intrekkingssoort(self.regels)

    def neem_terug(self) -> list[str]:
        """Promises the withdrawals that are due; their ids."""
        soort = self.soort
        with transactie(self.schrijven) as sessie:
            opslag.sluit_geweigerde(sessie)
            koppen = opslag.terug_te_nemen(sessie, soort, _HOOGSTENS)
        beloofd = (self._beloof(kop, soort) for kop in koppen)
        return [een for een in beloofd if een is not None]

    def _beloof(self, kop: Mapping[str, Any], soort: str) -> str | None:
        nu = self.klok()
        intrekking = stel_kop_op(
            Afzender(self.partij, self.regels, kop["medewerker"], nu),
            uuid7(nu),
            soort=soort,
            ontvanger=kop["ontvanger"],
            ontvangende_medewerker=kop["ontvangendeMedewerker"],
            groep=kop["groep"],
            stap=kop["stap"],
            in_reactie_op=kop["id"],
        )
        belofte = self.uitbak.bereid_belofte_voor(Samenstelling(intrekking, (), None), nu)
        with transactie(self.schrijven) as sessie:
            # One at a time per uiting: whoever comes second finds the first one's promise.
            sessie.get_one(UitingRij, kop["uiting"], with_for_update=True)
            if opslag.is_teruggenomen(sessie, kop["id"], soort):
                return None
            self.uitbak.beloof_later(sessie, belofte, nu)
        return intrekking.id
