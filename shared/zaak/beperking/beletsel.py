"""What is contested or restricted does not leave (covenant 6.5 and 11.1, c; readings F5, J8)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from shared.verzenden.fouten import Tegengehouden
from shared.verzenden.samenstellen.samenstelling import Deel
from shared.zaak.beperking import opslag
from shared.zaak.verbetering.opschorting import eis_niet_opgeschort


class Beperkt(Tegengehouden):
    """An own record in this message is restricted; ``beperking`` is the id of that."""

    def __init__(self, gegevenssoort: str, beperking: str) -> None:
        super().__init__(
            f"Het gegeven van de soort {gegevenssoort} wordt nu niet gebruikt: de betrokkene vroeg "
            "om beperking en kreeg die. Vraag de privacyfunctionaris wanneer zij eindigt."
        )
        self.beperking = beperking


def eis_vrij(sessie: Session, delen: Iterable[Deel]) -> None:
    """Raises for the first own record that is contested (``Opgeschort``) or restricted."""
    alle = list(delen)
    eis_niet_opgeschort(sessie, alle)
    for deel in alle:
        beperking = opslag.geldend(sessie, deel.persoon_id, deel.gegevenssoort, deel.gegeven_id)
        if beperking is not None:
            raise Beperkt(deel.gegevenssoort, beperking.id)
