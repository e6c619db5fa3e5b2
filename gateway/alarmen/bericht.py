"""How parties hear of an alarm: an event for their system, a letter for their people.

Neither says whom it is about: that is read at the gateway, by who may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from gateway.alarmen.begrippen import Alarmstand
from shared.alarmen.regels import Alarmregels
from shared.bericht.tijd import utc_tekst
from shared.meldingen.gebeurtenis import CloudEvent, bron_urn
from shared.meldingen.kanalen import namen
from shared.meldingen.mail import Brief
from shared.meldingen.opslag import Meldingenbak
from shared.web.instellingen.bezorging import Meldingbestemming

TYPE = "nl.driehoek.alarm.gemeld"
_SYSTEEM = "driehoek-gateway"


@dataclass(frozen=True, slots=True)
class Berichtgeving:
    """Tells the parties. `url`: the gateway's public address; `bestemmingen`: by party."""

    regels: Alarmregels
    oin: str
    url: str
    bestemmingen: Mapping[str, Meldingbestemming]

    def zet(self, verbinding: Connection, alarm: Alarmstand) -> None:
        """Promise the news of this alarm to all it concerns, in the caller's transaction."""
        wegen = [
            naam
            for partij in alarm.partijen
            if partij in self.bestemmingen
            for naam in namen(self.bestemmingen[partij], partij)
        ]
        Meldingenbak(verbinding).zet(self.gebeurtenis(alarm), wegen, alarm.gewijzigd_op)

    def gebeurtenis(self, alarm: Alarmstand) -> CloudEvent:
        """The event: what was seen, how much, and where to look."""
        return CloudEvent(
            id=f"{alarm.id}-{alarm.versie}",
            source=bron_urn(self.oin, _SYSTEEM),
            type=TYPE,
            subject=alarm.id,
            time=alarm.gewijzigd_op,
            data={
                "regel": alarm.regel,
                "titel": self._titel(alarm.regel),
                "ernst": alarm.ernst,
                "status": alarm.status,
                "aantal": alarm.aantal,
                "van": utc_tekst(alarm.begin),
                "tot": utc_tekst(alarm.einde),
                "partijen": list(alarm.partijen),
                "bladnummer": alarm.bladnummer,
                "adres": f"{self.url}/alarmen/{alarm.id}",
            },
        )

    def brief(self, gebeurtenis: CloudEvent) -> Brief:
        """The letter: what happened, what to do, where to look."""
        data = gebeurtenis.data
        regel = self.regels.regel(str(data["regel"]))
        zone = ZoneInfo(self.regels.werktijd.zone)
        moment = gebeurtenis.time.astimezone(zone).strftime("%d-%m-%Y om %H.%M uur")
        doen = "Bekijk het alarm." if regel is None else regel.wat_te_doen
        tekst = (
            f"Er is een alarm in Driehoek, van {moment}.\n\n"
            f"Wat er is gezien: {data['titel']} ({data['aantal']} keer).\n"
            f"Ernst: {data['ernst']}.\n\n"
            f"Wat u nu doet\n"
            f"1. Bekijk het alarm: {data['adres']}\n"
            f"2. Neem het over, zodat anderen weten dat u ermee bezig bent.\n"
            f"3. {doen}\n"
            f"4. Handel het af en zeg of het alarm terecht was.\n\n"
            f"In deze mail staat niet om wie het gaat. Dat ziet u alleen in Driehoek.\n"
        )
        return Brief(f"Alarm ({data['ernst']}): {data['titel']}", tekst)

    def _titel(self, naam: str) -> str:
        regel = self.regels.regel(naam)
        return naam if regel is None else regel.titel
