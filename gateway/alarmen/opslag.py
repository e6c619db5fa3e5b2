"""Queries on alarms. Works on the connection it is given; no commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from gateway.alarmen.begrippen import Alarmstand
from gateway.alarmen.gebeurtenissen import Bericht
from gateway.alarmen.tabellen import AlarmpartijRij, AlarmRij, AlarmstandRij
from gateway.registers.berichten import Berichtenregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.tabellen import PartijRij
from shared.convenant.begrippen import Convenantregels

_ID = 1
_KOLOMMEN = tuple(getattr(AlarmRij, veld.name) for veld in fields(Alarmstand))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which alarms. `zichtbaar_voor`: only what this party may see; None for everything."""

    zichtbaar_voor: str | None = None
    status: str | None = None
    regel: str | None = None
    partij: str | None = None
    van: datetime | None = None
    tot: datetime | None = None


class Alarmregister:
    """The alarms, and up to where the log was judged."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def voeg_toe(self, alarm: Alarmstand) -> None:
        """Keep a new alarm and who hears of it."""
        self._verbinding.execute(insert(AlarmRij).values(**asdict(alarm)))
        for partij in alarm.partijen:
            self._verbinding.execute(insert(AlarmpartijRij).values(alarm=alarm.id, partij=partij))

    def wijzig(self, alarm: Alarmstand) -> None:
        """The alarm is this now."""
        velden = asdict(alarm)
        del velden["id"]
        self._verbinding.execute(update(AlarmRij).where(AlarmRij.id == alarm.id).values(**velden))

    def een(self, kenmerk: str, zichtbaar_voor: str | None = None) -> Alarmstand | None:
        """The alarm with this id, if that party may see it."""
        vraag = select(*_KOLOMMEN).where(AlarmRij.id == kenmerk)
        rij = self._verbinding.execute(vraag).one_or_none()
        if rij is None:
            return None
        alarm = Alarmstand(*rij)
        if zichtbaar_voor is not None and zichtbaar_voor not in alarm.partijen:
            return None
        return alarm

    def pagina(
        self, filter_: Filter, na: str | None, aantal: int
    ) -> tuple[Sequence[Alarmstand], bool]:
        """At most `aantal`, newest first, after `na`; and whether there are more."""
        vraag = select(*_KOLOMMEN).order_by(AlarmRij.id.desc()).limit(aantal + 1)
        for kolom, waarde in (
            (AlarmRij.status, filter_.status),
            (AlarmRij.regel, filter_.regel),
        ):
            if waarde is not None:
                vraag = vraag.where(kolom == waarde)
        for partij in (filter_.zichtbaar_voor, filter_.partij):
            if partij is not None:
                van_partij = select(AlarmpartijRij.alarm).where(AlarmpartijRij.partij == partij)
                vraag = vraag.where(AlarmRij.id.in_(van_partij))
        if filter_.van is not None:
            vraag = vraag.where(AlarmRij.tijdstip >= filter_.van)
        if filter_.tot is not None:
            vraag = vraag.where(AlarmRij.tijdstip < filter_.tot)
        if na is not None:
            vraag = vraag.where(AlarmRij.id < na)
        gevonden = [Alarmstand(*rij) for rij in self._verbinding.execute(vraag)]
        return gevonden[:aantal], len(gevonden) > aantal

    def stil(self, na: datetime) -> dict[tuple[str, str], datetime]:
        """Until when each rule on the log is silent about a subject, as far as after `na`."""
        vraag = (
            select(AlarmRij.regel, AlarmRij.onderwerp, func.max(AlarmRij.stil_tot))
            .where(AlarmRij.bron == "log", AlarmRij.stil_tot > na)
            .group_by(AlarmRij.regel, AlarmRij.onderwerp)
        )
        return {(regel, wie): tot for regel, wie, tot in self._verbinding.execute(vraag)}

    def beoordeeld_tot(self) -> int | None:
        """The size of the log that was judged; None when it never was."""
        return self._verbinding.scalar(select(AlarmstandRij.grootte))

    def onthoud(self, grootte: int) -> None:
        """The log was judged up to here."""
        geraakt = self._verbinding.execute(update(AlarmstandRij).values(grootte=grootte))
        if geraakt.rowcount == 0:
            self._verbinding.execute(insert(AlarmstandRij).values(id=_ID, grootte=grootte))

    def actieve_partijen(self) -> list[str]:
        """Codes of the parties that take part."""
        vraag = select(PartijRij.code).where(PartijRij.actief).order_by(PartijRij.code)
        return list(self._verbinding.scalars(vraag))


class Registerkennis:
    """`Kennis` out of the registers, as they are in this transaction."""

    def __init__(self, verbinding: Connection, regels: Convenantregels) -> None:
        self._regels = regels
        self._berichten = Berichtenregister(verbinding)
        self._groepen = Groepenregister(verbinding)

    def bericht(self, kenmerk: str) -> Bericht | None:
        stand = self._berichten.een(kenmerk)
        return None if stand is None else Bericht(stand.afzender, stand.ontvanger, stand.groep)

    def loopt(self, groep: str) -> bool:
        gevonden = self._groepen.een(groep)
        return gevonden is not None and gevonden.loopt

    def is_poging(self, reden: str) -> bool:
        tekst = self._regels.redenen.get(reden)
        return tekst is not None and tekst.poging


def verwijder_alarmen(verbinding: Connection, bladnummers: Sequence[int]) -> None:
    """Forget the alarms whose leaf loses its content: what they say goes with it."""
    weg = select(AlarmRij.id).where(AlarmRij.bladnummer.in_(bladnummers))
    verbinding.execute(delete(AlarmpartijRij).where(AlarmpartijRij.alarm.in_(weg)))
    verbinding.execute(delete(AlarmRij).where(AlarmRij.bladnummer.in_(bladnummers)))
