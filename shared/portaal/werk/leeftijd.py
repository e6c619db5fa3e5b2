"""Who became too old for the approach, and what has to be done. Out of the group he goes as
everybody does (`shared/portaal/leden`)."""

from __future__ import annotations

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import schuilnummer

_LEZEN, _SCHRIJVEN = "groepsleden.lezen", "groepsleden.schrijven"


async def toon_grenzen(verzoek: Verzoek) -> Response:
    """Everybody of the group who is too old, under his number; the service records that reading."""
    groep, begrippen = verzoek.deel("groep"), await verzoek.begrippen()
    toestand, lijst = await verzoek.api.samen(
        f"/groepen/{groep}", f"/groepen/{groep}/leeftijdsgrenzen"
    )
    eruit = verzoek.sessie.mag(_SCHRIJVEN)
    lezen = verzoek.sessie.mag("personen.lezen")
    return verzoek.toon(
        "werk/leeftijd.html",
        "Te oud voor de aanpak",
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        mensen=[
            {
                "nummer": schuilnummer(een["betrokkene"]),
                "hoort": begrippen.kort("categorieen", str(een["categorie"])),
                "leeftijd": een["leeftijdsklasse"],
                "sinds": een["sinds"],
                "uiterlijk": een["uiterlijk"],
                "taak": een["taak"],
                "persoon": f"/personen/{verzoek.handvat(een['persoonId'])}" if lezen else "",
                "eruit": verzoek.handvat(een["betrokkene"]) if eruit else "",
            }
            for een in lijst["leeftijdsgrenzen"]
        ],
    )


_PAD = "/groepen/{groep:uuid}/leeftijdsgrenzen"
SCHERMEN = (Scherm("leeftijdsgrenzen", "GET", _PAD, toon_grenzen, _LEZEN, 1),)
