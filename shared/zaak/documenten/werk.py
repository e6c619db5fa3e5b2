"""Work that follows from documents: their password still has to be told."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.tabellen import UitgaandRij
from shared.zaak.documenten.tabellen import DocumentRij, WachtwoordRij

_SOORTEN = uit("wachtwoord-vertellen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """Protected documents of which nobody said that the password was told."""
    verteld = select(WachtwoordRij.document_id).where(WachtwoordRij.document_id == DocumentRij.id)
    vraag = (
        select(DocumentRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == DocumentRij.bericht_id)
        .where(
            DocumentRij.wachtwoord.is_(True), ~verteld.exists(), blik.taak.rijen(UitgaandRij.groep)
        )
    )
    for rij, bericht in blik.sessie.execute(vraag):
        yield _SOORTEN["wachtwoord-vertellen"].stuk(
            rij.id,
            sinds=rij.gemaakt_op,
            pad=f"/verstrekkingen/{rij.bericht_id}/documenten",
            groep=bericht.groep,
            eigenaar=rij.gemaakt_door,
            partij=blik.naam(bericht.ontvanger),
        )


DOCUMENTEN = Werkbron(_SOORTEN, _werk)
