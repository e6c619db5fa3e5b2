"""What the gateway's registers hold, as values. No table, no HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

TRANSPORT = "transport"
ONDERTEKENING = "ondertekening"
VERSLEUTELING = "versleuteling"
ROLLEN = (TRANSPORT, ONDERTEKENING, VERSLEUTELING)
"""What a party's three certificates are for."""


@dataclass(frozen=True, slots=True)
class Partij:
    """A registered party. `certificaten`: the current certificate (PEM) per role."""

    code: str
    oin: str
    naam: str
    endpoint: str
    actief: bool
    dpia_goedgekeurd: bool
    certificaten: Mapping[str, str]

    def toestand(self) -> dict[str, bool]:
        """In the shape of `toestand.partijen.<code>`."""
        return {"actief": self.actief, "dpiaGoedgekeurd": self.dpia_goedgekeurd}


@dataclass(frozen=True, slots=True)
class Convenantversie:
    """A version of a covenant file as registered; `bron` are its exact bytes."""

    id: str
    versie: str
    hash: str
    bron: bytes
    laatste_ondertekening: date
    beeindigd_per: date | None
    opzeggingen: tuple[tuple[str, date], ...]

    def toestand(self) -> dict[str, Any]:
        """In the shape of `toestand.convenant`."""
        return {
            "id": self.id,
            "laatsteOndertekening": self.laatste_ondertekening.isoformat(),
            "beeindigdPer": None if self.beeindigd_per is None else self.beeindigd_per.isoformat(),
            "opzeggingen": [
                {"partij": partij, "per": per.isoformat()} for partij, per in self.opzeggingen
            ],
        }


@dataclass(frozen=True, slots=True)
class Autorisatie:
    """A registered authorisation of an employee: a reference, never a name."""

    id: str
    partij: str
    functie: str
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: bool
    vog: bool
    geldig_tot: date
    account: str | None = None

    def toestand(self) -> dict[str, Any]:
        """In the shape of `toestand.autorisaties.<id>`."""
        return {
            "partij": self.partij,
            "functie": self.functie,
            "aangewezen": self.aangewezen,
            "geautoriseerd": self.geautoriseerd,
            "geheimhouding": self.geheimhouding,
            "vog": self.vog,
            "geldigTot": self.geldig_tot.isoformat(),
        }

    def geldt_op(self, dag: date) -> bool:
        """Whether every condition of covenant 6.1, 7.1 and 9.2 holds on `dag`."""
        vereist = self.aangewezen, self.geautoriseerd, self.geheimhouding, self.vog
        return all(vereist) and dag <= self.geldig_tot


@dataclass(frozen=True, slots=True)
class Groep:
    """A group. `toestand` is exactly `toestand.groep` of the profile."""

    code: str
    toestand: dict[str, Any]

    @property
    def loopt(self) -> bool:
        """Whether nothing has ended it yet."""
        return bool(self.toestand["status"] == "actief")

    def weergave(self) -> dict[str, Any]:
        """The group as parties read it: its state plus the code."""
        return {**self.toestand, "code": self.code}


class Berichtstatus(StrEnum):
    """How far a message got; see `modellen.BerichtRij`."""

    BESLIST = "beslist"
    AFGELEVERD = "afgeleverd"
    GEWEIGERD = "geweigerd"
    ONBEREIKBAAR = "onbereikbaar"

    @property
    def af(self) -> bool:
        """Whether the answer to the sender is final."""
        return self in (Berichtstatus.AFGELEVERD, Berichtstatus.GEWEIGERD)


@dataclass(frozen=True, slots=True)
class Berichtstand:
    """A message that was decided on before."""

    id: str
    digest: str
    handtekening: str
    afzender: str
    ontvanger: str
    groep: str | None
    besluit: str
    beslist_op: datetime
    status: Berichtstatus
