"""Own records as things that are kept: what they are, from when their terms count, and removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.dossier.bronnen import Dossierbron
from shared.bestand.dossier.dossier import Dossiersoort
from shared.bestand.tabellen import CorrectieRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import datum_nl
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import Vastgehouden, vastgehouden

EIGEN = "eigen"
VASTGELEGD = "vastgelegd"
_PORTIE = 5_000


def eigen_soorten(dienst: Dienst) -> Sequence[Dossiersoort[Any, Any]]:
    """Every kind of own record this party has, by code."""
    soorten = {
        bron.soort.code: bron.soort
        for bron in dienst.partij.bronnen.values()
        if isinstance(bron, Dossierbron)
    }
    return [soorten[code] for code in sorted(soorten)]


def eigen_dingen(
    sessie: Session,
    dienst: Dienst,
    houdt: Collection[str] = (),
    personen: Sequence[str] | None = None,
) -> Iterator[tuple[Dossiersoort[Any, Any], Ding]]:
    """Every own record, or those of some. ``houdt``: the persons that an approach still needs."""
    regime = regime_van(dienst)
    vast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
    anders: dict[str, Mapping[str, date]] = {}
    van_mensen: dict[str, dict[str, date]] = {}
    for poort in dienst.bijdragen.begindagen:
        anders |= poort.dagen(sessie)
        for persoon, dagen in (poort.personen or _niemand)(sessie, dienst.regels).items():
            van_mensen.setdefault(persoon, {}).update(dagen)
    for soort in eigen_soorten(dienst):
        for ding in _dingen(sessie, soort, regime, houdt, personen):
            mens = van_mensen.get(ding.persoon or "", {})
            begin = {**mens, **anders.get(ding.id, ding.begin), **_vast(vast, ding)}
            yield soort, replace(ding, begin=begin)


def gegevens_van(sessie: Session, dienst: Dienst, persoon_id: str, gegevenssoort: str) -> set[str]:
    """The own records of one kind of data about this person, also what is out of use."""
    return {
        ding.id
        for soort in eigen_soorten(dienst)
        for ding in _dingen(sessie, soort, regime_van(dienst), (), [persoon_id])
        if ding.gegevenssoort == gegevenssoort
    }


def vaste_gegevens(sessie: Session, dienst: Dienst) -> set[str]:
    """The own records that something holds now: not destroyed by themselves."""
    vast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
    return {
        ding.id
        for portie in porties(sorted(vast.personen))
        for soort in eigen_soorten(dienst)
        for ding in _dingen(sessie, soort, regime_van(dienst), (), portie)
        if _vast(vast, ding)
    }


def verwijder(sessie: Session, soort: Dossiersoort[Any, Any], ids: Sequence[str]) -> None:
    """Removes records of one kind with their corrections; no more at once than a question holds."""
    sessie.execute(delete(soort.tabel).where(soort.tabel.id.in_(ids)))
    sessie.execute(
        delete(CorrectieRij).where(
            CorrectieRij.soort == soort.code, CorrectieRij.object_id.in_(ids)
        )
    )


def _niemand(_: Session, __: Convenantregels) -> Mapping[str, Mapping[str, date]]:
    return {}


def regime_van(dienst: Dienst) -> str | None:
    """The law this party works under."""
    partij = dienst.regels.partijen.get(dienst.partij.code)
    return None if partij is None else partij.regime


def _vast(vast: Vastgehouden, ding: Ding) -> Mapping[str, date]:
    if ding.persoon is None:
        return {}
    return vast.begin(ding.persoon, ding.gegevenssoort, ding.id)


def _dingen(
    sessie: Session, soort: Dossiersoort[Any, Any], regime: str | None, houdt: Collection[str],
    personen: Sequence[str] | None = None,
) -> Iterator[Ding]:  # fmt: skip
    tabel, vast = soort.tabel, soort.gegevenssoort
    kolommen = [getattr(tabel, kolom) for kolom in soort.begin.values()]
    welke = [] if isinstance(vast, str) else [getattr(tabel, vast.naam)]
    vraag = select(tabel.id, tabel.persoon_id, tabel.aangemaakt_op, *welke, *kolommen)
    if personen is not None:
        vraag = vraag.where(tabel.persoon_id.in_(personen))
    for rij in sessie.execute(vraag.execution_options(yield_per=_PORTIE)):
        kenmerk, persoon, gemaakt, *rest = rij
        waarde = vast if isinstance(vast, str) else vast.soorten[rest.pop(0)]
        dagen = zip(soort.begin, rest, strict=True)
        yield Ding(
            id=kenmerk,
            wat=EIGEN,
            begin={
                VASTGELEGD: datum_nl(gemaakt),
                **{naam: dag for naam, dag in dagen if dag is not None},
            },
            gegevenssoort=waarde,
            regime=regime,
            houdt=persoon in houdt,
            persoon=persoon,
        )
