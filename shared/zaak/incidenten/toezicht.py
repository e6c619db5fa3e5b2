"""What incidents show to who oversees: each clock that runs, what was put off, what is over."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, or_, select

from shared.convenant.termijnen import datum_nl
from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel, uit
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import Incidentbesluitstand, Incidentstand
from shared.zaak.incidenten.inzicht import Incidentblik, bekijk
from shared.zaak.incidenten.tabellen import IncidentRij

_KLOK, _SLUITEN, _WERK = "incident-klok", "incident-sluiten", "incident-werk"
_GESLOTEN, _UITGESTELD, _GEZEGD = "incident-gesloten", "incident-uitgesteld", "incident-gezegd"
_SOORTEN = uit(_KLOK, _SLUITEN, _WERK, _GESLOTEN, _UITGESTELD, _GEZEGD)


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    for uiting in opslag.te_melden(blik.sessie, blik.taak):
        gezegd = uiting.gezegd_op or uiting.gemaakt_op
        yield _SOORTEN[_GEZEGD].regel(
            uiting.id, sinds=gezegd, uiterlijk=datum_nl(gezegd), groep=uiting.groep,
            pad=f"/incidentvoorstellen/{uiting.id}",
        )  # fmt: skip
    tabel = IncidentRij
    dicht = tabel.stand == Incidentstand.GESLOTEN
    vraag = select(tabel).where(or_(~dicht, and_(dicht, tabel.gewijzigd_op >= blik.sinds)))
    rijen = blik.sessie.scalars(vraag.order_by(tabel.id)).all()
    for een in bekijk(blik.sessie, blik.regels, blik.partij, rijen, blik.nu):
        if een.rij.stand == Incidentstand.GESLOTEN:
            yield _SOORTEN[_GESLOTEN].regel(
                een.rij.id, sinds=een.rij.gemeld_op, pad=_pad(een), aard=een.rij.aard,
                gedaan_op=een.rij.gewijzigd_op,
            )  # fmt: skip
        else:
            yield from _van_open(blik, een)


def _van_open(blik: Toezichtblik, een: Incidentblik) -> Iterator[Toezichtregel]:
    lopend = [klok for klok in een.klokken if klok.loopt]
    for klok in lopend:
        yield _SOORTEN[_KLOK].regel(
            een.rij.id, volg=klok.code, sinds=een.rij.gemeld_op, pad=_pad(een), aard=een.rij.aard,
            klok=klok.uiterlijk, wat=blik.regels.incidenten.klokken[klok.code].titel,
        )  # fmt: skip
    for taak in een.taken:
        if taak.afgerond_op is None:
            yield _SOORTEN[_WERK].regel(
                een.rij.id, volg=taak.id, sinds=taak.gegeven_op, pad=_pad(een),
                uiterlijk=taak.uiterlijk, aard=een.rij.aard, taak=taak.soort,
            )  # fmt: skip
    if not lopend:
        yield _SOORTEN[_SLUITEN].regel(
            een.rij.id, sinds=een.rij.gemeld_op, pad=_pad(een), aard=een.rij.aard
        )
    for besluit in een.besluiten:
        if besluit.stand == Incidentbesluitstand.GELDT and besluit.herbeoordelen_voor is not None:
            grond = blik.regels.incidenten.gronden.get(besluit.grond or "")
            yield _SOORTEN[_UITGESTELD].regel(
                een.rij.id, volg=besluit.id, sinds=besluit.op, pad=_pad(een),
                uiterlijk=besluit.herbeoordelen_voor,
                wet="zonder grond" if grond is None else grond.wet,
            )  # fmt: skip


def _pad(een: Incidentblik) -> str:
    return f"/incidenten/{een.rij.id}"


INCIDENTTOEZICHT = Toezichtbron(_SOORTEN, _regels)
