"""One version of an appointment, as the gateway has it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from shared.bericht.tijd import lees_utc
from shared.convenant.besluiten.aanstelling import (
    Aanstelling,
    OngeldigeAanstelling,
    lees_aanstelling,
)

OPEN, GELDIG, BEEINDIGD, VERVANGEN = "open", "geldig", "beeindigd", "vervangen"
STANDEN = (OPEN, GELDIG, BEEINDIGD, VERVANGEN)


@dataclass(frozen=True)
class Gelegd:
    """What lies before the parties, or lay. ``document`` is what they sign, ``digest`` over it.

    ``geldt``: in force today, by the gateway's day.
    """

    aanstelling: Aanstelling
    document: Mapping[str, Any]
    digest: str
    stand: str
    geldt: bool
    voorgelegd_door: str
    voorgelegd_op: datetime
    getekend_door: tuple[str, ...]
    wacht_op: tuple[str, ...]
    bladnummer: int | None
    beeindigd_door: str | None
    beeindigd_op: datetime | None

    @property
    def id(self) -> str:
        """The appointment's reference; all its versions share it."""
        return self.aanstelling.id

    @property
    def versie(self) -> int:
        """Which version this is."""
        return self.aanstelling.versie


def lees_gelegd(vorm: Mapping[str, Any]) -> Gelegd:
    """From the gateway's answer; ``ValueError`` where it cannot be read.

    The digest is taken over what will be shown, not over what the gateway says.
    """
    try:
        document = dict(vorm["aanstelling"])
        beeindigd_op = vorm["beeindigdOp"]
        return Gelegd(
            aanstelling=lees_aanstelling(document),
            document=document,
            digest=digest_header(jcs(document)),
            stand=str(vorm["stand"]),
            geldt=vorm["geldt"] is True,
            voorgelegd_door=str(vorm["voorgelegdDoor"]),
            voorgelegd_op=lees_utc(vorm["voorgelegdOp"]),
            getekend_door=tuple(vorm["getekendDoor"]),
            wacht_op=tuple(vorm["wachtOp"]),
            bladnummer=vorm["bladnummer"],
            beeindigd_door=vorm["beeindigdDoor"],
            beeindigd_op=None if beeindigd_op is None else lees_utc(beeindigd_op),
        )
    except (KeyError, TypeError, ValueError, OngeldigeAanstelling) as fout:
        raise ValueError("onleesbaar") from fout


def wachtende(gelegd: Iterable[Gelegd]) -> list[Gelegd]:
    """Of every appointment the newest version, if that still waits for signatures."""
    laatste: dict[str, Gelegd] = {}
    for een in gelegd:
        eerder = laatste.get(een.id)
        if eerder is None or eerder.versie < een.versie:
            laatste[een.id] = een
    return [een for een in laatste.values() if een.stand == OPEN]
