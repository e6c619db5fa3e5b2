"""Shapes of external keys: how the party's own system calls a person. The examples are invented."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from shared.partij.burgernummers import zonder_burgernummer
from shared.partij.web.vormen import Invoermodel, Uitvoermodel
from shared.vrijetekst.burgernummer import Schrift

MEESTE = 20
"""How many keys one person has at most."""


_GEEN_BSN = zonder_burgernummer(Schrift.KENMERK)
Systeemnaam = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$"), _GEEN_BSN
]
Sleutel = Annotated[str, StringConstraints(pattern=r"^[!-~](?:[ -~]{0,126}[!-~])?$"), _GEEN_BSN]


class ExterneSleutel(Invoermodel):
    """How one system of the party knows a person. Its ``repr`` shows nothing of that."""

    systeem: Systeemnaam = Field(
        description="Hoe de partij haar systeem noemt: kleine letters, cijfers, punten, streepjes.",
        repr=False,
    )
    sleutel: Sleutel = Field(
        description="Het kenmerk in dat systeem; nooit een burgerservicenummer.", repr=False
    )


def _zonder_dubbele(sleutels: list[ExterneSleutel]) -> list[ExterneSleutel]:
    if len(set(sleutels)) < len(sleutels):
        raise ValueError("noemt een sleutel twee keer")
    return sleutels


Sleutels = Annotated[
    list[ExterneSleutel], Field(max_length=MEESTE), AfterValidator(_zonder_dubbele)
]


class SleutelvondstUit(Uitvoermodel):
    """Whom a key is of."""

    persoon_id: str


VOORBEELD: dict[str, Any] = {"systeem": "zaaksysteem", "sleutel": "Z-2026-00042"}
