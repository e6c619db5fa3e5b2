"""What saying something takes, put together once; who says it, the request tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends

from shared.bestand.toegang.medewerker import Medewerker
from shared.verzenden.uitbak.uitingwerk import Uitingwerk
from shared.verzenden.uitingen.dienst import Uitingbron, Uitingen
from shared.verzenden.uitingen.vragen import Tafelbron, Zeggen
from shared.verzenden.versturen.afhankelijkheden import Versturen
from shared.web.verzoek.onderdelen import van


class Spreekbron(Uitingbron, Tafelbron, Protocol):
    """All that is asked of the gateway about what is said."""


@dataclass(frozen=True)
class Spreken:
    """Makes the use cases of one official."""

    gateway: Spreekbron
    versturen: Versturen
    uitingwerk: Uitingwerk

    def titel_van(self, partij: str) -> str:
        """How a party is called in a sentence."""
        return self.versturen.dienst.regels.titel_van(partij)

    def zeggen(self, wie: Medewerker) -> Zeggen:
        """To ask whether it may be said."""
        v = self.versturen
        return Zeggen(wie, v.dienst, self.gateway, v.verstrekken(wie), self.uitingwerk, v.verzender)

    def uitingen(self, wie: Medewerker) -> Uitingen:
        """To see how it stands, and to tell what was said of it."""
        v = self.versturen
        return Uitingen(wie, v.dienst, self.gateway, self.uitingwerk, v.verzender)


SprekenAfh = Annotated[Spreken, Depends(van(Spreken))]
"""Parameter type for routers."""
