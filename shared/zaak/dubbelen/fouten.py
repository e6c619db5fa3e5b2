"""The error of who stands in the file twice."""

from __future__ import annotations

from shared.partij.fouten import Conflict


class NogDubbel(Conflict):
    """Nobody said yet whether it is he. ``pad``: where one says it."""

    def __init__(self, verzoek: str) -> None:
        super().__init__(
            "Er staat nog iemand met deze naam en geboortedatum in uw bestand, of iemand die met "
            "deze naam binnenkwam. Zeg eerst of het dezelfde mens is."
        )
        self.pad = f"/rechtenverzoeken/{verzoek}/dubbelen"
