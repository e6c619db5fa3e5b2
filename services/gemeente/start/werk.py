"""What awaits people because of a start decision: evidence that fell away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.gemeente.start.tabellen import HerbeoordelingRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")
_SOORT = _SOORTEN["start-herbeoordelen"]


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    vraag = select(HerbeoordelingRij).where(
        HerbeoordelingRij.afgerond_op.is_(None), blik.taak.rijen(HerbeoordelingRij.groep)
    )
    for rij in blik.sessie.scalars(vraag):
        yield _SOORT.stuk(
            rij.id,
            sinds=rij.ontstaan_op,
            pad=f"/groepen/{rij.groep}/herbeoordelingen",
            groep=rij.groep,
            eigenaar=rij.eigenaar,
            uiterlijk=rij.uiterlijk,
            over=rij.over,
            nodig=rij.nodig,
        )


STARTWERK = Werkbron(_SOORTEN, _werk)
