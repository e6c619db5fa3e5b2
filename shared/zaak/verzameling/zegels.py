"""Opening what is sealed about one person, by his keys, whatever subject sealed it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import Table

from shared.kluis.fouten import KluisFout
from shared.partij.zegel import Kluispoort


def open_zegel(
    kluis: Kluispoort, tabel: Table, rij: Mapping[str, Any], sleutels: Sequence[str], zegel: bytes
) -> dict[str, Any] | None:
    """What is sealed in a row; ``None`` where a key is gone, where it is also under a key of
    somebody else, and where it is no text (a letter itself)."""
    kern, *_ = (rij[kolom.name] for kolom in tabel.primary_key.columns)
    namen = dict.fromkeys((tabel.name, tabel.name.replace("_", "-")))
    einden = ("", "/reden", "/besluit")
    for naam, einde in product(namen, einden):
        gevonden = _pel(kluis, list(dict.fromkeys(sleutels)), f"{naam}/{kern}{einde}", zegel)
        if gevonden is not None:
            return gevonden
    return None


def _pel(
    kluis: Kluispoort, sleutels: Sequence[str], plaats: str, zegel: bytes
) -> dict[str, Any] | None:
    """Layer by layer: some things are sealed under two keys, so that either closes them."""
    for sleutel in sleutels:
        try:
            plat = kluis.open(sleutel, zegel, plaats.encode())
        except KluisFout:
            continue
        try:
            inhoud: dict[str, Any] = json.loads(plat)
        except ValueError:
            return _pel(kluis, [een for een in sleutels if een != sleutel], plaats, plat)
        return inhoud
    return None
