"""How an action of another party is said on a page. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.portaal.weergave import over
from shared.portaal.woorden import Woordenlijst

_STANDEN = {
    "open": ("Wacht op u", "let-op"),
    "aanvaard": ("Aangenomen", ""),
    "geweigerd": ("Teruggegeven", ""),
    "bezig": ("Bezig", ""),
    "gedaan": ("Klaar", "goed"),
}


def ontvangenregel(
    actie: Mapping[str, Any],
    begrippen: Woordenlijst,
    vandaag: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """One action that another party asked of us, in words."""
    stand, kleur = _STANDEN.get(actie["stand"], ("Onbekend", ""))
    if actie["teruggenomenOp"]:
        stand, kleur = "Ingetrokken", ""
    loopt = not actie["teruggenomenOp"] and actie["stand"] not in ("geweigerd", "gedaan")
    return {
        "id": actie["id"],
        "titel": actie["omschrijving"] or "Deze actie is ingetrokken",
        "van": begrippen.partij(actie["van"]),
        "functie": begrippen.kort("functies", actie["functie"]) if actie["functie"] else "",
        "uiterlijk": actie["uiterlijk"],
        "wanneer": over(actie["uiterlijk"], vandaag) if loopt else "",
        "stand": stand,
        "kleur": kleur,
        "loopt": loopt,
    }
