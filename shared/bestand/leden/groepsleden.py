"""Which person hides behind a pseudonym, per group. Only this party's own file knows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import beperkt, in_beeindigde_groep
from shared.bestand.afscherming.opslag import beperkte_namen
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.poorten.meegaand import Meegaand
from shared.partij.zegel import klok_van
from shared.tijd.kenmerk import nieuw_pseudoniem, uuid7
from shared.tijd.klok import Klok, nu_utc

GEEN_LID = "Deze persoon is geen lid van deze groep in uw bestand."


@dataclass(frozen=True)
class Groepslid:
    """A member of one group: ``betrokkene`` is the pseudonym that messages carry.

    ``categorie``   1 member, 2 parent or legal representative, 3 participant (covenant 4.1)
    ``kind``        category 2 only: the pseudonym of the child in the same group
    ``ontvangen``   the pseudonym came with a message, so another party knows it too
    """

    betrokkene: str
    categorie: int
    kind: str | None
    persoon_id: str
    groep: str
    ontvangen: bool


class Groepsleden:
    """Reads and writes members within the caller's transaction; never commits."""

    def __init__(self, sessie: Session, klok: Klok = nu_utc) -> None:
        self._sessie = sessie
        self._klok = klok

    def pseudoniem(self, groep: str, persoon_id: str) -> Groepslid:
        """The person's pseudonym in the group; raises ``NietGevonden`` for a non-member.

        A pseudonym another party also knows goes before one only known here.
        """
        rij = self._huidig(groep, persoon_id)
        if rij is None:
            raise NietGevonden(GEEN_LID)
        return self._leden([rij])[0]

    def van_personen(self, groep: str, personen: Collection[str]) -> dict[str, Groepslid]:
        """The same of these people in one question, by person: those who are members."""
        vraag = self._huidige(groep).where(GroepslidRij.persoon_id.in_(personen))
        gevonden: dict[str, Groepslid] = {}
        for lid in self._leden(self._sessie.scalars(vraag).all()):
            gevonden.setdefault(lid.persoon_id, lid)
        return gevonden

    def bij_betrokkene(self, groep: str, betrokkene: str) -> Groepslid | None:
        """Who hides behind a pseudonym, members that left included; ``None`` when unknown here."""
        rij = self._drager(groep, betrokkene)
        return None if rij is None else self._leden([rij])[0]

    def koppel(
        self,
        groep: str,
        persoon_id: str,
        betrokkene: str | None,
        categorie: int,
        kind: str | None,
        *,
        door: str | None = None,
    ) -> Groepslid:
        """Makes the person a member; without ``betrokkene`` a new pseudonym is drawn.

        Repeatable for the same person and pseudonym. A person who was a member before comes back
        under the old pseudonym. Raises ``Conflict`` when the pseudonym is another current member's,
        or when the person is a current member with another category or child.
        """
        bestaand = self._bestaand(groep, persoon_id, betrokkene)
        if bestaand is None:
            # Of two who make somebody a member at once, the second finds the first's pseudonym.
            self._sessie.get(PersoonRij, persoon_id, with_for_update=True)
            bestaand = self._bestaand(groep, persoon_id, betrokkene)
        if bestaand is None:
            bestaand = self._nieuw(groep, persoon_id, betrokkene, door)
        elif bestaand.beeindigd_op is None and (bestaand.categorie, bestaand.kind) != (
            categorie,
            kind,
        ):
            raise Conflict(
                "Deze persoon is al lid van deze groep, met een andere categorie of kind."
            )
        bestaand.categorie, bestaand.kind, bestaand.beeindigd_op = categorie, kind, None
        self._sessie.flush()
        return self._leden([bestaand])[0]

    def leden(self, groep: str, *, na: str | None = None, limiet: int) -> list[Groepslid]:
        """Current members in order of pseudonym, after ``na``; at most ``limiet``."""
        vraag = (
            select(GroepslidRij)
            .where(GroepslidRij.groep == groep, GroepslidRij.beeindigd_op.is_(None))
            .order_by(GroepslidRij.betrokkene)
            .limit(limiet)
        )
        if na is not None:
            vraag = vraag.where(GroepslidRij.betrokkene > na)
        return self._leden(self._sessie.scalars(vraag).all())

    def beperkten(self, groep: str) -> int:
        """How many current members nobody uses the data of now."""
        vraag = select(func.count()).where(
            GroepslidRij.groep == groep,
            GroepslidRij.beeindigd_op.is_(None),
            beperkt(GroepslidRij.persoon_id),
            ~in_beeindigde_groep(GroepslidRij.groep),
        )
        return self._sessie.scalars(vraag).one()

    def groepen_van(self, persoon_id: str) -> frozenset[str]:
        """The groups the person is a current member of."""
        vraag = select(GroepslidRij.groep).where(
            GroepslidRij.persoon_id == persoon_id, GroepslidRij.beeindigd_op.is_(None)
        )
        return frozenset(self._sessie.scalars(vraag))

    def beeindig(self, groep: str, betrokkene: str) -> None:
        """Ends a membership. The link is kept: a rights request later still finds the messages."""
        vraag = select(GroepslidRij).where(
            GroepslidRij.groep == groep,
            GroepslidRij.betrokkene == betrokkene,
            GroepslidRij.beeindigd_op.is_(None),
        )
        rij = self._sessie.scalars(vraag).one_or_none()
        if rij is None:
            raise NietGevonden("Dit lid staat niet in deze groep.")
        rij.beeindigd_op = self._klok()
        self._sessie.flush()

    def _leden(self, rijen: Sequence[GroepslidRij]) -> list[Groepslid]:
        """As they are shown. Who only reads does not learn whose parent somebody is while nobody
        uses the data of that child (covenant 11.1, c)."""
        kinderen = [rij.kind for rij in rijen if rij.kind is not None]
        verborgen = beperkte_namen(self._sessie, kinderen)
        return [
            Groepslid(
                betrokkene=rij.betrokkene,
                categorie=rij.categorie,
                kind=None if rij.kind in verborgen else rij.kind,
                persoon_id=rij.persoon_id,
                groep=rij.groep,
                ontvangen=rij.ontvangen,
            )
            for rij in rijen
        ]

    def _huidig(self, groep: str, persoon_id: str) -> GroepslidRij | None:
        vraag = self._huidige(groep).where(GroepslidRij.persoon_id == persoon_id)
        return self._sessie.scalars(vraag).first()

    @staticmethod
    def _huidige(groep: str) -> Select[GroepslidRij]:
        """Current members; of one person the pseudonym first that goes before."""
        return (
            select(GroepslidRij)
            .where(GroepslidRij.groep == groep, GroepslidRij.beeindigd_op.is_(None))
            .order_by(GroepslidRij.ontvangen.desc(), GroepslidRij.id)
        )

    def _drager(self, groep: str, betrokkene: str) -> GroepslidRij | None:
        """Whose pseudonym it is; when it was handed on (a destroyed person), the current one's."""
        vraag = (
            select(GroepslidRij)
            .where(GroepslidRij.groep == groep, GroepslidRij.betrokkene == betrokkene)
            .order_by(GroepslidRij.beeindigd_op.is_not(None), GroepslidRij.id.desc())
        )
        return self._sessie.scalars(vraag).first()

    def _bestaand(self, groep: str, persoon_id: str, betrokkene: str | None) -> GroepslidRij | None:
        vraag = select(GroepslidRij).where(GroepslidRij.groep == groep)
        if betrokkene is None:
            vraag = vraag.where(GroepslidRij.persoon_id == persoon_id)
            vraag = vraag.order_by(GroepslidRij.ontvangen.desc(), GroepslidRij.id)
            return self._sessie.scalars(vraag).first()
        drager = self._drager(groep, betrokkene)
        if drager is None or drager.persoon_id == persoon_id:
            return drager
        if drager.beeindigd_op is None:
            raise Conflict("Dit pseudoniem hoort in deze groep al bij een andere persoon.")
        vraag = vraag.where(
            GroepslidRij.betrokkene == betrokkene, GroepslidRij.persoon_id == persoon_id
        )
        return self._sessie.scalars(vraag).one_or_none()

    def _nieuw(
        self, groep: str, persoon_id: str, betrokkene: str | None, door: str | None
    ) -> GroepslidRij:
        rij = GroepslidRij(
            id=uuid7(self._klok()),
            groep=groep,
            persoon_id=persoon_id,
            betrokkene=betrokkene or nieuw_pseudoniem(),
            ontvangen=betrokkene is not None,
            categorie=0,
            aangemaakt_op=self._klok(),
            aangemaakt_door=door,
        )
        self._sessie.add(rij)
        return rij


class Ledenlezer(Protocol):
    """The group members, from person to pseudonym and back."""

    def pseudoniem(self, groep: str, persoon_id: str) -> Groepslid: ...

    def bij_betrokkene(self, groep: str, betrokkene: str) -> Groepslid | None: ...


def _beeindig_alle(sessie: Session, personen: Collection[str]) -> None:
    sessie.execute(
        update(GroepslidRij)
        .where(GroepslidRij.persoon_id.in_(personen), GroepslidRij.beeindigd_op.is_(None))
        .values(beeindigd_op=klok_van(sessie)())
    )


LIDMAATSCHAPPEN = Meegaand((GroepslidRij,), _beeindig_alle)
"""The pseudonyms of somebody who is destroyed stay, without a name."""
