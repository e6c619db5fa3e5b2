"""What the exchange puts in the kop about informing: the recorded status, while letters bear it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from services.gemeente.brieven.nodig import weten_het
from services.gemeente.informatiestatus.dienst import (
    GEINFORMEERD,
    OUDER_WEG,
    Informatiestatussen,
    InformatieUitBestand,
)
from shared.bericht.jsonvorm import JsonWaarde
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.persoon import Persoon
from shared.partij.zegel import klok_van, kluis_van


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

    def ouder_gaat(
        self, sessie: Session, regels: Convenantregels, persoon: Persoon, door: str
    ) -> None:
        """Before a parent of this child goes from the file: where a letter still had to go, taking
        the parent away does not make it told. The child is ``open`` until another says otherwise.
        """
        klok = klok_van(sessie)
        statussen = Informatiestatussen(sessie, kluis_van(sessie), klok, regels)
        vandaag = datum_nl(klok())
        if statussen.staat_op(persoon.id, GEINFORMEERD) and not weten_het(
            sessie, [persoon.id], vandaag
        ):
            statussen.leg_vast(persoon, OUDER_WEG, door=door, verwachte_versies=lambda _: True)
