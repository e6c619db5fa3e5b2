"""The covenant's terms in the form the toetsing looks them up: immutable, made once per file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shared.convenant.bestand.bekendmakingen import Bekendmakingen
from shared.convenant.bestand.betrokkenenrechten import Betrokkenenrechten
from shared.convenant.bestand.eisen import Eis
from shared.convenant.bestand.indelingen import Indeling
from shared.convenant.bestand.inhoudsvorm import Ledenvorm
from shared.convenant.bestand.model import (
    Berichtsoort,
    Categorie,
    Doelregel,
    Functie,
    Kanaal,
    Mondeling,
    Partijtaak,
    Schuilnaam,
    Stap,
)
from shared.convenant.bestand.nietactief import NietActief
from shared.convenant.bestand.rijen import (
    Aanstellingen,
    Bevestigingen,
    Correcties,
    Documenten,
    Geweigerd,
    GroepsbesluitRij,
    Incidenten,
    Inspanning,
    Logboek,
    Namenlijsten,
    Redentekst,
    Signalen,
    StukRij,
    Vervulling,
)
from shared.convenant.termijnen import Termijn


@dataclass(frozen=True, slots=True)
class Partij:
    """A party: who answers for its data, what it may provide for, what is asked of it."""

    code: str
    titel: str
    naam: str
    verwerkingsverantwoordelijke: str
    regime: str
    doelen: tuple[str, ...]
    #: Name on the wire and attribute of every weighing field that must be true.
    afweging: tuple[tuple[str, str], ...]
    informatieplicht: bool
    kenmerken: frozenset[str]
    eisen: tuple[Eis, ...]
    functies: Mapping[str, Functie]
    interpretatie: str | None
    taak: Partijtaak | None = None


class Gegevensregel(NamedTuple):
    """Where one party may give one kind about one category."""

    stappen: frozenset[int]
    kanalen: frozenset[str] | None
    convenant: str


@dataclass(frozen=True, slots=True)
class Gegevenssoort:
    """A kind of data. ``regels`` by (party, category); ``vorm`` what its content holds.

    ``correctiekanalen``: the only channels a correction of it goes by; None: the correction's own.
    ``geboortedatum``: the member of its content that says when somebody was born, if it has one.
    ``persoonsvelden``: it says who somebody is; the members of its shape are the person's own.
    ``enkelvoudig``: a message gives it about a person once.
    """

    code: str
    titel: str
    persoonsvelden: bool
    enkelvoudig: bool
    kenmerken: frozenset[str]
    correctiekanalen: frozenset[str] | None
    geboortedatum: str | None
    vorm: Ledenvorm
    eisen: tuple[Eis, ...]
    regels: Mapping[tuple[str, int], Gegevensregel]


class Grondslagregel(NamedTuple):
    """A legal basis for one sender, receiver and kind, with what it asks."""

    code: str
    convenant: str
    wet: str
    interpretatie: str | None
    eisen: tuple[Eis, ...]
    #: Code to law article; empty where no task needs to be named.
    taakgrondslagen: Mapping[str, str]


class Overlegregel(NamedTuple):
    """A row of gate 13; None means: does not matter."""

    reden: str
    partij: frozenset[str] | None
    van: frozenset[str] | None
    naar: frozenset[str] | None
    kanalen: frozenset[str] | None
    overlegsoorten: frozenset[str] | None
    aan_tafel: frozenset[str] | None
    derde_aan_tafel: bool
    vanaf_stap: int | None
    categorieen: frozenset[int] | None
    gegevenssoorten: frozenset[str] | None
    anders_dan: frozenset[str] | None
    zonder_onderzoek: bool

    @property
    def over_onderdelen(self) -> bool:
        """Whether it is about what is given, and not about taking part as such."""
        over = (self.categorieen, self.gegevenssoorten, self.anders_dan)
        return any(voorwaarde is not None for voorwaarde in over)


class Stukregel(NamedTuple):
    """In which steps a stuk goes from one party to another; None: in any, and without one."""

    stappen: frozenset[int] | None


class Plichtregel(NamedTuple):
    """A duty; ``termijn`` counts from ``vanaf`` or else from today. None: does not matter."""

    code: str
    tekst: str
    convenant: str | None
    wet: str | None
    interpretatie: str | None
    van: frozenset[str] | None
    naar: frozenset[str] | None
    soorten: frozenset[str] | None
    stukken: frozenset[str] | None
    kanalen: frozenset[str] | None
    gegevenssoorten: frozenset[str] | None
    stappen: frozenset[int] | None
    categorieen: frozenset[int] | None
    vanaf: str | None
    termijn: Termijn | None
    per_onderdeel: bool
    #: What the end of a retention term asks: destroy, or a person looks again.
    bij_afloop: str = "vernietigen"
    #: Within its term the item may go to a named case (8.1); of a retention term only.
    voor_zaak: bool = False


@dataclass(frozen=True, slots=True)
class Startcriteria:
    """What counts as evidence that a group's approach may start (5.3).

    ``herbeoordeling``: how long somebody has to look again when evidence falls away afterwards.
    """

    bronnen: frozenset[str]
    aantal: int
    venster: Termijn
    herbeoordeling: Termijn


@dataclass(frozen=True, slots=True, repr=False)
class Convenantregels:
    """One version of one covenant, complete and consistent.

    ``bron`` are the file's exact bytes and ``hash`` their SHA-256 (hex). ``functies`` has for
    every party its own functions and those that exist at any party; key ``*`` has the latter.
    """

    id: str
    versie: str
    titel: str
    ondertekend: date
    opzegtermijn: str
    schuilnaam: Schuilnaam
    bron: bytes
    hash: str
    #: Vocabulary -> every code of it that may be used or is known and refused.
    woorden: Mapping[str, frozenset[str]]
    geweigerd: Geweigerd
    poorten: Mapping[int, str]
    soorten: Mapping[str, Berichtsoort]
    kanalen: Mapping[str, Kanaal]
    mondeling: Mondeling
    overlegsoorten: Mapping[str, str]
    overleglocaties: Mapping[str, str]
    stappen: Mapping[int, Stap]
    #: (step, sender, receiver) -> the categories that need no request
    zonder_verzoek: Mapping[tuple[int, str, str], frozenset[int]]
    doelen: Mapping[str, str]
    doelregels: tuple[Doelregel, ...]
    start: Startcriteria
    eindcriteria: Mapping[str, str]
    categorieen: Mapping[int, Categorie]
    indelingen: Mapping[str, Indeling]
    #: Conditions under which a group is taken up.
    randvoorwaarden: Mapping[str, str]
    partijen: Mapping[str, Partij]
    functies: Mapping[str, Mapping[str, Functie]]
    rechten: Mapping[str, str]
    gegevenssoorten: Mapping[str, Gegevenssoort]
    correcties: Correcties
    stukken: Mapping[str, StukRij]
    #: stuk -> (sender, receiver) -> steps
    stukregels: Mapping[str, Mapping[tuple[str, str], Stukregel]]
    #: What a task or an action is by law.
    inspanning: Inspanning
    #: Kinds of message that are about a stuk.
    soorten_met_stuk: frozenset[str]
    #: Why a receiver refuses, and what he says with what he accepts.
    ontvangstredenen: Mapping[str, str]
    aanvaardredenen: Mapping[str, str]
    taakgrondslagen: Mapping[str, str]
    #: (sender, receiver, kind) -> basis -> rule
    grondslagregels: Mapping[tuple[str, str, str], Mapping[str, Grondslagregel]]
    overlegregels: tuple[Overlegregel, ...]
    #: The page every letter refers to (3.5).
    informatiepagina: str
    uitzonderingsgronden: Mapping[str, str]
    herbeoordelen_binnen: Termijn
    #: Exception to informing -> what whoever records it weighs, each in words (UAVG 41(2)).
    uitzonderingspunten: Mapping[str, Mapping[str, str]]
    plichten: tuple[Plichtregel, ...]
    bewaartermijnen: tuple[Plichtregel, ...]
    #: Duty -> from what it shows that it was met.
    vervullingen: Mapping[str, Vervulling]
    namenlijsten: Namenlijsten
    niet_actief: NietActief
    bekendmakingen: Bekendmakingen
    incidenten: Incidenten
    signalen: Signalen
    betrokkenenrechten: Betrokkenenrechten
    documenten: Documenten
    logboek: Logboek
    groepsbesluiten: Mapping[str, GroepsbesluitRij]
    aanstellingen: Aanstellingen
    bevestigingen: Bevestigingen
    interpretaties: Mapping[str, str]
    redenen: Mapping[str, Redentekst]

    def __repr__(self) -> str:
        return f"Convenantregels({self.id!r}, versie={self.versie!r}, hash={self.hash[:12]!r})"

    def titel_van(self, partij: str) -> str:
        """How a party is called in a sentence; an unknown one by its code."""
        gevonden = self.partijen.get(partij)
        return f"'{partij}'" if gevonden is None else gevonden.titel
