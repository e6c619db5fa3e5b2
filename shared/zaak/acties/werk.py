"""What awaits people because another party gave them an action."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.acties.begrippen import EINDE, Actiestand
from shared.zaak.acties.tabellen import OntvangenActieRij

_BEANTWOORDEN, _UITVOEREN = "ontvangen-actie-beantwoorden", "ontvangen-actie"
_SOORTEN = uit(_BEANTWOORDEN, _UITVOEREN)
_NIETS_TE_DOEN = (*EINDE, Actiestand.GEWEIGERD)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Until it is done, goes back or is taken back; also after the approach of its group ended."""
    vraag = select(OntvangenActieRij).where(
        OntvangenActieRij.stand.not_in(_NIETS_TE_DOEN),
        OntvangenActieRij.teruggenomen_op.is_(None),
        blik.taak.rijen(OntvangenActieRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        code = _BEANTWOORDEN if rij.stand == Actiestand.OPEN else _UITVOEREN
        yield _SOORTEN[code].stuk(
            rij.id,
            sinds=rij.gewijzigd_op,
            pad=f"/ontvangen-acties/{rij.id}",
            groep=rij.groep,
            eigenaar=rij.eigenaar,
            uiterlijk=rij.uiterlijk,
            partij=blik.naam(rij.van),
        )


ACTIEWERK = Werkbron(_SOORTEN, _werk)
