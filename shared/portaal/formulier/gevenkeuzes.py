"""What every screen that gives or asks has in common: who may get it, and what is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.verzoek import Verzoek
from shared.portaal.woorden import Woordenlijst

GEVEN = "/geven/{groep:uuid}/{aan}"
AFWEGING = ("noodzaak", "proportionaliteit", "subsidiariteit", "zwaarwegendAlgemeenBelang")
LEDEN_SCHRIJVEN = "groepsleden.schrijven"


def ontvangers(
    collegas: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, recht: str = "ontvangen"
) -> list[tuple[str, str]]:
    """Who has the right: by function; of two with one function, the second is called so."""
    namen: dict[str, int] = {}
    lijst = []
    for een in collegas:
        rij = begrippen.rij("functies", een["functie"])
        if not een["geldig"] or recht not in rij.get("rechten", ()):
            continue
        kort = begrippen.kort("functies", een["functie"])
        namen[kort] = namen.get(kort, 0) + 1
        lijst.append((een["id"], kort if namen[kort] == 1 else f"{kort} {namen[kort]}"))
    return lijst


def toon_niemand(verzoek: Verzoek, groep: str, titel: str) -> Response:
    """Instead of a form about people, in a group in which nobody is."""
    erbij = f"/groepen/{groep}/leden/erbij" if verzoek.sessie.mag(LEDEN_SCHRIJVEN) else ""
    return verzoek.toon(
        "niemand.html", titel, kruimels=[("Groepen", "/groepen")], erbij=erbij,
        terug=f"/groepen/{groep}",
    )  # fmt: skip
