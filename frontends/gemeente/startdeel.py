"""What lies under a start decision, for who signs it: incidents, the other criteria, since when."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from frontends.gemeente.invullen import lees_stand
from frontends.gemeente.start import incidenten
from shared.portaal.portaal import Besluitdeel
from shared.portaal.verzoek import Verzoek

_ALLE = 100


async def toon(verzoek: Verzoek, concept: Mapping[str, Any]) -> Mapping[str, Any]:
    """The evidence as it stands today, which is what is signed."""
    groep, begrippen = concept["groep"], await verzoek.begrippen()
    (criteria, meldingen, interventies), (verband, _) = await asyncio.gather(
        verzoek.api.samen(
            f"/groepen/{groep}/startcriteria",
            f"/groepen/{groep}/meldingen?paginagrootte={_ALLE}",
            f"/groepen/{groep}/interventies",
        ),
        lees_stand(verzoek, f"/groepen/{groep}/groepsverband"),
    )
    teksten = {een["id"]: een for een in meldingen["meldingen"]}
    beeld = incidenten(criteria["meldingen"], begrippen)
    for incident in beeld:
        for een in incident["meldingen"]:
            tekst = teksten.get(een["id"], {})
            een["plek"], een["tekst"] = tekst.get("plek", ""), tekst.get("omschrijving", "")
    return {
        "criteria": criteria,
        "incidenten": beeld,
        "interventies": [
            {**een, "van": begrippen.partij(een["partij"])}
            for een in interventies["interventies"]
            if not een["vervallenOp"]
        ],
        "verband": verband,
    }


DEEL = Besluitdeel("gemeente/startdeel.html", toon)
