"""Who reads a list of names, and what its router gets of the service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends

from shared.bestand.persoonssoorten import soort_per_veld
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.regels.laden import Convenantregels
from shared.partij.dienst import DienstAfh
from shared.web.verzoek.onderdelen import van

_VELDEN = ("naam", "geboortedatum")


def lijstsoorten(regels: Convenantregels) -> frozenset[str]:
    """The kinds a list shows: who somebody is, and to whom known."""
    soorten = soort_per_veld(regels)
    return frozenset({regels.namenlijsten.gegevenssoort, *(soorten[veld] for veld in _VELDEN)})


def lijstlezer(recht: str) -> Callable[..., Medewerker]:
    """Dependency factory: the employee with this right, if the function reads all of that."""

    # The parameter is read when it is defined: its annotation names what only exists here.
    def afhankelijkheid(
        dienst: DienstAfh, wie: Annotated[Medewerker, Depends(medewerker(recht))]
    ) -> Medewerker:
        wie.eis_soort(*lijstsoorten(dienst.regels))
        return wie

    return afhankelijkheid


class Opruimronde(Protocol):
    """Who destroys what is due: making a list final may not wait for the next round."""

    async def ronde(self) -> int:
        """Does what is due now; how many destructions that were."""
        ...


@dataclass(frozen=True)
class Opruimbeurt:
    """The one of this service."""

    opruimer: Opruimronde


OpruimbeurtAfh = Annotated[Opruimbeurt, Depends(van(Opruimbeurt))]
"""Parameter type for routers."""
