"""The port through which items come onto the work list: kinds as data, and a way to derive them.

Each subject declares its own (``Onderwerp.werk``).
A source looks at the facts and says what awaits somebody; who may see it is the engine's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from shared.convenant.einde import groep_loopt
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl, min_, plus
from shared.partij.poorten.aanstelling import Gelegd
from shared.partij.poorten.alarm import Openalarm
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.taak import Taak
from shared.partij.poorten.werkstuk import Werkstuk
from shared.partij.zegel import Kluispoort

Groepsstand = Mapping[str, Any]
_T = TypeVar("_T")


class Werksoort(BaseModel):
    """One kind of item; see ``werksoorten.toml`` for what each member means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    titel: str
    recht: str
    termijn: str | None = None
    vooraf: str | None = None
    afvinken: bool = False

    def zichtbaar(self, uiterlijk: date, vandaag: date) -> bool:
        """Whether something due on this day is on the list already."""
        return self.vooraf is None or vandaag >= min_(uiterlijk, self.vooraf)

    def stuk(
        self,
        onderwerp: str,
        *,
        sinds: datetime,
        pad: str,
        groep: str | None = None,
        eigenaar: str | None = None,
        uiterlijk: date | None = None,
        functies: Iterable[str] | None = None,
        **woorden: object,
    ) -> Werkstuk:
        """An item of this kind. Without ``uiterlijk`` the kind's own term counts from ``sinds``."""
        if uiterlijk is None and self.termijn is not None:
            uiterlijk = plus(datum_nl(sinds), self.termijn)
        return Werkstuk(
            soort=self.code,
            onderwerp=onderwerp,
            titel=self.titel.format_map(woorden),
            groep=groep,
            recht=self.recht,
            eigenaar=eigenaar,
            sinds=sinds,
            uiterlijk=uiterlijk,
            pad=pad,
            functies=None if functies is None else frozenset(functies),
        )


@dataclass(frozen=True)
class Werkblik:
    """What a source looks at: the own file, the rules, the day, the groups as the gateway has them.

    ``groepen`` is ``None`` while the gateway cannot be reached. ``sinds_stap``: since when this
    party has seen a group in its present state. ``taak``: of who looks; a source asks the database
    for nothing outside it. ``voorstellen``: joint decisions that wait for signatures;
    ``uitkomsten``: those that ended without a decision while the group still waits for one.
    ``aanstellingen``: of auditors over all parties, as the gateway has them; ``alarmen``: likewise,
    those of this party nobody has dealt with.
    ``functie``: of who looks; ``gelezen``: the condition on rows of data that it reads.
    ``wie``: the authorisation of who looks; ``genoemd``: the accounts the configuration names to
    begin to administer.
    """

    sessie: Session
    kluis: Kluispoort
    regels: Convenantregels
    partij: str
    nu: datetime
    groepen: Mapping[str, Groepsstand] | None
    sinds_stap: Mapping[str, datetime]
    taak: Taak
    wie: str
    functie: str
    genoemd: frozenset[str]
    gelezen: Callable[[InstrumentedAttribute[str]], ColumnElement[bool]]
    voorstellen: Sequence[Voorstel] = ()
    uitkomsten: Sequence[Voorstel] = ()
    aanstellingen: Sequence[Gelegd] = ()
    alarmen: Sequence[Openalarm] = ()
    _bekend: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def eens(self, kijk: Callable[[Werkblik], _T]) -> _T:
        """What this finds; of several sources that want to know it only the first looks."""
        if kijk not in self._bekend:
            self._bekend[kijk] = kijk(self)
        return cast(_T, self._bekend[kijk])

    @property
    def vandaag(self) -> date:
        """The day in Amsterdam."""
        return datum_nl(self.nu)

    def actief(self, groep: str) -> bool:
        """Whether the group still runs; assumed while nobody can say."""
        if self.groepen is None or groep not in self.groepen:
            return True
        return groep_loopt(self.groepen[groep])

    def lopende(self) -> Iterable[tuple[str, Groepsstand]]:
        """The active groups of this look, with their state; none while nobody can say."""
        for groep, stand in sorted((self.groepen or {}).items()):
            if self.taak.bevat(groep) and self.actief(groep):
                yield groep, stand

    def naam(self, partij: str) -> str:
        """How a party is called in a sentence."""
        return self.regels.titel_van(partij)


@dataclass(frozen=True)
class Werkbron:
    """Kinds by code, and the function that derives their items from the facts."""

    soorten: Mapping[str, Werksoort]
    werk: Callable[[Werkblik], Iterable[Werkstuk]]


SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")
"""The kinds every party has."""


def uit(*codes: str) -> Mapping[str, Werksoort]:
    """Some of the kinds every party has."""
    return {code: SOORTEN[code] for code in codes}
