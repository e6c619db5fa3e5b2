"""What awaits people at the OM: investigations that end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.om.onderzoek.tabellen import OnderzoekRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _onderzoeken(blik: Werkblik) -> Iterator[Werkstuk]:
    """Still running, and the last day is near."""
    soort = _SOORTEN["onderzoek-loopt-af"]
    vraag = select(OnderzoekRij).where(
        OnderzoekRij.tot >= blik.vandaag, blik.taak.rijen(OnderzoekRij.groep)
    )
    for rij in blik.sessie.scalars(vraag):
        if soort.zichtbaar(rij.tot, blik.vandaag):
            yield soort.stuk(
                rij.id,
                sinds=rij.gewijzigd_op,
                pad=f"/onderzoeken/{rij.id}",
                groep=rij.groep,
                eigenaar=rij.eigenaar,
                uiterlijk=rij.tot,
            )


ONDERZOEKSWERK = Werkbron(_SOORTEN, _onderzoeken)
