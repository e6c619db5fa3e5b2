"""Queries on messages that were decided on.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

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
_NIEUW = insert(BerichtRij)
_ANDERS = update(BerichtRij).where(BerichtRij.id == bindparam("bericht"))


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

    def leg_besluit_vast(self, stand: Berichtstand, soort: str, *, opnieuw: bool) -> None:
        """Record a decision: the first on a message, or (`opnieuw`) one that replaces an older.

        The primary key is the last guard against two processes deciding one message at once.
        """
        velden = {
            "handtekening": stand.handtekening,
            "besluit": stand.besluit,
            "beslist_op": stand.beslist_op,
            "status": stand.status.value,
        }
        if opnieuw:
            self._verbinding.execute(_ANDERS, {"bericht": stand.id, **velden})
            return
        nieuw = {
            "id": stand.id,
            "digest": stand.digest,
            "afzender": stand.afzender,
            "ontvanger": stand.ontvanger,
            "soort": soort,
            "groep": stand.groep,
            **velden,
        }
        self._verbinding.execute(_NIEUW, nieuw)

    def leg_aflevering_vast(self, bericht: str, status: Berichtstatus) -> None:
        """Record how the delivery went."""
        self._verbinding.execute(_ANDERS, {"bericht": bericht, "status": status.value})

    def van_groep(self, groep: str, partij: str | None) -> list[str]:
        """Ids of the messages within a group; only those to or from `partij` when it is given."""
        vraag = select(BerichtRij.id).where(BerichtRij.groep == groep)
        if partij is not None:
            vraag = vraag.where((BerichtRij.afzender == partij) | (BerichtRij.ontvanger == partij))
        return list(self._verbinding.scalars(vraag.order_by(BerichtRij.beslist_op)))
