"""For what a group's approach keeps something of a person: each has a key of its own."""

from __future__ import annotations

from enum import StrEnum


class Doel(StrEnum):
    """``ontvangen``: what came with messages. ``werk``: what this party sent or noted for it."""

    ONTVANGEN = "ontvangen"
    WERK = "werk"
