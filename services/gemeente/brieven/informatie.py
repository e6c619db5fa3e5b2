"""What the exchange puts in the kop about informing: the recorded status, while letters bear it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from services.gemeente.brieven.begrippen import klassen_op
from services.gemeente.brieven.opslag import zonder_brief
from services.gemeente.informatiestatus.dienst import GEINFORMEERD, InformatieUitBestand
from shared.bericht.jsonvorm import JsonWaarde
from shared.partij.persoon import Persoon


class InformatieUitBrieven(InformatieUitBestand):
    """Informed is who had the letters: it ends when those of the approach go, and it waits again
    when a child turns out to have somebody else who represents it, or to be a child after all
    (J5)."""

    def lees(self, sessie: Session, persoon: Persoon, dag: date) -> Mapping[str, JsonWaarde]:
        """In the shape of the kop's ``informatie``."""
        vastgelegd = super().lees(sessie, persoon, dag)
        klassen = {persoon.id: klassen_op(persoon.geboortedatum, dag)}
        if vastgelegd["status"] == GEINFORMEERD and zonder_brief(sessie, [persoon.id], klassen):
            return self.OPEN
        return vastgelegd
