"""What is contested does not leave (covenant 6.5; reading F5)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from shared.verzenden.fouten import Tegengehouden
from shared.verzenden.samenstellen.samenstellen import Deel
from shared.zaak.verbetering.opslag import Eigenplek, open_over_eigen


class Opgeschort(Tegengehouden):
    """An own record in this message is contested; ``verbetering`` is the id of that correction."""

    def __init__(self, gegevenssoort: str, verbetering: str) -> None:
        super().__init__(
            f"Het gegeven van de soort {gegevenssoort} wordt nu niet gebruikt: iemand vindt het "
            f"onjuist of onvolledig. Handel eerst verbetering {verbetering} af."
        )
        self.verbetering = verbetering


def eis_niet_opgeschort(sessie: Session, delen: Iterable[Deel]) -> None:
    """Raises ``Opgeschort`` for the first own record that is contested."""
    for deel in delen:
        eigen = Eigenplek(deel.persoon_id, deel.gegevenssoort, deel.gegeven_id)
        verbetering = open_over_eigen(sessie, eigen)
        if verbetering is not None:
            raise Opgeschort(deel.gegevenssoort, verbetering.id)
