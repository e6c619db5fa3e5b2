"""Who reads a list of names: a right, and every kind of data that is on it."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends

from shared.bestand.personen.persoonsvelden import soort_per_veld
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.regels.laden import Convenantregels
from shared.partij.dienst import DienstAfh

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
