"""Who must still be told with a letter, and whose exception must be looked at again (10.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from services.gemeente.informatiestatus.dienst import UITZONDERING
from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.begrippen import Plichtregel
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

_PLICHT = "INFORMEREN"
_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    plicht = _plicht(blik)
    if plicht is None or plicht.termijn is None:
        return
    for persoon_id, groep, sinds in _betrokkenen(blik, plicht):
        status = blik.sessie.get(InformatiestatusRij, persoon_id)
        pad = f"/personen/{persoon_id}/informatiestatus"
        if status is None or status.status == "open":
            yield _SOORTEN["informeren"].stuk(
                persoon_id,
                sinds=sinds,
                pad=pad,
                groep=groep,
                uiterlijk=plus(datum_nl(sinds), plicht.termijn),
            )
        elif status.status == UITZONDERING and status.goedgekeurd_door is None:
            yield _SOORTEN["informeren-goedkeuren"].stuk(
                persoon_id, sinds=status.gewijzigd_op, pad=pad, groep=groep
            )
        elif status.herbeoordeling is not None:
            soort = _SOORTEN["informeren-herbeoordelen"]
            if soort.zichtbaar(status.herbeoordeling, blik.vandaag):
                yield soort.stuk(
                    persoon_id,
                    sinds=status.gewijzigd_op,
                    pad=pad,
                    groep=groep,
                    uiterlijk=status.herbeoordeling,
                )


def _plicht(blik: Werkblik) -> Plichtregel | None:
    """The covenant's row that asks this party to inform."""
    return next(
        (
            rij
            for rij in blik.regels.plichten
            if rij.code == _PLICHT and (rij.naar is None or blik.partij in rij.naar)
        ),
        None,
    )


def _betrokkenen(blik: Werkblik, plicht: Plichtregel) -> Iterator[tuple[str, str, datetime]]:
    """Each person the duty is about, with a group of the task and since when it counts.

    It counts from what was received first; for whoever is only in the own file from becoming a
    member.
    """
    eerste = (
        select(OntvangenGegevenRij.persoon_id, func.min(OntvangenGegevenRij.ontvangen_op))
        .where(blik.taak.rijen(OntvangenGegevenRij.groep))
        .group_by(OntvangenGegevenRij.persoon_id)
    )
    ontvangen = {persoon_id: dag for persoon_id, dag in blik.sessie.execute(eerste)}
    vraag = (
        select(GroepslidRij)
        .where(GroepslidRij.beeindigd_op.is_(None), blik.taak.rijen(GroepslidRij.groep))
        .order_by(GroepslidRij.persoon_id, GroepslidRij.groep)
    )
    gehad: set[str] = set()
    for lid in blik.sessie.scalars(vraag):
        telt = plicht.categorieen is None or lid.categorie in plicht.categorieen
        if telt and lid.persoon_id not in gehad:
            gehad.add(lid.persoon_id)
            yield lid.persoon_id, lid.groep, ontvangen.get(lid.persoon_id, lid.aangemaakt_op)


INFORMEREN = Werkbron(_SOORTEN, _werk)
