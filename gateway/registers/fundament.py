"""What every part of the gateway stands on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from gateway.registers.beeld import Beelden
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.logboek.schrijver import Logschrijver
from shared.tijd.klok import Klok


@dataclass(frozen=True)
class Fundament:
    """One set per process, safe to share.

    engine: the database; who only reads, makes it so. schrijver: the one way to write in it, with
    what goes into the log. beelden: the registers as they are now. vertrouwen: whose certificates
    count. klok: what time it is.
    """

    engine: Engine
    schrijver: Logschrijver
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    klok: Klok
