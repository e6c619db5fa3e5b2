"""Authorisations as rows of a screen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.portaal.weergave import over, schuilnummer
from shared.portaal.woorden import Woordenlijst, eigen_woord

_BINNENKORT = 60
_BEVESTIGD = "bevestigd"


def autorisatieregel(
    een: Mapping[str, Any], begrippen: Woordenlijst, vandaag: date
) -> dict[str, Any]:
    """One authorisation in words, and what about it needs somebody's eye."""
    tot = date.fromisoformat(een["geldigTot"])
    bij_gateway = een["gateway"] or {"stand": "programma", "laatsteFout": None}
    stand = bij_gateway["stand"]
    let_op = []
    if tot < vandaag:
        let_op.append("verlopen")
    elif (tot - vandaag).days <= _BINNENKORT:
        let_op.append(f"loopt af: {over(een['geldigTot'], vandaag)}")
    if stand not in (_BEVESTIGD, "programma"):
        let_op.append(eigen_woord("gatewaystand", stand))
    return {
        "naam": een["naam"],
        "nummer": schuilnummer(een["id"]),
        "functie": begrippen.kort("functies", een["functie"]),
        "tot": een["geldigTot"],
        "groepen": "alle groepen" if een["alleGroepen"] else f"{len(een['groepen'])} groepen",
        "gateway": eigen_woord("gatewaystand", stand),
        "fout": bij_gateway["laatsteFout"] or "",
        "let_op": let_op,
        "verlopen": tot < vandaag,
    }


def verzoekregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One authorisation that waits for a second person, or what became of it."""
    return {
        "id": een["id"],
        "naam": een["naam"] or "",
        "functie": begrippen.kort("functies", een["functie"]),
        "stand": eigen_woord("verzoekstand", een["stand"]),
        "wacht": een["stand"] == "open",
        "op": een["gevraagdOp"],
        "uiterlijk": een["uiterlijk"],
        "reden": een["reden"] or "",
    }
