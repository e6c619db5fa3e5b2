"""Hoe ver een willekeurige proef zoekt.

Bij elke run een stukje, steeds een ander; met `DRIEHOEK_VERDER=20` zoekt zij twintig keer zo ver.
"""

from __future__ import annotations

import os
from typing import Final

VERDER: Final = int(os.environ.get("DRIEHOEK_VERDER", "1"))


def omvang(gewoon: int) -> int:
    """Zoveel voorbeelden nu, van wie er gewoonlijk zoveel neemt."""
    return gewoon * VERDER
