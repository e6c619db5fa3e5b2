"""What who watches the log asks of the gateway."""

from __future__ import annotations

from typing import Protocol


class Consistentiebron(Protocol):
    """Where a consistency proof comes from; the gateway client fits."""

    async def consistentie(self, van: int, tot: int) -> list[bytes]:
        """The RFC 6962 proof that the tree of size ``van`` is a prefix of the one of ``tot``."""
        ...
