"""What the covenant file says that follows on a granted request. Pure."""

from __future__ import annotations

from typing import Final

BEPERKEN: Final = "beperken"
VERBETEREN: Final = "verbeteren"
