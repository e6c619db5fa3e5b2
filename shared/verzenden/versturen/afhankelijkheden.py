"""What sending is made of, put together once; who sends, the request says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.dienst import Dienst
from shared.verzenden.samenstellen.beletsel import Beletsel
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.uitbak.verzender import Verzender
from shared.verzenden.versturen.eigentoets import Eigentoets
from shared.verzenden.versturen.herstellen import Herstellen
from shared.verzenden.versturen.verstrekken import Groepsbron, Verstrekken
from shared.web.verzoek.onderdelen import van


@dataclass(frozen=True)
class Versturen:
    """Makes the use cases of one official."""

    dienst: Dienst
    gateway: Groepsbron
    eigentoets: Eigentoets
    opslag: Verzendopslag
    verzender: Verzender
    beletsel: Beletsel

    def verstrekken(self, wie: Medewerker) -> Verstrekken:
        """To see what would leave, to send it, to ask."""
        return Verstrekken(
            wie, self.dienst, self.gateway, self.eigentoets, self.opslag, self.verzender,
            self.beletsel,
        )  # fmt: skip

    def herstellen(self, wie: Medewerker) -> Herstellen:
        """To compose anew what did not arrive."""
        return Herstellen(wie, self.dienst, self.opslag.zegel, self.verstrekken(wie))


EigentoetsAfh = Annotated[Eigentoets, Depends(van(Eigentoets))]
VersturenAfh = Annotated[Versturen, Depends(van(Versturen))]
"""Parameter types for routers."""
