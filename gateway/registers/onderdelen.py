"""Queries on the places of permitted messages: about whom, whose datum it was, does it stand.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from gateway.registers.begrippen import TOEGESTAAN, Plaats
from gateway.registers.tabellen import BerichtonderdeelRij, BerichtRij
from shared.opslag.vast import Vast

_NAMEN = tuple(veld.name for veld in fields(Plaats))
_KOLOMMEN = tuple(getattr(BerichtonderdeelRij, naam) for naam in _NAMEN)
# Bij elk bericht met gegevens nodig, dus vast.
_VOEG_TOE = Vast(insert(BerichtonderdeelRij), _NAMEN)
_VAN = Vast(
    select(*_KOLOMMEN)
    .where(BerichtonderdeelRij.bericht == bindparam("bericht"))
    .order_by(BerichtonderdeelRij.plaats)
)


class Onderdelenregister:
    """The places of permitted messages that give or correct data."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def van(self, bericht: str) -> list[Plaats]:
        """The places of a message, in order."""
        return [Plaats(*rij) for rij in _VAN.alle(self._verbinding, {"bericht": bericht})]

    def van_items(self, items: Iterable[tuple[str, int]]) -> list[Plaats]:
        """Every place of the chains that began in these places."""
        gevonden = []
        for bericht, plaats in dict.fromkeys(items):
            vraag = select(*_KOLOMMEN).where(
                BerichtonderdeelRij.item_bericht == bericht,
                BerichtonderdeelRij.item_plaats == plaats,
            )
            gevonden += [Plaats(*rij) for rij in self._verbinding.execute(vraag)]
        return gevonden

    def met_een_gat(self, berichten: Iterable[str]) -> frozenset[str]:
        """Which of these messages do not stand whole: a place was taken back or destroyed."""
        weg = BerichtonderdeelRij.ingetrokken_door.is_not(None) | BerichtonderdeelRij.vernietigd
        vraag = select(BerichtonderdeelRij.bericht).where(
            BerichtonderdeelRij.bericht.in_(list(berichten)), weg
        )
        return frozenset(self._verbinding.scalars(vraag))

    def leg_vast(self, plaatsen: Sequence[Plaats]) -> None:
        """Keep the places of a message."""
        if plaatsen:
            _VOEG_TOE.reeks(self._verbinding, [_rij(plaats) for plaats in plaatsen])

    def vergeet(self, bericht: str) -> None:
        """This message has no places: it was not permitted after all."""
        self._verbinding.execute(
            delete(BerichtonderdeelRij).where(BerichtonderdeelRij.bericht == bericht)
        )

    def trek_in(self, plaatsen: Iterable[Plaats], door: str) -> None:
        """These do not stand any more because of `door`, unless that was so already."""
        for plaats in plaatsen:
            self._wijzig(
                (BerichtonderdeelRij.bericht == plaats.bericht)
                & (BerichtonderdeelRij.plaats == plaats.plaats)
                & BerichtonderdeelRij.ingetrokken_door.is_(None),
                ingetrokken_door=door,
            )

    def markeer_vernietigd(
        self, ontvanger: str, betrokkenen: Sequence[str], groep: str | None
    ) -> None:
        """`ontvanger` destroyed what it received about these people (within this group)."""
        ontvangen = select(BerichtRij.id).where(
            BerichtRij.ontvanger == ontvanger, BerichtRij.besluit == TOEGESTAAN
        )
        if groep is not None:
            ontvangen = ontvangen.where(BerichtRij.groep == groep)
        self._wijzig(
            BerichtonderdeelRij.betrokkene.in_(betrokkenen)
            & BerichtonderdeelRij.bericht.in_(ontvangen),
            vernietigd=True,
        )

    def _wijzig(self, welke: ColumnElement[bool], **waarden: object) -> None:
        self._verbinding.execute(update(BerichtonderdeelRij).where(welke).values(**waarden))


def _rij(plaats: Plaats) -> dict[str, object]:
    return {naam: getattr(plaats, naam) for naam in _NAMEN}
