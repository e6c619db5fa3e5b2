"""What can be done with something, as a table: each row a form of its own on one page. Pure.

A row says when it can be done, who may, what is asked, and where it goes; the page shows the rows
that can be done now, and the service decides whether it happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from shared.portaal.vraagbladen.velden import JA, Invulveld

Ding: TypeAlias = Mapping[str, Any]
NAGELEZEN = Invulveld(
    "bevestigdZonderPersonen", "Ik heb nagelezen dat er niemand in staat", JA, verplicht=False
)


@dataclass(frozen=True)
class Handeling:
    """One thing to do. `kan`: whether it can be done with this thing now, by our party, with its
    choices; `nog_niet`: why it cannot be done yet, where somebody would look for it; `velden`: what
    is asked; `pad`: what comes behind the address of the thing, also out of
    what was filled in, which then goes no further; `vorm`: the
    last word on what is sent."""

    naam: str
    titel: str
    knop: str
    pad: str | Callable[[Ding, dict[str, Any]], str]
    recht: str
    velden: Callable[[Ding, Ding], Sequence[Invulveld]] = lambda _, __: ()
    kan: Callable[[Ding, str, Ding], bool] = lambda *_: True
    nog_niet: Callable[[Ding, str, Ding], str] = lambda *_: ""
    methode: str = "POST"
    uitleg: str = ""
    gevaar: bool = False
    vorm: Callable[[dict[str, Any]], dict[str, Any]] = lambda inhoud: inhoud
