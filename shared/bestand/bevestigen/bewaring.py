"""A request for an authorisation that was dealt with: how long it stays (F7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.bevestigen.tabellen import AutorisatieverzoekRij
from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import datum_nl
from shared.partij.bewaring.bron import Bewaarblik, Bewaring, wis

_VERZOEK = "autorisatieverzoek"


def _afgedaan(blik: Bewaarblik) -> Iterator[Ding]:
    rij = AutorisatieverzoekRij
    vraag = select(rij.id, rij.afgedaan_op).where(rij.afgedaan_op.is_not(None))
    for kenmerk, op in blik.sessie.execute(vraag):
        if op is not None:
            yield Ding(kenmerk, _VERZOEK, {"afgedaan": datum_nl(op)})


def _wis(sessie: Session, ids: Sequence[str]) -> int:
    return wis(sessie, AutorisatieverzoekRij.id, ids)


VERZOEKEN = Bewaring(_VERZOEK, (AutorisatieverzoekRij,), _afgedaan, _wis)
