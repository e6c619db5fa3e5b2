"""Shapes on the wire: terms of own records, and what they destroyed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Regel, Uitvoermodel


class Termijninvoer(Invoermodel):
    """From when which term counts."""

    categorie: Regel = Field(description="Een rij uit de tabel met Wjsg-termijnen.")
    afgedaan_op: date = Field(
        description="Beslissing om niet te vervolgen, einduitspraak of volledige tenuitvoerlegging."
    )
    overleden_op: date | None = Field(default=None, description="Als de persoon is overleden.")


class TermijnUit(Termijninvoer, Uitvoermodel):
    """A recorded term."""

    gegeven: str
    soort: str
    wet: str
    vernietigen_na: date = Field(description="De laatste dag; daarna vernietigt onderhoud het.")
    versie: int


class TermijnenUit(Uitvoermodel):
    """The terms of one person's records."""

    termijnen: list[TermijnUit]


class WjsgkeuzeUit(Uitvoermodel):
    """A row of the table one may choose."""

    code: str
    titel: str
    wet: str


class WjsgtermijnUit(Uitvoermodel):
    """The term of one own record, and what one may choose from."""

    gegeven: str
    soort: str
    termijn: TermijnUit | None = Field(description="Leeg: er is nog geen termijn vastgelegd.")
    mogelijk: list[WjsgkeuzeUit]


class VernietigingUit(Uitvoermodel):
    """What one run destroyed."""

    id: str
    gedaan_op: datetime
    gegevens: int
    personen: int


class VernietigingenUit(Uitvoermodel):
    """A page of them."""

    vernietigingen: list[VernietigingUit]
    volgende: str | None


INVOER: dict[str, Any] = {
    "categorie": "overtreding",
    "afgedaanOp": "2026-10-01",
    "overledenOp": None,
}


UIT: dict[str, Any] = {
    **INVOER,
    "gegeven": VOORBEELD_ID,
    "soort": "strafvorderlijk",
    "wet": "art. 6 Wjsg",
    "vernietigenNa": "2031-10-01",
    "versie": 1,
}


TERMIJN: dict[str, Any] = {
    "gegeven": VOORBEELD_ID,
    "soort": "strafvorderlijk",
    "termijn": UIT,
    "mogelijk": [{"code": "overtreding", "titel": "overtreding", "wet": "art. 6 Wjsg"}],
}


VERNIETIGING: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000e01",
    "gedaanOp": VOORBEELD_TIJD,
    "gegevens": 2,
    "personen": 1,
}


class ZondertermijnUit(Uitvoermodel):
    """An own record without a term."""

    id: str
    persoon_id: str
    soort: str
    vastgelegd_op: datetime


class ZondertermijnenUit(Uitvoermodel):
    """Those within the task, the oldest first."""

    gegevens: list[ZondertermijnUit]


ZONDER: dict[str, Any] = {
    "id": VOORBEELD_ID,
    "persoonId": VOORBEELD_ID,
    "soort": "strafvorderlijk",
    "vastgelegdOp": VOORBEELD_TIJD,
}
