"""Whom a message, a task or a meeting can be addressed to: references with a function.

The gateway knows every party's authorisations without names; the names of one's own colleagues
come from the own file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from shared.bestand.toegang.autorisaties import Autorisaties
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.gateway.poort import Document

_PER_KEER = 500


@dataclass(frozen=True)
class Collega:
    """Somebody of one of the parties; ``naam`` only of the own party."""

    id: str
    partij: str
    functie: str
    geldig_tot: date
    geldig: bool
    naam: str | None


class Collegabron(Protocol):
    """Where is asked who works at every party; the gateway client fits."""

    async def collegas(self) -> list[Document]:
        """Everybody's registered authorisations: reference, party and function; no names."""
        ...


async def collegas(
    dienst: Dienst, bron: Collegabron, partij: str | None, functie: str | None
) -> list[Collega]:
    """In order of id. Raises ``GatewayFout`` when the gateway gives no list."""
    namen = await asyncio.to_thread(_namen, dienst)
    gevonden = [_collega(rij, namen) for rij in await bron.collegas()]
    past = [
        een for een in gevonden if partij in (None, een.partij) and functie in (None, een.functie)
    ]
    return sorted(past, key=lambda een: een.id)


def na(gevonden: Sequence[Collega], sleutel: str | None) -> list[Collega]:
    """What comes after the key of an earlier page."""
    return [een for een in gevonden if sleutel is None or een.id > sleutel]


def _namen(dienst: Dienst) -> dict[str, str]:
    with dienst.lezend() as sessie:
        register = Autorisaties(sessie, dienst.kluis, dienst.klok)
        return dict(_alle_namen(register))


def _alle_namen(register: Autorisaties) -> Iterator[tuple[str, str]]:
    laatste: str | None = None
    while True:
        deel = register.lijst(na=laatste, limiet=_PER_KEER)
        yield from ((een.id, een.gegevens.naam) for een in deel)
        if len(deel) < _PER_KEER:
            return
        laatste = deel[-1].id


def _collega(rij: Mapping[str, Any], namen: Mapping[str, str]) -> Collega:
    try:
        kenmerk = str(rij["id"])
        return Collega(
            id=kenmerk,
            partij=str(rij["partij"]),
            functie=str(rij["functie"]),
            geldig_tot=date.fromisoformat(str(rij["geldigTot"])),
            geldig=rij["geldig"] is True,
            naam=namen.get(kenmerk),
        )
    except (KeyError, ValueError):
        raise GatewayFout("De gateway gaf een lijst van medewerkers die niet klopt.") from None
