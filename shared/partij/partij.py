"""How a party declares itself to the engine: its own data sources, routers and migrations.

A new party is a new declaration plus rows in the covenant file; nothing under ``shared`` changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import APIRouter

from shared.partij.besluitconcept import Besluitsteller
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.partij.partijkern import Partijkern
from shared.web.problemen import Foutrij


@dataclass(frozen=True)
class Partij(Partijkern):
    """A party's declaration: what its file has to know, and what works with its running service.

    ``routers``      factories of the party's own routers, mounted under ``/v1``
    ``migraties``    version locations of the party's own tables, besides the shared ones
    ``besluitstellers``  by kind of group decision: how this party's service composes it from its
                     own records; nobody types such a decision
    ``problemen``    rows for the errors of those subjects
    ``meldingen``    own reports about people, for a party that keeps after a group closed
    ``onderhoud``    the party's own part of the periodic work: gives numbers, may be repeated
    """

    routers: Sequence[Callable[[], APIRouter]] = ()
    migraties: Sequence[Path] = ()
    besluitstellers: Mapping[str, Besluitsteller] = field(default_factory=dict)
    problemen: Sequence[Foutrij] = ()
    meldingen: Meldingenbron | None = None
    onderhoud: Sequence[Callable[[Dienst], Mapping[str, int]]] = ()
