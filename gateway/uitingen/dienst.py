"""What is said in one go, by whom to whom: may it be said, and was it.

Words are decided on before they are spoken, as messages over a spoken channel, one for each other
party that hears them. Here the sender asks whether all of them came through, and afterwards says
what was spoken.
"""

from __future__ import annotations

from datetime import timedelta

from gateway.fouten import NietGevonden
from gateway.registers.beeld import Fundament
from gateway.toegang.ondertekend import Ondertekend
from gateway.uitingen.begrippen import Gezegd, Uitingstand
from gateway.uitingen.opdrachten import Bevestiging, Melding
from gateway.uitingen.opslag import Uitingregister
from shared.opslag.engine import lezend


class Uitingen:
    """Shows words, and registers that they were spoken. Safe to share between threads."""

    def __init__(
        self,
        fundament: Fundament,
        speling: timedelta,
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._speling = speling
        self._klok = fundament.klok

    def een(self, kenmerk: str, partij: str | None) -> Uitingstand:
        """Words this party says or hears; `NietGevonden` for any other."""
        with self._engine.connect() as verbinding:
            register = Uitingregister(verbinding)
            uiting = register.een(kenmerk)
            regels = self._beelden.lees(verbinding).regels
            stand = None if uiting is None else register.stand(uiting, regels)
        if stand is None or not stand.gaat_aan(partij):
            raise NietGevonden("Deze uiting is er niet, of niet voor u.")
        return stand

    def buiten_overleg(
        self, groep: str, partij: str | None, na: str | None, aantal: int
    ) -> tuple[list[Uitingstand], bool]:
        """What this party says or hears about a group outside any meeting; whether there is more.

        At most `aantal`, in order of id after `na`.
        """
        with self._engine.connect() as verbinding:
            register = Uitingregister(verbinding)
            regels = self._beelden.lees(verbinding).regels
            gevonden = register.buiten_overleg(groep, partij, na, aantal + 1)
            standen = [register.stand(een, regels) for een in gevonden[:aantal]]
        return standen, len(gevonden) > aantal

    async def bevestig(self, melding: Melding, ondertekend: Ondertekend, oin: str) -> Gezegd:
        """Register what was spoken; the same document again changes nothing.

        Raises `NietGevonden` for words of another party, `InvoerOngeldig` for what cannot be,
        `IdAlGebruikt` for a second, other, word, or a `BerichtFout`.
        """
        opdracht = Bevestiging(
            melding, ondertekend, oin, self._klok(), self._speling, self._beelden, self._vertrouwen
        )
        return (await self._schrijver.voer_uit(opdracht)).uitkomst
