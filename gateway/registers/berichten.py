"""Queries on messages that were decided on.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gateway.domein import Berichtstand, Berichtstatus
from gateway.modellen import BerichtRij

_KOLOMMEN = (
    BerichtRij.id,
    BerichtRij.digest,
    BerichtRij.handtekening,
    BerichtRij.afzender,
    BerichtRij.ontvanger,
    BerichtRij.groep,
    BerichtRij.besluit,
    BerichtRij.beslist_op,
    BerichtRij.status,
)
# Vaste opdrachten: bij elk bericht nodig, dus één keer samengesteld.
_EEN = select(*_KOLOMMEN).where(BerichtRij.id == bindparam("bericht"))
_NIEUW = {
    "sqlite": sqlite.insert(BerichtRij).on_conflict_do_nothing().returning(BerichtRij.id),
    "postgresql": postgresql.insert(BerichtRij).on_conflict_do_nothing().returning(BerichtRij.id),
}
_ANDERS = update(BerichtRij).where(BerichtRij.id == bindparam("bericht"))
_AFGELEVERD = _ANDERS.where(
    BerichtRij.status.not_in([status.value for status in Berichtstatus if status.af])
)


class Berichtenregister:
    """Which messages were decided on, and how far each of them got."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, bericht: str) -> Berichtstand | None:
        """What is known of the message with this id."""
        rij = self._verbinding.execute(_EEN, {"bericht": bericht}).one_or_none()
        if rij is None:
            return None
        return Berichtstand(*rij[:-1], Berichtstatus(rij.status))

    def leg_eerste_besluit_vast(self, stand: Berichtstand, soort: str) -> bool:
        """Record the first decision on a message; False when there was one before.

        The primary key is the last guard against two processes deciding one message at once.
        """
        nieuw = {
            "id": stand.id,
            "digest": stand.digest,
            "handtekening": stand.handtekening,
            "afzender": stand.afzender,
            "ontvanger": stand.ontvanger,
            "soort": soort,
            "groep": stand.groep,
            "besluit": stand.besluit,
            "beslist_op": stand.beslist_op,
            "status": stand.status.value,
        }
        opdracht = _NIEUW[self._verbinding.dialect.name]
        return self._verbinding.execute(opdracht, nieuw).first() is not None

    def leg_ander_besluit_vast(self, stand: Berichtstand) -> None:
        """Record a decision that replaces an older one on the same message."""
        anders = {
            "bericht": stand.id,
            "handtekening": stand.handtekening,
            "besluit": stand.besluit,
            "beslist_op": stand.beslist_op,
            "status": stand.status.value,
        }
        self._verbinding.execute(_ANDERS, anders)

    def leg_aflevering_vast(self, bericht: str, status: Berichtstatus) -> bool:
        """Record how the delivery went, unless that is final already: then False."""
        gewijzigd = {"bericht": bericht, "status": status.value}
        return self._verbinding.execute(_AFGELEVERD, gewijzigd).rowcount == 1

    def van_groep(self, groep: str, partij: str | None) -> list[str]:
        """Ids of the messages within a group; only those to or from `partij` when it is given."""
        vraag = select(BerichtRij.id).where(BerichtRij.groep == groep)
        if partij is not None:
            vraag = vraag.where((BerichtRij.afzender == partij) | (BerichtRij.ontvanger == partij))
        return list(self._verbinding.scalars(vraag.order_by(BerichtRij.beslist_op)))
