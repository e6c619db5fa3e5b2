"""Why a received message is refused, or kept apart in part: the codes of its receipt."""

from __future__ import annotations

from dataclasses import dataclass

HANDTEKENING, ANDERE_ONTVANGER, ONLEESBAAR = "HANDTEKENING", "ANDERE_ONTVANGER", "ONLEESBAAR"
NIET_HIER, VERNIETIGD, ANDERE_GROEP = "NIET_HIER", "VERNIETIGD", "ANDERE_GROEP"
REGELS, NIET_BEVESTIGD = "REGELS", "NIET_BEVESTIGD"
"""Codes of a receipt, as the covenant file has them (``[ontvangstredenen]``)."""
APART = "APART"
"""What a receipt says of a message that is accepted (``[aanvaardredenen]``): a text in it points at
somebody, and nobody reads it until somebody has decided."""


@dataclass(frozen=True)
class Weigering:
    """Why a message is refused: the code its receipt gives, and a sentence for the own log.

    The sentence holds nothing that came with the message. ``alarm``: the gateway permitted what
    this party's own rules refuse.
    """

    code: str
    zin: str
    alarm: bool = False
