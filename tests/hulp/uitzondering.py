"""Een uitzondering op het informeren die in alles klopt: voor één persoon, en gewogen."""

from __future__ import annotations

from typing import Any

from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.kenmerk import nieuw_id


def uitzondering(grond: str = "UAVG41_1_d", **anders: Any) -> dict[str, Any]:
    """Wat een medewerker vastlegt, op `anders` na; elke keer in andere woorden."""
    punten = standaard_convenant().uitzonderingspunten.get(grond, {})
    gewogen = {punt: f"Over {titel} (verzonnen)." for punt, titel in punten.items()}
    return {
        "status": "uitzondering",
        "grond": grond,
        "herbeoordeling": "2027-01-15",
        "toelichting": f"Een brief nu verstoort verzonnen onderzoek {nieuw_id()}.",
        **({"afweging": gewogen} if gewogen else {}),
        **anders,
    }
