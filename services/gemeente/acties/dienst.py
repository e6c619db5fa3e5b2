"""Agreed actions: made, followed and adjusted, with every change kept (steps 5 to 7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.gemeente.acties.begrippen import (
    AF,
    VAN_STAND,
    Actiestatus,
    NieuweActie,
    Verandering,
    eis_van_ons,
)
from services.gemeente.acties.tabellen import ActieRij, ActieverloopRij
from shared.bestand.zonderpersonen.bevestiging import leg_bevestiging_vast
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.poorten.stukvastlegger import Geldendstuk
from shared.tijd.kenmerk import uuid7
from shared.zaak.acties.begrippen import EINDE

Versie_eis = Callable[[int], bool]


@dataclass(frozen=True)
class Gezegd:
    """What is kept with a change. ``van``, ``stuk``, ``stukversie``: of what another party said."""

    reden: str | None = None
    voortgang: str | None = None
    effect: str | None = None
    omschrijving: str | None = None
    van: str | None = None
    stuk: str | None = None
    stukversie: int | None = None


class Acties:
    """The actions in this party's file. Works within the caller's transaction.

    ``eigen``: the code of this party; ``door``: the authorisation of who acts.
    """

    def __init__(self, sessie: Session, nu: datetime, door: str, eigen: str) -> None:
        self._sessie = sessie
        self._nu = nu
        self._door = door
        self._eigen = eigen

    def maak(self, groep: str, nieuw: NieuweActie) -> ActieRij:
        """Agrees on an action."""
        rij = ActieRij(
            id=uuid7(self._nu),
            groep=groep,
            status=Actiestatus.OPEN,
            te_geven=nieuw.partij != self._eigen,
            versie=0,
            **{naam: getattr(nieuw, naam) for naam in NieuweActie.__dataclass_fields__},
        )
        self._sessie.add(rij)
        self._noteer(rij, Gezegd())
        return rij

    def lees(self, kenmerk: str) -> ActieRij:
        """One action. Raises ``NietGevonden``."""
        rij = self._sessie.get(ActieRij, kenmerk)
        if rij is None:
            raise NietGevonden("Deze actie is hier niet bekend.")
        return rij

    def wijzig(self, kenmerk: str, wat: Verandering, eis: Versie_eis) -> ActieRij:
        """Progress, effect or adjustment, from the version the caller read.

        Another party's action is adjusted or lapses; then that party is to be told, and what it
        said is about what it was. Raises ``Conflict`` for an action that has ended.
        """
        rij = self.slot(kenmerk)
        eis(rij.versie)
        if rij.status in AF:
            raise Conflict(f"Deze actie is {rij.status} en verandert niet meer.")
        eigen = rij.partij == self._eigen
        eis_van_ons(wat, eigen=eigen)
        anders = wat.bijstelling.anders()
        for naam, waarde in anders.items():
            setattr(rij, naam, waarde)
        if anders and not eigen:
            rij.status, rij.te_geven = Actiestatus.OPEN, True
        rij.status = wat.status or rij.status
        if rij.status == Actiestatus.VERVALLEN:
            rij.te_geven = rij.stuk is not None
        nieuw = wat.bijstelling.omschrijving
        self._noteer(rij, Gezegd(voortgang=wat.voortgang, effect=wat.effect, omschrijving=nieuw))
        return rij

    def maak_restactie(self, kenmerk: str, eigenaar: str | None, uiterlijk: date) -> ActieRij:
        """What is left when the approach ends goes on, with an owner (4.1, step 7)."""
        rij = self.slot(kenmerk)
        rij.restactie, rij.eigenaar, rij.uiterlijk = True, eigenaar, uiterlijk
        if rij.partij != self._eigen:
            rij.status, rij.te_geven = Actiestatus.OPEN, True
        self._noteer(rij, Gezegd(voortgang="Rest-actie: de aanpak is afgesloten."))
        return rij

    def neem_melding_op(self, stuk: Geldendstuk) -> None:
        """What the party whose action it is says of it. Of anybody else's nothing is kept here.

        It counts if it is about the version that party was given last, or says that it is done;
        every report stays to be read.
        """
        rij = self._gegeven(stuk)
        if rij is None:
            return
        op_versie = stuk.gegevens.get("opVersie")
        stand = stuk.gegevens["stand"]
        laatste = not rij.te_geven and op_versie in (None, rij.stukversie)
        if rij.status not in AF and (laatste or stand in EINDE):
            rij.status = VAN_STAND[stand]
        gezegd = {naam: stuk.gegevens.get(naam) for naam in ("reden", "voortgang", "effect")}
        self._noteer(
            rij, Gezegd(**gezegd, van=stuk.van, stuk=stuk.bericht_id, stukversie=op_versie)
        )

    def neem_melding_terug(self, stuk: Geldendstuk) -> None:
        """Its giver took the words back: they go, and that it said how it stands stays."""
        vraag = select(ActieverloopRij).where(
            ActieverloopRij.actie == stuk.onderwerp, ActieverloopRij.stuk == stuk.bericht_id
        )
        for rij in self._sessie.scalars(vraag):
            rij.reden = rij.voortgang = rij.effect = None

    def is_gegeven(self, rij: ActieRij, stuk: str, stukversie: int) -> None:
        """That its party is told how it is now."""
        rij.te_geven, rij.stuk, rij.stukversie = False, stuk, stukversie
        self._sessie.flush()

    def is_teruggenomen(self, kenmerk: str) -> None:
        """That its party was told that it lapsed."""
        self.slot(kenmerk).te_geven = False
        self._sessie.flush()

    def verloop(self, kenmerk: str) -> list[ActieverloopRij]:
        """What happened to an action, the first change first."""
        vraag = select(ActieverloopRij).where(ActieverloopRij.actie == kenmerk)
        return list(self._sessie.scalars(vraag.order_by(ActieverloopRij.versie)))

    def slot(self, kenmerk: str) -> ActieRij:
        """One action, to be changed in this transaction. Raises ``NietGevonden``."""
        return self._sessie.get(ActieRij, kenmerk, with_for_update=True) or self.lees(kenmerk)

    def _gegeven(self, stuk: Geldendstuk) -> ActieRij | None:
        rij = self._sessie.get(ActieRij, stuk.onderwerp, with_for_update=True)
        if rij is None or (rij.partij, rij.groep) != (stuk.van, stuk.groep):
            return None
        return rij

    def _noteer(self, rij: ActieRij, gezegd: Gezegd) -> None:
        rij.versie += 1
        rij.gewijzigd_op = self._nu
        self._sessie.flush()
        self._sessie.add(
            ActieverloopRij(
                actie=rij.id,
                versie=rij.versie,
                status=rij.status,
                eigenaar=rij.eigenaar,
                uiterlijk=rij.uiterlijk,
                tijdstip=self._nu,
                door=self._door,
                **asdict(gezegd),
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


def kale_doelen(sessie: Session, groep: str, doelen: Sequence[Mapping[str, Any]]) -> list[str]:
    """Of these goals those for which nothing was agreed, by what they are called."""
    met = set(sessie.scalars(select(ActieRij.doel).where(ActieRij.groep == groep).distinct()))
    return [str(doel["titel"]) for doel in doelen if doel["code"] not in met]


def laatste_woorden(sessie: Session, acties: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """By action what was said last: why it went back, how it goes, and with what effect."""
    tabel = ActieverloopRij
    vraag = select(tabel).where(tabel.actie.in_(acties)).order_by(tabel.actie, tabel.versie)
    gezegd: dict[str, dict[str, str]] = {}
    for rij in sessie.scalars(vraag):
        woorden = {"reden": rij.reden, "voortgang": rij.voortgang, "effect": rij.effect}
        hier = gezegd.setdefault(rij.actie, {})
        hier.update({naam: tekst for naam, tekst in woorden.items() if tekst is not None})
    return gezegd
