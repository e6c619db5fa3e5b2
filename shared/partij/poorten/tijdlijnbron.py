"""The port through which facts come onto a timeline: kinds as data, and a way to list the facts.

Each subject declares its own (``Onderwerp.tijdlijn``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit


class Tijdlijnsoort(BaseModel):
    """One kind of fact; see ``tijdlijnsoorten.toml`` for what each member means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    titel: str
    hoofdlijn: bool = False
    eerst: bool = False

    def feit(
        self,
        onderwerp: str,
        tijdstip: datetime,
        *,
        partij: str | None = None,
        door: str | None = None,
        pad: str | None = None,
        aantallen: Mapping[str, int] | None = None,
        woorden: Mapping[str, object] | None = None,
        volg: str = "",
    ) -> Tijdlijnfeit:
        """A fact of this kind; ``woorden`` fill the title."""
        return Tijdlijnfeit(
            tijdstip=tijdstip,
            soort=self.code,
            onderwerp=onderwerp,
            titel=self.titel.format_map(woorden or {}),
            hoofdlijn=self.hoofdlijn,
            partij=partij,
            door=door,
            pad=pad,
            aantallen=aantallen,
            volg=volg,
            eerst=self.eerst,
        )


@dataclass(frozen=True)
class Tijdlijnblik:
    """What a source looks at. ``overleggen``: the meetings about the group as the gateway shows
    them to this party, ``None`` while it cannot be reached; ``uitkomsten``: likewise, the proposals
    that ended without a decision."""

    sessie: Session
    regels: Convenantregels
    partij: str
    groep: str
    nu: datetime
    overleggen: tuple[Mapping[str, Any], ...] | None
    uitkomsten: Sequence[Voorstel] | None = ()

    def naam(self, partij: str) -> str:
        """How a party is called in a sentence."""
        return self.regels.titel_van(partij)


@dataclass(frozen=True)
class Tijdlijnbron:
    """Kinds by code, and the function that lists their facts about one group."""

    soorten: Mapping[str, Tijdlijnsoort]
    feiten: Callable[[Tijdlijnblik], Iterable[Tijdlijnfeit]]


SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")
"""The kinds every party has."""


def uit(*codes: str) -> Mapping[str, Tijdlijnsoort]:
    """Some of the kinds every party has."""
    return {code: SOORTEN[code] for code in codes}
