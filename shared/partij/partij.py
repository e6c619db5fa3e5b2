"""How a party declares itself to the engine: its own data sources, routers and migrations.

A new party is a new declaration plus rows in the covenant file; nothing under ``shared`` changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from fastapi import APIRouter
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde
from shared.opslag.basis import Basis
from shared.partij.persoon import Persoon
from shared.partij.poorten.meldingenbron import Meldingenbron
from shared.partij.poorten.spoorbron import Spoorbron
from shared.partij.poorten.tijdlijnbron import Tijdlijnbron
from shared.partij.poorten.werkbron import Werkbron
from shared.web.problemen import Foutrij

if TYPE_CHECKING:
    from shared.partij.dienst import Dienst
    from shared.partij.poorten.besluitconcept import Besluitsteller
    from shared.partij.poorten.stukvastlegger import Stukvastlegger

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


class Informatiebron(Protocol):
    """Tells whether a person was informed, for a party that owes the information letter."""

    def lees(self, sessie: Session, persoon_id: str) -> Mapping[str, JsonWaarde] | None:
        """The kop's ``informatie`` member: ``status``, ``grond``, ``herbeoordeling``."""
        ...


@dataclass(frozen=True)
class Partij:
    """A party's declaration.

    ``code``         the party's code in the covenant file
    ``bronnen``      own records the engine may disclose, by kind
    ``dossiers``     tables of own records, each with a ``persoon_id``; a person's rows go when the
                     person is destroyed
    ``groepsrijen``  tables of what is recorded about a person only for a group's approach, each
                     with ``groep`` and ``persoon_id``; such rows go when the person leaves it
    ``routers``      factories of the party's own routers, mounted under ``/v1``
    ``migraties``    version locations of the party's own tables, besides the shared ones
    ``besluitstellers``  by kind of group decision: how this party's service composes it from its
                     own records; nobody types such a decision
    ``informatie``   present only for a party that keeps the information-letter status
    ``problemen``    rows for the errors of those subjects
    ``tijdlijnbronnen``  what those subjects add to the timeline of a group
    ``werkbronnen``  what awaits people because of the party's own subjects
    ``sporen``       acts with people's data that these subjects keep in tables of their own
    ``meldingen``    own reports about people, for a party that keeps after a group closed
    ``onderhoud``    the party's own part of the periodic work: gives numbers, may be repeated
    ``vastlegger``   what others give about groups and this party keeps a record of itself
    """

    code: str
    titel: str
    omschrijving: str
    bronnen: Mapping[str, Gegevensbron]
    dossiers: Sequence[type[Basis]] = ()
    groepsrijen: Sequence[type[Basis]] = ()
    routers: Sequence[Callable[[], APIRouter]] = ()
    migraties: Sequence[Path] = ()
    besluitstellers: Mapping[str, Besluitsteller] = field(default_factory=dict)
    informatie: Informatiebron | None = None
    problemen: Sequence[Foutrij] = ()
    tijdlijnbronnen: Sequence[Tijdlijnbron] = ()
    werkbronnen: Sequence[Werkbron] = ()
    sporen: Sequence[Spoorbron] = ()
    meldingen: Meldingenbron | None = None
    onderhoud: Sequence[Callable[[Dienst], Mapping[str, int]]] = ()
    vastlegger: Stukvastlegger | None = None
