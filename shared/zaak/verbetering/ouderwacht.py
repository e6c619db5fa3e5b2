"""Looks at parents again whenever a date of birth changed, however it changed.

Parents of a child are held as long as the child is of an age the covenant names, and of nobody who
is too young to be the parent. A date changes by a correction of the source, when it is taken back,
by a correction of the own file, when a year becomes a day, and when another source gives one: each
of these says so (``geboortewijziging``), and here is what follows, in the same transaction. In
every group of that person: who is a child in one may be one in another.
"""

from __future__ import annotations

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from shared.bestand.personen.geboortewijziging import neem_geboortewijzigingen
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.regels.laden import Convenantregels
from shared.opslag.sessies import SessieMaker
from shared.partij.zegel import Kluispoort
from shared.tijd.klok import Klok
from shared.zaak.verbetering.ouders import Oudercontrole


class Ouderwacht:
    """Listens to the sessions on a party's own file."""

    def __init__(self, kluis: Kluispoort, regels: Convenantregels, klok: Klok) -> None:
        self._kluis = kluis
        self._regels = regels
        self._klok = klok

    def volg(self, maker: SessieMaker) -> SessieMaker:
        """The same maker, whose sessions from now on are watched.

        Before whoever records what a session touched: this touches rows too.
        """
        event.listen(maker, "before_commit", self._kijk)
        return maker

    def _kijk(self, sessie: Session) -> None:
        wie = neem_geboortewijzigingen(sessie)
        if not wie:
            return
        sessie.flush()
        nu = self._klok()
        for groep, kinderen in self._kinderen(sessie, wie).items():
            controle = Oudercontrole(sessie, self._kluis, self._regels, self._klok, groep)
            controle.kijk_opnieuw(kinderen, nu)

    def _kinderen(self, sessie: Session, wie: list[str]) -> dict[str, set[str]]:
        """By group of whose parents to look at: who changed, and whose parent did (pseudonyms)."""
        vraag = select(GroepslidRij.groep, GroepslidRij.betrokkene, GroepslidRij.kind)
        vraag = vraag.where(GroepslidRij.persoon_id.in_(wie)).order_by(GroepslidRij.groep)
        gevonden: dict[str, set[str]] = {}
        for groep, betrokkene, kind in sessie.execute(vraag):
            namen = gevonden.setdefault(groep, set())
            namen.add(betrokkene)
            if kind is not None:
                namen.add(kind)
        return gevonden
