"""What the sender says came of words: an opdracht that judges, writes and makes the leaf at once.

What was said is never refused: if it was not permitted, the leaf says so, and that is an incident.
Refused is only what cannot be: a message that is not about these words, a moment yet to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from gateway.fouten import IdAlGebruikt, InvoerOngeldig, NietGevonden
from gateway.logboek import sleutels as bladsleutels
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beelden
from gateway.registers.begrippen import Partij
from gateway.toegang.ondertekend import Ondertekend
from gateway.uitingen.begrippen import Gezegd, Uitingstand
from gateway.uitingen.opslag import Uitingregister
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.schrijver import volgend_bladnummer

_NIET_VAN_U = "Deze uiting is er niet, of niet van u."


@dataclass(frozen=True, slots=True)
class Melding:
    """What of it was said, when, and by whom; unverified."""

    uiting: str
    gezegd_op: datetime
    medewerker: str
    berichten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bevestiging:
    """Opdracht for the log writer; see `Uitingen.bevestig`. `speling`: of two clocks."""

    melding: Melding
    ondertekend: Ondertekend
    oin: str
    nu: datetime
    speling: timedelta
    beelden: Beelden
    vertrouwen: Vertrouwenslijst

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Gezegd]:
        beeld = self.beelden.lees(verbinding)
        partij = beeld.partij_van(self.oin)
        # Of a time that is still to come the sender hears by name, below.
        gezegd_op = min(self.melding.gezegd_op, self.nu)
        self.ondertekend.controleer(beeld, partij, self.vertrouwen, self.nu, niet_voor=gezegd_op)
        register = Uitingregister(verbinding)
        uiting = register.een(self.melding.uiting)
        if uiting is None or uiting.afzender != partij.code:
            raise NietGevonden(_NIET_VAN_U)
        if uiting.gezegd is not None:
            if uiting.gezegd.digest != self.ondertekend.digest:
                raise IdAlGebruikt("Van deze uiting is al vastgelegd wat er is gezegd.")
            return [], uiting.gezegd
        stand = register.stand(uiting, beeld.regels)
        self._eis_mogelijk(verbinding, stand, partij)
        gezegd = Gezegd(
            gezegd_op=self.melding.gezegd_op,
            medewerker=self.melding.medewerker,
            berichten=self.melding.berichten,
            zonder_toestemming=not self._mocht(stand),
            bladnummer=volgend_bladnummer(verbinding),
            digest=self.ondertekend.digest,
        )
        register.bevestig(uiting.id, gezegd)
        return [self._blad(stand, gezegd)], gezegd

    def _mocht(self, stand: Uitingstand) -> bool:
        """Permitted for all who heard it, at that moment, to be said by who said it.

        The clocks may differ, but a meeting that begins later has not been held.
        """
        gezegd = [b for b in stand.toegelaten if b.id in self.melding.berichten]
        return (
            stand.mag_gezegd(self.melding.gezegd_op, self.speling)
            and stand.was_begonnen(self.melding.gezegd_op)
            and stand.hoorde_ieder(self.melding.berichten)
            and len(gezegd) == len(self.melding.berichten)
            and all(bericht.medewerker == self.melding.medewerker for bericht in gezegd)
        )

    def _eis_mogelijk(self, verbinding: Connection, stand: Uitingstand, partij: Partij) -> None:
        melding, fouten = self.melding, []
        if melding.gezegd_op > self.nu + self.speling:
            fouten.append(("/gezegdOp", "ligt in de toekomst"))
        for nummer, bericht in enumerate(melding.berichten):
            if stand.bericht(bericht) is None:
                fouten.append((f"/berichten/{nummer}", "gaat niet over deze uiting"))
        if len(set(melding.berichten)) < len(melding.berichten):
            fouten.append(("/berichten", "noemt een bericht twee keer"))
        wie = Autorisatieregister(verbinding).van([melding.medewerker]).get(melding.medewerker)
        if wie is None or wie.partij != partij.code:
            fouten.append(("/medewerker", "is hier geen medewerker van uw partij"))
        if fouten:
            raise InvoerOngeldig("Dit kan niet zo zijn gezegd.", tuple(fouten))

    def _blad(self, stand: Uitingstand, gezegd: Gezegd) -> Blad:
        return maak_blad(
            "mondeling",
            utc_tekst(self.nu),
            sleutel=bladsleutels.mondeling(stand.uiting.id),
            uiting=stand.uiting.id,
            overleg=stand.uiting.overleg,
            berichten=list(gezegd.berichten),
            gezegdOp=utc_tekst(gezegd.gezegd_op),
            medewerker=gezegd.medewerker,
            zonderToestemming=gezegd.zonder_toestemming,
            digest=self.ondertekend.digest,
            payloadSignature=self.ondertekend.handtekening,
        )
