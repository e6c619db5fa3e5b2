"""Queries on the witnesses. Works on the connection it is given; no commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select, update

from gateway.getuigen.tabellen import DagstandRij, GetuigeRij, MedeondertekendRij
from gateway.registers.tabellen import PartijRij

_ID = 1


@dataclass(frozen=True, slots=True)
class Getuige:
    """A witness to ask: where, by which key, and the size it signed last."""

    partij: str
    endpoint: str
    vkey: str
    grootte: int


@dataclass(frozen=True, slots=True)
class Medeondertekend:
    """A checkpoint with the cosignatures that were given on it."""

    grootte: int
    notitie: str


@dataclass(frozen=True, slots=True)
class Dagstand:
    """The last cosigned checkpoint of a day."""

    dag: date
    grootte: int
    notitie: str


class Getuigenregister:
    """The witnesses, and what they gave."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def laad(self, vkeys: Mapping[str, str]) -> None:
        """The witnesses are these; one with another key starts again."""
        bekend = {rij.partij: rij.vkey for rij in self._verbinding.execute(
            select(GetuigeRij.partij, GetuigeRij.vkey)
        )}  # fmt: skip
        for partij, vkey in bekend.items():
            if vkeys.get(partij) != vkey:
                self._verbinding.execute(delete(GetuigeRij).where(GetuigeRij.partij == partij))
        for partij, vkey in vkeys.items():
            if bekend.get(partij) != vkey:
                self._verbinding.execute(
                    insert(GetuigeRij).values(partij=partij, vkey=vkey, grootte=0)
                )

    def alle(self) -> list[Getuige]:
        """Witnesses of the parties that take part, in order of code."""
        vraag = (
            select(GetuigeRij.partij, PartijRij.endpoint, GetuigeRij.vkey, GetuigeRij.grootte)
            .join(PartijRij, PartijRij.code == GetuigeRij.partij)
            .where(PartijRij.actief)
            .order_by(GetuigeRij.partij)
        )
        return [Getuige(*rij) for rij in self._verbinding.execute(vraag)]

    def vereist(self) -> list[str]:
        """The parties whose cosignature belongs under a checkpoint: all that take part."""
        vraag = select(PartijRij.code).where(PartijRij.actief).order_by(PartijRij.code)
        return list(self._verbinding.scalars(vraag))

    def noteer(
        self, partij: str, nu: datetime, *, grootte: int | None = None, fout: str | None = None
    ) -> None:
        """What came of asking a witness."""
        velden: dict[str, object] = {"laatste_fout": fout}
        if grootte is not None:
            velden |= {"grootte": grootte, "gezien_op": nu}
        self._verbinding.execute(
            update(GetuigeRij).where(GetuigeRij.partij == partij).values(**velden)
        )

    def medeondertekend(self) -> Medeondertekend | None:
        """The newest checkpoint with cosignatures."""
        rij = self._verbinding.execute(
            select(MedeondertekendRij.grootte, MedeondertekendRij.notitie)
        ).one_or_none()
        return None if rij is None else Medeondertekend(*rij)

    def bewaar(self, nieuw: Medeondertekend) -> None:
        """The newest checkpoint with cosignatures is this one now."""
        self._verbinding.execute(delete(MedeondertekendRij))
        self._verbinding.execute(
            insert(MedeondertekendRij).values(id=_ID, grootte=nieuw.grootte, notitie=nieuw.notitie)
        )

    def bewaar_van(self, dag: date, nieuw: Medeondertekend) -> None:
        """The last one of this day is this one now."""
        self._verbinding.execute(delete(DagstandRij).where(DagstandRij.dag == dag))
        self._verbinding.execute(
            insert(DagstandRij).values(dag=dag, grootte=nieuw.grootte, notitie=nieuw.notitie)
        )

    def dagstanden(self, hoogstens: int) -> list[Dagstand]:
        """The newest days, newest first, and at the end the first there is."""
        kolommen = select(DagstandRij.dag, DagstandRij.grootte, DagstandRij.notitie)
        nieuwste = kolommen.order_by(DagstandRij.dag.desc()).limit(hoogstens)
        rijen = [Dagstand(*rij) for rij in self._verbinding.execute(nieuwste)]
        eerste = [
            Dagstand(*rij)
            for rij in self._verbinding.execute(kolommen.order_by(DagstandRij.dag).limit(1))
        ]
        return rijen if eerste == rijen[-1:] else [*rijen, *eerste]
