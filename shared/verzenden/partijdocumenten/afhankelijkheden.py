"""What follows when somebody judged what a party says about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from shared.web.verzoek.onderdelen import van


@dataclass(frozen=True)
class Documentendienst:
    """``na_oordeel``: who believes which certificates is looked up again, and what waited goes."""

    na_oordeel: Callable[[], None]


DocumentenAfh = Annotated[Documentendienst, Depends(van(Documentendienst))]
"""Parameter type for routers."""
