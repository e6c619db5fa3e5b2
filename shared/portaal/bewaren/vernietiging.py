"""What stands in the way of a destruction that was asked for, and what one does about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter
from shared.portaal.woorden import Woordenlijst, eigen_woord

_LEZEN, _BEHEREN = "ontvangen|beheren", "beheren"


def verloop(een: Mapping[str, Any], begrippen: Woordenlijst) -> list[tuple[str, str | None]]:
    """What happened so far, in order; without a moment it still has to."""
    gevraagd = "Gevraagd"
    if een["gevraagdDoor"]:
        gevraagd = f"Gevraagd door {begrippen.partij(een['gevraagdDoor'])}"
    return [
        (gevraagd, een["gevraagdOp"]),
        ("Begonnen", een["begonnenOp"]),
        ("Alles is weg", een["gedaanOp"]),
    ]


async def toon_vernietiging(verzoek: Verzoek) -> Response:
    """One of them, and what it waits for."""
    begrippen = await verzoek.begrippen()
    groep = verzoek.deel("groep")
    een = await verzoek.api.haal(f"/groepen/{groep}/vernietigingen/{verzoek.deel('vernietiging')}")
    return verzoek.toon(
        "bewaren/vernietiging.html",
        "Vernietiging",
        kruimels=[("Werklijst", "/werklijst")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        waarom=hoofdletter(een["waarom"]),
        verloop=verloop(een, begrippen),
        zin=eigen_woord("vernietiging_wacht", een["wachtOp"]) if een["wachtOp"] else "",
        doen=eigen_woord("vernietiging_doen", een["wachtOp"]) if een["wachtOp"] else "",
        bericht=een["bericht"],
        stand=eigen_woord("status", een["status"]) if een["status"] else "",
        gezondheid=verzoek.sessie.mag(_BEHEREN),
        groep=groep if verzoek.sessie.mag("raadplegen") else "",
    )


_EEN = "/groepen/{groep:uuid}/vernietigingen/{vernietiging:uuid}"
SCHERMEN = (Scherm("vernietiging", "GET", _EEN, toon_vernietiging, _LEZEN, 1),)
