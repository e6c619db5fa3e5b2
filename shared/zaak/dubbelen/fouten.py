"""The error of who stands in the file twice, and its row in the one table of ``shared.web``."""

from __future__ import annotations

from shared.partij.fouten import Conflict
from shared.web.problemen import Foutrij, Uitleg, foutrij


class NogDubbel(Conflict):
    """Nobody said yet whether it is he. ``pad``: where one says it."""

    def __init__(self, verzoek: str) -> None:
        super().__init__(
            "Er staat nog iemand met deze naam en geboortedatum in uw bestand, en een van de twee "
            "is bewaard. Zeg eerst of het dezelfde mens is."
        )
        self.pad = f"/rechtenverzoeken/{verzoek}/dubbelen"


PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        NogDubbel,
        409,
        "Nog iemand met deze naam en geboortedatum",
        lambda fout: Uitleg(detail=fout.melding, extra={"pad": fout.pad}),
        naam="nog-dubbel",
    ),
)
