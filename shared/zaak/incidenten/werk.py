"""What awaits people because of an incident: take note, tell, decide, and an alarm before that."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import (
    Incidentbesluitstand,
    Incidentstand,
    Klokstand,
    dag_van,
)
from shared.zaak.incidenten.inzicht import Incidentblik, bekijk
from shared.zaak.incidenten.tabellen import IncidentRij

_KENNISNEMEN, _VERTELLEN = "incident-kennisnemen", "incident-vertellen"
_BESLUITEN, _ALARM = "incident-besluiten", "incident-alarm"
_GOEDKEUREN, _HERBEOORDELEN = "incident-goedkeuren", "incident-herbeoordelen"
_TAAK, _GEZEGD = "incident-taak", "mondeling-zonder-toestemming"
_SOORTEN = uit(
    _KENNISNEMEN, _VERTELLEN, _BESLUITEN, _ALARM, _GOEDKEUREN, _HERBEOORDELEN, _TAAK, _GEZEGD
)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    for uiting in opslag.te_melden(blik.sessie, blik.taak):
        yield _SOORTEN[_GEZEGD].stuk(
            uiting.id, sinds=uiting.gezegd_op or uiting.gemaakt_op, groep=uiting.groep,
            pad=f"/incidentvoorstellen/{uiting.id}",
        )  # fmt: skip
    vraag = select(IncidentRij).where(IncidentRij.stand == Incidentstand.OPEN)
    rijen = blik.sessie.scalars(vraag.order_by(IncidentRij.id)).all()
    for een in bekijk(blik.sessie, blik.regels, blik.partij, rijen, blik.nu):
        if not een.rij.eigen and een.rij.gezien_op is None:
            yield _stuk(_KENNISNEMEN, een, partij=blik.naam(een.rij.van))
        yield from _van_klokken(blik, een)
        yield from _van_besluiten(blik, een)
        for taak in een.taken:
            if taak.afgerond_op is None:
                yield _SOORTEN[_TAAK].stuk(
                    taak.id, sinds=taak.gegeven_op, pad=_pad(een), eigenaar=taak.eigenaar,
                    uiterlijk=taak.uiterlijk, taak=taak.soort,
                )  # fmt: skip


def _van_besluiten(blik: Werkblik, een: Incidentblik) -> Iterator[Werkstuk]:
    """A second person looks at what a colleague proposed; and what was put off comes back."""
    for besluit in een.besluiten:
        if besluit.stand == Incidentbesluitstand.VOORSTEL and besluit.door != blik.wie:
            yield _SOORTEN[_GOEDKEUREN].stuk(besluit.id, sinds=besluit.op, pad=_pad(een))
        dag = besluit.herbeoordelen_voor
        if besluit.stand == Incidentbesluitstand.GELDT and dag is not None:
            soort = _SOORTEN[_HERBEOORDELEN]
            if soort.zichtbaar(dag, blik.vandaag):
                yield soort.stuk(besluit.id, sinds=besluit.op, pad=_pad(een), uiterlijk=dag)


def _van_klokken(blik: Werkblik, een: Incidentblik) -> Iterator[Werkstuk]:
    """A clock that runs out before the last one of its kind is an alarm: it is only there then."""
    lopend = [klok for klok in een.klokken if klok.loopt]
    laatste = {blik.regels.incidenten.klokken[k.code].tot: k for k in sorted(lopend, key=_wanneer)}
    for klok in lopend:
        tot = blik.regels.incidenten.klokken[klok.code].tot
        if klok is not laatste[tot]:
            if klok.te_laat:
                yield _stuk(_ALARM, een, laatste[tot])
        elif tot == "verteld":
            niet_bij = ", ".join(blik.naam(partij) for partij in een.niet_bij)
            yield _stuk(_VERTELLEN, een, klok, partij=niet_bij)
        else:
            yield _stuk(_BESLUITEN, een, klok)


def _wanneer(klok: Klokstand) -> float:
    return klok.uiterlijk.timestamp()


def _stuk(
    soort: str, een: Incidentblik, klok: Klokstand | None = None, partij: str = ""
) -> Werkstuk:
    return _SOORTEN[soort].stuk(
        een.rij.id,
        sinds=een.rij.gemeld_op,
        pad=_pad(een),
        uiterlijk=None if klok is None else dag_van(klok),
        partij=partij,
    )


def _pad(een: Incidentblik) -> str:
    return f"/incidenten/{een.rij.id}"


INCIDENTWERK = Werkbron(_SOORTEN, _werk)
