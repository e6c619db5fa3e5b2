"""Which transport certificates the parties really have: what the gateway's register says now."""

from __future__ import annotations

from sqlalchemy import Engine

from gateway.beeld import Beelden
from shared.opslag.engine import lezend


class Partijtransport:
    """`shared.web.transportregister.Transportregister` over the register of parties.

    Answers from the picture read last. Whoever changes the register while the gateway runs reads a
    new picture after it (`Beelden.lees`): from then on the new certificate counts.
    """

    def __init__(self, engine: Engine, beelden: Beelden) -> None:
        self._engine = lezend(engine)
        self._beelden = beelden

    def vingerafdrukken(self, oin: str) -> frozenset[str] | None:
        """The x5t#S256 of the certificates of this party; None for who is no party."""
        beeld = self._beelden.laatste
        if beeld is None:
            with self._engine.connect() as verbinding:
                beeld = self._beelden.lees(verbinding)
        return beeld.transport.get(oin)
