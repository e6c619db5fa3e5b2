"""Hoe ver een willekeurige proef zoekt.

Bij elke run een stukje, steeds een ander, en in een steekproef de helft daarvan; met
`DRIEHOEK_VERDER=20` zoekt zij twintig keer zo ver.
"""

from __future__ import annotations

import os
from typing import Final

from tests.hulp.verdeling import is_steekproef

VERDER: Final = int(os.environ.get("DRIEHOEK_VERDER", "1"))


def omvang(gewoon: int) -> int:
    """Zoveel voorbeelden nu, van wie er gewoonlijk zoveel neemt."""
    return max(1, gewoon * VERDER // (2 if is_steekproef() else 1))
