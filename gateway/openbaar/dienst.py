"""The covenant for everybody, made once a month or when the registers changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Engine, bindparam, func, select

from gateway.openbaar.blad import Convenantblad, maak_blad
from gateway.openbaar.telling import Maand, maanden_voor, per_besluit
from gateway.registers.beeld import Beelden
from gateway.zoekregister.register import Bijgewerkt
from gateway.zoekregister.tabellen import UitwisselingRij
from shared.convenant.termijnen import begin_nl, datum_nl
from shared.opslag.engine import lezend
from shared.tijd.klok import Klok

BESLUITEN = ("toegestaan", "geweigerd")
Telling = list[tuple[date, list[int | None]]]
_TEL = (
    select(UitwisselingRij.besluit, func.count())
    .where(
        UitwisselingRij.tijdstip >= bindparam("van"), UitwisselingRij.tijdstip < bindparam("tot")
    )
    .group_by(UitwisselingRij.besluit)
)


class Openbaar:
    """Keeps what it made: who asks often costs one short question. Safe to share between threads.

    The months are over and the registers change a few times a year, so nothing of what is kept can
    be stale but what was pruned meanwhile, and that only makes a number that was true.
    """

    def __init__(self, engine: Engine, register: Bijgewerkt, beelden: Beelden, klok: Klok) -> None:
        self._engine = lezend(engine)
        self._register = register
        self._beelden = beelden
        self._klok = klok
        self._laatste: tuple[str, date, Convenantblad, Telling] | None = None

    def lees(self) -> tuple[Convenantblad, Telling]:
        """The covenant as it is now, and how often messages were let through or held back."""
        maanden = maanden_voor(datum_nl(self._klok()))
        with self._engine.connect() as verbinding:
            beeld, laatste = self._beelden.lees(verbinding), self._laatste
        if laatste is not None and laatste[:2] == (beeld.stand, maanden[0].begin):
            return laatste[2], laatste[3]
        versie = beeld.convenant
        opgezegd = {een.partij: een.per for een in versie.opzeggingen}
        blad = maak_blad(beeld.regels, versie.beeindigd_per, opgezegd)
        with self._register.connect() as verbinding:
            telling = [(een.begin, _tel(verbinding, een)) for een in maanden]
        self._laatste = (beeld.stand, maanden[0].begin, blad, telling)
        return blad, telling


def _tel(verbinding: Connection, maand: Maand) -> list[int | None]:
    tussen = {"van": begin_nl(maand.begin), "tot": begin_nl(maand.eind)}
    geteld = {rij[0]: int(rij[1]) for rij in verbinding.execute(_TEL, tussen)}
    return per_besluit(geteld, BESLUITEN)
