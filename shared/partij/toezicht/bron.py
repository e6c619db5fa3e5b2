"""The port through which rows come into the overview of who oversees: kinds as data, and a way to
list what runs and what was done.

Each subject declares its own (``Onderwerp.toezicht``). Unlike an item of the work list a row is
there for who watches, not for who acts: from its beginning, whoever it is with, and for a while
after it was done. No row holds a name or anything else about a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from shared.bericht.tijd import utc_tekst
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.bladeren import Sleutel
from shared.partij.poorten.alarm import Openalarm
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.taak import Taak

_NA_ALLES = "gedaan"


class Rubriek(StrEnum):
    """Under which heading a row stands."""

    RECHTENVERZOEKEN = "rechtenverzoeken"
    INCIDENTEN = "incidenten"
    VERNIETIGINGEN = "vernietigingen"
    BRIEVEN = "brieven"
    UITZONDERINGEN = "uitzonderingen"
    ALARMEN = "alarmen"


class Toezichtstand(StrEnum):
    """Whether it still has to be done."""

    OPEN = "open"
    GEDAAN = "gedaan"


class Toezichturgentie(StrEnum):
    """How a row stands against its last day; what was done has none."""

    TE_LAAT = "te_laat"
    VANDAAG = "vandaag"
    LATER = "later"
    GEEN_DAG = "geen_dag"


class Toezichtsoort(BaseModel):
    """One kind of row; see ``toezichtsoorten.toml`` for what each member means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    titel: str
    rubriek: Rubriek

    def regel(
        self,
        onderwerp: str,
        *,
        sinds: datetime,
        pad: str,
        uiterlijk: date | None = None,
        klok: datetime | None = None,
        gedaan_op: datetime | None = None,
        groep: str | None = None,
        volg: str = "",
        **woorden: object,
    ) -> Toezichtregel:
        """A row of this kind; ``woorden`` fill the title."""
        return Toezichtregel(
            soort=self.code,
            rubriek=self.rubriek,
            onderwerp=onderwerp,
            volg=volg,
            titel=self.titel.format_map(woorden),
            groep=groep,
            sinds=sinds,
            uiterlijk=uiterlijk if klok is None else datum_nl(klok),
            klok=klok,
            gedaan_op=gedaan_op,
            pad=pad,
        )


@dataclass(frozen=True, slots=True)
class Toezichtregel:
    """``soort``, ``onderwerp`` (a reference) and ``volg`` together name it.

    ``uiterlijk``: its last day, in Amsterdam; ``klok``: the moment, where the term is in hours.
    """

    soort: str
    rubriek: Rubriek
    onderwerp: str
    volg: str
    titel: str
    groep: str | None
    sinds: datetime
    uiterlijk: date | None
    klok: datetime | None
    gedaan_op: datetime | None
    pad: str

    @property
    def stand(self) -> Toezichtstand:
        """Whether it still has to be done."""
        return Toezichtstand.OPEN if self.gedaan_op is None else Toezichtstand.GEDAAN

    @property
    def sleutel(self) -> Sleutel:
        """What is due first stands first; what was done after everything that was not."""
        if self.gedaan_op is not None:
            begin = (_NA_ALLES, utc_tekst(self.gedaan_op))
        else:
            dag = (self.uiterlijk or date.max).isoformat()
            begin = (dag, "z" if self.klok is None else utc_tekst(self.klok))
        return (*begin, utc_tekst(self.sinds), self.soort, self.onderwerp, self.volg)

    def urgentie(self, nu: datetime) -> Toezichturgentie | None:
        """How it stands now; ``None``: it was done."""
        if self.gedaan_op is not None:
            return None
        if self.uiterlijk is None:
            return Toezichturgentie.GEEN_DAG
        vandaag = datum_nl(nu)
        if self.uiterlijk < vandaag or (self.klok is not None and self.klok < nu):
            return Toezichturgentie.TE_LAAT
        return Toezichturgentie.VANDAAG if self.uiterlijk == vandaag else Toezichturgentie.LATER


@dataclass(frozen=True)
class Toezichtblik:
    """What a source looks at. ``sinds``: what was done before it is left out.

    ``taak``: of who looks; a source asks the database for nothing outside it. ``alarmen``: those of
    this party nobody has dealt with, as the gateway has them.
    """

    sessie: Session
    regels: Convenantregels
    partij: str
    nu: datetime
    sinds: datetime
    taak: Taak
    alarmen: Sequence[Openalarm] = ()

    @property
    def vandaag(self) -> date:
        """The day in Amsterdam."""
        return datum_nl(self.nu)

    def naam(self, partij: str) -> str:
        """How a party is called in a sentence."""
        return self.regels.titel_van(partij)


@dataclass(frozen=True)
class Toezichtbron:
    """Kinds by code, and the function that lists their rows."""

    soorten: Mapping[str, Toezichtsoort]
    regels: Callable[[Toezichtblik], Iterable[Toezichtregel]]


SOORTEN = laad_soorten(Toezichtsoort, Path(__file__).parent / "toezichtsoorten.toml")
"""The kinds every party has."""


def uit(*codes: str) -> Mapping[str, Toezichtsoort]:
    """Some of the kinds every party has."""
    return {code: SOORTEN[code] for code in codes}
