"""Queries on messages that were decided on.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

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


class Berichtenregister:
    """Which messages were decided on, and how far each of them got."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, bericht: str) -> Berichtstand | None:
        """What is known of the message with this id."""
        rij = self._verbinding.execute(
            select(*_KOLOMMEN).where(BerichtRij.id == bericht)
        ).one_or_none()
        if rij is None:
            return None
        velden = dict(rij._mapping)
        return Berichtstand(**{**velden, "status": Berichtstatus(velden["status"])})

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
            self._verbinding.execute(
                update(BerichtRij).where(BerichtRij.id == stand.id).values(**velden)
            )
            return
        self._verbinding.execute(
            insert(BerichtRij).values(
                id=stand.id,
                digest=stand.digest,
                afzender=stand.afzender,
                ontvanger=stand.ontvanger,
                soort=soort,
                groep=stand.groep,
                **velden,
            )
        )

    def leg_aflevering_vast(self, bericht: str, status: Berichtstatus) -> None:
        """Record how the delivery went."""
        self._verbinding.execute(
            update(BerichtRij).where(BerichtRij.id == bericht).values(status=status.value)
        )

    def van_partij(self, berichten: list[str], partij: str) -> set[str]:
        """Those of `berichten` that this party sent or was to receive."""
        betrokken = (BerichtRij.afzender == partij) | (BerichtRij.ontvanger == partij)
        rijen = self._verbinding.execute(
            select(BerichtRij.id).where(BerichtRij.id.in_(berichten), betrokken)
        )
        return set(rijen.scalars())

    def van_groep(self, groep: str, sinds: datetime | None = None) -> list[str]:
        """Ids of the messages within a group, in order of decision."""
        vraag = select(BerichtRij.id).where(BerichtRij.groep == groep)
        if sinds is not None:
            vraag = vraag.where(BerichtRij.beslist_op >= sinds)
        return list(self._verbinding.execute(vraag.order_by(BerichtRij.beslist_op)).scalars())
