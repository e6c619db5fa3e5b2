"""What a party's file has to know of the party: its code, and what it may disclose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.partij.poorten.gegevensbron import Gegevensbron, Informatiebron
from shared.partij.poorten.stukvastlegger import Stukvastleggers


@dataclass(frozen=True)
class Partijkern:
    """The part of a declaration that needs no running service (``Partij`` is all of it).

    ``code``         the party's code in the covenant file
    ``bronnen``      own records the engine may disclose, by kind
    ``informatie``   present only for a party that keeps the information-letter status
    ``vastleggers``  by stuk, what others give about groups and this party keeps a record of
    """

    code: str
    titel: str
    omschrijving: str
    bronnen: Mapping[str, Gegevensbron]
    informatie: Informatiebron | None = None
    vastleggers: Stukvastleggers = field(default_factory=dict)
