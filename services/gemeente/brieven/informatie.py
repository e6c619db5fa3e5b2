"""What the exchange puts in the kop about informing: the recorded status, while letters bear it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from services.gemeente.brieven.nodig import weten_het
from services.gemeente.informatiestatus.dienst import GEINFORMEERD, InformatieUitBestand
from shared.bericht.jsonvorm import JsonWaarde
from shared.partij.persoon import Persoon


class InformatieUitBrieven(InformatieUitBestand):
    """Informed is who had the letters: it ends when those of the approach go, and it waits again
    when a child has somebody else who represents it, or nobody any more, or turns out to be a child
    after all (J5)."""

    def lees(self, sessie: Session, persoon: Persoon, dag: date) -> Mapping[str, JsonWaarde]:
        """In the shape of the kop's ``informatie``."""
        vastgelegd = super().lees(sessie, persoon, dag)
        if vastgelegd["status"] != GEINFORMEERD or weten_het(sessie, [persoon.id], dag):
            return vastgelegd
        return self.OPEN
