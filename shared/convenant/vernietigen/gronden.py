"""Why something is destroyed, as rows: `gronden.toml`. Pure but for reading its own file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from shared.convenant.vorm import Vorm


class Vernietiggrond(Vorm):
    """One ground; see the file for what each member means."""

    titel: str
    convenant: str
    lezing: str | None = None
    mens: bool
    verplicht: bool


@cache
def gronden() -> Mapping[str, Vernietiggrond]:
    """Every ground by its code."""
    tekst = files(__package__).joinpath("gronden.toml").read_text(encoding="utf-8")
    return {code: Vernietiggrond.model_validate(rij) for code, rij in tomllib.loads(tekst).items()}
