"""Shapes on the wire: what a proof bundle is asked for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gateway.web.vormen import Kenmerk, Periode, Vorm
from shared.web.verzoek.vormen import Geheel

MAX_BLADNUMMERS = 2000
"""Leaf numbers in one question: the question itself must fit in a leaf of the log."""


class Bundelvraag(Vorm):
    """What a proof bundle must hold; exactly one of the four."""

    bladnummers: list[Annotated[Geheel, Field(ge=0, lt=2**53)]] | None = Field(
        default=None, min_length=1, max_length=MAX_BLADNUMMERS
    )
    bericht: Kenmerk | None = None
    groep: Kenmerk | None = None
    periode: Periode | None = None
