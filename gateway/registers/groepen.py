"""Queries on groups and on the group decisions that were carried out.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from gateway.registers.begrippen import Groep
from gateway.registers.tabellen import GroepRij, GroepsbesluitRij
from shared.logboek.schrijver import beurtgeheugen
from shared.opslag.vast import Vast

# Bij elk bericht nodig, dus vast.
_EEN = Vast(select(GroepRij.code, GroepRij.toestand).where(GroepRij.id == bindparam("groep")))

Moment = tuple[datetime, dict[str, Any]]
"""When a decision was carried out, and the group right after it."""


@dataclass(frozen=True, slots=True)
class ToegepastBesluit:
    """A group decision that was carried out before, and what the group was after it."""

    digest: str
    groep_na: dict[str, Any]


class Groepenregister:
    """Groups and the signed decisions that changed them."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, groep: str) -> Groep | None:
        """The group with this id."""
        geheugen, sleutel = beurtgeheugen(self._verbinding), ("groep", groep.lower())
        if sleutel not in geheugen:
            rij = _EEN.een(self._verbinding, {"groep": groep})
            geheugen[sleutel] = None if rij is None else Groep(*rij)
        gevonden: Groep | None = geheugen[sleutel]
        return gevonden

    def pagina(self, na: str | None, aantal: int) -> tuple[list[Groep], bool]:
        """At most `aantal` groups in order of id after `na`; and whether there are more."""
        vraag = select(GroepRij.code, GroepRij.toestand).order_by(GroepRij.id).limit(aantal + 1)
        if na is not None:
            vraag = vraag.where(GroepRij.id > na)
        gevonden = [Groep(rij.code, rij.toestand) for rij in self._verbinding.execute(vraag)]
        return gevonden[:aantal], len(gevonden) > aantal

    def code_in_gebruik(self, code: str, groep: str) -> bool:
        """Whether another group than `groep` already has this code."""
        gevonden = self._verbinding.execute(
            select(GroepRij.id).where(GroepRij.code == code, GroepRij.id != groep)
        )
        return gevonden.first() is not None

    def bewaar(self, groep: Groep, nu: datetime) -> None:
        """Insert or replace a group."""
        beurtgeheugen(self._verbinding).pop(("groep", groep.toestand["id"].lower()), None)
        velden = {
            "stap": groep.toestand["stap"],
            "status": groep.toestand["status"],
            "toestand": groep.toestand,
            "gewijzigd_op": nu,
        }
        gewijzigd = self._verbinding.execute(
            update(GroepRij).where(GroepRij.id == groep.toestand["id"]).values(**velden)
        )
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(
                insert(GroepRij).values(id=groep.toestand["id"], code=groep.code, **velden)
            )

    def besluiten_over(self, groep: str) -> list[str]:
        """Ids of the decisions on a group, oldest first."""
        rijen = self._verbinding.execute(
            select(GroepsbesluitRij.id)
            .where(GroepsbesluitRij.groep == groep)
            .order_by(GroepsbesluitRij.bladnummer)
        )
        return list(rijen.scalars())

    def besluiten_van_soort(self, groep: str, soort: str) -> list[str]:
        """Ids of the decisions of one kind on a group, oldest first."""
        rijen = self._verbinding.execute(
            select(GroepsbesluitRij.id)
            .where(GroepsbesluitRij.groep == groep, GroepsbesluitRij.soort == soort)
            .order_by(GroepsbesluitRij.bladnummer)
        )
        return list(rijen.scalars())

    def afgesloten_op(self, groep: str) -> datetime | None:
        """When the last decision on a group was taken; None while it runs, or is not there."""
        gevonden = self.een(groep)
        return None if gevonden is None else self.einden([gevonden]).get(gevonden.toestand["id"])

    def einden(self, groepen: Iterable[Groep]) -> dict[str, datetime]:
        """When each of these groups ended, by id: its last decision; not of one that runs."""
        voorbij = [groep.toestand["id"] for groep in groepen if not groep.loopt]
        if not voorbij:
            return {}
        laatste = (
            select(GroepsbesluitRij.groep, func.max(GroepsbesluitRij.bladnummer).label("blad"))
            .where(GroepsbesluitRij.groep.in_(voorbij))
            .group_by(GroepsbesluitRij.groep)
            .subquery()
        )
        vraag = select(GroepsbesluitRij.groep, GroepsbesluitRij.toegepast_op).join(
            laatste,
            and_(
                GroepsbesluitRij.groep == laatste.c.groep,
                GroepsbesluitRij.bladnummer == laatste.c.blad,
            ),
        )
        return {groep: tijdstip for groep, tijdstip in self._verbinding.execute(vraag)}

    def verlopen(
        self, groepen: Iterable[Groep]
    ) -> dict[str, list[tuple[datetime, dict[str, Any]]]]:
        """Per group, by id, how it stood right after each decision, in the order of the log."""
        rijen = self._verbinding.execute(
            select(GroepsbesluitRij.groep, GroepsbesluitRij.toegepast_op, GroepsbesluitRij.groep_na)
            .where(GroepsbesluitRij.groep.in_([groep.toestand["id"] for groep in groepen]))
            .order_by(GroepsbesluitRij.bladnummer)
        )
        gevonden: dict[str, list[Moment]] = {}
        for groep, toegepast_op, groep_na in rijen:
            gevonden.setdefault(groep, []).append((toegepast_op, groep_na))
        return gevonden

    def laatste_van_soort(self, groep: str, soort: str) -> datetime | None:
        """When a decision of this kind was last carried out on a group."""
        vraag = select(func.max(GroepsbesluitRij.toegepast_op)).where(
            GroepsbesluitRij.groep == groep, GroepsbesluitRij.soort == soort
        )
        return self._verbinding.execute(vraag).scalar_one_or_none()

    def toegepast(self, besluit: str) -> ToegepastBesluit | None:
        """The decision with this id, if it was carried out before."""
        rij = self._verbinding.execute(
            select(GroepsbesluitRij.digest, GroepsbesluitRij.groep_na).where(
                GroepsbesluitRij.id == besluit
            )
        ).one_or_none()
        return None if rij is None else ToegepastBesluit(**rij._mapping)

    def bewaar_besluit(
        self, besluit: str, groep: Groep, soort: str, digest: str, nu: datetime, bladnummer: int
    ) -> None:
        """Remember that a decision was carried out, in which leaf, and the group right after."""
        self._verbinding.execute(
            insert(GroepsbesluitRij).values(
                id=besluit,
                groep=groep.toestand["id"],
                soort=soort,
                digest=digest,
                toegepast_op=nu,
                bladnummer=bladnummer,
                groep_na=groep.weergave(),
            )
        )
