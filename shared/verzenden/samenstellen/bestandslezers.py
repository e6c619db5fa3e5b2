"""The party's own file as composing reads it: ports, and what was sent or received before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.leden.groepsleden import Ledenlezer
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.partij.persoon import Persoon
from shared.partij.poorten.gegevensbron import Brongegeven, Gegevensbron, Informatiebron
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij


class Personenlezer(Protocol):
    """The person file, for reading one person."""

    def lees(self, persoon_id: str) -> Persoon: ...


class EenmaalGelezen:
    """Reads and opens each person once, however many parts of the message are about them."""

    def __init__(self, personen: Personenlezer) -> None:
        self._personen = personen
        self._gelezen: dict[str, Persoon] = {}

    def lees(self, persoon_id: str) -> Persoon:
        """As the file itself; raises as it does."""
        if persoon_id not in self._gelezen:
            self._gelezen[persoon_id] = self._personen.lees(persoon_id)
        return self._gelezen[persoon_id]


class Deelnemerlezer(Protocol):
    """The own officials, for telling the others how to reach them (covenant 4.4)."""

    def lees(self, sessie: Session, autorisatie_id: str, gegevenssoort: str) -> Deelnemergegeven:
        """Raises ``NietGevonden`` for somebody else's official, or where nothing is recorded."""
        ...


@dataclass(frozen=True)
class Deelnemergegeven:
    """What the own register says about an official, and the key it is sealed under."""

    gegeven: Brongegeven
    sleutel_id: str


@dataclass(frozen=True)
class EerderDeel:
    """One place of an earlier message, with what of it stays at home.

    ``persoon_id`` and the rest are ``None`` once what was sent about that person is destroyed.
    """

    kopdeel: Mapping[str, Any]
    persoon_id: str | None = None
    leeftijd_van: str | None = None
    gegeven_id: str | None = None


@dataclass(frozen=True)
class OntvangenDeel:
    """In which received message and where an item stands, and what the kop said of it."""

    bericht_id: str
    plaats: int
    kopdeel: Mapping[str, Any]


@dataclass(frozen=True)
class EerderBericht:
    """A message this party sent."""

    kop: Mapping[str, Any]
    delen: tuple[EerderDeel, ...]


class Eerderlezer:
    """Messages this party sent, and places of messages it received."""

    def __init__(self, sessie: Session) -> None:
        self._sessie = sessie

    def verstuurd(self, bericht_id: str) -> EerderBericht | None:
        """A message this party sent; ``None`` when it did not."""
        rij = self._sessie.get(UitgaandRij, bericht_id)
        if rij is None:
            return None
        eigen = {deel.volgnummer: deel for deel in onderdelen_van(self._sessie, bericht_id)}
        delen = []
        for plaats, kopdeel in enumerate(rij.kop["onderdelen"]):
            deel = eigen.get(plaats)
            if deel is None:
                delen.append(EerderDeel(kopdeel))
            else:
                delen.append(
                    EerderDeel(kopdeel, deel.persoon_id, deel.leeftijd_van, deel.gegeven_id)
                )
        return EerderBericht(rij.kop, tuple(delen))

    def ontvangen(
        self, gegeven_id: str, persoon_id: str, gegevenssoort: str
    ) -> OntvangenDeel | None:
        """Where a received item about this person stands; ``None`` when there is none such."""
        rij = self._sessie.get(OntvangenGegevenRij, gegeven_id)
        if rij is None or (rij.persoon_id, rij.gegevenssoort) != (persoon_id, gegevenssoort):
            return None
        kop = self._sessie.get_one(InkomendRij, rij.bericht_id).kop
        return OntvangenDeel(rij.bericht_id, rij.volgnummer, kop["onderdelen"][rij.volgnummer])


@dataclass(frozen=True)
class Bestand:
    """The party's own file as composing reads it."""

    sessie: Session
    personen: Personenlezer
    groepsleden: Ledenlezer
    bronnen: Mapping[str, Gegevensbron]
    informatie: Informatiebron | None
    deelnemers: Deelnemerlezer
    eerder: Eerderlezer


def onderdelen_van(sessie: Session, bericht_id: str) -> Sequence[UitgaandOnderdeelRij]:
    """What was sent about whom, in the order of the kop."""
    vraag = (
        select(UitgaandOnderdeelRij)
        .where(UitgaandOnderdeelRij.bericht_id == bericht_id)
        .order_by(UitgaandOnderdeelRij.volgnummer)
    )
    return sessie.scalars(vraag).all()
