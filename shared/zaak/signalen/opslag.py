"""Queries on the signals this party gave or got as a stuk. No commit: that is the caller's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.bestand.zonderpersonen.bevestiging import vergeet_bevestigingen
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij
from shared.verzenden.tabellen import UitgaandRij

_NIET_TE_RUIMEN = (Stukstand.VERNIETIGD, Stukstand.AFGEWEZEN, Stukstand.APART)


def oude(sessie: Session, soort: str, voor: datetime | None) -> Sequence[GroepsstukRij]:
    """Of every signal that is still here and of which a version is older, the oldest version;
    ``None``: of every one.

    One that is kept apart awaits somebody's decision; it goes with that.
    """
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.soort == soort,
        GroepsstukRij.stand.not_in(_NIET_TE_RUIMEN),
    )
    if voor is not None:
        vraag = vraag.where(GroepsstukRij.op < voor)
    gevonden: dict[tuple[str, str, str], GroepsstukRij] = {}
    for rij in sessie.scalars(vraag.order_by(GroepsstukRij.op, GroepsstukRij.id)):
        gevonden.setdefault((rij.richting, rij.van, rij.onderwerp), rij)
    return list(gevonden.values())


def sleutels_van(sessie: Session, kenmerk: str) -> set[str]:
    """The keys that every version of this given signal is sealed under: of nothing else."""
    berichten = _berichten(sessie, kenmerk)
    vraag = select(UitgaandRij.sleutels).where(UitgaandRij.bericht_id.in_(berichten))
    return {sleutel for sleutels in sessie.scalars(vraag) for sleutel in sleutels}


def sluit(sessie: Session, kenmerk: str) -> int:
    """Nothing of what any version of it said is left: only that it was given, and to whom.

    How many versions still said something.
    """
    rij = opslag.lees(sessie, kenmerk, vergrendel=True)
    sessie.execute(
        update(UitgaandRij)
        .where(UitgaandRij.bericht_id.in_(_berichten(sessie, kenmerk)))
        .values(geheim=b"", body=None, levering=None)
        .execution_options(synchronize_session=False)
    )
    aantal = 0
    for versie in opslag.keten(sessie, rij):
        aantal += versie.stand != Stukstand.VERNIETIGD
        versie.stand = Stukstand.VERNIETIGD
        vergeet_bevestigingen(sessie, versie.soort, versie.id)
    return aantal


def _berichten(sessie: Session, kenmerk: str) -> Collection[str]:
    rij = opslag.lees(sessie, kenmerk)
    versies = [een.id for een in sessie.scalars(opslag.versies(rij))]
    vraag = select(StukberichtRij.bericht_id).where(StukberichtRij.stuk_id.in_(versies))
    return sessie.scalars(vraag).all() if rij.richting == Richting.UIT else ()
