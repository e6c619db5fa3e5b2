"""A document of a step as people read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.portaal.formulier.velden import waarden_van
from shared.portaal.formulier.vraag import Veld


def documentdelen(
    velden: tuple[Veld, ...], inhoud: Mapping[str, Any]
) -> list[tuple[str, list[str], list[list[tuple[str, str]]]]]:
    """A document as people read it: each question with its answer, or its rows."""
    delen: list[tuple[str, list[str], list[list[tuple[str, str]]]]] = []
    for veld in velden:
        waarden = waarden_van([veld], inhoud)
        if veld.velden:
            rijen = [
                [
                    (een.label, _woord(een, waarden.get(f"{veld.naam}.{nummer}.{een.naam}", [""])))
                    for een in veld.velden
                    if een.soort != "nummer"
                ]
                for nummer in range(len(inhoud.get(veld.naam) or ()))
            ]
            delen.append((veld.label, [], rijen))
        else:
            tekst = _woord(veld, waarden.get(veld.naam, [""]))
            delen.append((veld.label, tekst.splitlines() or ["Niet ingevuld"], []))
    return delen


def _woord(veld: Veld, waarden: list[str]) -> str:
    keuzes = dict(veld.keuzes)
    return "\n".join(keuzes.get(een, een) for een in waarden)
