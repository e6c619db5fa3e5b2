"""What the command line shows."""

from __future__ import annotations

from shared.web.opdrachtlezer import ONJUIST_GEBRUIK as ONJUIST_GEBRUIK
from shared.web.opdrachtlezer import Opdrachtlezer as Opdrachtlezer
from shared.web.opdrachtlezer import veilig as veilig

GOED, FOUT = 0, 1
PERIODE_OMGEKEERD = "De eerste dag (--van) ligt na de laatste (--tot)."


def meervoud(aantal: int, een: str, meer: str) -> str:
    """`1 blad`, `2 bladen`."""
    return f"{aantal} {een if aantal == 1 else meer}"
