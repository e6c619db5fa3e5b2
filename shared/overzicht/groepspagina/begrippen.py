"""What of a group the covenant and its course tell: names, dates, what leads on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluiten.groepsbesluit import tekenende_functies
from shared.convenant.bestand.rijen import GroepsbesluitRij
from shared.convenant.einde import groep_loopt

Stand = Mapping[str, Any]


def geopend_op(stand: Stand) -> str | None:
    """When the group was opened; None where the gateway does not say."""
    verloop = stand.get("verloop") or ()
    return verloop[0]["op"] if verloop else None


def stap_sinds(stand: Stand) -> str | None:
    """Since when the group is in the step it is in; None where the gateway does not say."""
    sinds = None
    for moment in reversed(stand.get("verloop") or ()):
        if moment["stap"] != stand["stap"]:
            break
        sinds = moment["op"]
    return sinds


def nieuwste_eerst(standen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order in which they were opened, the last first."""
    return sorted(standen, key=lambda een: (geopend_op(een) or "", een["id"]), reverse=True)


def verder(regels: Convenantregels, stand: Stand) -> Iterator[dict[str, Any]]:
    """Which decisions lead to another step from here, and who takes them."""
    if not groep_loopt(stand):
        return
    for code, rij in regels.groepsbesluiten.items():
        if rij.eindigt:
            continue
        for weg in rij.overgangen:
            if weg.van != stand["stap"] or weg.naar == weg.van:
                continue
            namens = {een.partij: _functies(regels, rij, een.partij) for een in rij.ondertekenaars}
            naam = regels.stappen[weg.naar].naam
            wie = " en ".join(
                [_namens(regels.titel_van(partij), functies) for partij, functies in namens.items()]
            )
            nemen = "neemt" if len(namens) == 1 else "nemen samen:"
            yield {
                "stap": weg.naar,
                "stapnaam": naam,
                "besluit": code,
                "ondertekenaars": [
                    {"partij": partij, "functies": functies} for partij, functies in namens.items()
                ],
                "zin": f"Naar stap {weg.naar} ({naam}) gaat de groep met een besluit "
                f"({rij.titel}). Dat {nemen} {wie}.",
            }


def _namens(partij: str, functies: list[str]) -> str:
    """Who takes it, said once where party and function are called the same."""
    wie = " of ".join(f"de {functie}" for functie in functies)
    return partij if wie in ("", partij) else f"{wie} namens {partij}"


def _functies(regels: Convenantregels, rij: GroepsbesluitRij, partij: str) -> list[str]:
    bekend = regels.functies[partij]
    return [bekend[code].titel for code in tekenende_functies(rij, partij) or ()]
