"""How informing stands, person by person: what is open, what is too late, what came back (C-10.2).

For who does the work and for who supervises it: per group, or over every group of the task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.gemeente.brieven.begrippen import AF, Informeerstand, Stand
from services.gemeente.brieven.nodig import weten_het
from services.gemeente.brieven.opslag import brieven_per_persoon, statussen
from services.gemeente.brieven.tabellen import BriefRij
from services.gemeente.informatiestatus.dienst import GEINFORMEERD, UITZONDERING
from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from services.gemeente.informatiestatus.termijn import (
    Termijnaanleiding,
    informeerplicht,
    termijnen,
)
from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.taak import Taak


@dataclass(frozen=True, slots=True)
class Informeerregel:
    """One person: how it stands, since and until when, and from what that day follows.

    ``met_brief``: a letter went; one that came back does not count.
    """

    persoon_id: str
    groepen: tuple[str, ...]
    sinds: datetime
    stand: Informeerstand
    aanleiding: Termijnaanleiding
    uiterlijk: date
    te_laat: bool
    met_brief: bool
    grond: str | None
    herbeoordeling: date | None


def informeerregels(
    sessie: Session, regels: Convenantregels, partij: str, taak: Taak, vandaag: date
) -> list[Informeerregel]:
    """Everybody within a task whom the duty to inform is about, in order of their ids."""
    plicht = informeerplicht(regels, partij)
    if plicht is None:
        return []
    alle = list(termijnen(sessie, plicht, taak))
    brieven = brieven_per_persoon(sessie, (een.persoon_id for een in alle))
    bekend = statussen(sessie, (een.persoon_id for een in alle))
    gold = [wie for wie, status in bekend.items() if status.status == GEINFORMEERD]
    weten = weten_het(sessie, gold, vandaag)
    uit = []
    for een in alle:
        status = bekend.get(een.persoon_id)
        stand = _stand(status, brieven[een.persoon_id], vandaag, een.persoon_id in weten)
        herbeoordeling = None if status is None else status.herbeoordeling
        uiterlijk = een.uiterlijk
        if herbeoordeling is not None and status is not None and status.goedgekeurd_door:
            uiterlijk = max(uiterlijk, herbeoordeling)
        uit.append(
            Informeerregel(
                persoon_id=een.persoon_id,
                groepen=een.groepen,
                sinds=een.sinds,
                stand=stand,
                aanleiding=een.aanleiding,
                uiterlijk=uiterlijk,
                te_laat=stand not in AF and uiterlijk < vandaag,
                met_brief=any(rij.stand == Stand.VERSTUURD for rij in brieven[een.persoon_id]),
                grond=None if status is None else status.grond,
                herbeoordeling=herbeoordeling,
            )
        )
    return uit


def tel(regels: Sequence[Informeerregel]) -> tuple[Counter[str], int]:
    """How many stand how, and how many are too late."""
    standen: Counter[str] = Counter({een.value: 0 for een in Informeerstand})
    standen.update(een.stand.value for een in regels)
    return standen, sum(een.te_laat for een in regels)


def _stand(
    status: InformatiestatusRij | None, brieven: Sequence[BriefRij], vandaag: date, weet: bool
) -> Informeerstand:
    if weet:
        return Informeerstand.GEINFORMEERD
    if status is not None and _geldt(status, vandaag):
        return Informeerstand.UITZONDERING
    laatste = {(rij.soort, rij.ontvanger_id): rij.stand for rij in brieven}
    if Stand.ONBESTELBAAR in laatste.values():
        return Informeerstand.ONBESTELBAAR
    return Informeerstand.GEREED if Stand.GEREED in laatste.values() else Informeerstand.OPEN


def _geldt(status: InformatiestatusRij, vandaag: date) -> bool:
    """Whether an exception holds: approved by a second official, and not over its day."""
    return (
        status.status == UITZONDERING
        and status.goedgekeurd_door is not None
        and status.herbeoordeling is not None
        and status.herbeoordeling > vandaag
    )
