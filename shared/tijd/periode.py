"""A period somebody asks for, in whole days. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

MAX_DAGEN = 366
"""A year at once; who wants more asks again."""


def periodefouten(van: date | None, tot: date | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a period that may be left out whole: pairs of place and sentence."""
    if (van is None) != (tot is None):
        ontbreekt = "/van" if van is None else "/tot"
        yield ontbreekt, "ontbreekt; noem de eerste en de laatste dag, of geen van beide"
    elif van is not None and tot is not None:
        if tot < van:
            yield "/tot", "ligt voor de eerste dag"
        elif (tot - van).days >= MAX_DAGEN:
            yield "/tot", f"ligt te ver weg; vraag hoogstens {MAX_DAGEN} dagen tegelijk"
