"""Keeping the search register equal to what follows from the leaves.

The log writer calls `neem_op` with leaves that are or become durable; the gateway's own does so a
little later than it appends, since taking them in costs more than writing them. The register knows
up to which leaf it is filled: what it has, it leaves, and what it lacks (of another process, or of
before a start) it takes in first. A question is never answered by a register that is behind: who
asks, connects by way of `Bijgewerkt`. `herbouw` empties it and takes everything in again: the
result is the same register.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, select

from gateway.zoekregister.opname import Bladinvoer, Opname
from gateway.zoekregister.opslag import Registeropslag
from gateway.zoekregister.vervulling import lees_vervullingen
from shared.convenant.begrippen import Convenantregels
from shared.logboek.bladen import Blad
from shared.logboek.fouten import LogBeschadigd
from shared.logboek.opslag import LOG_BLAD, lees_stand
from shared.opslag.engine import lezend

_DEEL = 1000


class Zoekregister:
    """Fills the register. Safe to share between threads: it holds no state.

    `regels`: by which it shows that a duty was met; after a change of those rows, `herbouw`.
    """

    def __init__(self, regels: Convenantregels) -> None:
        self._vervullingen = lees_vervullingen(regels)

    def neem_op(self, verbinding: Connection, eerste: int, bladen: Sequence[Blad]) -> None:
        """Take in leaves with numbers from `eerste`, as far as they are not in it."""
        opslag, tot = Registeropslag(verbinding), eerste + len(bladen)
        if not opslag.schuif(eerste, tot):
            grootte = opslag.grootte(slot=True)
            if grootte >= tot:
                return
            while grootte < eerste:
                grootte = self._haal_in(verbinding, grootte, eerste)
            bladen, eerste = bladen[grootte - eerste :], grootte
            opslag.schuif(eerste, tot)
        invoer = [
            Bladinvoer(nummer, blad.soort.value, blad.tijdstip, blad.inhoud)
            for nummer, blad in enumerate(bladen, eerste)
        ]
        Opname(verbinding, self._vervullingen).neem(invoer)

    def werk_bij(self, engine: Engine) -> int:
        """Take in what the register lacks, in steps of one transaction; counts the leaves."""
        aantal = 0
        while True:
            with engine.begin() as verbinding:
                # Het slot is dat van het register: bladen die er zijn, veranderen niet meer.
                grootte = Registeropslag(verbinding).grootte(slot=True)
                stand = lees_stand(verbinding)
                doel = 0 if stand is None else stand.grootte
                if grootte > doel:
                    raise LogBeschadigd(
                        "Het zoekregister kent meer bladen dan het log; ga na wat daarmee is "
                        "gebeurd, en maak het register daarna opnieuw met 'herindexeer'."
                    )
                if grootte == doel:
                    return aantal
                aantal += self._haal_in(verbinding, grootte, doel) - grootte

    def herbouw(self, engine: Engine) -> int:
        """Empty the register and fill it again from the leaves; counts them."""
        with engine.begin() as verbinding:
            lees_stand(verbinding, slot=True)
            register = Registeropslag(verbinding)
            # Wie het register intussen bijwerkt, houdt alleen dit slot.
            register.grootte(slot=True)
            register.leeg()
        return self.werk_bij(engine)

    def _haal_in(self, verbinding: Connection, van: int, tot: int) -> int:
        tot = min(tot, van + _DEEL)
        kolommen = LOG_BLAD.c
        rijen = verbinding.execute(
            select(kolommen.nummer, kolommen.soort, kolommen.tijdstip, kolommen.inhoud)
            .where(kolommen.nummer >= van, kolommen.nummer < tot, kolommen.inhoud.is_not(None))
            .order_by(kolommen.nummer)
        ).all()
        Opname(verbinding, self._vervullingen).neem(
            Bladinvoer(rij.nummer, rij.soort, rij.tijdstip, bytes(rij.inhoud)) for rij in rijen
        )
        Registeropslag(verbinding).schuif(van, tot)
        return tot


class Bijgewerkt:
    """Connections that read, after the register was caught up with the log: also with what another
    process wrote. Safe to share between threads."""

    def __init__(self, engine: Engine, register: Zoekregister) -> None:
        self._engine = engine
        self._lezend = lezend(engine)
        self._register = register

    def connect(self) -> Connection:
        """In this connection's transaction the register is as far as the log was when asked."""
        verbinding = self._lezend.connect()
        try:
            if _is_bij(verbinding):
                return verbinding
        except BaseException:
            verbinding.close()
            raise
        verbinding.close()
        self._register.werk_bij(self._engine)
        return self._lezend.connect()


def _is_bij(verbinding: Connection) -> bool:
    stand = lees_stand(verbinding)
    return stand is None or lees_grootte(verbinding) >= stand.grootte


def lees_grootte(verbinding: Connection) -> int:
    """Up to which leaf the register is filled: a question is answered as of this size."""
    return Registeropslag(verbinding).grootte()
