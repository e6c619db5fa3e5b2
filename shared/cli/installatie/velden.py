"""What the settings models say about a field: its text for the operator, its kind and its bounds.

Read from the models themselves, so that a new setting is explained where it is made, or nowhere.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shared.web.limieten import Productiegrens

Waarde: TypeAlias = Any
"""A value as TOML has it: text, number, truth value, day, list or table."""

_SOORTEN: dict[type, str] = {
    bool: "true of false",
    int: "geheel getal",
    float: "getal",
    str: "tekst",
    date: "datum (jjjj-mm-dd)",
    Path: "bestand",
}
_PLAATSHOUDERS: dict[type, Waarde] = {
    bool: False,
    int: 1,
    float: 1.0,
    str: "...",
    date: date(2099, 1, 1),
    Path: "...",
}


@cache
def uitleg_van(model: type[BaseModel]) -> dict[str, str]:
    """By field the text under it in the source, on one line; inherited fields too."""
    teksten: dict[str, str] = {}
    for klasse in reversed(model.__mro__):
        if klasse is not BaseModel and issubclass(klasse, BaseModel):
            teksten |= dict(_uitleg_in(klasse))
    return teksten


def _uitleg_in(klasse: type[BaseModel]) -> Iterator[tuple[str, str]]:
    definitie = ast.parse(textwrap.dedent(inspect.getsource(klasse))).body[0]
    assert isinstance(definitie, ast.ClassDef)  # noqa: S101 - for the type checker
    for veld, tekst in zip(definitie.body, definitie.body[1:], strict=False):
        match veld, tekst:
            case ast.AnnAssign(target=ast.Name(id=naam)), ast.Expr(value=ast.Constant(value=zin)):
                yield naam, " ".join(str(zin).split())


def kaal(soort: Any) -> Any:  # noqa: ANN401 - a type, as typing has it
    """A type without `None` and without annotations: what a value of it is."""
    if get_origin(soort) in (Union, UnionType):
        (soort,) = (een for een in get_args(soort) if een is not NoneType)
    return kaal(get_args(soort)[0]) if get_origin(soort) is Annotated else soort


def leden_van(soort: Any) -> tuple[Any, ...]:  # noqa: ANN401 - idem
    """The kinds of what is in a list or a table, bare; the last one is that of the values."""
    return tuple(kaal(een) for een in get_args(soort) if een is not Ellipsis)


def is_model(soort: Any) -> bool:  # noqa: ANN401 - idem
    """Whether a value of this kind is a table of its own."""
    return inspect.isclass(soort) and issubclass(soort, BaseModel)


def soort_in_woorden(veld: FieldInfo) -> str:
    """Kind and bounds: `geheel getal, groter dan 0, in productie hoogstens 500`."""
    return ", ".join([_soort(kaal(veld.annotation)), *_grenzen(veld)])


def _soort(soort: Any) -> str:  # noqa: ANN401 - idem
    herkomst = get_origin(soort)
    if herkomst is Literal:
        return "een van: " + ", ".join(get_args(soort))
    if herkomst in (tuple, list):
        return f"lijst van {_soort(leden_van(soort)[-1])}"
    return "tabel" if is_model(soort) else _SOORTEN[soort]


def _grenzen(veld: FieldInfo) -> Iterator[str]:
    for grens in veld.metadata:
        match grens:
            case Ge(ge=getal):
                yield f"minstens {getal}"
            case Gt(gt=getal):
                yield f"groter dan {getal}"
            case Le(le=getal):
                yield f"hoogstens {getal}"
            case Lt(lt=getal):
                yield f"kleiner dan {getal}"
            case Productiegrens():
                yield f"in productie hoogstens {grens.tekst}"


def gewone_waarde(veld: FieldInfo) -> Waarde:
    """The value when nobody sets it; None when there is none."""
    if veld.is_required():
        return None
    waarde = veld.default_factory() if callable(veld.default_factory) else veld.default  # type: ignore[call-arg]
    return list(waarde) if isinstance(waarde, tuple) else waarde


def plaatshouder(veld: FieldInfo) -> Waarde:
    """A value that only shows the form."""
    soort = kaal(veld.annotation)
    if get_origin(soort) is Literal:
        return get_args(soort)[0]
    if get_origin(soort) in (tuple, list):
        return []
    return {} if is_model(soort) else _PLAATSHOUDERS[soort]
