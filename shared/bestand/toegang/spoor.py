"""Leaving a trail for the alarm rules, in the transaction of what left it.

lezing         somebody read a person; a list does not count: it shows everybody in it
verstrekking   somebody tried to disclose a decoy
weigering      somebody was refused
inname         another party's message was permitted by the gateway and refused by the own rules
log            the own file and the log do not agree on a message
partijbeeld    the gateway showed something of a party that this party did not say
onderhoud      the periodic work of this party did not run
leesspoor      somebody asked the trail; leesspoor-zelf: what he did himself
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from shared.bestand.toegang.tabellen import AlarmspoorRij
from shared.partij.poorten.meegaand import alle_rijen

Spoorsoort = Literal[
    "lezing", "verstrekking", "weigering", "inname", "log", "partijbeeld", "leesspoor",
    "leesspoor-zelf", "onderhoud",
]  # fmt: skip
LEZING: Spoorsoort = "lezing"
VERSTREKKING: Spoorsoort = "verstrekking"
WEIGERING: Spoorsoort = "weigering"
INNAME: Spoorsoort = "inname"
LOG: Spoorsoort = "log"
PARTIJBEELD: Spoorsoort = "partijbeeld"
ONDERHOUD: Spoorsoort = "onderhoud"
LEESSPOOR: Spoorsoort = "leesspoor"
LEESSPOOR_ZELF: Spoorsoort = "leesspoor-zelf"
_RUIMTE = uuid.UUID("3f6d3c1e-5a53-5d0c-9a33-0d3f5a8f6a11")


def laat_spoor_na(
    sessie: Session,
    nu: datetime,
    soort: Spoorsoort,
    medewerker: str,
    personen: Iterable[str | None],
) -> None:
    """One row for each person, and one for None."""
    sessie.add_all(
        AlarmspoorRij(
            tijdstip=nu, soort=soort, medewerker=medewerker, persoon_id=persoon, geteld=False
        )
        for persoon in personen
    )


def meld_tegen_regels(sessie: Session, nu: datetime, partij: str) -> None:
    """A message of this party was permitted that the own rules refuse."""
    sessie.add(AlarmspoorRij(tijdstip=nu, soort=INNAME, partij=partij, geteld=False))


def meld_verschil_met_log(sessie: Session, nu: datetime, partij: str) -> None:
    """A message of this party is in the own file and not in the log, or the other way about."""
    sessie.add(AlarmspoorRij(tijdstip=nu, soort=LOG, partij=partij, geteld=False))


def meld_partijbeeld(sessie: Session, nu: datetime, partij: str) -> None:
    """The gateway showed something of this party that it did not say about itself."""
    sessie.add(AlarmspoorRij(tijdstip=nu, soort=PARTIJBEELD, partij=partij, geteld=False))


def meld_onderhoud_uitgebleven(sessie: Session, nu: datetime, partij: str) -> None:
    """This party's periodic work did not run in time."""
    sessie.add(AlarmspoorRij(tijdstip=nu, soort=ONDERHOUD, partij=partij, geteld=False))


def onbekende(uitgever: str, sub: str) -> str:
    """A reference for a login without an authorisation; the same login gets the same one."""
    return str(uuid.uuid5(_RUIMTE, f"{uitgever}\n{sub}"))


ALARMSPOOR = alle_rijen(AlarmspoorRij)
