"""Every query on texts that were set apart; in the caller's transaction, never a commit."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from shared.bestand.apart.begrippen import AparteTekst, Tekststand
from shared.bestand.apart.tabellen import AparteInzageRij, AparteTekstRij
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.zegellagen import Lagen
from shared.tijd.kenmerk import uuid7


def bewaar(
    sessie: Session,
    lagen: Lagen,
    kop: Mapping[str, Any],
    sleutels: Sequence[str],
    teksten: Sequence[AparteTekst],
    nu: datetime,
) -> None:
    """Keeps these texts of the message with this kop, under the keys of everybody in it."""
    for een in teksten:
        kenmerk = uuid7(nu)
        sessie.add(
            AparteTekstRij(
                id=kenmerk,
                bericht_id=kop["id"],
                pad=een.pad,
                afzender=kop["afzender"],
                soort=kop["soort"],
                stuk=kop.get("stuk"),
                groep=kop["groep"],
                stand=Tekststand.OPEN,
                sleutels=list(sleutels),
                zegel=verzegel(lagen, sleutels, kenmerk, "tekst", een.tekst),
                ontvangen_op=nu,
            )
        )


def vergeet(sessie: Session, berichten: Collection[str]) -> None:
    """Takes away what was kept apart of these messages, and who looked at it."""
    teksten = select(AparteTekstRij.id).where(AparteTekstRij.bericht_id.in_(berichten))
    sessie.execute(delete(AparteInzageRij).where(AparteInzageRij.tekst_id.in_(teksten)))
    sessie.execute(delete(AparteTekstRij).where(AparteTekstRij.bericht_id.in_(berichten)))


def lees(sessie: Session, kenmerk: str, *, vergrendel: bool = False) -> AparteTekstRij:
    """One text. Raises ``NietGevonden``."""
    rij = sessie.get(AparteTekstRij, kenmerk, with_for_update=vergrendel or None)
    if rij is None:
        raise NietGevonden("Deze tekst is hier niet apart gehouden.")
    return rij


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    stand: str | None,
    groep: str | None,
    taak: Taakgrens,
) -> Select[AparteTekstRij]:
    """Texts in order of receipt, within a task; of no group only for a task in all groups."""
    vraag = select(AparteTekstRij).order_by(AparteTekstRij.id).limit(hoogstens)
    if na is not None:
        vraag = vraag.where(AparteTekstRij.id > na)
    if stand is not None:
        vraag = vraag.where(AparteTekstRij.stand == stand)
    if groep is not None:
        vraag = vraag.where(AparteTekstRij.groep == groep)
    return vraag.where(taak.rijen(AparteTekstRij.groep))


def vrijgegeven(sessie: Session, lagen: Lagen, bericht_id: str) -> dict[str, str]:
    """The texts of a message that were released, by their place. Raises ``Vernietigd``."""
    vraag = select(AparteTekstRij).where(
        AparteTekstRij.bericht_id == bericht_id, AparteTekstRij.stand == Tekststand.VRIJGEGEVEN
    )
    return {rij.pad: open_tekst(lagen, rij) for rij in sessie.scalars(vraag)}


def standen(sessie: Session, bericht_id: str) -> set[str]:
    """How the texts of a message stand."""
    vraag = select(AparteTekstRij.stand).where(AparteTekstRij.bericht_id == bericht_id)
    return set(sessie.scalars(vraag))


def heeft_bekeken(sessie: Session, kenmerk: str, wie: str) -> bool:
    """Whether this official looked at the text."""
    vraag = select(AparteInzageRij.id).where(
        AparteInzageRij.tekst_id == kenmerk, AparteInzageRij.door == wie
    )
    return sessie.scalars(vraag).first() is not None


def sluit(sessie: Session, berichten: Collection[str]) -> None:
    """Empties what was set apart of these messages: somebody in them was destroyed."""
    teksten = select(AparteTekstRij.id).where(AparteTekstRij.bericht_id.in_(berichten))
    sessie.execute(
        update(AparteInzageRij)
        .where(AparteInzageRij.tekst_id.in_(teksten))
        .values(zegel=None)
        .execution_options(synchronize_session=False)
    )
    sessie.execute(
        update(AparteTekstRij)
        .where(AparteTekstRij.bericht_id.in_(berichten))
        .values(zegel=None, besluitzegel=None, sleutels=[])
        .execution_options(synchronize_session=False)
    )


def verzegel(lagen: Lagen, sleutels: Sequence[str], kenmerk: str, wat: str, tekst: str) -> bytes:
    """Seals a text or a reason (``wat``) of this row."""
    return lagen.verzegel(sleutels, json.dumps(tekst).encode(), f"aparte_tekst/{kenmerk}/{wat}")


def open_tekst(lagen: Lagen, rij: AparteTekstRij) -> str:
    """The text itself. Raises ``Vernietigd``."""
    if rij.zegel is None:
        raise Vernietigd("Deze tekst is hier niet meer.")
    plat = lagen.open(rij.sleutels, rij.zegel, f"aparte_tekst/{rij.id}/tekst")
    return str(json.loads(plat))


def herverzegel_apart(
    sessie: Session, lagen: Lagen, bericht_id: str, naar_nieuw: Mapping[str, str]
) -> None:
    """Puts the texts of a message, and why somebody looked, under new keys; each by the old one."""
    vraag = select(AparteTekstRij).where(AparteTekstRij.bericht_id == bericht_id)
    for rij in sessie.scalars(vraag.with_for_update()):
        naar = [naar_nieuw.get(een, een) for een in rij.sleutels]
        if naar == rij.sleutels:
            continue
        begin = f"aparte_tekst/{rij.id}"
        rij.zegel = lagen.over(rij.sleutels, naar, rij.zegel, f"{begin}/tekst")
        rij.besluitzegel = lagen.over(rij.sleutels, naar, rij.besluitzegel, f"{begin}/besluit")
        inzagen = select(AparteInzageRij).where(AparteInzageRij.tekst_id == rij.id)
        for een in sessie.scalars(inzagen):
            een.zegel = lagen.over(rij.sleutels, naar, een.zegel, f"{begin}/inzage/{een.id}")
        rij.sleutels = naar
