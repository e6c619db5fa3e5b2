"""What the witness of a running service consists of, and how a router gets hold of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from shared.logboek.notitie import Verificatiesleutel
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.getuigen.logalarmen import Alarmboek
from shared.verzenden.getuigen.medeondertekenaar import Medeondertekenaar
from shared.verzenden.getuigen.poort import Consistentiebron
from shared.web.verzoek.onderdelen import van


@dataclass(frozen=True)
class Getuigendienst:
    """``meld_verder``: there may be an alarm to tell; ``hervat``: sending may go on again."""

    bron: Consistentiebron
    getuige: Getuige
    alarmboek: Alarmboek
    medeondertekenaar: Medeondertekenaar | None
    logsleutel: Verificatiesleutel
    gateway_oin: str
    meld_verder: Callable[[], None]
    hervat: Callable[[], None]


GetuigenAfh = Annotated[Getuigendienst, Depends(van(Getuigendienst))]
"""Parameter type for routers."""
