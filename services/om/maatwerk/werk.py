"""What awaits people at the OM: work of which nothing was said yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.om.maatwerk.tabellen import MaatwerkRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _maatwerk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Work of a group that runs of which nothing was said, and nobody said that nothing will be."""
    vraag = select(MaatwerkRij).where(
        MaatwerkRij.terugkoppeling.is_(None),
        MaatwerkRij.stuk.is_(None),
        blik.taak.rijen(MaatwerkRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        if blik.actief(rij.groep):
            yield _SOORTEN["maatwerk-terugkoppelen"].stuk(
                rij.id,
                sinds=rij.vastgelegd_op,
                pad=f"/groepen/{rij.groep}/maatwerk",
                groep=rij.groep,
                eigenaar=rij.vastgelegd_door,
            )


MAATWERK = Werkbron(_SOORTEN, _maatwerk)
