"""What destructions show to who oversees: what was asked and is not done, and what was done."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select

from shared.convenant.termijnen import datum_nl
from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel, uit
from shared.zaak.lijsten.begrippen import WAAROM, Grond
from shared.zaak.lijsten.tabellen import OpruimingRij

_LOOPT, _GEDAAN = "vernietiging-gevraagd", "vernietiging-gedaan"
_SOORTEN = uit(_LOOPT, _GEDAAN)


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    rij = OpruimingRij
    vraag = select(rij).where(
        or_(rij.gedaan_op.is_(None), rij.gedaan_op >= blik.sinds), blik.taak.rijen(rij.groep)
    )
    for een in blik.sessie.scalars(vraag.order_by(rij.id)):
        # Nobody knows when a restriction ends.
        wacht = een.grond == Grond.NA_BEPERKING
        dag = None if wacht else datum_nl(een.gemaakt_op)
        aantal = sum((een.aantallen or {}).values())
        yield _SOORTEN[_LOOPT if een.gedaan_op is None else _GEDAAN].regel(
            een.id, sinds=een.gemaakt_op, groep=een.groep, gedaan_op=een.gedaan_op,
            pad=f"/groepen/{een.groep}/vernietigingen", uiterlijk=dag,
            waarom=WAAROM.get(een.grond, een.grond), aantal=aantal,
        )  # fmt: skip


VERNIETIGTOEZICHT = Toezichtbron(_SOORTEN, _regels)
