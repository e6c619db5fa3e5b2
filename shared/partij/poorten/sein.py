"""A signal to the party's own system, and the port to who makes one of what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect

from shared.bericht.jsonvorm import JsonWaarde
from shared.convenant.regels.laden import Convenantregels
from shared.opslag.basis import Basis


@dataclass(frozen=True, slots=True)
class Sein:
    """``wat``: the end of the event's type. ``pad``: where in this API it is read, after /v1.

    ``ook_post``: people are mailed too; then ``data`` says in ``titel`` and ``watTeDoen`` what
    the letter says, and nothing that may not travel in one.
    """

    wat: str
    onderwerp: str
    pad: str | None = None
    data: Mapping[str, JsonWaarde] = field(default_factory=dict)
    ook_post: bool = False


def _niets(_bron: object, _regels: Convenantregels) -> Iterable[Sein]:
    return ()


@dataclass(frozen=True)
class Seinbron:
    """Which rows of one table are worth a signal, and what it says. Pure but for types.

    ``nieuw``: of a row that was just added; ``gewijzigd``: of one that was just changed;
    ``uit_regel``: of a line of the journal, also of one that never was an object.
    """

    rij: type[Basis]
    nieuw: Callable[[Any, Convenantregels], Iterable[Sein]] = _niets
    gewijzigd: Callable[[Any, Convenantregels], Iterable[Sein]] = _niets
    uit_regel: Callable[[Mapping[str, Any], Convenantregels], Iterable[Sein]] = _niets


class Seinmaker:
    """The signals of all subjects together, by the rules of the covenant."""

    def __init__(self, bronnen: Sequence[Seinbron], regels: Convenantregels) -> None:
        self._regels = regels
        self._bronnen = tuple(bronnen)
        self._per_rij: dict[type, list[Seinbron]] = {}
        for bron in self._bronnen:
            self._per_rij.setdefault(bron.rij, []).append(bron)

    def van_nieuwe(self, rij: object) -> Iterator[Sein]:
        """The signals of a row that was just added."""
        for bron in self._per_rij.get(type(rij), ()):
            yield from bron.nieuw(rij, self._regels)

    def van_gewijzigde(self, rij: object) -> Iterator[Sein]:
        """The signals of a row that was just changed."""
        for bron in self._per_rij.get(type(rij), ()):
            yield from bron.gewijzigd(rij, self._regels)

    def van_journaal(self, regel: Mapping[str, Any]) -> Iterator[Sein]:
        """The signals of a line of the journal that was written without a session."""
        for bron in self._bronnen:
            yield from bron.uit_regel(regel, self._regels)


def werd_gezet(rij: Basis, veld: str) -> bool:
    """Whether this field was empty and no longer is."""
    historie = inspect(rij).attrs[veld].history
    nieuw = list(historie.added)
    return nieuw != [] and nieuw[0] is not None and not any(historie.deleted)
