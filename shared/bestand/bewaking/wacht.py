"""Watching over the own file: the trail through the alarm rules, beside all requests.

A row of the trail is marked as counted in the transaction that keeps the alarm and promises it to
the gateway, so nothing is missed and nothing is told twice. What counts towards the next alarm is
found again in the trail, which is kept as long as the longest window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from shared.alarmen.beoordeling import Alarm, Beoordelaar, Gebeurtenis
from shared.alarmen.regels import Alarmregels, Bron
from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.tijd import utc_tekst
from shared.bestand.bewaking.lokrecords import Lokrecords
from shared.bestand.bewaking.tabellen import EigenalarmRij
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.toegang.spoor import (
    INNAME,
    LEESSPOOR,
    LEESSPOOR_ZELF,
    LEZING,
    LOG,
    ONDERHOUD,
    PARTIJBEELD,
    WEIGERING,
)
from shared.bestand.toegang.tabellen import AlarmspoorRij
from shared.meldingen.gebeurtenis import CloudEvent, bron_urn
from shared.meldingen.kanaal import BezorgingMislukt
from shared.meldingen.opslag import Meldingenbak
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.dienst import Dienst
from shared.partij.fouten import PartijFout
from shared.partij.gatewayfouten import GatewayFout
from shared.tijd.kenmerk import uuid7
from shared.web.proces.achtergrond import steeds

GATEWAY = "gateway/alarmen"
"""The destination in the outbox; `Aangiftekanaal` takes it there."""
TYPE = "nl.driehoek.alarm.aangifte"
_BRON: Bron = "bestand"
_PORTIE = 500
_VAN_PARTIJ = {
    INNAME: "inname.tegen-regels", LOG: "log.verschil", PARTIJBEELD: "partij.niet-van-haar",
}  # fmt: skip
_VAN_MEDEWERKER = {
    WEIGERING: "weigering", LEESSPOOR: "leesspoor.vraag", LEESSPOOR_ZELF: "leesspoor.zelf",
}  # fmt: skip
_log = structlog.get_logger(__name__)


class Aangiftepoort(Protocol):
    """What reports an alarm; the gateway client fits."""

    async def meld_alarm(self, document: Mapping[str, JsonWaarde]) -> int:
        """Signed ``POST /v1/alarmen``; the leaf's number. Raises ``GatewayFout``."""
        ...


class Aangiftekanaal:
    """``Kanaal`` to the gateway; never gives up: the alarm belongs in the log."""

    def __init__(self, gateway: Aangiftepoort) -> None:
        self._gateway = gateway

    async def bezorg(self, gebeurtenis: CloudEvent) -> None:
        try:
            await self._gateway.meld_alarm(gebeurtenis.data)
        except (GatewayFout, PartijFout) as fout:
            raise BezorgingMislukt(fout.melding, blijf=True) from fout


class Bestandswacht:
    """One per process. `wek`: called when there is something to deliver."""

    def __init__(
        self, dienst: Dienst, lezen: SessieMaker, regels: Alarmregels, oin: str,
        eigen: Iterable[str], wek: Callable[[], None],
    ) -> None:  # fmt: skip
        self._dienst = dienst
        self._lezen = lezen
        self._regels = regels
        self._bron = bron_urn(oin, f"driehoek-{dienst.partij.code}")
        self._eigen = tuple(eigen)
        self._wek = wek
        self._beoordelaar: Beoordelaar | None = None

    async def draai(self) -> None:
        """Judges what was left since, until cancelled. After a fault it begins anew."""
        rust = self._dienst.instellingen.limieten.alarmronde_seconden
        wat, verwacht = "het eigen bestand bewaken", (DatabankFout,)
        await steeds(wat, self._beurt, rust, eerst_rust=True, verwacht=verwacht)

    async def _beurt(self) -> bool:
        try:
            return await self.ronde()
        except Exception:
            self._beoordelaar = None
            raise

    async def ronde(self) -> bool:
        """One portion of the trail; whether there was any."""
        if not await in_draad(self._is_er_iets):
            return False
        alarmen = await in_draad(self._beoordeel)
        for alarm in alarmen:
            _log.warning("alarm", soort=alarm.regel.naam, aantal=alarm.aantal)
        if alarmen:
            self._wek()
        return True

    def _is_er_iets(self) -> bool:
        """Without the write lock, which on SQLite everybody needs."""
        with transactie(self._lezen) as sessie:
            vraag = select(AlarmspoorRij.nummer).where(AlarmspoorRij.geteld.is_(False)).limit(1)
            return sessie.scalar(vraag) is not None

    def _beoordeel(self) -> Sequence[Alarm]:
        with self._dienst.transactie() as sessie:
            beoordelaar = self._beoordelaar or self._begin(sessie)
            # If this transaction fails, the fold counted what is not marked: begin anew then.
            self._beoordelaar = None
            vraag = select(AlarmspoorRij).where(AlarmspoorRij.geteld.is_(False))
            rijen = sessie.scalars(vraag.order_by(AlarmspoorRij.nummer).limit(_PORTIE)).all()
            alarmen = beoordelaar.neem(self._gebeurtenissen(sessie, rijen))
            for rij in rijen:
                rij.geteld = True
            for alarm in alarmen:
                self._bewaar(sessie, alarm)
            if rijen:
                self._ruim_op(sessie, beoordelaar, rijen[-1].tijdstip)
        self._beoordelaar = beoordelaar
        return alarmen

    def _begin(self, sessie: Session) -> Beoordelaar:
        """The fold as it was, out of the trail that was counted and the last alarms."""
        rij = EigenalarmRij
        vraag = select(rij.regel, rij.onderwerp, func.max(rij.stil_tot))
        stil = {
            (regel, wie): tot
            for regel, wie, tot in sessie.execute(vraag.group_by(rij.regel, rij.onderwerp))
        }
        beoordelaar = Beoordelaar(self._regels, _BRON, stil)
        geteld = select(AlarmspoorRij).where(AlarmspoorRij.geteld).order_by(AlarmspoorRij.nummer)
        beoordelaar.neem(self._gebeurtenissen(sessie, sessie.scalars(geteld).all()))
        return beoordelaar

    def _gebeurtenissen(
        self, sessie: Session, rijen: Sequence[AlarmspoorRij]
    ) -> Iterator[Gebeurtenis]:
        personen = [rij.persoon_id for rij in rijen if rij.persoon_id is not None]
        lokrecords = Lokrecords(sessie, self._dienst.klok).hiervan(personen)
        groepen = Groepsleden(sessie)
        for rij in rijen:
            yield from uit_spoor(rij, lokrecords, groepen.groepen_van)

    def _bewaar(self, sessie: Session, alarm: Alarm) -> None:
        nu = self._dienst.klok()
        kenmerk = uuid7(nu)
        sessie.add(
            EigenalarmRij(
                id=kenmerk, tijdstip=nu, regel=alarm.regel.naam, ernst=alarm.regel.ernst,
                per=alarm.regel.per, onderwerp=alarm.onderwerp, begin=alarm.begin,
                einde=alarm.einde, stil_tot=alarm.stil_tot, aantal=alarm.aantal,
            )
        )  # fmt: skip
        aangifte: dict[str, JsonWaarde] = {
            "id": kenmerk,
            "regel": alarm.regel.naam,
            "onderwerp": alarm.onderwerp,
            "begin": utc_tekst(alarm.begin),
            "einde": utc_tekst(alarm.einde),
            "aantal": alarm.aantal,
        }
        bericht: dict[str, JsonWaarde] = {
            "titel": alarm.regel.titel,
            "ernst": alarm.regel.ernst,
            "watTeDoen": alarm.regel.wat_te_doen,
            "adres": f"{self._dienst.instellingen.server.publieke_url}/alarmen/{kenmerk}",
        }
        bak = Meldingenbak(sessie.connection())
        bak.zet(self._gebeurtenis(kenmerk, "aangifte", nu, aangifte), [GATEWAY], nu)
        bak.zet(self._gebeurtenis(kenmerk, "alarm", nu, bericht), self._eigen, nu)

    def _gebeurtenis(
        self, kenmerk: str, wat: str, nu: datetime, data: Mapping[str, JsonWaarde]
    ) -> CloudEvent:
        return CloudEvent(
            id=f"{kenmerk}-{wat}", source=self._bron, type=TYPE, subject=kenmerk, time=nu, data=data
        )

    def _ruim_op(self, sessie: Session, beoordelaar: Beoordelaar, tot: datetime) -> None:
        """What no rule can count any more, as of the trail itself: it may be far behind."""
        beoordelaar.vergeet(tot)
        grens = tot - beoordelaar.langste_venster
        sessie.execute(
            delete(AlarmspoorRij).where(AlarmspoorRij.geteld, AlarmspoorRij.tijdstip < grens)
        )


def uit_spoor(
    rij: AlarmspoorRij,
    lokrecords: Mapping[str, datetime],
    groepen_van: Callable[[str], Iterable[str]],
) -> Iterator[Gebeurtenis]:
    """What the rules count in one row of the trail, in a fixed order.

    ``lokrecords``: since when each decoy is one; what was read before that was read in good faith.
    """
    if rij.soort in _VAN_PARTIJ and rij.partij is not None:
        van = {"partij": rij.partij}
        yield Gebeurtenis(rij.nummer, rij.tijdstip, _VAN_PARTIJ[rij.soort], van)
    if rij.soort == ONDERHOUD and rij.partij is not None:
        van = {"partij": rij.partij}
        yield Gebeurtenis(rij.nummer, rij.tijdstip, "onderhoud.uitgebleven", van)
    if rij.medewerker is None:
        return
    wie = {"medewerker": rij.medewerker}
    if rij.soort in _VAN_MEDEWERKER:
        yield Gebeurtenis(rij.nummer, rij.tijdstip, _VAN_MEDEWERKER[rij.soort], wie)
    elif rij.persoon_id is not None:
        yield from _over_persoon(rij, rij.persoon_id, wie, lokrecords, groepen_van)


def _over_persoon(
    rij: AlarmspoorRij,
    persoon_id: str,
    wie: Mapping[str, str],
    lokrecords: Mapping[str, datetime],
    groepen_van: Callable[[str], Iterable[str]],
) -> Iterator[Gebeurtenis]:
    met_persoon = {**wie, "persoon": persoon_id}
    if rij.soort == LEZING:
        yield Gebeurtenis(rij.nummer, rij.tijdstip, "lezing.persoon", met_persoon)
        for volg, groep in enumerate(sorted(groepen_van(persoon_id))):
            kenmerken = {**wie, "groep": groep}
            yield Gebeurtenis(rij.nummer, rij.tijdstip, "lezing.groep", kenmerken, volg=volg)
    sinds = lokrecords.get(persoon_id)
    if sinds is not None and sinds <= rij.tijdstip:
        yield Gebeurtenis(rij.nummer, rij.tijdstip, "lokrecord", met_persoon)
