"""Queries on messages that were decided on.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gateway.registers.begrippen import AANVAARD, TOEGESTAAN, Berichtstand, Berichtstatus
from gateway.registers.tabellen import BerichtRij
from shared.opslag.vast import Vast, Waarden

_VELDEN = tuple(veld.name for veld in fields(Berichtstand))
_KOLOMMEN = tuple(getattr(BerichtRij, naam) for naam in _VELDEN)
_STATUS = _VELDEN.index("status")
# Bij elk bericht nodig, dus vast.
_EEN = Vast(select(*_KOLOMMEN).where(BerichtRij.id == bindparam("bericht")))
_NIEUW = {
    "sqlite": Vast(sqlite.insert(BerichtRij).on_conflict_do_nothing(), _VELDEN),
    "postgresql": Vast(postgresql.insert(BerichtRij).on_conflict_do_nothing(), _VELDEN),
}
_DIT = update(BerichtRij).where(BerichtRij.id == bindparam("bericht"))
_ANDERS = Vast(_DIT, ("handtekening", "besluit", "beslist_op", "status"))
_AFGELEVERD = Vast(
    _DIT.where(
        *(BerichtRij.status != status.value for status in Berichtstatus if status.af)
    ).returning(BerichtRij.soort),
    ("status", "ontvangen_op"),
)
_INHOUD = Vast(
    _DIT.where(BerichtRij.inhoud_digest.is_(None)).returning(BerichtRij.soort),
    ("inhoud_digest", "inhoud_status"),
)


class Berichtenregister:
    """Which messages were decided on, how far each of them got, and what became of it since."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, bericht: str) -> Berichtstand | None:
        """What is known of the message with this id."""
        rij = _EEN.een(self._verbinding, {"bericht": bericht})
        return None if rij is None else _stand(rij)

    def leg_eerste_besluit_vast(self, stand: Berichtstand) -> bool:
        """Record the first decision on a message; False when there was one before.

        The primary key is the last guard against two processes deciding one message at once.
        """
        nieuw = {naam: getattr(stand, naam) for naam in _VELDEN}
        nieuw["status"] = stand.status.value
        return _NIEUW[self._verbinding.dialect.name].voer_uit(self._verbinding, nieuw) == 1

    def leg_ander_besluit_vast(self, stand: Berichtstand) -> None:
        """Record a decision that replaces an older one on the same message."""
        anders = {
            "bericht": stand.id,
            "handtekening": stand.handtekening,
            "besluit": stand.besluit,
            "beslist_op": stand.beslist_op,
            "status": stand.status.value,
        }
        _ANDERS.voer_uit(self._verbinding, anders)

    def leg_aflevering_vast(
        self, bericht: str, status: Berichtstatus, ontvangen_op: datetime | None
    ) -> str | None:
        """Record how the delivery went, and give the message's kind; None: it was final already.

        `ontvangen_op`: when a receipt came, if one did.
        """
        gewijzigd = {"bericht": bericht, "status": status.value, "ontvangen_op": ontvangen_op}
        return self._soort(_AFGELEVERD, gewijzigd)

    def leg_inhoud_vast(self, bericht: str, digest: str, *, aanvaard: bool) -> str | None:
        """Record the receipt on the content of what was said, and give the message's kind.

        None: there was one before.
        """
        status = AANVAARD if aanvaard else Berichtstatus.GEWEIGERD.value
        gewijzigd = {"bericht": bericht, "inhoud_digest": digest, "inhoud_status": status}
        return self._soort(_INHOUD, gewijzigd)

    def van_groep(self, groep: str, partij: str | None) -> list[str]:
        """Ids of the messages within a group; only those to or from `partij` when it is given."""
        vraag = select(BerichtRij.id).where(BerichtRij.groep == groep)
        if partij is not None:
            vraag = vraag.where((BerichtRij.afzender == partij) | (BerichtRij.ontvanger == partij))
        return list(self._verbinding.scalars(vraag.order_by(BerichtRij.beslist_op)))

    def van_uiting(self, uiting: str) -> list[Berichtstand]:
        """The messages about the same words, in the order they were decided on."""
        vraag = select(*_KOLOMMEN).where(BerichtRij.uiting == uiting)
        rijen = self._verbinding.execute(vraag.order_by(BerichtRij.beslist_op, BerichtRij.id))
        return [_stand(rij) for rij in rijen]

    def die_voortbouwen_op(self, berichten: Sequence[str], soorten: Sequence[str]) -> list[str]:
        """Ids of the permitted messages of these kinds that name one of `berichten`."""
        vraag = select(BerichtRij.id).where(
            BerichtRij.in_reactie_op.in_(berichten),
            BerichtRij.soort.in_(soorten),
            BerichtRij.besluit == TOEGESTAAN,
        )
        return list(self._verbinding.scalars(vraag))

    def trek_in(self, berichten: Sequence[str], door: str) -> None:
        """These are withdrawn by `door`, unless they were already."""
        self._verbinding.execute(
            update(BerichtRij)
            .where(BerichtRij.id.in_(berichten), BerichtRij.ingetrokken_door.is_(None))
            .values(ingetrokken_door=door)
        )

    def markeer_vernietigd(
        self, ontvanger: str, *, berichten: Sequence[str] = (), groep: str | None = None
    ) -> None:
        """`ontvanger` destroyed these of the messages it received, or all of a group."""
        welke: ColumnElement[bool] = BerichtRij.id.in_(berichten)
        if groep is not None:
            welke = welke | (BerichtRij.groep == groep)
        self._verbinding.execute(
            update(BerichtRij)
            .where(welke, BerichtRij.ontvanger == ontvanger, BerichtRij.besluit == TOEGESTAAN)
            .values(vernietigd=True)
        )

    def _soort(self, wijziging: Vast, waarden: Waarden) -> str | None:
        rij = wijziging.een(self._verbinding, waarden)
        return None if rij is None else str(rij[0])


def _stand(rij: Sequence[object]) -> Berichtstand:
    waarden = [*rij]
    waarden[_STATUS] = Berichtstatus(str(waarden[_STATUS]))
    return Berichtstand(*waarden)  # type: ignore[arg-type]
