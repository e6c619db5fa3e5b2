"""Reading and writing of what was laid beside the log; within the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendeInhoudRij, InkomendRij
from shared.bestand.toegang.spoor import meld_verschil_met_log
from shared.overzicht.aansluiting.begrippen import Soort, Verschil
from shared.overzicht.aansluiting.oordeel import Ingenomen
from shared.overzicht.aansluiting.tabellen import (
    AansluitpostRij,
    AansluitstandRij,
    AansluitverschilRij,
)
from shared.tijd.kenmerk import uuid7
from shared.verzenden.journaal.journaal import IN
from shared.verzenden.journaal.tabellen import JournaalRij
from shared.verzenden.tabellen import UitgaandRij

PORTIE = 500


@dataclass(frozen=True)
class Aansluitstand:
    """The numbers, for who checks this party's file."""

    nagekeken_tot: int
    bijgewerkt_op: datetime | None
    aangesloten: int
    wachtend: int
    oudste_wachtend: datetime | None
    verschillen: int


def stand_rij(sessie: Session, log: str, nu: datetime) -> AansluitstandRij:
    """The row of this log, locked; made the first time."""
    rij = sessie.get(AansluitstandRij, log, with_for_update=True)
    if rij is None:
        rij = AansluitstandRij(
            log=log, journaal_na=None, nagekeken_tot=0, aangesloten=0, bijgewerkt_op=nu
        )
        sessie.add(rij)
    return rij


def neem_ingenomen_op(sessie: Session, rij: AansluitstandRij, tot: datetime) -> bool:
    """One portion of what was taken in since, up to this moment; whether there may be more.

    Of what was said the content, which comes later, has no leaf of its own: it has another digest
    than the announcement, and is not taken up.
    """
    vraag = select(JournaalRij.id, JournaalRij.richting, JournaalRij.bericht_id).where(
        JournaalRij.tijdstip <= tot
    )
    if rij.journaal_na is not None:
        vraag = vraag.where(JournaalRij.id > rij.journaal_na)
    regels = sessie.execute(vraag.order_by(JournaalRij.id).limit(PORTIE)).all()
    if not regels:
        return False
    nieuw = {regel.bericht_id for regel in regels if regel.richting == IN}
    bekend = select(AansluitpostRij.bericht_id).where(AansluitpostRij.bericht_id.in_(nieuw))
    nieuw -= set(sessie.scalars(bekend))
    eerste = _eerste_keer(sessie, nieuw, rij.journaal_na)
    for bericht in sessie.scalars(select(InkomendRij).where(InkomendRij.bericht_id.in_(eerste))):
        sessie.add(
            AansluitpostRij(
                bericht_id=bericht.bericht_id,
                bladnummer=bericht.bladnummer,
                digest=bericht.digest,
                partij=bericht.afzender,
                ontvangen_op=bericht.ontvangen_op,
            )
        )
    rij.journaal_na = regels[-1].id
    sessie.flush()
    return len(regels) == PORTIE


def _eerste_keer(sessie: Session, berichten: set[str], na: str | None) -> set[str]:
    """Those of which no earlier line was taken up before: a message counts once."""
    if na is None:
        return berichten
    vraag = select(JournaalRij.bericht_id).where(
        JournaalRij.bericht_id.in_(berichten), JournaalRij.richting == IN, JournaalRij.id <= na
    )
    return berichten - set(sessie.scalars(vraag))


def posten_onder(sessie: Session, tot: int, hoogstens: int) -> list[AansluitpostRij]:
    """Messages that wait for a leaf the log was already read past."""
    vraag = select(AansluitpostRij).where(AansluitpostRij.bladnummer < tot)
    vraag = vraag.order_by(AansluitpostRij.bladnummer).limit(hoogstens)
    return list(sessie.scalars(vraag))


def posten_op(sessie: Session, van: int, tot: int) -> list[AansluitpostRij]:
    """Messages that wait for a leaf in this stretch."""
    vraag = select(AansluitpostRij).where(
        AansluitpostRij.bladnummer >= van, AansluitpostRij.bladnummer < tot
    )
    return list(sessie.scalars(vraag))


def te_late_posten(sessie: Session, grens: datetime) -> list[AansluitpostRij]:
    """Messages that wait since before this moment."""
    return list(sessie.scalars(select(AansluitpostRij).where(AansluitpostRij.ontvangen_op < grens)))


def ingenomen(sessie: Session, post: AansluitpostRij) -> Ingenomen:
    """The message as the inbox has it now."""
    rij = sessie.get(InkomendRij, post.bericht_id)
    if rij is None:
        return Ingenomen(post.bericht_id, post.digest)
    return Ingenomen(rij.bericht_id, rij.digest, rij.payload_signature, rij.kop)


def verstuurde_koppen(sessie: Session, berichten: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """The kop of each of these messages that this party sent."""
    vraag = select(UitgaandRij.bericht_id, UitgaandRij.kop)
    rijen = sessie.execute(vraag.where(UitgaandRij.bericht_id.in_(list(berichten))))
    return {rij.bericht_id: rij.kop for rij in rijen}


def gegeven_ontvangsten(sessie: Session, berichten: Iterable[str]) -> Mapping[str, set[str]]:
    """Of these messages the exact texts of the receipts this party gave; absent: none came in."""
    gevraagd, uit = list(berichten), dict[str, set[str]]()
    # The journal too: an announcement of what was never said leaves the inbox after its term.
    for tabel in (JournaalRij, InkomendRij, InkomendeInhoudRij):
        vraag = select(tabel.bericht_id, tabel.ontvangst).where(
            tabel.bericht_id.in_(gevraagd), tabel.ontvangst.is_not(None)
        )
        for kenmerk, tekst in sessie.execute(vraag):
            uit.setdefault(kenmerk, set()).add(str(tekst))
    return uit


def leg_vast(
    sessie: Session, verschillen: Sequence[Verschil], nu: datetime, checkpoint: str | None
) -> int:
    """Keeps each difference once, and leaves a trail for the alarm rules; how many were new."""
    nieuw = 0
    for een in verschillen:
        vraag = select(AansluitverschilRij.id).where(
            AansluitverschilRij.soort == een.soort.value,
            AansluitverschilRij.bericht_id == een.bericht_id,
            AansluitverschilRij.bladnummer == een.bladnummer,
        )
        if sessie.scalars(vraag).first() is not None:
            continue
        sessie.add(
            AansluitverschilRij(
                id=uuid7(nu),
                soort=een.soort.value,
                bericht_id=een.bericht_id,
                bladnummer=een.bladnummer,
                partij=een.partij,
                gevonden_op=nu,
                hersteld_op=None,
                checkpoint=checkpoint,
            )
        )
        meld_verschil_met_log(sessie, nu, een.partij)
        sessie.flush()
        nieuw += 1
    return nieuw


def herstel(sessie: Session, bericht_id: str, nu: datetime) -> None:
    """What came too late came after all."""
    vraag = select(AansluitverschilRij).where(
        AansluitverschilRij.bericht_id == bericht_id,
        AansluitverschilRij.soort == Soort.TE_LAAT.value,
    )
    for rij in sessie.scalars(vraag):
        rij.hersteld_op = nu


def lees_stand(sessie: Session, log: str) -> Aansluitstand:
    """How far it is."""
    rij = sessie.get(AansluitstandRij, log)
    wachtend = sessie.scalar(select(func.count()).select_from(AansluitpostRij)) or 0
    verschillen = sessie.scalar(
        select(func.count())
        .select_from(AansluitverschilRij)
        .where(AansluitverschilRij.hersteld_op.is_(None))
    )
    return Aansluitstand(
        nagekeken_tot=0 if rij is None else rij.nagekeken_tot,
        bijgewerkt_op=None if rij is None else rij.bijgewerkt_op,
        aangesloten=0 if rij is None else rij.aangesloten,
        wachtend=wachtend,
        oudste_wachtend=sessie.scalar(select(func.min(AansluitpostRij.ontvangen_op))),
        verschillen=verschillen or 0,
    )


def lees_verschillen(
    sessie: Session, na: str | None, hoogstens: int
) -> Sequence[AansluitverschilRij]:
    """Differences after this one, the oldest first."""
    vraag = select(AansluitverschilRij).order_by(AansluitverschilRij.id).limit(hoogstens)
    if na is not None:
        vraag = vraag.where(AansluitverschilRij.id > na)
    return sessie.scalars(vraag).all()
