"""How a party declares itself to the engine: its own data sources, and its own subjects.

A new party is a new declaration plus rows in the covenant file; nothing under ``shared`` changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.partij.besluitconcept import Besluitsteller
from shared.partij.meldingenbron import Meldingenbron
from shared.partij.onderwerp import Onderwerp
from shared.partij.partijkern import Partijkern
from shared.partij.stapeisen import Stapeisen


@dataclass(frozen=True)
class Partij(Partijkern):
    """A party's declaration: what its file has to know, and what works with its running service.

    ``onderwerpen``  the party's own subjects, besides the shared ones
    ``besluitstellers``  by kind of group decision: how this party's service composes it from its
                     own records; nobody types such a decision
    ``meldingen``    own reports about people, for a party that keeps after a group closed
    ``stapeisen``    what a step still asks, for the party that keeps the answers
    """

    onderwerpen: tuple[Onderwerp, ...] = ()
    besluitstellers: Mapping[str, Besluitsteller] = field(default_factory=dict)
    meldingen: Meldingenbron | None = None
    stapeisen: Stapeisen | None = None
