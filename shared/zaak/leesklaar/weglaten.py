"""Other people in what is collected: shown as somebody else, unless it is about who asks. Pure.

What certainly is of another is replaced: a name, what is known of who shares a group with him, a
phone number, an e-mail address and a date of birth that are not his own. Of what may point at
somebody it is said where it stands. A human looks at all of it: nothing leaves before that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shared.vrijetekst.detectie import Vondst, vind
from shared.zaak.leesklaar.mensen import Mens, Mensen

ANDER: Final = "een andere persoon"
WEG: Final = "weggelaten"
_NAAM: Final = "naam"
_IN_PLAATS: Final[Mapping[str, str]] = {
    _NAAM: ANDER,
    "adres": "het adres van een andere persoon",
    "telefoon": "een weggelaten telefoonnummer",
    "e-mail": "een weggelaten e-mailadres",
    "geboortedatum": "een weggelaten geboortedatum",
}
_BEREIK: Final = frozenset({"telefoon", "e-mail", "geboortedatum"})
_ZELF: Final = "persoon"
_VAN_HEMZELF: Final = frozenset({_ZELF, "eigen", "ontvangen", "verstrekt", "oud"})
"""Where a name or an address that is kept as such is his own."""
_IDENTITEIT: Final = frozenset({
    "naam", "geboortedatum", "adres", "woonplaats", "telefoon", "email",
})  # fmt: skip
_REGISTERS: Final = "registers"
_VRIJ: Final = frozenset({"gegevens", "inhoud"})
_NUMMER: Final = re.compile(r"[0-9]{1,9}")
_TEKST: Final = re.compile(
    r"/(?:(?:eigen|ontvangen|verstrekt)/[0-9]{1,9}/gegevens|registers/[0-9]{1,9}/rijen/[0-9]{1,9})/.+"
)
"""Where a text about another can stand: not what says when, by which party or how often."""
_ZINSBEGIN: Final = re.compile(r"(?:^|[.!?:\n])\s*$")


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


def laat_anderen_weg(verzameling: Mapping[str, Any], anderen: Sequence[Mens] = ()) -> Weggelaten:
    """Replaces others in every free text. ``anderen``: who shares a group with him."""
    mensen = Mensen(list(_over_hemzelf(verzameling, vrij=False)), anderen)
    vervangen: list[Tekstplek] = []
    te_bekijken: list[Tekstplek] = []

    def zonder(pad: str, tekst: str) -> str:
        delen, vanaf = [], 0
        for vondst in _wat_er_staat(tekst, mensen):
            if not vondst.hard:
                te_bekijken.append(Tekstplek(pad, vondst.soort))
                continue
            vervangen.append(Tekstplek(pad, vondst.soort))
            ervoor = tekst[vanaf : vondst.begin]
            delen += [ervoor, _in_plaats(tekst[: vondst.begin], vondst.soort)]
            vanaf = vondst.einde
        return "".join([*delen, tekst[vanaf:]])

    inhoud = _loop(dict(verzameling), "", zonder, vrij=False)
    return Weggelaten(inhoud, tuple(vervangen), tuple(dict.fromkeys(te_bekijken)))


def laat_weg(inhoud: Mapping[str, Any], paden: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """The same without what stands at these pointers, and those that lead nowhere."""
    uit = _loop(dict(inhoud), "", lambda _, tekst: tekst, vrij=False)
    mis = [pad for pad in paden if not (_TEKST.fullmatch(pad) and _zet(uit, pad[1:].split("/")))]
    return uit, mis


def tekst_op(inhoud: Mapping[str, Any], pad: str) -> str:
    """What stands at this pointer."""
    waarde: Any = inhoud
    for deel in pad.strip("/").split("/"):
        waarde = _onder(waarde, deel)
    return str(waarde)


def _in_plaats(ervoor: str, soort: str) -> str:
    woord = _IN_PLAATS[soort]
    return woord[:1].upper() + woord[1:] if _ZINSBEGIN.search(ervoor) else woord


def _wat_er_staat(tekst: str, mensen: Mensen) -> list[Vondst]:
    """Everything of another, in order; ``hard``: it is replaced. Names are taken whole."""
    gevonden = list(mensen.bekenden_in(tekst))
    zeker = [(een.begin, een.einde) for een in gevonden if een.hard]
    for vondst in vind(tekst):
        if mensen.is_zelf(tekst[vondst.begin : vondst.einde]):
            continue
        hard = (
            (vondst.soort == _NAAM and vondst.hard)
            or vondst.soort in _BEREIK
            or any(begin < vondst.einde and vondst.begin < einde for begin, einde in zeker)
        )
        soort = _NAAM if hard and vondst.soort not in _IN_PLAATS else vondst.soort
        gevonden.append(Vondst(soort, vondst.begin, vondst.einde, hard=hard))
    uit: list[Vondst] = []
    for een in sorted(gevonden, key=lambda een: (een.begin, -een.einde)):
        heel = mensen.hele_naam(tekst, een) if een.soort == _NAAM and een.hard else een
        if uit and _horen_samen(tekst, uit[-1], heel):
            uit[-1] = _samen(uit[-1], heel)
        else:
            uit.append(heel)
    return uit


def _horen_samen(tekst: str, een: Vondst, ander: Vondst) -> bool:
    """They overlap, or are the two halves of one name."""
    tussen = tekst[een.einde : ander.begin]
    return ander.begin < een.einde or (een.soort == ander.soort == _NAAM and not tussen.strip(" -"))


def _samen(een: Vondst, ander: Vondst) -> Vondst:
    soort = ander.soort if ander.hard and not een.hard else een.soort
    einde = max(een.einde, ander.einde)
    return Vondst(soort, een.begin, einde, hard=een.hard or ander.hard)


def _over_hemzelf(waarde: Any, *, vrij: bool) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Every name, address and the like that is kept as his own."""
    if isinstance(waarde, Mapping):
        for naam, een in waarde.items():
            if vrij and naam in _IDENTITEIT:
                yield from [een] if isinstance(een, str) else ()
            else:
                yield from _over_hemzelf(een, vrij=vrij or naam in _VAN_HEMZELF)
    elif isinstance(waarde, list | tuple):
        for een in waarde:
            yield from _over_hemzelf(een, vrij=vrij)


def _loop(
    waarde: Any,  # noqa: ANN401 - JSON
    pad: str,
    zonder: Callable[[str, str], str],
    *,
    vrij: bool,
    zelf: bool = False,
) -> Any:  # noqa: ANN401 - JSON
    if isinstance(waarde, Mapping):
        return {
            naam: een
            if zelf and naam in _IDENTITEIT and isinstance(een, str)
            else _loop(
                een,
                f"{pad}/{naam}",
                zonder,
                vrij=vrij or naam in _VRIJ or naam == _REGISTERS,
                zelf=zelf or naam in _VAN_HEMZELF,
            )
            for naam, een in waarde.items()
        }
    if isinstance(waarde, list | tuple):
        return [
            _loop(een, f"{pad}/{nr}", zonder, vrij=vrij, zelf=zelf) for nr, een in enumerate(waarde)
        ]
    if not vrij or not isinstance(waarde, str) or (_REGISTERS in pad and " " not in waarde):
        return waarde
    return zonder(pad, waarde)


def _zet(waarde: Any, delen: list[str]) -> bool:  # noqa: ANN401 - JSON
    """One value: a whole part of the collection is a refusal, and that is a decision of two."""
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
