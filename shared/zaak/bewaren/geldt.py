"""Which rows can do something at a party: by what it can, never by its name. Pure."""

from __future__ import annotations

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bewaren.regels import Bewaarregel
from shared.partij.partijkern import Partijkern


def geldt_bij(regels: Convenantregels, partij: Partijkern, regel: Bewaarregel) -> bool:
    """Whether this row is about what this party keeps."""
    bewaart = regels.namenlijsten.na_afsluiting.partij == partij.code
    if regel.wie == "logboek" or regel.wie == ("ander" if bewaart else "bewaarder"):
        return False
    if regel.wie != "vastlegger":
        return True
    rij = regels.partijen.get(partij.code)
    if regel.regimes is not None and (rij is None or rij.regime not in regel.regimes):
        return False
    return regel.gegevenssoorten is None or not regel.gegevenssoorten.isdisjoint(partij.bronnen)
