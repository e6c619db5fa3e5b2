"""Which received data the OM gave to a case, for whoever watches."""

from __future__ import annotations

from services.om.context.tabellen import ContextdoorgifteRij
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.partij.poorten.spoorbron import Spoorbron

_GIFT, _GEGEVEN = ContextdoorgifteRij, OntvangenGegevenRij

SPOREN = tuple(
    Spoorbron(
        wat, _GIFT.gegevenssoort, op, door, _GIFT.zaak, _GEGEVEN.persoon_id, _GIFT.id,
        waar=_GIFT.gegeven == _GEGEVEN.id,
    )
    for wat, op, door in (
        ("doorgegeven", _GIFT.doorgegeven_op, _GIFT.doorgegeven_door),
        ("toegevoegd", _GIFT.toegevoegd_op, _GIFT.toegevoegd_door),
    )
)  # fmt: skip
"""Given to the zaakofficier, and added to the case file. Gone from here when the item is."""
