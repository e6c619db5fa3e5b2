"""Builds the `toestand` the toetsing decides in, from the registers, in the given transaction.

Exactly the shape of the profile's toetsverzoek schema, and only what the decision on this kop
needs: its two parties, its two authorisations, its group, and of the group's information requests
only the one it answers. A leaf holds it whole, so whoever reads the leaf can decide again, and
learns nothing about anyone who has nothing to do with the message.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.beeld import Beeld
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.groepen import Groepenregister
from shared.bericht.tijd import utc_tekst
from shared.convenant.verzoek import Kop


def bouw_toestand(verbinding: Connection, beeld: Beeld, kop: Kop, nu: datetime) -> dict[str, Any]:
    """The state for deciding on `kop` at `nu`; what is not registered is simply absent."""
    return {
        "nu": utc_tekst(nu),
        "convenant": dict(beeld.convenant_toestand),
        "partijen": {
            code: beeld.partijen[code].toestand()
            for code in dict.fromkeys((kop.afzender, kop.ontvanger))
            if code in beeld.partijen
        },
        "autorisaties": _autorisaties(verbinding, kop),
        "groep": _groep(verbinding, kop),
    }


def _autorisaties(verbinding: Connection, kop: Kop) -> dict[str, Any]:
    genoemd = [v for v in (kop.medewerker, kop.ontvangende_medewerker) if v is not None]
    if not genoemd:
        return {}
    gevonden = Autorisatieregister(verbinding).van(genoemd)
    # The key is the reference as the kop spells it; the register knows lower case only.
    return {v: gevonden[v.lower()].toestand() for v in genoemd if v.lower() in gevonden}


def _groep(verbinding: Connection, kop: Kop) -> dict[str, Any] | None:
    if kop.groep is None:
        return None
    groep = Groepenregister(verbinding).een(kop.groep)
    if groep is None:
        return None
    verzoeken = groep.toestand.get("informatieverzoeken", [])
    return {
        **groep.toestand,
        "informatieverzoeken": [v for v in verzoeken if v["id"] == kop.in_reactie_op],
    }
