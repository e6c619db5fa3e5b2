"""The words in which the log is told: those of the covenant now, and of every version before it."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from gateway.registers.beeld import Beelden
from gateway.registers.convenanten import Convenantregister
from shared.convenant.begrippen import Convenantregels
from shared.convenant.regels.laden import InconsistentConvenant
from shared.convenant.regels.woordenboek import Woordenboek, woordenboek
from shared.leesbaar.bladtekst import Bladlezer
from shared.opslag.engine import lezend


class Vertaling:
    """Keeps the last words, for as long as the registers are the same. Safe between threads."""

    def __init__(self, engine: Engine, beelden: Beelden) -> None:
        self._engine = lezend(engine)
        self._beelden = beelden
        self._laatste: tuple[str, Bladlezer] | None = None

    def lezer(self) -> Bladlezer:
        """What tells leaves in those words."""
        with self._engine.connect() as verbinding:
            return self._lees(verbinding)

    def woorden(self) -> Woordenboek:
        """The words themselves."""
        return self.lezer().woorden

    def regels(self) -> Convenantregels:
        """The covenant in use."""
        with self._engine.connect() as verbinding:
            return self._beelden.lees(verbinding).regels

    def _lees(self, verbinding: Connection) -> Bladlezer:
        beeld, laatste = self._beelden.lees(verbinding), self._laatste
        if laatste is not None and laatste[0] == beeld.stand:
            return laatste[1]
        huidig = beeld.regels.bron
        bronnen = Convenantregister(verbinding).nieuwste_bronnen()
        eerdere = [bron for bron in bronnen if bron != huidig and _is_leesbaar(bron)]
        lezer = Bladlezer(woordenboek(huidig, *eerdere))
        self._laatste = (beeld.stand, lezer)
        return lezer


def _is_leesbaar(bron: bytes) -> bool:
    """A file of long ago may have a form that this program no longer reads; then its codes stay."""
    try:
        woordenboek(bron)
    except InconsistentConvenant:
        return False
    return True
