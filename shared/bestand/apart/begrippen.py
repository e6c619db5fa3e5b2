"""Texts another party sent that point at a person, and what is left when they are set apart. Pure.

A text about a group names nobody (covenant 4.1; profile 1.4), and is nothing but words. The sender
stops what is not; what comes through all the same is taken in with its message, but shown to nobody
until somebody has looked at it and decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from shared.bericht.inhoud import Inhoud
from shared.convenant.bestand.inhoudsvorm import vrije_teksten
from shared.convenant.regels.laden import Convenantregels
from shared.vrijetekst.detectie import vind
from shared.vrijetekst.opmaak import vind_opmaak

MOTIVERING: Final = "/motivering"
_STUK: Final = "/stuk/gegevens"


class Tekststand(StrEnum):
    """What was decided about a text. While it is open it is shown to nobody."""

    OPEN = "open"
    VRIJGEGEVEN = "vrijgegeven"
    AFGEWEZEN = "afgewezen"


@dataclass(frozen=True)
class AparteTekst:
    """A text and its place in the content, as a JSON Pointer."""

    pad: str
    tekst: str = field(repr=False)


def te_bekijken(inhoud: Inhoud, regels: Convenantregels) -> tuple[AparteTekst, ...]:
    """Every free text of a received content in which somebody may be recognised (D4), or a script.

    The content has passed the comparison with its kop, so it has the shape of the rules.
    """
    return tuple(
        een for een in _vrije_teksten(inhoud, regels) if vind(een.tekst) or vind_opmaak(een.tekst)
    )


def _vrije_teksten(inhoud: Inhoud, regels: Convenantregels) -> Iterable[AparteTekst]:
    if inhoud.motivering is not None:
        yield AparteTekst(MOTIVERING, inhoud.motivering)
    if inhoud.stuk is not None:
        for een in vrije_teksten(inhoud.stuk.gegevens, regels.stukken[inhoud.stuk.soort].vorm):
            yield AparteTekst(_STUK + een.pad, een.tekst)


def zonder(gegevens: Mapping[str, Any], apart: Iterable[AparteTekst]) -> dict[str, Any]:
    """A stuk's content with nothing where a text was set apart."""
    return _ingevuld(gegevens, {een.pad: None for een in apart})


def met(gegevens: Mapping[str, Any], teksten: Mapping[str, str]) -> dict[str, Any]:
    """A stuk's content with the texts that were released, each at its own place."""
    return _ingevuld(gegevens, teksten)


def _ingevuld(gegevens: Mapping[str, Any], waarden: Mapping[str, str | None]) -> dict[str, Any]:
    gevuld = deepcopy(dict(gegevens))
    for pad, waarde in waarden.items():
        if pad.startswith(f"{_STUK}/"):
            *weg, laatste = pad.removeprefix(f"{_STUK}/").split("/")
            plek: Any = gevuld
            for stap in weg:
                plek = plek[_sleutel(plek, stap)]
            plek[_sleutel(plek, laatste)] = waarde
    return gevuld


def _sleutel(plek: object, stap: str) -> str | int:
    naam = stap.replace("~1", "/").replace("~0", "~")
    return int(naam) if isinstance(plek, list) else naam
