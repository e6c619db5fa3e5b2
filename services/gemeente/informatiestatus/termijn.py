"""Until when somebody must have had the letter: the earliest of three days (AVG 14(3), reading J2).

One month after the data were recorded; the day of the first contact; the day on which something was
given to another party for the first time. Who left the group before anything was shared needs no
letter; who left after that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.gemeente.gegevens.bronnen import AanbodRij, AangesprokenRij
from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.convenant.begrippen import Convenantregels, Plichtregel
from shared.convenant.termijnen import Termijn, datum_nl, plus
from shared.partij.poorten.taak import Taak
from shared.partij.poorten.werkbron import Werkblik
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus

_PLICHT = "INFORMEREN"
_KAN_ER_ZIJN = (
    Verzendstatus.AFGELEVERD,
    Verzendstatus.ONDERWEG,
    Verzendstatus.BEWIJS_ONVOLDOENDE,
)
"""Sent, as far as anybody can exclude: what may have arrived was given."""


class Termijnaanleiding(StrEnum):
    """From what the last day follows."""

    VASTLEGGING = "vastlegging"
    CONTACT = "eerste_contact"
    VERSTREKKING = "eerste_verstrekking"


@dataclass(frozen=True, slots=True)
class Informeertermijn:
    """Of one person: until when, why then, since when that is known, and in which groups he is."""

    persoon_id: str
    groepen: tuple[str, ...]
    sinds: datetime
    aanleiding: Termijnaanleiding
    uiterlijk: date


def informeerplicht(regels: Convenantregels, partij: str) -> Plichtregel | None:
    """The covenant's row that asks this party to inform."""
    for rij in regels.plichten:
        if rij.code == _PLICHT and (rij.naar is None or partij in rij.naar):
            return rij
    return None


def termijnen(
    sessie: Session, plicht: Plichtregel, taak: Taak, persoon: str | None = None
) -> Iterator[Informeertermijn]:
    """Of everybody (or this one) whom the duty is about, within a task; in order of their ids."""
    termijn = plicht.termijn
    if termijn is None:
        return
    feiten = _Feiten(sessie, taak)
    leden = (
        select(GroepslidRij)
        .join(PersoonRij, PersoonRij.id == GroepslidRij.persoon_id)
        .where(taak.rijen(GroepslidRij.groep), PersoonRij.vernietigd_op.is_(None))
        .order_by(GroepslidRij.persoon_id, GroepslidRij.groep)
    )
    if persoon is not None:
        leden = leden.where(GroepslidRij.persoon_id == persoon)
    for wie, rijen in groupby(sessie.scalars(leden), key=lambda rij: rij.persoon_id):
        zijn = [r for r in rijen if plicht.categorieen is None or r.categorie in plicht.categorieen]
        gevonden = feiten.termijn(wie, zijn, termijn)
        if gevonden is not None:
            yield gevonden


def termijnen_nu(blik: Werkblik) -> Mapping[str, Informeertermijn]:
    """Of everybody whom the duty is about, in the task of who looks; for `Werkblik.eens`."""
    plicht = informeerplicht(blik.regels, blik.partij)
    if plicht is None:
        return {}
    return {een.persoon_id: een for een in termijnen(blik.sessie, plicht, blik.taak)}


def statussen_nu(blik: Werkblik) -> Mapping[str, InformatiestatusRij]:
    """What was recorded about informing each of them; for `Werkblik.eens`."""
    rij = InformatiestatusRij
    personen = sorted(blik.eens(termijnen_nu))
    vraag = select(rij).where(rij.persoon_id.in_(personen))
    return {een.persoon_id: een for een in blik.sessie.scalars(vraag)} if personen else {}


class _Feiten:
    """What happened with everybody's data within a task, read once."""

    def __init__(self, sessie: Session, taak: Taak) -> None:
        self._ontvangen = _eerste(
            sessie,
            _per(OntvangenGegevenRij.persoon_id, OntvangenGegevenRij.ontvangen_op).where(
                taak.rijen(OntvangenGegevenRij.groep)
            ),
        )
        self._verstrekt = _eerste(
            sessie,
            _per(UitgaandOnderdeelRij.persoon_id, UitgaandRij.gemaakt_op)
            .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
            .where(taak.rijen(UitgaandRij.groep), UitgaandRij.status.in_(_KAN_ER_ZIJN)),
        )
        contacten = [
            _eerste(
                sessie,
                _per(rij.persoon_id, rij.aangemaakt_op)
                .join(GroepslidRij, GroepslidRij.persoon_id == rij.persoon_id)
                .where(
                    taak.rijen(GroepslidRij.groep),
                    rij.aangemaakt_op >= GroepslidRij.aangemaakt_op,
                ),
            )
            for rij in (AangesprokenRij, AanbodRij)
        ]
        self._contact = {
            wie: min(een[wie] for een in contacten if wie in een)
            for wie in {persoon for een in contacten for persoon in een}
        }

    def termijn(
        self, wie: str, leden: list[GroepslidRij], termijn: Termijn
    ) -> Informeertermijn | None:
        """The earliest day; ``None`` for who is in no group, or left before anything was shared."""
        ontvangen, verstrekt = self._ontvangen.get(wie), self._verstrekt.get(wie)
        er_nog_in = [lid for lid in leden if lid.beeindigd_op is None]
        if not leden or not (er_nog_in or ontvangen or verstrekt):
            return None
        vastgelegd = min(lid.aangemaakt_op for lid in leden)
        momenten = [(Termijnaanleiding.VASTLEGGING, min(filter(None, (vastgelegd, ontvangen))))]
        momenten += [
            (waarom, moment)
            for waarom, moment in (
                (Termijnaanleiding.CONTACT, self._contact.get(wie)),
                (Termijnaanleiding.VERSTREKKING, verstrekt),
            )
            if moment is not None
        ]
        dag, waarom, sinds = min(
            (
                plus(datum_nl(moment), termijn)
                if waarom is Termijnaanleiding.VASTLEGGING
                else datum_nl(moment),
                waarom,
                moment,
            )
            for waarom, moment in momenten
        )
        groepen = tuple(dict.fromkeys(lid.groep for lid in er_nog_in or leden))
        return Informeertermijn(wie, groepen, sinds, waarom, dag)


def _per(
    persoon: InstrumentedAttribute[str], moment: InstrumentedAttribute[datetime]
) -> Select[str, datetime]:
    return select(persoon, func.min(moment)).group_by(persoon)


def _eerste(sessie: Session, vraag: Select[str, datetime]) -> Mapping[str, datetime]:
    return {rij[0]: rij[1] for rij in sessie.execute(vraag)}
