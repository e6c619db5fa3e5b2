"""Tasks as people work with them: give, take over, hand over, change, finish.

Everybody with the group in their task sees them all; every change names the version it was read
from, so that two people never undo each other's work unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.bestand.eenmaal.dienst import al_gedaan, onthoud
from shared.bestand.toegang.bevoegdheid import waarom_geen_collega
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.web.herhaling import Opdracht
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout
from shared.zaak.taken.tabellen import TaakRij, TaakverloopRij
from shared.zaak.taken.versie import eis_gelezen_versie


class Taakstand(StrEnum):
    """Where a task stands; the last two are its end."""

    OPEN = "open"
    KLAAR = "klaar"
    VERVALLEN = "vervallen"


class Handeling(StrEnum):
    """What happened to a task."""

    GEMAAKT = "gemaakt"
    GEWIJZIGD = "gewijzigd"
    OVERGENOMEN = "overgenomen"
    OVERGEDRAGEN = "overgedragen"
    KLAAR = "klaar"
    VERVALLEN = "vervallen"


@dataclass(frozen=True)
class NieuweTaak:
    """A task to be given. ``eigenaar``: an authorisation of this party."""

    groep: str
    titel: str
    eigenaar: str
    uiterlijk: date


class Taken:
    """The use cases of one official, in the caller's transaction; never commits.

    ``bevestigd``: whether the writer confirmed that nobody is in what is written (D4).

    ``if_match`` is the header as it came. A change of a task raises ``TaakversieOntbreekt`` or
    ``TaakIntussenGewijzigd``, ``Conflict`` when it has ended, ``NietGevonden``, ``GeenToegang``.
    """

    def __init__(
        self,
        sessie: Session,
        wie: Medewerker,
        nu: datetime,
        vandaag: date,
        *,
        bevestigd: bool = False,
    ) -> None:
        self._bevestigd = bevestigd
        self._sessie = sessie
        self._wie = wie
        self._nu = nu
        self._vandaag = vandaag

    def maak(self, nieuw: NieuweTaak) -> TaakRij:
        """Gives a task. Raises ``OngeldigeInvoer`` with every fault."""
        self._wie.eis_groep(nieuw.groep)
        self._keur(nieuw.groep, {"/titel": nieuw.titel}, nieuw.uiterlijk, nieuw.eigenaar)
        rij = TaakRij(
            id=uuid7(self._nu),
            groep=nieuw.groep,
            titel=nieuw.titel,
            eigenaar=nieuw.eigenaar,
            uiterlijk=nieuw.uiterlijk,
            stand=Taakstand.OPEN,
            versie=0,
            gemaakt_op=self._nu,
        )
        self._sessie.add(rij)
        return self._noteer(rij, Handeling.GEMAAKT, None)

    def maak_een_keer(self, nieuw: NieuweTaak, opdracht: Opdracht | None) -> TaakRij:
        """The same, or what the same order gave before."""
        eerder = al_gedaan(self._sessie, opdracht)
        if eerder is not None:
            return self.lees(eerder)
        rij = self.maak(nieuw)
        onthoud(self._sessie, opdracht, rij.id)
        return rij

    def lees(self, taak: str) -> TaakRij:
        """One task within the task of the official."""
        return self._lees(taak, vergrendel=False)

    def verloop(self, taak: str) -> Sequence[TaakverloopRij]:
        """Everything that happened to a task, oldest first."""
        self.lees(taak)
        return verloop_van(self._sessie, taak)

    def wijzig(
        self, taak: str, titel: str | None, uiterlijk: date | None, if_match: str | None
    ) -> TaakRij:
        """Another title or another day."""
        rij = self._te_wijzigen(taak, if_match)
        self._keur(rij.groep, {} if titel is None else {"/titel": titel}, uiterlijk, None)
        if (titel or rij.titel, uiterlijk or rij.uiterlijk) == (rij.titel, rij.uiterlijk):
            return rij
        if uiterlijk is not None and uiterlijk != rij.uiterlijk:
            rij.uiterlijk, rij.herinnerd_op = uiterlijk, None
        rij.titel = titel or rij.titel
        return self._noteer(rij, Handeling.GEWIJZIGD, None)

    def neem_over(self, taak: str, if_match: str | None) -> TaakRij:
        """From now on it is the official's own."""
        rij = self._te_wijzigen(taak, if_match)
        if rij.eigenaar == self._wie.autorisatie_id:
            raise Conflict("Deze taak is al van u.")
        rij.eigenaar = self._wie.autorisatie_id
        return self._noteer(rij, Handeling.OVERGENOMEN, None)

    def draag_over(
        self, taak: str, eigenaar: str, toelichting: str | None, if_match: str | None
    ) -> TaakRij:
        """From now on it is a colleague's."""
        rij = self._te_wijzigen(taak, if_match)
        teksten = {} if toelichting is None else {"/toelichting": toelichting}
        self._keur(rij.groep, teksten, None, eigenaar)
        if rij.eigenaar == eigenaar:
            raise Conflict("Deze taak is al van deze medewerker.")
        rij.eigenaar = eigenaar
        return self._noteer(rij, Handeling.OVERGEDRAGEN, toelichting)

    def rond_af(self, taak: str, stand: Taakstand, uitkomst: str, if_match: str | None) -> TaakRij:
        """The task is done, or no longer needed, and what came of it."""
        rij = self._te_wijzigen(taak, if_match)
        self._keur(rij.groep, {"/uitkomst": uitkomst}, None, None)
        rij.stand, rij.uitkomst = stand, uitkomst
        return self._noteer(rij, Handeling(stand.value), uitkomst)

    def _te_wijzigen(self, taak: str, if_match: str | None) -> TaakRij:
        rij = self._lees(taak, vergrendel=True)
        eis_gelezen_versie(if_match, rij, verloop_van(self._sessie, taak))
        if rij.stand != Taakstand.OPEN:
            raise Conflict(
                f"Deze taak is {rij.stand} en verandert niet meer. Maak een nieuwe taak."
            )
        return rij

    def _lees(self, taak: str, *, vergrendel: bool) -> TaakRij:
        rij = self._sessie.get(TaakRij, taak, with_for_update=vergrendel or None)
        if rij is None:
            raise NietGevonden("Deze taak is hier niet bekend.")
        self._wie.eis_groep(rij.groep)
        return rij

    def _keur(
        self, groep: str, teksten: dict[str, str], uiterlijk: date | None, eigenaar: str | None
    ) -> None:
        fouten = []
        if uiterlijk is not None and uiterlijk < self._vandaag:
            fouten.append(Invoerfout("/uiterlijk", "is al voorbij; kies vandaag of later"))
        if eigenaar is not None:
            fouten += self._eigenaarfouten(eigenaar, groep)
        eis_zonder_personen(teksten.items(), bevestigd=self._bevestigd, fouten=fouten)

    def _eigenaarfouten(self, eigenaar: str, groep: str) -> list[Invoerfout]:
        rij = self._sessie.get(AutorisatieRij, eigenaar)
        zin = waarom_geen_collega(rij, groep, self._vandaag)
        return [] if zin is None else [Invoerfout("/eigenaar", zin)]

    def _noteer(self, rij: TaakRij, handeling: Handeling, toelichting: str | None) -> TaakRij:
        rij.versie += 1
        rij.gewijzigd_op, rij.gewijzigd_door = self._nu, self._wie.autorisatie_id
        self._sessie.flush()
        self._sessie.add(
            TaakverloopRij(
                taak=rij.id,
                versie=rij.versie,
                handeling=handeling,
                titel=rij.titel,
                eigenaar=rij.eigenaar,
                uiterlijk=rij.uiterlijk,
                toelichting=toelichting,
                tijdstip=self._nu,
                door=self._wie.autorisatie_id,
            )
        )
        if self._bevestigd:
            leg_bevestiging_vast(
                self._sessie, "taak", rij.id, rij.versie, door=self._wie.autorisatie_id,
                nu=self._nu,
            )  # fmt: skip
        self._sessie.flush()
        return rij


def verloop_van(sessie: Session, taak: str) -> Sequence[TaakverloopRij]:
    """Every version of a task, oldest first."""
    vraag = select(TaakverloopRij).where(TaakverloopRij.taak == taak)
    return sessie.scalars(vraag.order_by(TaakverloopRij.versie)).all()


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    taak: Taakgrens,
    groep: str | None = None,
    eigenaar: str | None = None,
    stand: str | None = None,
) -> Select[TaakRij]:
    """Tasks in order of being given, within a task."""
    vraag = select(TaakRij).order_by(TaakRij.id).limit(hoogstens)
    for kolom, waarde in (
        (TaakRij.groep, groep),
        (TaakRij.eigenaar, eigenaar),
        (TaakRij.stand, stand),
    ):
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    if na is not None:
        vraag = vraag.where(TaakRij.id > na)
    return vraag.where(taak.rijen(TaakRij.groep))
