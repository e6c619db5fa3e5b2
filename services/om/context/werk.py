"""What awaits people at the OM: context whose days are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from services.om.context.regels import is_context
from services.om.context.tabellen import ContextdoorgifteRij
from services.om.onderzoek.tabellen import OnderzoekRij
from shared.bestand.ontvangen.gegevens import Gegevenstatus
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.convenant.termijnen import datum_nl
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.opruimen.opruimen import kopdeel_van

_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _door_te_geven(blik)
    yield from _toe_te_voegen(blik)


def _door_te_geven(blik: Werkblik) -> Iterator[Werkstuk]:
    """Context to a running investigation that went to no case yet, per group and last day."""
    loopt = (
        select(OnderzoekRij.id).where(
            OnderzoekRij.groep == OntvangenGegevenRij.groep,
            OnderzoekRij.van <= blik.vandaag,
            OnderzoekRij.tot >= blik.vandaag,
        )
    ).exists()
    gegeven = (
        select(ContextdoorgifteRij.id).where(ContextdoorgifteRij.gegeven == OntvangenGegevenRij.id)
    ).exists()
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(
            OntvangenGegevenRij.status == Gegevenstatus.ACTIEF,
            blik.taak.rijen(OntvangenGegevenRij.groep),
            loopt,
            ~gegeven,
        )
    )
    per_dag: dict[tuple[str, date], list[datetime]] = {}
    for rij, kop in blik.sessie.execute(vraag):
        context = is_context(blik.regels, kop, kopdeel_van(rij), datum_nl(rij.ontvangen_op))
        if context and rij.vervalt_op is not None and rij.vervalt_op >= blik.vandaag:
            per_dag.setdefault((rij.groep, rij.vervalt_op), []).append(rij.ontvangen_op)
    for (groep, dag), ontvangen in per_dag.items():
        yield _SOORTEN["context-doorgeven"].stuk(
            f"{groep}:{dag.isoformat()}",
            sinds=min(ontvangen),
            pad=f"/groepen/{groep}/contextinformatie",
            groep=groep,
            uiterlijk=dag,
            aantal=len(ontvangen),
        )


def _toe_te_voegen(blik: Werkblik) -> Iterator[Werkstuk]:
    """Given to an officer's case and not in the criminal file, per case and last day."""
    vraag = (
        select(ContextdoorgifteRij, OntvangenGegevenRij.vervalt_op)
        .join(OntvangenGegevenRij, OntvangenGegevenRij.id == ContextdoorgifteRij.gegeven)
        .where(
            ContextdoorgifteRij.toegevoegd_op.is_(None),
            OntvangenGegevenRij.vervalt_op >= blik.vandaag,
            blik.taak.rijen(ContextdoorgifteRij.groep),
        )
    )
    per_dag: dict[tuple[str, date], list[ContextdoorgifteRij]] = {}
    for rij, dag in blik.sessie.execute(vraag):
        if dag is not None:
            per_dag.setdefault((rij.zaak, dag), []).append(rij)
    for (zaak, dag), rijen in per_dag.items():
        yield _SOORTEN["context-toevoegen"].stuk(
            f"{zaak}:{dag.isoformat()}",
            sinds=min(rij.doorgegeven_op for rij in rijen),
            pad=f"/zaken/{zaak}/contextinformatie",
            groep=rijen[0].groep,
            eigenaar=rijen[0].zaakofficier,
            uiterlijk=dag,
            aantal=len(rijen),
        )


CONTEXTWERK = Werkbron(_SOORTEN, _werk)
