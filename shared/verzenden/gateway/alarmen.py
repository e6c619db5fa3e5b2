"""The alarms of this party that wait at the gateway, for whoever shows them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

from shared.partij.gatewayfouten import GatewayFout
from shared.partij.poorten.alarm import Openalarm, lees_alarm

_WACHT = ("nieuw", "in_behandeling")


class Alarmpoort(Protocol):
    """What gives alarms; the gateway client fits."""

    async def alarmen(self, status: str) -> list[dict[str, Any]]:
        """``GET /v1/alarmen``, every page. Raises ``GatewayFout``."""
        ...


async def open_alarmen(gateway: Alarmpoort) -> list[Openalarm]:
    """Those nobody has dealt with, the oldest first. Raises ``GatewayFout``."""
    gevonden = await asyncio.gather(*(gateway.alarmen(status) for status in _WACHT))
    # Between the two questions one may have been taken up.
    alarmen = {een.id: een for deel in gevonden for een in map(_lees, deel)}
    return sorted(alarmen.values(), key=lambda een: (een.tijdstip, een.id))


def _lees(vorm: Mapping[str, Any]) -> Openalarm:
    try:
        return lees_alarm(vorm)
    except ValueError:
        raise GatewayFout("De gateway gaf een alarm dat niet te lezen is.") from None
