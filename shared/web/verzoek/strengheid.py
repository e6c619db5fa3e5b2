"""Strict values for every endpoint, whatever types its router used.

pydantic takes `"no"` for false, `"09072000"` for a day in 1970 and `{524e802-…}` for a UUID: kind
to a programmer, wrong for who meant something else. The OpenAPI description promises the other
thing. So the route class rewrites what FastAPI validates with: every boolean, number, day, time,
moment and UUID anywhere in a body, a path, a query or a header gets the check of `vormen.py` in
front, and every text one behind it: no control characters, and no line ends in what is one line.
Models used elsewhere (settings, rows of our own) are not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from pydantic import TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from shared.web.verzoek import vormen

Schema = dict[str, Any]
Controle = Callable[[Any], Any]

_IN_JSON: Final[dict[str, Controle]] = {
    "bool": vormen.waar_of_onwaar,
    "int": vormen.geheel_in_json,
    "float": vormen.getal_in_json,
    "date": vormen.dag,
    "time": vormen.tijd,
    "datetime": vormen.tijdstip,
    "uuid": vormen.uuid_tekst,
}
_IN_TEKST: Final[dict[str, Controle]] = _IN_JSON | {
    "bool": vormen.waar_of_onwaar_in_tekst,
    "int": vormen.cijfers,
    "float": vormen.getal_in_tekst,
}
_OP_DE_KALENDER: Final = ("date", "datetime")
_TEKST: Final = "str"
_LANGSTE_REGEL: Final = 254
"""A text that may be longer than this may have more lines; one without a bound is not free."""
_TAKKEN: Final = frozenset(
    {
        "schema", "items_schema", "keys_schema", "values_schema", "extras_schema", "fields",
        "choices", "steps", "definitions", "lax_schema", "strict_schema", "json_schema",
        "python_schema", "arguments_schema", "extras_keys_schema",
    }
)  # fmt: skip
"""Where a core schema holds other schemas; what else it holds (defaults, values) is left alone."""


def verstrak(schema: CoreSchema, *, tekst: bool) -> CoreSchema:
    """The same schema with a strict reading of its values; `tekst`: they come as text."""
    return cast(CoreSchema, _verstrak(cast(Schema, schema), _IN_TEKST if tekst else _IN_JSON))


def _verstrak(schema: Schema, controles: Mapping[str, Controle]) -> Schema:
    uit = {
        sleutel: _takken(waarde, controles) if sleutel in _TAKKEN else waarde
        for sleutel, waarde in schema.items()
    }
    soort, streng = str(uit.get("type")), cast(CoreSchema, uit)
    if soort in _OP_DE_KALENDER:
        streng = core_schema.no_info_after_validator_function(vormen.op_de_kalender, streng)
    if soort == _TEKST:
        streng = core_schema.no_info_after_validator_function(_tekstcontrole(schema), streng)
    if soort in controles:
        streng = core_schema.no_info_before_validator_function(controles[soort], streng)
    return cast(Schema, streng)


def _tekstcontrole(schema: Schema) -> Callable[[str], str]:
    """What a text may hold: a short one is a line. Looked at after spaces around it are gone."""
    hoogstens = schema.get("max_length")
    een_regel = hoogstens is not None and hoogstens <= _LANGSTE_REGEL
    return vormen.op_een_regel if een_regel else vormen.tekst


def _takken(deel: Any, controles: Mapping[str, Controle]) -> Any:  # noqa: ANN401 — elk schemadeel
    """A branch: a schema, or a list, tuple or mapping with schemas in it."""
    if isinstance(deel, list | tuple):
        return type(deel)(_takken(een, controles) for een in deel)
    if not isinstance(deel, dict):
        return deel
    if isinstance(deel.get("type"), str):
        return _verstrak(deel, controles)
    return {naam: _takken(een, controles) for naam, een in deel.items()}


def _is_los(deel: Any) -> bool:  # noqa: ANN401 — elk schemadeel
    """Whether there is anything in it to make strict; most parameters are plain text."""
    if isinstance(deel, list | tuple):
        return any(map(_is_los, deel))
    if not isinstance(deel, dict):
        return False
    if isinstance(deel.get("type"), str):
        return deel["type"] in (*_IN_JSON, _TEKST) or any(
            _is_los(waarde) for sleutel, waarde in deel.items() if sleutel in _TAKKEN
        )
    return any(map(_is_los, deel.values()))


def verstrak_parameters(dependant: Dependant) -> None:
    """Make everything an endpoint and its dependencies take strict. Once per route, at start."""
    for plek in ("path_params", "query_params", "header_params", "cookie_params"):
        for veld in getattr(dependant, plek):
            _verstrak_veld(veld, tekst=True)
    for veld in dependant.body_params:
        _verstrak_veld(veld, tekst=False)
    for onder in dependant.dependencies:
        verstrak_parameters(onder)


def _verstrak_veld(veld: ModelField, *, tekst: bool) -> None:
    adapter: TypeAdapter[Any] = veld._type_adapter
    if not _is_los(adapter.core_schema):
        return
    streng = verstrak(adapter.core_schema, tekst=tekst)
    # Zonder dit zou pydantic voor een model zijn eigen, milde lezing opnieuw gebruiken.
    adapter.validator = SchemaValidator(streng, None, _use_prebuilt=False)
