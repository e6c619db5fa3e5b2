"""What the ways through the gateway are made of: of a message, and of content that comes later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from gateway.berichten.antwoorden import Antwoorden
from gateway.berichten.doorgeven import Doorgever
from gateway.logboek.verantwoording import Verantwoording
from gateway.registers.beeld import Beelden
from shared.bericht.certificaten import Vertrouwenslijst
from shared.logboek.schrijver import Logschrijver


@dataclass(frozen=True)
class Verkeersdelen:
    """One set per process, shared by all who use it."""

    engine: Engine
    beelden: Beelden
    schrijver: Logschrijver
    antwoorden: Antwoorden
    doorgever: Doorgever
    vertrouwen: Vertrouwenslijst
    verantwoording: Verantwoording
    klok: Callable[[], datetime]
