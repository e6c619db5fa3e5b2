"""Who read what, and whose authorisation it was: what is kept of it, and how it goes (F7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.bestand.toegang.autorisaties import NAAM_WEG
from shared.bestand.toegang.tabellen import (
    AutorisatieHistorieRij,
    AutorisatieMeldingRij,
    AutorisatieRij,
    RaadplegingRij,
)
from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import begin_nl, datum_nl
from shared.partij.bewaring.bron import AUTORISATIE, LEZING, Bewaarblik, Bewaring, wis

_PORTIE = 5_000
_DAG = timedelta(days=1)


def _lezingen(blik: Bewaarblik) -> Iterator[Ding]:
    rij = RaadplegingRij
    vraag = select(rij.id, rij.tijdstip, rij.persoon_id)
    if blik.voor is not None:
        vraag = vraag.where(rij.tijdstip < begin_nl(blik.voor + _DAG))
    for kenmerk, op, persoon in blik.sessie.execute(vraag.execution_options(yield_per=_PORTIE)):
        yield Ding(kenmerk, LEZING, {"gelezen": datum_nl(op)}, persoon=persoon)


def _wis_lezingen(sessie: Session, ids: Sequence[str]) -> int:
    return wis(sessie, RaadplegingRij.id, ids)


def autorisatiedingen(blik: Bewaarblik) -> Iterator[Ding]:
    """Every authorisation that still says whose it was."""
    rij = AutorisatieRij
    vraag = select(rij.id, rij.geldig_tot).where(rij.zegel != NAAM_WEG)
    if blik.voor is not None:
        vraag = vraag.where(rij.geldig_tot <= blik.voor)
    for kenmerk, tot in blik.sessie.execute(vraag):
        yield Ding(kenmerk, AUTORISATIE, {"geldigTot": tot})


def _sleutels(sessie: Session, ids: Sequence[str]) -> Sequence[str]:
    vraag = select(AutorisatieRij.sleutel_id).where(AutorisatieRij.id.in_(ids))
    return sessie.scalars(vraag).all()


def _vergeet(sessie: Session, ids: Sequence[str]) -> int:
    """The reference stays, because the log and what others did name it; not whose it was."""
    vraag = select(AutorisatieRij).where(
        AutorisatieRij.id.in_(ids), AutorisatieRij.zegel != NAAM_WEG
    )
    rijen = sessie.scalars(vraag.with_for_update()).all()
    for rij in rijen:
        account, rij.zegel = rij.sub, NAAM_WEG
        rij.uitgever, rij.sub = "", rij.id
        rij.aangewezen = rij.geautoriseerd = False
        for tabel, kolom in (
            (AutorisatieRij, AutorisatieRij.gewijzigd_door),
            (AutorisatieHistorieRij, AutorisatieHistorieRij.door),
        ):
            sessie.execute(update(tabel).where(kolom == account).values({kolom.key: rij.id}))
    # Every version names the account.
    wis(sessie, AutorisatieHistorieRij.autorisatie_id, ids)
    sessie.execute(
        update(AutorisatieMeldingRij)
        .where(AutorisatieMeldingRij.autorisatie_id.in_(ids))
        .values(volgende_poging=None)
    )
    return len(rijen)


LEZINGEN = Bewaring(LEZING, (RaadplegingRij,), _lezingen, _wis_lezingen)
AUTORISATIENAMEN = Bewaring(
    AUTORISATIE, (AutorisatieRij, AutorisatieHistorieRij, AutorisatieMeldingRij),
    autorisatiedingen, _vergeet, _sleutels,
)  # fmt: skip
