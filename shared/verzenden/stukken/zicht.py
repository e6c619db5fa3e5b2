"""Who may see a stuk: the same rule as ``opslag.in_beeld``, for one that was found already."""

from __future__ import annotations

from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import GeenToegang
from shared.verzenden.stukken.begrippen import Richting
from shared.verzenden.stukken.tabellen import GroepsstukRij


def eis_zichtbaar(wie: Medewerker, rij: GroepsstukRij) -> None:
    """Refuses a stuk outside the task. About no group yet: who gave or got it, or has all groups.

    Raises ``GeenToegang``.
    """
    if rij.groep is not None:
        wie.eis_groep(rij.groep)
        return
    zelf = rij.medewerker if rij.richting == Richting.UIT else rij.aan
    if not wie.taak.alles and zelf != wie.autorisatie_id:
        raise GeenToegang("Dit stuk hoort bij geen groep; dat valt buiten uw taak.")
