"""Keeping the search register equal to what follows from the leaves.

The log writer calls `neem_op` within the transaction that appends, so a leaf and its place in the
register are durable together. The register knows up to which leaf it is filled; when leaves were
appended without it, the next append or start takes those in first. `herbouw` empties it and takes
everything in again: the result is the same register.
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

_DEEL = 1000


class Zoekregister:
    """Fills the register. Safe to share between threads: it holds no state.

    `regels`: by which it shows that a duty was met; after a change of those rows, `herbouw`.
    """

    def __init__(self, regels: Convenantregels) -> None:
        self._vervullingen = lees_vervullingen(regels)

    def neem_op(self, verbinding: Connection, eerste: int, bladen: Sequence[Blad]) -> None:
        """Take in leaves that are being appended with numbers from `eerste`."""
        opslag = Registeropslag(verbinding)
        if not opslag.schuif(eerste, eerste + len(bladen)):
            grootte = opslag.grootte()
            while grootte < eerste:
                grootte = self._haal_in(verbinding, grootte, eerste)
            opslag.schuif(eerste, eerste + len(bladen))
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
                stand = lees_stand(verbinding, slot=True)
                doel = 0 if stand is None else stand.grootte
                grootte = lees_grootte(verbinding)
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
            Registeropslag(verbinding).leeg()
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


def lees_grootte(verbinding: Connection) -> int:
    """Up to which leaf the register is filled: a question is answered as of this size."""
    return Registeropslag(verbinding).grootte()
