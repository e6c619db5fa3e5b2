"""Which transport certificates the parties really have: what the gateway's register says now.

The same for who calls us and for whom we call: at the address of a party's document that party
answers, with a certificate it named itself.
"""

from __future__ import annotations

from sqlalchemy import Engine

from gateway.registers.beeld import Beeld, Beelden
from shared.opslag.engine import lezend
from shared.web.aanmelding.gebelden import Adres, Verwacht


class Partijtransport:
    """`Transportregister` and `Gebelden` of `shared.web` over the register of parties.

    Answers from the picture read last. Whoever changes the register while the gateway runs reads a
    new picture after it (`Beelden.lees`): from then on the new certificate counts.
    """

    def __init__(self, engine: Engine, beelden: Beelden) -> None:
        self._engine = lezend(engine)
        self._beelden = beelden

    def vingerafdrukken(self, oin: str) -> frozenset[str] | None:
        """The x5t#S256 of the certificates of this party; None for who is no party."""
        return self._beeld().transport.get(oin)

    def verwacht(self, adres: Adres) -> Verwacht | None:
        """Which parties take messages in at this address; None when it is of no party."""
        return self._beeld().gebelden.get(adres)

    def _beeld(self) -> Beeld:
        beeld = self._beelden.laatste
        if beeld is None:
            with self._engine.connect() as verbinding:
                beeld = self._beelden.lees(verbinding)
        return beeld
