"""Shapes of external keys: how the party's own system calls a person. The examples are invented."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from shared.partij.modelbasis import Invoermodel, Uitvoermodel

MEESTE = 20
"""How many keys one person has at most."""

_BSN = re.compile(r"[0-9]{8,9}")
_TUSSEN = str.maketrans("", "", " .-")
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def lijkt_op_bsn(tekst: str) -> bool:
    """Whether this can be a citizen service number: 8 or 9 digits that pass its check.

    Of nine digits drawn at random one in eleven passes; such a key is refused as well.
    """
    cijfers = tekst.translate(_TUSSEN)
    if not _BSN.fullmatch(cijfers) or not int(cijfers):
        return False
    som = sum(g * int(c) for g, c in zip(_GEWICHTEN, cijfers.zfill(9), strict=True))
    return som % 11 == 0


def _geen_bsn(sleutel: str) -> str:
    if lijkt_op_bsn(sleutel):
        raise ValueError(
            "lijkt op een burgerservicenummer, en dat mag hier niet staan; gebruik het nummer "
            "waarmee uw systeem zijn eigen dossier kent, eventueel met letters ervoor"
        )
    return sleutel


Systeemnaam = Annotated[str, StringConstraints(pattern=r"^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$")]
Sleutel = Annotated[
    str, StringConstraints(pattern=r"^[!-~](?:[ -~]{0,126}[!-~])?$"), AfterValidator(_geen_bsn)
]


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
