"""Kinds as data: a packaged TOML file with one table per kind, its code the name of the table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

_Soort = TypeVar("_Soort", bound=BaseModel)


def laad_soorten(vorm: type[_Soort], pad: Path) -> Mapping[str, _Soort]:
    """The kinds of this shape in the file, by code."""
    tabellen = tomllib.loads(pad.read_text(encoding="utf-8"))
    return {code: vorm(code=code, **tabel) for code, tabel in tabellen.items()}
