"""The rows of `bladwoorden.toml`: how each kind of leaf is called, and each member of it. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.logboek.bladen import Bladsoort

BESTAND: Final = "bladwoorden.toml"
MEDEWERKER: Final = "medewerker"
"""The kind of reference (`wie`) of an official."""

VRAAG: Final = "vraag"
"""The member of a leaf about reading that says what was asked."""

_Tekst = Annotated[str, StringConstraints(min_length=1)]


class _Rij(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Lid(_Rij):
    """A member of a leaf; see the comment at the head of the file."""

    pad: _Tekst
    naam: _Tekst
    lijst: _Tekst | None = None
    bij: _Tekst | None = None
    wie: _Tekst | None = None
    als: Literal["bewijs", "hash", "json", "plaats"] | None = None
    leden: tuple[Lid, ...] = ()
    sleutel: _Tekst | None = None
    zoek: _Tekst | None = None
    detail: bool = False

    @property
    def delen(self) -> tuple[str, ...]:
        """Where it stands, from the object that its row is in."""
        return tuple(self.pad.split("/"))


class Zin(_Rij):
    """The leaf in one sentence, where `bij` is there and, if `is` is given, equal to that."""

    bij: _Tekst | None = None
    is_: bool | str | None = Field(default=None, alias="is")
    zin: _Tekst


class Bladrij(_Rij):
    """A kind of leaf. `kort`: in a report its sentence says enough."""

    titel: _Tekst
    kort: bool = False
    zinnen: Annotated[tuple[Zin, ...], Field(min_length=1)]
    leden: tuple[Lid, ...]

    def op_pad(self) -> Mapping[str, Lid]:
        """Every member by its whole path; below a list or an object of codes goes a `*`."""
        return MappingProxyType(dict(_op_pad(self.leden, "")))


class Wie(_Rij):
    """Who can say what a reference stands for: those with all `rechten`, where it is known."""

    wat: _Tekst
    rechten: Annotated[tuple[_Tekst, ...], Field(min_length=1)]
    hoe: _Tekst


class Bladwoorden(_Rij):
    """The whole file."""

    woorden: dict[str, dict[str, _Tekst]]
    wie: dict[str, Wie]
    bladen: dict[Bladsoort, Bladrij]

    @model_validator(mode="after")
    def _volledig(self) -> Bladwoorden:  # noqa: N804 - after-validators get the model
        ontbreekt = set(Bladsoort) - self.bladen.keys()
        if ontbreekt:
            raise ValueError(f"geen rij voor {', '.join(sorted(ontbreekt))}")
        for rij in self.bladen.values():
            _controleer(rij.leden, self.wie)
        return self


@cache
def bladwoorden() -> Bladwoorden:
    """The rows that come with the library; `ValueError` when they do not hold together."""
    tekst = files(__package__).joinpath(BESTAND).read_text(encoding="utf-8")
    inhoud: dict[str, Any] = tomllib.loads(tekst)
    return Bladwoorden.model_validate(inhoud)


def _controleer(leden: tuple[Lid, ...], wie: Mapping[str, Wie]) -> None:
    for lid in leden:
        if lid.wie is not None and lid.wie not in wie:
            raise ValueError(f"{lid.pad}: niemand heet {lid.wie}")
        _controleer(lid.leden, wie)


def _op_pad(leden: tuple[Lid, ...], voor: str) -> Iterator[tuple[str, Lid]]:
    for lid in leden:
        hier = f"{voor}{lid.pad}"
        yield hier, lid
        yield f"{hier}/*", lid
        yield from _op_pad(lid.leden, f"{hier}/")
        yield from _op_pad(lid.leden, f"{hier}/*/")
