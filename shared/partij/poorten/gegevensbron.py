"""The ports through which the engine reads a party's own records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, TypeAlias

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde
from shared.convenant.begrippen import Convenantregels
from shared.partij.persoon import Persoon

Aard = Literal["feit", "oordeel"]


Herkomst = Literal["eigen", "ontvangen"]


@dataclass(frozen=True)
class Brongegeven:
    """One own record as the engine discloses it.

    ``gegevens`` goes, encrypted, into the message's content; ``kenmerken`` goes into the kop,
    readable for the gateway, and therefore holds no name, number or text about a person.
    ``derden_verwijderd`` says that third persons were taken out (covenant 4.1, reading D11).
    ``weet`` are the kenmerken the file itself can know, filled in or not: nobody attests those.
    """

    gegevenssoort: str
    gegevens: Mapping[str, JsonWaarde] = field(repr=False)
    kenmerken: Mapping[str, JsonWaarde] | None
    aard: Aard | None
    herkomst: Herkomst
    bijzonder: bool
    derden_verwijderd: bool
    weet: frozenset[str] = frozenset()


Lezing: TypeAlias = Callable[[], Brongegeven]
"""What was found already: gives, or raises, what ``Gegevensbron.lees`` does."""

Gevonden: TypeAlias = Sequence[tuple[str | None, Lezing]]


class Gegevensbron(Protocol):
    """The port through which the engine reads one kind of the party's own records."""

    @property
    def gegevenssoort(self) -> str:
        """Code of the kind in the covenant file."""
        ...

    def lees(self, sessie: Session, persoon: Persoon, gegeven_id: str | None) -> Brongegeven:
        """The record ``gegeven_id`` of this person; ``None`` where a kind has one per person.

        Raises ``NietGevonden`` when there is none, ``OngeldigeInvoer`` when the kind needs an id
        and none is given, ``Vernietigd`` when the content is gone.
        """
        ...

    def alle(self, sessie: Session, personen: Sequence[Persoon]) -> Mapping[str, Gevonden]:
        """By person, the ids of his records of this kind, one ``None`` where a kind takes no id;
        each with what ``lees`` says of it. Of all these people in one question."""
        ...


class Informatiebron(Protocol):
    """Tells whether a person was informed, for a party that owes the information letter."""

    def lees(self, sessie: Session, persoon: Persoon, dag: date) -> Mapping[str, JsonWaarde] | None:
        """The kop's ``informatie`` on this day: ``status``, ``grond``, ``herbeoordeling``."""
        ...

    def ouder_gaat(
        self, sessie: Session, regels: Convenantregels, persoon: Persoon, door: str
    ) -> None:
        """Hears of a child that somebody stops being on record as its parent, before it is so."""
        ...
