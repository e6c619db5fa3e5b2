"""A signal another party gave, on record here: it counts while its giver lets it stand (4.1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from services.gemeente.signalering.opslag import Signaalboek
from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.stukvastlegger import Geldendstuk


class Signaalvastlegger:
    """Keeps what comes as a stuk of which the covenant says that it is recorded."""

    def leg_vast(self, sessie: Session, _regels: Convenantregels, stuk: Geldendstuk) -> None:
        """A new signal; or a version of one that is here and still counts."""
        self._boek(sessie, stuk, stuk.op).neem_op(stuk)

    def trek_in(
        self, sessie: Session, _regels: Convenantregels, stuk: Geldendstuk, nu: datetime
    ) -> None:
        """Its giver took it back: it stays to be seen, and counts no longer."""
        self._boek(sessie, stuk, nu).neem_terug(stuk)

    def _boek(self, sessie: Session, stuk: Geldendstuk, nu: datetime) -> Signaalboek:
        # A groepsbericht always names who gave it; the party stands beside it.
        return Signaalboek(sessie, nu, stuk.medewerker or stuk.bericht_id)
