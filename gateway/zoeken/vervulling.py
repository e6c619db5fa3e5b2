"""From what it shows that a duty was met: rows of `plichten.toml`, read strictly."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, model_validator


class Lijst(BaseModel):
    """By what a final list of names is known: who sends it and a kind of data that is in it.

    `stappen`: of which steps the decisions are that it makes an end to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    van: str
    gegevenssoort: str
    stappen: list[int]


class Vervulling(BaseModel):
    """One way in which a later leaf shows that a duty was met; exactly one of the three."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    plicht: str
    blad: str | None = None
    bericht: str | None = None
    lijst: Lijst | None = None
    informatie: list[str] | None = None
    categorieen: list[int] = []

    @model_validator(mode="after")
    def _een_wijze(self) -> Vervulling:  # noqa: N804 - after-validators get the model
        if sum(wijze is not None for wijze in (self.blad, self.bericht, self.informatie)) != 1:
            raise ValueError("noem precies één van blad, bericht en informatie")
        if self.lijst is not None and self.bericht is None:
            raise ValueError("een lijst hoort bij een bericht dat erop antwoordt")
        return self


class _Bestand(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    vervulling: list[Vervulling]


def lees_vervullingen() -> tuple[Vervulling, ...]:
    """The rows that come with the gateway."""
    tekst = files(__package__).joinpath("plichten.toml").read_text(encoding="utf-8")
    return tuple(_Bestand.model_validate(tomllib.loads(tekst)).vervulling)
