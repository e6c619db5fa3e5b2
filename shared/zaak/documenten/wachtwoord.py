"""A password to be read out: strong, and without characters that are mistaken for each other.

32 characters to choose from and 20 of them: 100 bits. It is shown once and kept nowhere.
"""

from __future__ import annotations

import secrets
from typing import Final

TEKENS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
"""Lower case without l and o, digits without 0 and 1."""
GROEPEN: Final = 5
GROEPSGROOTTE: Final = 4


def nieuw_wachtwoord() -> str:
    """Groups of characters with a hyphen between them, such as ``k7mp-…``."""
    groepen = (
        "".join(secrets.choice(TEKENS) for _ in range(GROEPSGROOTTE)) for _ in range(GROEPEN)
    )
    return "-".join(groepen)
