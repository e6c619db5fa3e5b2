"""The questions of a step and what was said to them (covenant 4.1). Pure.

A question has an answer, or a reason why it does not apply to this group; otherwise it is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.einde import groep_loopt
from shared.web.meldingen import Invoerfout

ANTWOORDEN, NIET_VAN_TOEPASSING = "antwoorden", "nietVanToepassing"

Inhoud = Mapping[str, Any]


def openstaand(vragen: Sequence[str], inhoud: Inhoud | None) -> list[str]:
    """The questions that have neither an answer nor a reason, in the covenant's order."""
    if inhoud is None:
        return list(vragen)
    buiten = {een["vraag"] for een in inhoud.get(NIET_VAN_TOEPASSING, ())}
    gegeven = inhoud[ANTWOORDEN]
    return [
        vraag
        for nummer, vraag in enumerate(vragen, 1)
        if nummer not in buiten and not (nummer <= len(gegeven) and gegeven[nummer - 1])
    ]


def nog_te_beantwoorden(regels: Convenantregels, stand: Mapping[str, Any]) -> bool:
    """Whether the questions of this step may be answered: the group runs, or its closing took it
    to the last step; that step asks how it went and who takes what is left."""
    return groep_loopt(stand) or stand["stap"] == max(regels.stappen)


def antwoordfouten(stap: int, vragen: Sequence[str], inhoud: Inhoud) -> Iterator[Invoerfout]:
    """Everything that keeps these from being the answers to these questions, with the spot."""
    gegeven, aantal = inhoud[ANTWOORDEN], len(vragen)
    if len(gegeven) != aantal:
        zin = f"stap {stap} heeft {aantal} vragen; geef op elke een antwoord, of null"
        yield Invoerfout(f"/{ANTWOORDEN}", zin)
    for plek, antwoord in enumerate(gegeven):
        if antwoord and _zonder_woord(antwoord):
            yield Invoerfout(f"/{ANTWOORDEN}/{plek}", _ZONDER_WOORD)
    gehad: set[int] = set()
    for plek, een in enumerate(inhoud[NIET_VAN_TOEPASSING]):
        if _zonder_woord(een["reden"]):
            yield Invoerfout(f"/{NIET_VAN_TOEPASSING}/{plek}/reden", _ZONDER_WOORD)
        vraag, pad = een["vraag"], f"/{NIET_VAN_TOEPASSING}/{plek}/vraag"
        if not 1 <= vraag <= aantal:
            yield Invoerfout(pad, f"is geen vraag van stap {stap}; kies 1 tot en met {aantal}")
        elif vraag in gehad:
            yield Invoerfout(pad, "staat er twee keer")
        elif vraag <= len(gegeven) and gegeven[vraag - 1]:
            yield Invoerfout(pad, "heeft ook een antwoord; geef een van de twee")
        gehad.add(vraag)


_ZONDER_WOORD = "zegt niets: er staat geen woord en geen getal in"


def _zonder_woord(tekst: str) -> bool:
    """A dash or a dot is no answer, and would take a group out of its step (4.1)."""
    return not any(teken.isalnum() for teken in tekst)
