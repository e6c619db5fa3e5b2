"""What awaits people because of a scan: one that was begun for a request and is still empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.politie.groepsscan.tabellen import GroepsscanRij, GroepsscansignaalRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.tabellen import InformatieverzoekRij

_SIGNAAL = GroepsscansignaalRij.__table__.c
"""As a plain table: a scan is also filled with who is restricted, and shows in no read."""
_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """As long as the request it was made for has no answer."""
    gevuld = select(_SIGNAAL.id).where(_SIGNAAL.scan_id == GroepsscanRij.id).exists()
    vraag = (
        select(GroepsscanRij)
        .join(InformatieverzoekRij, InformatieverzoekRij.id == GroepsscanRij.verzoek_id)
        .where(
            ~gevuld,
            InformatieverzoekRij.beantwoord_door.is_(None),
            InformatieverzoekRij.ingetrokken_op.is_(None),
            blik.taak.rijen(GroepsscanRij.groep),
        )
    )
    for rij in blik.sessie.scalars(vraag):
        if blik.actief(rij.groep):
            yield _SOORTEN["groepsscan-vullen"].stuk(
                rij.id,
                sinds=rij.opgesteld_op,
                pad=f"/groepen/{rij.groep}/groepsscans/{rij.id}",
                groep=rij.groep,
                eigenaar=rij.opgesteld_door,
            )


GROEPSSCAN = Werkbron(_SOORTEN, _werk)
