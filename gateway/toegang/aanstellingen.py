"""Queries on appointments. Works on the connection it is given; no commit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from gateway.toegang.handtekeningen import Handtekening
from gateway.toegang.tabellen import AanstellingRij
from shared.convenant.begrippen import Convenantregels

RECHT = "controleren"
"""Who reads the log; only such a person can be appointed to look over all parties."""


class Stand(StrEnum):
    """Waiting for signatures; in force within its days; ended; or replaced by a later version."""

    OPEN = "open"
    GELDIG = "geldig"
    BEEINDIGD = "beeindigd"
    VERVANGEN = "vervangen"


@dataclass(frozen=True, slots=True)
class Aanstellingstand:
    """One version of an appointment as it stands; see `modellen.AanstellingRij`."""

    id: str
    versie: int
    autorisatie: str
    van: date
    tot: date
    document: dict[str, Any]
    digest: str
    handtekeningen: dict[str, dict[str, str]]
    voorgelegd_door: str
    voorgelegd_op: datetime
    stand: Stand = Stand.OPEN
    bladnummer: int | None = None
    beeindigd_door: str | None = None
    beeindigd_op: datetime | None = None
    einddigest: str | None = None
    eindblad: int | None = None
    account: str | None = field(default=None, repr=False)

    def getekend(self) -> dict[str, Handtekening]:
        """The signatures that are there, by party."""
        return {partij: Handtekening(**rij) for partij, rij in self.handtekeningen.items()}

    def geldt_op(self, dag: date) -> bool:
        """Whether it is in force on this day."""
        return self.stand is Stand.GELDIG and self.van <= dag <= self.tot


_VELDEN = tuple(getattr(AanstellingRij, naam) for naam in Aanstellingstand.__slots__)


class Aanstellingregister:
    """Appointments by id and version, and by who is appointed."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def versies(self, kenmerk: str) -> list[Aanstellingstand]:
        """Every version of an appointment, the oldest first."""
        vraag = select(*_VELDEN).where(AanstellingRij.id == kenmerk)
        return self._lees(vraag.order_by(AanstellingRij.versie))

    def geldig_voor(self, autorisatie: str, account: str, dag: date) -> Aanstellingstand | None:
        """By which appointment somebody looks over all parties on this day; None: by none.

        Both the authorisation and the account are those the parties signed for.
        """
        vraag = select(*_VELDEN).where(
            AanstellingRij.autorisatie == autorisatie,
            AanstellingRij.account == account,
            AanstellingRij.stand == Stand.GELDIG.value,
            AanstellingRij.van <= dag,
            AanstellingRij.tot >= dag,
        )
        return next(iter(self._lees(vraag.order_by(AanstellingRij.tot.desc()).limit(1))), None)

    def pagina(self, na: str | None, aantal: int) -> tuple[list[Aanstellingstand], bool]:
        """All versions of at most `aantal` appointments, by id after `na`; whether more follow."""
        ids = select(AanstellingRij.id).distinct().order_by(AanstellingRij.id).limit(aantal + 1)
        if na is not None:
            ids = ids.where(AanstellingRij.id > na)
        gevonden = list(self._verbinding.scalars(ids))
        vraag = select(*_VELDEN).where(AanstellingRij.id.in_(gevonden[:aantal]))
        rijen = self._lees(vraag.order_by(AanstellingRij.id, AanstellingRij.versie))
        return rijen, len(gevonden) > aantal

    def bewaar(self, stand: Aanstellingstand) -> None:
        """Insert a version, or keep what changed of it."""
        velden = {naam: getattr(stand, naam) for naam in Aanstellingstand.__slots__}
        deze = (AanstellingRij.id == stand.id, AanstellingRij.versie == stand.versie)
        gewijzigd = self._verbinding.execute(update(AanstellingRij).where(*deze).values(**velden))
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(insert(AanstellingRij).values(**velden))

    def _lees(self, vraag: Any) -> list[Aanstellingstand]:  # noqa: ANN401 - een select
        rijen = self._verbinding.execute(vraag).all()
        return [Aanstellingstand(**{**rij._mapping, "stand": Stand(rij.stand)}) for rij in rijen]


def mag_controleren(regels: Convenantregels, partij: str, functie: str) -> bool:
    """Whether a function gives the right to read the log."""
    gevonden = regels.functies.get(partij, {}).get(functie)
    return gevonden is not None and RECHT in gevonden.rechten
