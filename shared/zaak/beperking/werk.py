"""What awaits a second: somebody wants a restriction to end."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk

_OPHEFFEN = "beperking-opheffen"
_SOORTEN = uit(_OPHEFFEN)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    rij = BeperkingRij
    vraag = select(rij).where(
        rij.opgeheven_op.is_(None),
        rij.einde_gevraagd_door.is_not(None),
        rij.einde_gevraagd_door != blik.wie,
        blik.taak.personen_of_geen(rij.persoon_id),
    )
    for een in blik.sessie.scalars(vraag.order_by(rij.id)).all():
        yield _SOORTEN[_OPHEFFEN].stuk(
            een.id,
            sinds=een.einde_gevraagd_op or een.sinds,
            pad=f"/beperkingen/{een.id}",
        )


OPHEFFEN = Werkbron(_SOORTEN, _werk)
