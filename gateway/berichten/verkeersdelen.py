"""What the ways through the gateway are made of: of a message, and of content that comes later."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.berichten.antwoorden import Antwoorden
from gateway.berichten.doorgeven import Doorgever
from gateway.logboek.verantwoording import Verantwoording
from gateway.registers.beeld import Fundament


@dataclass(frozen=True)
class Verkeersdelen:
    """One set per process, shared by all who use it."""

    fundament: Fundament
    antwoorden: Antwoorden
    doorgever: Doorgever
    verantwoording: Verantwoording
