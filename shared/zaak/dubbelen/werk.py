"""Who came in and may be somebody whose data are restricted: a human says whether it is he."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.rechten.tabellen import RechtenverzoekRij

_ZEGGEN: Final = "dubbel-zeggen"
_SOORTEN = uit(_ZEGGEN)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Of each such request once; not of whom the same was asked for since."""
    een, van, ook = BeperkingRij, RechtenverzoekRij, aliased(RechtenverzoekRij)
    zelfde = and_(
        ook.persoon_id == een.persoon_id,
        ook.recht == van.recht,
        ook.ontvangen_op == van.ontvangen_op,
    )
    vraag = select(een.verzoek, een.sinds).join(van, van.id == een.verzoek)
    vraag = vraag.where(
        een.opgeheven_op.is_(None),
        een.persoon_id.is_distinct_from(van.persoon_id),
        ~exists().where(zelfde),
        blik.taak.personen_of_geen(een.persoon_id),
    )
    gezien: set[str] = set()
    for verzoek, sinds in blik.sessie.execute(vraag.order_by(een.id)):
        if verzoek not in gezien:
            gezien.add(verzoek)
            yield _SOORTEN[_ZEGGEN].stuk(
                verzoek, sinds=sinds, pad=f"/rechtenverzoeken/{verzoek}/dubbelen"
            )


ZEGGEN = Werkbron(_SOORTEN, _werk)
