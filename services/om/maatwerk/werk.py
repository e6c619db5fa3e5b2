"""What awaits people because of tailor-made work: the line that may be told in the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.om.maatwerk.tabellen import MaatwerkRij
from shared.partij.werk.bron import Werkblik, Werkbron, laad_soorten
from shared.partij.werk.werkstuk import Werkstuk

_SOORTEN = laad_soorten(Path(__file__).parent / "werksoorten.toml")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Work of a group that runs of which nothing was said, and nobody said that nothing will be."""
    for rij in blik.sessie.scalars(select(MaatwerkRij).where(MaatwerkRij.terugkoppeling.is_(None))):
        if blik.actief(rij.groep):
            yield _SOORTEN["maatwerk-terugkoppelen"].stuk(
                rij.id,
                sinds=rij.vastgelegd_op,
                pad=f"/groepen/{rij.groep}/maatwerk",
                groep=rij.groep,
                eigenaar=rij.vastgelegd_door,
            )


MAATWERK = Werkbron(_SOORTEN, _werk)
