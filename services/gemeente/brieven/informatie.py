"""What the exchange puts in the kop about informing: the recorded status, while letters bear it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from services.gemeente.brieven.opslag import zonder_brief
from services.gemeente.informatiestatus.dienst import GEINFORMEERD, InformatieUitBestand
from shared.bericht.jsonvorm import JsonWaarde


class InformatieUitBrieven(InformatieUitBestand):
    """Informed is who had the letters: it ends when those of the approach go, and it waits again
    when a child turns out to have somebody else who represents it (J5)."""

    def lees(self, sessie: Session, persoon_id: str) -> Mapping[str, JsonWaarde]:
        """In the shape of the kop's ``informatie``."""
        vastgelegd = super().lees(sessie, persoon_id)
        if vastgelegd["status"] == GEINFORMEERD and zonder_brief(sessie, [persoon_id]):
            return self.OPEN
        return vastgelegd
