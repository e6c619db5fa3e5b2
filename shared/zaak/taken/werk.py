"""Work that people gave themselves and each other."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.taken.tabellen import TaakRij
from shared.zaak.taken.taken import Taakstand

_SOORTEN = uit("taak")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    vraag = select(TaakRij).where(TaakRij.stand == Taakstand.OPEN, blik.taak.rijen(TaakRij.groep))
    for rij in blik.sessie.scalars(vraag):
        yield _SOORTEN["taak"].stuk(
            rij.id,
            sinds=rij.gemaakt_op,
            pad=f"/taken/{rij.id}",
            groep=rij.groep,
            eigenaar=rij.eigenaar,
            uiterlijk=rij.uiterlijk,
            taak=rij.titel,
        )


TAKEN = Werkbron(_SOORTEN, _werk)
