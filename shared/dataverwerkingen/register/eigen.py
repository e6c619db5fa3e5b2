"""The register of this deployable, as its settings say it."""

from __future__ import annotations

from shared.convenant.begrippen import Convenantregels
from shared.dataverwerkingen.register.register import Verwerkingsregister, stel_register_op
from shared.dataverwerkingen.register.vorm import OngeldigRegisterbestand
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout


def register_van(regels: Convenantregels, instellingen: Instellingen) -> Verwerkingsregister:
    """The register of this deployable, with its own data file if the settings name one.

    Raises ``OngeldigeInstellingen`` that names every fault in that file.
    """
    eigen = instellingen.verwerkingsregister
    bron = None if eigen is None else eigen.bestand.read_bytes()
    try:
        return stel_register_op(
            regels, instellingen.onderdeel, instellingen.server.publieke_url, bron
        )
    except OngeldigRegisterbestand as fout:
        plaats = "het gegevensbestand bij het verwerkingsregister"
        fouten = tuple(Invoerfout(een.pad, een.melding) for een in fout.fouten)
        raise OngeldigeInstellingen(plaats, fouten) from fout
