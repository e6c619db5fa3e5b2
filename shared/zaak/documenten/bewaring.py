"""A copy that was made of a message stays as long as what else is recorded of giving (F7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import datum_nl
from shared.partij.bewaring.bron import Bewaarblik, Bewaring, wis
from shared.verzenden.journaal.bewaring import BERICHT
from shared.zaak.documenten.tabellen import DocumentRij, WachtwoordRij


def _documenten(blik: Bewaarblik) -> Iterator[Ding]:
    rij = DocumentRij
    for kenmerk, op in blik.sessie.execute(select(rij.id, rij.gemaakt_op)):
        yield Ding(kenmerk, BERICHT, {"verzonden": datum_nl(op)})


def _wis(sessie: Session, ids: Sequence[str]) -> int:
    wis(sessie, WachtwoordRij.document_id, ids)
    return wis(sessie, DocumentRij.id, ids)


DOCUMENTREGELS = Bewaring(BERICHT, (DocumentRij, WachtwoordRij), _documenten, _wis)
