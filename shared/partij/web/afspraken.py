"""What a task or an action is by law, as the covenant file says it, for every answer about one."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from shared.convenant.begrippen import Convenantregels
from shared.partij.web.vormen import Uitvoermodel

AARD: Final = {
    "code": "inspanning",
    "zin": "inspanning, niet afdwingbaar bij de burgerlijke rechter",
}


class AardUit(Uitvoermodel):
    """What such an agreement is."""

    code: str
    zin: str = Field(description="Wat men erbij zegt.")


def aard_uit(regels: Convenantregels) -> AardUit:
    """As the covenant file says it."""
    return AardUit(code=regels.inspanning.aard, zin=regels.inspanning.zin)
