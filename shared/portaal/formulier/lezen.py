"""Forms out of a file: who writes the words reads and changes them there, and nowhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from shared.portaal.formulier.vraag import LANG, Veld
from shared.portaal.woorden import Woordenlijst


@dataclass(frozen=True)
class Formulier:
    """One form: its words, its fields, and where the service keeps what comes of it.

    ``lees``: where the record is that it changes; none for something new. ``stappen``: of an
    approach, in which it is filled in; none: in every one.
    """

    code: str
    titel: str
    pad: str
    recht: str
    velden: tuple[Veld, ...]
    inleiding: str = ""
    knop: str = "Opslaan"
    methode: str = "PUT"
    lees: str = ""
    stappen: tuple[int, ...] = field(default=())


@cache
def lees_formulieren(bestand: Path) -> Mapping[str, Formulier]:
    """Every form of a file, in its order."""
    gelezen: Mapping[str, Any] = tomllib.loads(bestand.read_text(encoding="utf-8"))["formulieren"]
    return {code: _formulier(code, rij) for code, rij in gelezen.items()}


def _formulier(code: str, rij: Mapping[str, Any]) -> Formulier:
    velden = tuple(_veld(een) for een in rij.get("velden", ()))
    rest = {naam: een for naam, een in rij.items() if naam not in ("velden", "stappen")}
    return Formulier(code=code, velden=velden, stappen=tuple(rij.get("stappen", ())), **rest)


def _veld(rij: Mapping[str, Any]) -> Veld:
    opties = tuple((str(code), str(woord)) for code, woord in rij.get("opties", {}).items())
    velden = tuple(_veld(een) for een in rij.get("velden", ()))
    rest = {naam: een for naam, een in rij.items() if naam not in ("opties", "velden")}
    return Veld(**{"soort": LANG, **rest, "opties": opties, "velden": velden})


def met_begrippen(velden: tuple[Veld, ...], begrippen: Woordenlijst) -> tuple[Veld, ...]:
    """The same, with the words of the covenant where a field asks for them."""
    return tuple(
        replace(
            een,
            velden=met_begrippen(een.velden, begrippen),
            opties=een.opties
            or tuple(
                (code, str(rij["kort"]))
                for code, rij in begrippen.soorten.get(een.begrip, {}).items()
            ),
        )
        for een in velden
    )
