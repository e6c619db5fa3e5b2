"""A question to the register, and what it asks of a decision. Pure.

A question is a period and any number of conditions that hold together; each condition names one
value. `voorwaarden` turns it into terms: groups of which a decision has at least one of each, and
terms it has none of.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from gateway.zoekregister.termen import (
    AANVAARD,
    AFLOOP,
    BESLUIT,
    ELK,
    ENKEL,
    GEWEIGERD,
    GEZEGD,
    INHOUD,
    OPGEVOLGD,
    PARTIJ,
    PLICHT,
    TOEGESTAAN,
    VERVULD,
    WETSARTIKEL,
    WETTEKST,
    Term,
    uiterlijk,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Uitkomst(StrEnum):
    """How it stands with an exchange: refused by the toetsing, or how far it came after it."""

    GEWEIGERD = "geweigerd"
    AANVAARD = "aanvaard"
    NIET_AANVAARD = "niet-aanvaard"
    ONBEREIKBAAR = "onbereikbaar"
    OPGEVOLGD = "opgevolgd"
    ONDERWEG = "onderweg"


class Gezegd(StrEnum):
    """Whether what a message announced was said as it was permitted."""

    MET_TOESTEMMING = "met-toestemming"
    ZONDER_TOESTEMMING = "zonder-toestemming"


class Inhoudstand(StrEnum):
    """What came back on the content of what was said."""

    AANVAARD = "aanvaard"
    NIET_AANVAARD = "niet-aanvaard"
    ONBEREIKBAAR = "onbereikbaar"


_AANVAARD, _AFGEWEZEN = Term(AFLOOP, AANVAARD), Term(AFLOOP, "geweigerd")
_ONBEREIKBAAR, _OPGEVOLGD = Term(AFLOOP, "onbereikbaar"), Term(AFLOOP, OPGEVOLGD)
_DOOR = frozenset({Term(BESLUIT, TOEGESTAAN)})
_EIND = frozenset({_AANVAARD, _AFGEWEZEN})


@dataclass(frozen=True, slots=True)
class Voorwaarden:
    """Terms: at least one of each group in `alle`, and none of `geen`."""

    alle: tuple[frozenset[Term], ...]
    geen: frozenset[Term] = frozenset()

    @property
    def termen(self) -> frozenset[Term]:
        """Every term that plays a part."""
        return frozenset().union(*self.alle, self.geen)

    def past(self, termen: AbstractSet[Term]) -> bool:
        """Whether it holds for who has exactly these."""
        return all(groep & termen for groep in self.alle) and not self.geen & termen

    def en(self, ander: Voorwaarden) -> Voorwaarden:
        """Both hold."""
        return Voorwaarden(self.alle + ander.alle, self.geen | ander.geen)


UITKOMSTEN: Mapping[Uitkomst, Voorwaarden] = {
    Uitkomst.GEWEIGERD: Voorwaarden((frozenset({Term(BESLUIT, GEWEIGERD)}),)),
    Uitkomst.AANVAARD: Voorwaarden((_DOOR, frozenset({_AANVAARD}))),
    Uitkomst.NIET_AANVAARD: Voorwaarden((_DOOR, frozenset({_AFGEWEZEN})), frozenset({_AANVAARD})),
    Uitkomst.OPGEVOLGD: Voorwaarden((_DOOR, frozenset({_OPGEVOLGD})), _EIND),
    Uitkomst.ONBEREIKBAAR: Voorwaarden((_DOOR, frozenset({_ONBEREIKBAAR})), _EIND | {_OPGEVOLGD}),
    Uitkomst.ONDERWEG: Voorwaarden((_DOOR,), _EIND | {_OPGEVOLGD, _ONBEREIKBAAR}),
}
"""What each outcome means; every decision has exactly one."""


_INHOUD = {stand: frozenset({Term(INHOUD, stand)}) for stand in (AANVAARD, "geweigerd")}
INHOUDSTANDEN: Mapping[Inhoudstand, Voorwaarden] = {
    Inhoudstand.AANVAARD: Voorwaarden((_INHOUD[AANVAARD],)),
    Inhoudstand.NIET_AANVAARD: Voorwaarden((_INHOUD["geweigerd"],), _INHOUD[AANVAARD]),
    Inhoudstand.ONBEREIKBAAR: Voorwaarden(
        (frozenset({Term(INHOUD, "onbereikbaar")}),), _INHOUD[AANVAARD] | _INHOUD["geweigerd"]
    ),
}
"""What each of these means; a decision has one at most."""

_GEZEGD = {gezegd: frozenset({Term(GEZEGD, gezegd.value)}) for gezegd in Gezegd}
GEZEGDEN: Mapping[Gezegd, Voorwaarden] = {
    Gezegd.ZONDER_TOESTEMMING: Voorwaarden((_GEZEGD[Gezegd.ZONDER_TOESTEMMING],)),
    Gezegd.MET_TOESTEMMING: Voorwaarden(
        (_GEZEGD[Gezegd.MET_TOESTEMMING],), _GEZEGD[Gezegd.ZONDER_TOESTEMMING]
    ),
}
"""The same, of what was said."""


def inhoudstand_van(standen: frozenset[str]) -> Inhoudstand | None:
    """How it stands with the content, with these `inhoud` values; None: nothing came back."""
    termen = {Term(INHOUD, stand) for stand in standen}
    return next((naam for naam, wat in INHOUDSTANDEN.items() if wat.past(termen)), None)


def uitkomst_van(besluit: str, aflopen: frozenset[str]) -> Uitkomst:
    """The outcome of a decision with these `afloop` values."""
    termen = {Term(BESLUIT, besluit), *(Term(AFLOOP, afloop) for afloop in aflopen)}
    for uitkomst, voorwaarden in UITKOMSTEN.items():
        if voorwaarden.past(termen):
            return uitkomst
    raise ValueError("Een besluit heeft altijd een uitkomst.")


@dataclass(frozen=True, slots=True)
class Zoekopdracht:
    """What is asked. Times are aware; `van` is included, `tot` is not.

    `plicht_open`: the duty has not been met; `plicht_uiterlijk_voor`: its last day lies before.
    """

    van: datetime
    tot: datetime
    soort: str | None = None
    afzender: str | None = None
    ontvanger: str | None = None
    groep: str | None = None
    stap: int | None = None
    doel: str | None = None
    kanaal: str | None = None
    stuk: str | None = None
    overleg: str | None = None
    uiting: str | None = None
    in_reactie_op: str | None = None
    gegevenssoort: str | None = None
    categorie: int | None = None
    grondslag: str | None = None
    convenantartikel: str | None = None
    wetsartikel: str | None = None
    interpretatie: str | None = None
    poort: int | None = None
    reden: str | None = None
    uitkomst: Uitkomst | None = None
    gezegd: Gezegd | None = None
    inhoud: Inhoudstand | None = None
    medewerker: str | None = None
    betrokkene: str | None = None
    plicht: str | None = None
    plicht_open: bool | None = None
    plicht_uiterlijk_voor: date | None = None

    def als_dict(self) -> dict[str, Any]:
        """The question as it goes into the log, a cursor or an export: what was left out is."""
        return als_velden(self)

    def voorwaarden(self, partij: str | None) -> Voorwaarden:
        """What it asks of a decision; with `partij` only what that party sent or received."""
        uit = Voorwaarden((frozenset({ELK}),))
        if partij is not None:
            uit = uit.en(_met(Term(PARTIJ, partij)))
        for naam in _ENKEL:
            waarde = getattr(self, naam)
            if waarde is not None:
                uit = uit.en(_met(Term(naam, str(waarde))))
        if self.wetsartikel is not None:
            uit = uit.en(
                _met(Term(WETSARTIKEL, self.wetsartikel), Term(WETTEKST, self.wetsartikel))
            )
        if self.uitkomst is not None:
            uit = uit.en(UITKOMSTEN[self.uitkomst])
        if self.gezegd is not None:
            uit = uit.en(GEZEGDEN[self.gezegd])
        if self.inhoud is not None:
            uit = uit.en(INHOUDSTANDEN[self.inhoud])
        if self.plicht is not None:
            uit = uit.en(self._plicht(self.plicht))
        return uit

    def _plicht(self, plicht: str) -> Voorwaarden:
        vervuld = frozenset({Term(VERVULD, plicht)})
        uit = _met(Term(PLICHT, plicht))
        if self.plicht_open is True:
            uit = uit.en(Voorwaarden((), vervuld))
        elif self.plicht_open is False:
            uit = uit.en(Voorwaarden((vervuld,)))
        return uit

    @property
    def uiterste_dagen(self) -> tuple[str, date] | None:
        """A kind of term of which any day before the given one will do, if that is asked."""
        if self.plicht is None or self.plicht_uiterlijk_voor is None:
            return None
        return uiterlijk(self.plicht), self.plicht_uiterlijk_voor


_ENKEL = (
    *ENKEL, "gegevenssoort", "categorie", "grondslag", "convenantartikel", "interpretatie",
    "poort", "reden", "medewerker", "betrokkene",
)  # fmt: skip
"""Fields of the question that are a term of the same name."""


def als_velden(opdracht: DataclassInstance) -> dict[str, Any]:
    """The members of a question as JSON, under their names on the wire; None is left out."""
    gegeven = {}
    for veld in fields(opdracht):
        waarde = getattr(opdracht, veld.name)
        if isinstance(waarde, datetime):
            waarde = waarde.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
        elif isinstance(waarde, date):
            waarde = waarde.isoformat()
        if waarde is not None:
            gegeven[_camel(veld.name)] = waarde
    return gegeven


def _met(*termen: Term) -> Voorwaarden:
    return Voorwaarden((frozenset(termen),))


def _camel(naam: str) -> str:
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.capitalize() for deel in rest)


class Vraag(Protocol):
    """A question that the register answers, about exchanges or about leaves."""

    @property
    def van(self) -> datetime: ...

    @property
    def tot(self) -> datetime: ...

    @property
    def uiterste_dagen(self) -> tuple[str, date] | None: ...

    def als_dict(self) -> dict[str, Any]: ...

    def voorwaarden(self, partij: str | None) -> Voorwaarden: ...
