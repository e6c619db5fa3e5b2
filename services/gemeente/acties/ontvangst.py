"""What the party whose action it is says about it, on record with the action."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from services.gemeente.acties.dienst import Acties
from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.stukvastlegger import Geldendstuk


class Voortgangvastlegger:
    """Keeps every report beside the action it is about."""

    def leg_vast(self, sessie: Session, _regels: Convenantregels, stuk: Geldendstuk) -> None:
        """A report counts."""
        self._acties(sessie, stuk, stuk.op).neem_melding_op(stuk)

    def trek_in(
        self, sessie: Session, _regels: Convenantregels, stuk: Geldendstuk, nu: datetime
    ) -> None:
        """Its giver took back what it said."""
        self._acties(sessie, stuk, nu).neem_melding_terug(stuk)

    def _acties(self, sessie: Session, stuk: Geldendstuk, nu: datetime) -> Acties:
        # A groepsbericht always names who gave it; the party stands beside it.
        return Acties(sessie, nu, stuk.medewerker or stuk.bericht_id, stuk.kop["ontvanger"])
