"""A reason as people read it: without the number of an onderdeel, and once for one cause. Pure.

The sentence in a decision names the place in the message, for whoever has the kop before him. On a
screen it stands beside the datum it is about, and the same cause counts for many.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from shared.convenant.besluit import Reden

__all__ = ["Oorzaak", "oorzaken", "redenen_uit", "zin_van"]

#: In this order: what names a place, and what is the name of a member of the kop.
_VERVANGT: Final = tuple(
    (re.compile(patroon), tekst)
    for patroon, tekst in (
        (r" \(onderdeel \d+\)", ""),
        (r"^Onderdeel \d+: ", ""),
        (r"^Het gegeven in onderdeel \d+\b", "Dit gegeven"),
        (r"^Onderdeel \d+\b", "Dit gegeven"),
        (r"\bonderdeel \d+\b", "dit gegeven"),
        (r"\bhet onderdeel\b", "het gegeven"),
        (r"\bonderdeel\b(?! [a-z]\b)", "gegeven"),
        (r"\b([Hh])et bericht in inReactieOp\b", r"\1et bericht waar dit op slaat"),
        (r" in (inReactieOp|vervangt|uiting)(?=[.;,])", ""),
    )
)


class Oorzaak(NamedTuple):
    """One cause. ``onderdelen``: the places it closes for; empty: for the message as a whole."""

    code: str
    poort: int
    zin: str
    convenant: str | None
    wet: str | None
    interpretatie: str | None
    onderdelen: tuple[int, ...]


def zin_van(uitleg: str) -> str:
    """The sentence of a reason without places and without names of members."""
    for patroon, tekst in _VERVANGT:
        uitleg = patroon.sub(tekst, uitleg)
    return uitleg[:1].upper() + uitleg[1:]


def oorzaken(redenen: Iterable[Reden]) -> tuple[Oorzaak, ...]:
    """Every cause once, in the order in which it was first found."""
    gevonden: dict[tuple[str, str], Oorzaak] = {}
    for reden in redenen:
        sleutel = (reden.code, zin_van(reden.uitleg))
        eerder = gevonden.get(sleutel)
        plaatsen = () if eerder is None else eerder.onderdelen
        if reden.onderdeel is not None and reden.onderdeel not in plaatsen:
            plaatsen = (*plaatsen, reden.onderdeel)
        gevonden[sleutel] = Oorzaak(
            reden.code, reden.poort, sleutel[1], reden.convenant, reden.wet, reden.interpretatie,
            plaatsen,
        )  # fmt: skip
    return tuple(gevonden.values())


def redenen_uit(besluit: Mapping[str, Any]) -> tuple[Reden, ...]:
    """The reasons of a decision in the shape of the profile's besluit schema."""
    return tuple(Reden(**reden) for reden in besluit["redenen"])
