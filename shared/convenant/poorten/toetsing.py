"""The decision: may this message be sent, on what ground, and what follows from it?

A pure and total function of the request and the rules: no clock (``toestand.nu`` is the only time
it knows), no database, no network, no exception for any request that fits the schema. Every gate
the kind of message meets is tried, whatever the others say, so that a refusal names all of them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Besluit
from shared.convenant.poorten.bericht import (
    poort_1_convenant,
    poort_2_partijen,
    poort_3_dpia,
    poort_4_medewerkers,
    poort_7_stuk,
    poort_10_doel,
    poort_12_afweging,
)
from shared.convenant.poorten.geval import Geval
from shared.convenant.poorten.groep import controleer_verwijzing, poort_5_groep
from shared.convenant.poorten.onderdeel import (
    poort_6_persoon,
    poort_7_gegevenssoort,
    poort_7_inhoud,
    poort_8_verboden,
    poort_9_regime,
    poort_11_grondslag,
    poort_15_kwaliteit,
    poort_16_informatie,
)
from shared.convenant.poorten.overleg import poort_13_overleg, poort_14_kanaal
from shared.convenant.poorten.toestemming import toestemming
from shared.convenant.verzoek import Toetsverzoek

__all__ = ["POORTEN", "toets"]


def _poort_5(geval: Geval) -> None:
    poort_5_groep(geval)
    controleer_verwijzing(geval)


def _poort_7(geval: Geval) -> None:
    poort_7_inhoud(geval)
    poort_7_stuk(geval)
    poort_7_gegevenssoort(geval)


POORTEN: Final[Mapping[int, Callable[[Geval], None]]] = MappingProxyType(
    {
        1: poort_1_convenant,
        2: poort_2_partijen,
        3: poort_3_dpia,
        4: poort_4_medewerkers,
        5: _poort_5,
        6: poort_6_persoon,
        7: _poort_7,
        8: poort_8_verboden,
        9: poort_9_regime,
        10: poort_10_doel,
        11: poort_11_grondslag,
        12: poort_12_afweging,
        13: poort_13_overleg,
        14: poort_14_kanaal,
        15: poort_15_kwaliteit,
        16: poort_16_informatie,
    }
)


def toets(verzoek: Toetsverzoek, regels: Convenantregels) -> Besluit:
    """Decide. Permitted when no gate closes; reasons are in the order of the gates."""
    geval = Geval(verzoek, regels)
    for nummer in geval.soort.poorten:
        POORTEN[nummer](geval)
    if not geval.redenen:
        return toestemming(geval)
    return Besluit(redenen=tuple(sorted(geval.redenen, key=lambda reden: reden.poort)))
