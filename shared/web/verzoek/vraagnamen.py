"""The names in a query: each one the endpoint's own, and each once.

`?stauts=nieuw` is read by nobody, and the caller gets everything instead of what is new. So a name
an endpoint does not declare, or one that comes twice where one value is meant, is a 400 that names
it. What an endpoint declares is what FastAPI reads of it; no router does anything for this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote_to_bytes

from fastapi._compat import field_annotation_is_sequence
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query
from starlette.datastructures import QueryParams

_MAX_NAAM = 64
_MAX_UITLEG = 5
"""How many unknown names are compared with the known ones: comparing takes time."""

Fouten = tuple[dict[str, Any], ...]
"""Faults in the shape of pydantic's, so that they go with the others of the same request."""


@dataclass(frozen=True, slots=True)
class Vraagnamen:
    """What may stand in the query of one endpoint: `een` once at most, `meer` more often."""

    een: frozenset[str] = frozenset()
    meer: frozenset[str] = frozenset()

    @classmethod
    def van(cls, dependant: Dependant) -> Vraagnamen:
        """Everything the endpoint and its dependencies declare."""
        velden = [v for v in get_flat_params(dependant) if isinstance(v.field_info, Query)]
        meer = {v.alias for v in velden if field_annotation_is_sequence(v.field_info.annotation)}
        return cls(frozenset({v.alias for v in velden} - meer), frozenset(meer))

    def fouten(self, vraag: bytes) -> Fouten:
        """Every fault in the names of this query string; empty when there is none."""
        if not vraag:
            return ()
        if not _is_utf8(vraag):
            return (_fout("", "is geen geldige UTF-8"),)
        return tuple(self._per_naam(Counter(naam for naam, _ in QueryParams(vraag).multi_items())))

    def _per_naam(self, namen: Counter[str]) -> Iterable[dict[str, Any]]:
        onbekend = [naam for naam in namen if naam not in self.een | self.meer]
        for naam in onbekend[:_MAX_UITLEG]:
            yield _fout(naam, "is hier onbekend" + self._bedoeld(naam))
        for naam in onbekend[_MAX_UITLEG:]:
            yield _fout(naam, "is hier onbekend")
        for naam in sorted(self.een):
            if namen[naam] > 1:
                yield _fout(naam, "mag maar één keer voorkomen")

    def _bedoeld(self, naam: str) -> str:
        gevonden = get_close_matches(naam[:_MAX_NAAM], sorted(self.een | self.meer), n=1)
        return f"; bedoelt u '{gevonden[0]}'?" if gevonden else ""


def _is_utf8(vraag: bytes) -> bool:
    try:
        unquote_to_bytes(vraag).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fout(naam: str, zin: str) -> dict[str, Any]:
    kort = naam if len(naam) <= _MAX_NAAM else naam[: _MAX_NAAM - 1] + "…"
    return {"type": "value_error", "loc": ("query", kort), "ctx": {"error": zin}}
