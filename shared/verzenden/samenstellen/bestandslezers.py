"""The party's own file as composing reads it: ports, and what was sent or received before.

What an order takes back was sent from here, about this group and to this party. A message about
another group is not what the order is about, and one outside the task is none of this official's
business: that goes for whatever names an earlier message, also for a request that is answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.leden.groepsleden import Groepslid, Ledenlezer
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import bouwt_voort_op_plaats, is_intrekking
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.persoon import Persoon
from shared.partij.poorten.gegevensbron import Brongegeven, Gegevensbron, Informatiebron
from shared.verzenden.samenstellen.opdracht import Verzendopdracht
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.web.meldingen import Invoerfout


class Personenlezer(Protocol):
    """The person file, for reading one person."""

    def lees(self, persoon_id: str) -> Persoon: ...


class EenmaalGelezen:
    """Reads and opens each person once, however many parts of the message are about them."""

    def __init__(
        self, personen: Personenlezer, gelezen: Mapping[str, Persoon] | None = None
    ) -> None:
        """``gelezen``: who was read already."""
        self._personen = personen
        self._gelezen = dict(gelezen or {})

    def lees(self, persoon_id: str) -> Persoon:
        """As the file itself; raises as it does."""
        if persoon_id not in self._gelezen:
            self._gelezen[persoon_id] = self._personen.lees(persoon_id)
        return self._gelezen[persoon_id]


class Ledengroep(Ledenlezer, Protocol):
    """The members of a group, of several people at once."""

    def van_personen(self, groep: str, personen: Collection[str]) -> dict[str, Groepslid]: ...


class EenmaalGezocht:
    """Looks up each member of one group once: these people together, whoever else when asked."""

    def __init__(self, leden: Ledengroep, groep: str, personen: Collection[str]) -> None:
        self._leden = leden
        self._groep = groep
        self.gevonden = leden.van_personen(groep, personen)
        self._gezocht: dict[str, Groepslid | None] = {}

    def pseudoniem(self, groep: str, persoon_id: str) -> Groepslid:
        """As the file itself; raises as it does."""
        if groep == self._groep and persoon_id in self.gevonden:
            return self.gevonden[persoon_id]
        return self._leden.pseudoniem(groep, persoon_id)

    def bij_betrokkene(self, groep: str, betrokkene: str) -> Groepslid | None:
        """As the file itself."""
        if groep != self._groep:
            return self._leden.bij_betrokkene(groep, betrokkene)
        if betrokkene not in self._gezocht:
            self._gezocht[betrokkene] = self._leden.bij_betrokkene(groep, betrokkene)
        return self._gezocht[betrokkene]


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


@dataclass(frozen=True)
class _Eerder:
    """Who the other party of it is, and what it was about."""

    groep: str | None
    ander: str
    soort: str
    stap: int | None


def eis_eigen_bericht(
    sessie: Session,
    wie: Medewerker,
    regels: Convenantregels,
    opdracht: Verzendopdracht,
    soort: str,
) -> int | None:
    """The step that message was sent in, for a kind that builds on a place of one; else ``None``.

    Raises ``GeenToegang`` for a message outside the task, ``OngeldigeInvoer`` for one that does
    not fit the order. A message that names none, or one that is not here and need not be, is for
    the toetsing to refuse.
    """
    if opdracht.in_reactie_op is None:
        return None
    op_plaats = bouwt_voort_op_plaats(regels, soort)
    eerder = _zoek(sessie, opdracht.in_reactie_op, ook_ontvangen=not is_intrekking(regels, soort))
    if eerder is None and op_plaats:
        raise _fout("/inReactieOp", "Dit bericht is hier niet verstuurd.")
    if eerder is None:
        return None
    if eerder.groep is not None:
        wie.eis_groep(eerder.groep)
    if eerder.groep != opdracht.groep:
        raise _fout("/groep", "Het bericht waar dit op slaat gaat over een andere groep.")
    if not op_plaats:
        return None
    if eerder.ander != opdracht.ontvanger:
        raise _fout("/ontvanger", f"Het bericht waar dit op slaat was tussen u en {eerder.ander}.")
    verwijzing = regels.soorten[soort].verwijzing
    if verwijzing is not None and eerder.soort not in verwijzing.soorten:
        titels = ", ".join(regels.soorten[code].titel for code in verwijzing.soorten)
        raise _fout("/inReactieOp", f"Dit kan alleen bij: {titels}.")
    return eerder.stap


def _zoek(sessie: Session, bericht_id: str, *, ook_ontvangen: bool) -> _Eerder | None:
    verstuurd = sessie.get(UitgaandRij, bericht_id)
    if verstuurd is not None:
        kop = verstuurd.kop
        return _Eerder(verstuurd.groep, verstuurd.ontvanger, verstuurd.soort, kop["stap"])
    ontvangen = sessie.get(InkomendRij, bericht_id) if ook_ontvangen else None
    if ontvangen is None:
        return None
    kop = ontvangen.kop
    return _Eerder(ontvangen.groep, ontvangen.afzender, ontvangen.soort, kop["stap"])


def _fout(pad: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer([Invoerfout(pad, zin)])
