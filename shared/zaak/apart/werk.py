"""Work that follows from texts another party wrote that point at somebody: somebody decides."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.bestand.apart.begrippen import Tekststand
from shared.bestand.apart.tabellen import AparteTekstRij
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = uit("tekst-beoordelen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Also when the group is no longer active: until then the text lies here, unjudged."""
    vraag = select(AparteTekstRij).where(
        AparteTekstRij.stand == Tekststand.OPEN,
        AparteTekstRij.zegel.is_not(None),
        blik.taak.rijen(AparteTekstRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        yield _SOORTEN["tekst-beoordelen"].stuk(
            rij.id,
            sinds=rij.ontvangen_op,
            pad=f"/aparte-teksten?stand={Tekststand.OPEN}",
            groep=rij.groep,
            partij=blik.naam(rij.afzender),
        )


APARTE_TEKSTEN = Werkbron(_SOORTEN, _werk)
