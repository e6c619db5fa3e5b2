"""Other people in what is collected: shown as somebody else, unless it is about who asks. Pure.

What certainly is a name of another is replaced; of what may be one, or points at somebody in
another way, it is said where it stands. A human looks at all of it: nothing leaves before that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from shared.vrijetekst.detectie import Vondst, vind

ANDER: Final = "een andere persoon"
WEG: Final = "weggelaten"
_NAAM: Final = "naam"
_ZELF: Final = "persoon"
_NUMMER: Final = re.compile(r"[0-9]{1,9}")
_WOORD = re.compile(r"\w+")
_VRIJ: Final = frozenset({"gegevens", "inhoud"})


@dataclass(frozen=True)
class Tekstplek:
    """A spot in the collection. ``soort``: of what the detector took it for; never what it was."""

    pad: str
    soort: str


@dataclass(frozen=True)
class Weggelaten:
    """The collection without others. ``vervangen``: done already; ``te_bekijken``: maybe."""

    inhoud: dict[str, Any] = field(repr=False)
    vervangen: tuple[Tekstplek, ...]
    te_bekijken: tuple[Tekstplek, ...]


def laat_anderen_weg(verzameling: Mapping[str, Any], eigen: Iterable[str | None]) -> Weggelaten:
    """Replaces others in every free text. ``eigen``: what is said of who asks himself."""
    woorden = {woord.lower() for tekst in eigen if tekst for woord in _WOORD.findall(tekst)}
    vervangen: list[Tekstplek] = []
    te_bekijken: list[Tekstplek] = []

    def zonder(pad: str, tekst: str) -> str:
        delen, vanaf = [], 0
        for vondst in vind(tekst):
            if _is_eigen(tekst, vondst, woorden):
                continue
            naam = vondst.soort == _NAAM and vondst.hard
            (vervangen if naam else te_bekijken).append(Tekstplek(pad, vondst.soort))
            if naam:
                delen += [tekst[vanaf : vondst.begin], ANDER]
                vanaf = vondst.einde
        return "".join([*delen, tekst[vanaf:]])

    inhoud = _loop(dict(verzameling), "", zonder, vrij=False)
    return Weggelaten(inhoud, tuple(vervangen), tuple(te_bekijken))


def laat_weg(inhoud: Mapping[str, Any], paden: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """The same without what stands at these pointers, and those that lead nowhere."""
    uit = _loop(dict(inhoud), "", lambda _, tekst: tekst, vrij=False)
    mis = [pad for pad in paden if not _zet(uit, pad.strip("/").split("/"))]
    return uit, mis


def _is_eigen(tekst: str, vondst: Vondst, woorden: set[str]) -> bool:
    gevonden = _WOORD.findall(tekst[vondst.begin : vondst.einde].lower())
    return bool(gevonden) and set(gevonden) <= woorden


def _loop(waarde: Any, pad: str, zonder: Callable[[str, str], str], *, vrij: bool) -> Any:  # noqa: ANN401 - JSON
    if isinstance(waarde, Mapping):
        return {
            naam: _loop(een, f"{pad}/{naam}", zonder, vrij=vrij or naam in _VRIJ)
            for naam, een in waarde.items()
        }
    if isinstance(waarde, list | tuple):
        return [_loop(een, f"{pad}/{nr}", zonder, vrij=vrij) for nr, een in enumerate(waarde)]
    return zonder(pad, waarde) if vrij and isinstance(waarde, str) else waarde


def _zet(waarde: Any, delen: list[str]) -> bool:  # noqa: ANN401 - JSON
    """One value, and never who he is himself: what is left out is about somebody else. A whole part
    of the collection is a refusal, and that is a decision of two."""
    if delen[0] == _ZELF:
        return False
    for deel in delen[:-1]:
        waarde = _onder(waarde, deel)
    laatste = delen[-1]
    if not isinstance(_onder(waarde, laatste), str | int | float):
        return False
    waarde[int(laatste) if isinstance(waarde, list) else laatste] = WEG
    return True


def _onder(waarde: Any, deel: str) -> Any:  # noqa: ANN401 - JSON
    if isinstance(waarde, dict):
        return waarde.get(deel)
    if isinstance(waarde, list) and _NUMMER.fullmatch(deel) and int(deel) < len(waarde):
        return waarde[int(deel)]
    return None
