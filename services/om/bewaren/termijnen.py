"""The terms of the Wjsg for what rests at the OM, as data. Pure but for reading its own file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic.alias_generators import to_camel

from shared.convenant.termijnen import Termijn, plus


class Wjsgtermijn(BaseModel):
    """One row: how long after the case was done, and after death."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)

    titel: str
    wet: str
    termijn: str
    na_overlijden: str | None = None

    @field_validator("termijn", "na_overlijden")
    @classmethod
    def _leesbaar(cls, tekst: str | None) -> str | None:
        if tekst is not None:
            Termijn.lees(tekst)
        return tekst

    def laatste_dag(self, afgedaan: date, overleden: date | None) -> date:
        """The last day it may be kept: the earliest of the days that count."""
        dagen = [plus(afgedaan, self.termijn)]
        if overleden is not None and self.na_overlijden is not None:
            dagen.append(plus(overleden, self.na_overlijden))
        return min(dagen)


@cache
def wjsgtermijnen() -> Mapping[str, Wjsgtermijn]:
    """Every row by code."""
    tabellen = tomllib.loads(files(__package__).joinpath("wjsg.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {code: Wjsgtermijn.model_validate(rij) for code, rij in tabellen.items()}
    )
