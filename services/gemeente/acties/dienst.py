"""Agreed actions: made, followed and adjusted, with every change kept (steps 5 to 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.gemeente.acties.tabellen import ActieRij, ActieverloopRij
from shared.bestand.zonderpersonen.bevestiging import leg_bevestiging_vast
from shared.partij.fouten import Conflict, NietGevonden
from shared.tijd.kenmerk import uuid7

Versie_eis = Callable[[int], bool]


class Actiestatus(StrEnum):
    """Where an action stands; the last two are its end."""

    OPEN = "open"
    BEZIG = "bezig"
    GEREED = "gereed"
    VERVALLEN = "vervallen"


AF = (Actiestatus.GEREED, Actiestatus.VERVALLEN)


@dataclass(frozen=True)
class NieuweActie:
    """What an action is when it is agreed."""

    doel: str
    omschrijving: str
    partij: str
    eigenaar: str
    uiterlijk: date
    betrokkene: str | None
    restactie: bool


@dataclass(frozen=True)
class Verandering:
    """What is said at a change; None leaves it as it was."""

    status: Actiestatus | None
    voortgang: str | None
    effect: str | None
    eigenaar: str | None
    uiterlijk: date | None


class Acties:
    """The actions in this party's file. Works within the caller's transaction."""

    def __init__(self, sessie: Session, nu: datetime, door: str) -> None:
        self._sessie = sessie
        self._nu = nu
        self._door = door

    def maak(self, groep: str, nieuw: NieuweActie) -> ActieRij:
        """Agrees on an action."""
        rij = ActieRij(
            id=uuid7(self._nu),
            groep=groep,
            status=Actiestatus.OPEN,
            versie=0,
            **{naam: getattr(nieuw, naam) for naam in NieuweActie.__dataclass_fields__},
        )
        self._sessie.add(rij)
        self._noteer(rij, voortgang=None, effect=None)
        return rij

    def lees(self, kenmerk: str) -> ActieRij:
        """One action. Raises ``NietGevonden``."""
        rij = self._sessie.get(ActieRij, kenmerk)
        if rij is None:
            raise NietGevonden("Deze actie is hier niet bekend.")
        return rij

    def wijzig(self, kenmerk: str, wat: Verandering, eis: Versie_eis) -> ActieRij:
        """Progress, effect or adjustment, from the version the caller read.

        Raises ``Conflict`` for an action that has ended: agree on a new one.
        """
        rij = self._sessie.get(ActieRij, kenmerk, with_for_update=True) or self.lees(kenmerk)
        eis(rij.versie)
        if rij.status in AF:
            raise Conflict(f"Deze actie is {rij.status} en verandert niet meer.")
        rij.status = wat.status or rij.status
        rij.eigenaar = wat.eigenaar or rij.eigenaar
        rij.uiterlijk = wat.uiterlijk or rij.uiterlijk
        self._noteer(rij, voortgang=wat.voortgang, effect=wat.effect)
        return rij

    def maak_restactie(self, kenmerk: str, eigenaar: str, uiterlijk: date) -> ActieRij:
        """What is left when the approach ends goes on, with an owner (4.1, step 7)."""
        rij = self.lees(kenmerk)
        rij.restactie, rij.eigenaar, rij.uiterlijk = True, eigenaar, uiterlijk
        self._noteer(rij, voortgang="Rest-actie: de aanpak is afgesloten.", effect=None)
        return rij

    def verloop(self, kenmerk: str) -> list[ActieverloopRij]:
        """What happened to an action, the first change first."""
        vraag = select(ActieverloopRij).where(ActieverloopRij.actie == kenmerk)
        return list(self._sessie.scalars(vraag.order_by(ActieverloopRij.versie)))

    def _noteer(self, rij: ActieRij, *, voortgang: str | None, effect: str | None) -> None:
        rij.versie += 1
        rij.gewijzigd_op = self._nu
        self._sessie.flush()
        self._sessie.add(
            ActieverloopRij(
                actie=rij.id,
                versie=rij.versie,
                status=rij.status,
                voortgang=voortgang,
                effect=effect,
                eigenaar=rij.eigenaar,
                uiterlijk=rij.uiterlijk,
                tijdstip=self._nu,
                door=self._door,
            )
        )
        self._sessie.flush()

    def bevestig(self, rij: ActieRij) -> None:
        """Who wrote something at this change confirmed that nobody is in it (D4)."""
        leg_bevestiging_vast(
            self._sessie, "actie", rij.id, rij.versie, door=self._door, nu=self._nu
        )


def zoek(
    groep: str,
    *,
    na: str | None,
    hoogstens: int,
    status: str | None = None,
    partij: str | None = None,
    eigenaar: str | None = None,
    te_laat_op: date | None = None,
) -> Select[ActieRij]:
    """Actions of a group in order of id; ``te_laat_op``: not ended and due before that day."""
    vraag = select(ActieRij).where(ActieRij.groep == groep).order_by(ActieRij.id).limit(hoogstens)
    if na is not None:
        vraag = vraag.where(ActieRij.id > na)
    for kolom, waarde in (
        (ActieRij.status, status),
        (ActieRij.partij, partij),
        (ActieRij.eigenaar, eigenaar),
    ):
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    if te_laat_op is not None:
        vraag = vraag.where(ActieRij.uiterlijk < te_laat_op, ActieRij.status.not_in(AF))
    return vraag


def zonder_actie(sessie: Session, groep: str, doelen: list[str]) -> list[str]:
    """Of these goals those for which nothing was agreed."""
    vraag = select(ActieRij.doel).where(ActieRij.groep == groep).distinct()
    met = set(sessie.scalars(vraag))
    return [doel for doel in doelen if doel not in met]
