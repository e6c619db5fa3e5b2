"""What awaits people because of signals: one that somebody else gave about no group yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.gemeente.signalering.tabellen import SignaalRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")
_SOORT = _SOORTEN["signaal-plaatsen"]


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    vraag = select(SignaalRij).where(
        SignaalRij.groep.is_(None),
        SignaalRij.ingetrokken.is_(False),
        SignaalRij.verwijderd_op.is_(None),
        blik.taak.rijen(SignaalRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        yield _SOORT.stuk(
            rij.id,
            sinds=rij.vastgelegd_op,
            pad=f"/signalen/{rij.id}",
            partij=(rij.bron or "") if rij.van is None else blik.naam(rij.van),
        )


SIGNAALWERK = Werkbron(_SOORTEN, _werk)
