"""Work that follows from corrections: own records to judge, and who could not be told (6.5)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import Kant, Verbeterstand
from shared.zaak.verbetering.tabellen import VerbeteringRij
from shared.zaak.verbetertraject.vormen import verbetering_uit

_SOORTEN = uit("verbetering-beoordelen", "verbetering-vertellen")
_NIET_VERTELD = ("niet_verteld", "niet_aangekomen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """A duty: also when the group is no longer active."""
    vraag = select(VerbeteringRij).where(
        VerbeteringRij.kant == Kant.BRON,
        blik.gelezen(VerbeteringRij.gegevenssoort),
        blik.taak.rijen(VerbeteringRij.groep),
    )
    rijen = blik.sessie.scalars(vraag).all()
    if not rijen:
        return
    ids = [rij.id for rij in rijen]
    ontvangers = opslag.ontvangers_van(blik.sessie, ids)
    berichten = opslag.berichten_van(blik.sessie, ids)
    for rij in rijen:
        stand = verbetering_uit(rij, ontvangers, berichten)
        if rij.stand == Verbeterstand.OPEN:
            yield _SOORTEN["verbetering-beoordelen"].stuk(
                rij.id, sinds=rij.gestart_op, pad=f"/verbeteringen/{rij.id}", groep=rij.groep,
                eigenaar=rij.gestart_door,
            )  # fmt: skip
        wachten = sum(een.stand in _NIET_VERTELD for een in stand.ontvangers)
        if wachten:
            yield _SOORTEN["verbetering-vertellen"].stuk(
                rij.id, sinds=rij.besloten_op or rij.gestart_op,
                pad=f"/verbeteringen/{rij.id}", groep=rij.groep, eigenaar=rij.besloten_door,
                aantal=wachten,
            )  # fmt: skip


VERBETERINGEN = Werkbron(_SOORTEN, _werk)
