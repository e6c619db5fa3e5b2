"""How somebody on a list of names is said on a page, and how far the weighing is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shared.portaal.schermen.gegevens import als_tekst
from shared.portaal.weergave import opsomming
from shared.portaal.woorden import Woordenlijst

TE_WEGEN, WEG, OPEN = "te_wegen", "verwijderd", "open"
STANDEN = {
    "blijft": ("Blijft", "goed"),
    WEG: ("Gaat eraf", "fout"),
    TE_WEGEN: ("Nog te wegen", "let-op"),
}


def naam_van(lijst: Mapping[str, Any]) -> str:
    """What a list is called: gathered, and once it is fixed what is left of it."""
    return "brutolijst" if lijst["stand"] == OPEN else "nettolijst"


def persoonregel(
    regel: Mapping[str, Any], begrippen: Woordenlijst, eigen: str | None
) -> dict[str, Any]:
    """One person on the list in words."""
    stand, kleur = STANDEN.get(regel["stand"], STANDEN[TE_WEGEN])
    bekend = [begrippen.partij(code) for code, weet in regel["bekend"].items() if weet]
    onbekend = [begrippen.partij(code) for code, weet in regel["bekend"].items() if weet is None]
    return {
        "id": regel["id"],
        "naam": regel["naam"] or "Naam onbekend",
        "geboren_op": als_tekst(regel["geboortedatum"]) if regel["geboortedatum"] else "",
        "stand": stand,
        "kleur": kleur,
        "gewogen": regel["stand"] != TE_WEGEN,
        "bronnen": opsomming(
            [
                "ons eigen bestand" if een == eigen else begrippen.partij(een)
                for een in regel["bronnen"]
            ]
        ),
        "bekend": opsomming(bekend) or "niemand",
        "vraagt_nog": opsomming(onbekend),
        "let_op": regel["letOp"] or "",
        "samen": bool(regel["samenMet"]),
        "wegingen": [{"op": een["tijdstip"], "reden": een["reden"]} for een in regel["wegingen"]],
    }


def voortgang(regels: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many were weighed, and what came of it."""
    alle = [str(een["stand"]) for een in regels]
    return {
        "alle": len(alle),
        "gewogen": sum(een != TE_WEGEN for een in alle),
        "weg": sum(een == WEG for een in alle),
        "blijft": sum(een == "blijft" for een in alle),
    }
