"""What is contested or restricted does not leave (covenant 6.5 and 11.1, c; readings F5, J8)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.verzenden.fouten import Tegengehouden
from shared.verzenden.samenstellen.samenstelling import Deel
from shared.zaak.beperking import opslag
from shared.zaak.verbetering.opslag import Eigenplek, open_over_eigen


class Opgeschort(Tegengehouden):
    """An own record in this message is contested; ``verbetering`` is the id of that correction."""

    def __init__(self, soort: str, verbetering: str) -> None:
        super().__init__(
            f"Dit gegeven wordt nu niet gebruikt: {soort}. Iemand vindt het onjuist of onvolledig. "
            f"Handel eerst verbetering {verbetering} af."
        )
        self.verbetering = verbetering


class Beperkt(Tegengehouden):
    """An own record in this message is restricted; ``beperking`` is the id of that."""

    def __init__(self, soort: str, beperking: str) -> None:
        super().__init__(
            f"Dit gegeven wordt nu niet gebruikt: {soort}. De betrokkene vroeg om beperking en "
            "kreeg die. Vraag de privacyfunctionaris wanneer zij eindigt."
        )
        self.beperking = beperking


def eis_vrij(regels: Convenantregels, sessie: Session, delen: Iterable[Deel]) -> None:
    """Raises for the first own record that is contested (``Opgeschort``) or restricted."""
    soorten = regels.gegevenssoorten
    alle = list(delen)
    for deel in alle:
        eigen = Eigenplek(deel.persoon_id, deel.gegevenssoort, deel.gegeven_id)
        verbetering = open_over_eigen(sessie, eigen)
        if verbetering is not None:
            raise Opgeschort(soorten[deel.gegevenssoort].titel, verbetering.id)
    for deel in alle:
        beperking = opslag.geldend(sessie, deel.persoon_id, deel.gegevenssoort, deel.gegeven_id)
        if beperking is not None:
            raise Beperkt(soorten[deel.gegevenssoort].titel, beperking.id)
