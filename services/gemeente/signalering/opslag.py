"""Signals about a group: recorded or given, corrected, withdrawn, deleted (4.1, step 1; D4).

Within the caller's transaction; never commits. While a signal counts, every version of it stays. A
withdrawn one stays to be seen and counts no longer. Of a deleted one nothing is left but that it
was deleted. One that another party gave is that party's: only its giver corrects it or takes it
back, and if it is deleted here its giver is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from services.gemeente.signalering.tabellen import SignaalRij, SignaalversieRij
from shared.bestand.zonderpersonen.bevestiging import leg_bevestiging_vast, vergeet_bevestigingen
from shared.partij.fouten import Conflict, NietGevonden, Vernietigd
from shared.partij.poorten.stukvastlegger import Geldendstuk
from shared.tijd.kenmerk import uuid7
from shared.verzenden.stukken.verloop import bewaar_niet

SOORT = "signaal"
INHOUD = ("soort", "bron", "datum", "plek", "omschrijving")
Eis = Callable[[int], bool]


class Signaalboek:
    """The signals in this party's file. ``door``: the authorisation of who acts; empty: nobody."""

    def __init__(self, sessie: Session, nu: datetime, door: str) -> None:
        self._sessie = sessie
        self._nu = nu
        self._door = door

    def leg_vast(
        self, groep: str | None, inhoud: Mapping[str, Any], intake: str | None = None
    ) -> SignaalRij:
        """A new signal; through an intake it may be about no group yet."""
        rij = SignaalRij(
            id=uuid7(self._nu),
            groep=groep,
            vastgelegd_op=self._nu,
            vastgelegd_door=self._door,
            versie=0,
            ingetrokken=False,
            intake=intake,
            **inhoud,
        )
        self._sessie.add(rij)
        self._bewaar(rij, None)
        return rij

    def neem_op(self, stuk: Geldendstuk) -> None:
        """What another party gave: a new signal, or a version of one of its own that stands."""
        rij = self._gegeven(stuk)
        if rij is None:
            rij = SignaalRij(
                id=uuid7(self._nu),
                groep=stuk.groep,
                vastgelegd_op=self._nu,
                vastgelegd_door=self._door,
                versie=0,
                ingetrokken=False,
                van=stuk.van,
                onderwerp=stuk.onderwerp,
            )
            self._sessie.add(rij)
        # Where somebody here has placed it already, it stays.
        rij.groep, rij.stuk = rij.groep or stuk.groep, stuk.bericht_id
        for naam in INHOUD:
            setattr(rij, naam, stuk.gegevens[naam])
        rij.datum = date.fromisoformat(stuk.gegevens["datum"])
        self._bewaar(rij, None, bevestigd=False)

    def neem_terug(self, stuk: Geldendstuk) -> None:
        """Its giver took it back."""
        rij = self._gegeven(stuk)
        if rij is not None:
            rij.ingetrokken = True
            self._bewaar(rij, None, bevestigd=False)

    def plaats(self, rij: SignaalRij, eis: Eis, groep: str) -> None:
        """It is about this group. Raises ``Conflict`` for one that is placed, or counts no more."""
        eis(rij.versie)
        if rij.groep is not None:
            raise Conflict("Dit signaal hoort al bij een groep.")
        if rij.ingetrokken:
            raise Conflict("Dit signaal is ingetrokken en telt niet meer.")
        rij.groep = groep
        self._bewaar(rij, None, bevestigd=False)

    def lees(self, kenmerk: str, *, slot: bool = False) -> SignaalRij:
        """One signal; ``slot``: to be changed in this transaction.

        Raises ``NietGevonden``, or ``Vernietigd`` for one that was deleted.
        """
        rij = self._sessie.get(SignaalRij, kenmerk, with_for_update=slot or None)
        if rij is None:
            raise NietGevonden("Dit signaal staat niet in het bestand.")
        if rij.verwijderd_op is not None:
            raise Vernietigd("Dit signaal is verwijderd.")
        return rij

    def verbeter(self, rij: SignaalRij, eis: Eis, reden: str, anders: Mapping[str, Any]) -> None:
        """What it should say; the earlier version stays. Raises ``Conflict`` when withdrawn."""
        self._eis_wijzigbaar(rij, eis)
        for naam, waarde in anders.items():
            setattr(rij, naam, waarde)
        self._bewaar(rij, reden)

    def trek_in(self, rij: SignaalRij, eis: Eis, reden: str) -> None:
        """It was wrong: it stays to be seen, and counts no longer."""
        self._eis_wijzigbaar(rij, eis)
        rij.ingetrokken = True
        self._bewaar(rij, reden)

    def verwijder(self, rij: SignaalRij, eis: Eis) -> None:
        """Nothing of it stays, in no version, but that it was deleted."""
        eis(rij.versie)
        if rij.van is not None and rij.onderwerp is not None:
            bewaar_niet(self._sessie, rij.van, rij.onderwerp)
        for naam in INHOUD:
            setattr(rij, naam, None)
        # By this the text could be guessed; that the key was used stays.
        rij.opdracht = None
        rij.versie, rij.gewijzigd_op = rij.versie + 1, self._nu
        rij.verwijderd_op, rij.verwijderd_door = self._nu, self._door or None
        self._sessie.execute(delete(SignaalversieRij).where(SignaalversieRij.signaal == rij.id))
        vergeet_bevestigingen(self._sessie, SOORT, rij.id)
        self._sessie.flush()

    def versies(self, kenmerk: str) -> Sequence[SignaalversieRij]:
        """Every version of a signal, the first one first."""
        vraag = select(SignaalversieRij).where(SignaalversieRij.signaal == kenmerk)
        return self._sessie.scalars(vraag.order_by(SignaalversieRij.versie)).all()

    def verwijderd(self, groep: str) -> int:
        """How many signals about the group were deleted."""
        vraag = select(func.count(SignaalRij.id)).where(
            SignaalRij.groep == groep, SignaalRij.verwijderd_op.is_not(None)
        )
        return self._sessie.scalars(vraag).one()

    def _gegeven(self, stuk: Geldendstuk) -> SignaalRij | None:
        """The signal this stuk is a version of, if it is here and counts."""
        vraag = select(SignaalRij).where(
            SignaalRij.van == stuk.van,
            SignaalRij.onderwerp == stuk.onderwerp,
            SignaalRij.ingetrokken.is_(False),
            SignaalRij.verwijderd_op.is_(None),
        )
        return self._sessie.scalars(vraag.with_for_update()).one_or_none()

    def _eis_wijzigbaar(self, rij: SignaalRij, eis: Eis) -> None:
        eis(rij.versie)
        if rij.van is not None:
            raise Conflict(
                "Dit signaal is door een andere partij gegeven; die verbetert het of trekt het in. "
                "Had het er nooit mogen staan, dan kunt u het verwijderen."
            )
        if rij.ingetrokken:
            raise Conflict("Dit signaal is ingetrokken en verandert niet meer.")

    def _bewaar(self, rij: SignaalRij, reden: str | None, *, bevestigd: bool = True) -> None:
        """Keeps this version. ``bevestigd``: its writer, here, confirmed that nobody is in it."""
        rij.versie, rij.gewijzigd_op = rij.versie + 1, self._nu
        self._sessie.flush()
        inhoud = {naam: getattr(rij, naam) for naam in INHOUD}
        inhoud["datum"] = None if rij.datum is None else rij.datum.isoformat()
        self._sessie.add(
            SignaalversieRij(
                signaal=rij.id,
                versie=rij.versie,
                inhoud={**inhoud, "groep": rij.groep, "ingetrokken": rij.ingetrokken},
                reden=reden,
                tijdstip=self._nu,
                door=self._door,
            )
        )
        if bevestigd:
            leg_bevestiging_vast(
                self._sessie, SOORT, rij.id, rij.versie, door=self._door, nu=self._nu
            )
        self._sessie.flush()


def zoek(
    groep: str | None,
    *,
    na: str | None,
    hoogstens: int,
    soort: str | None,
    ingetrokken: bool | None,
) -> Select[SignaalRij]:
    """Signals that are there, in order of id; ``groep`` None: about no group yet."""
    vraag = select(SignaalRij).where(SignaalRij.groep == groep, SignaalRij.verwijderd_op.is_(None))
    if soort is not None:
        vraag = vraag.where(SignaalRij.soort == soort)
    if ingetrokken is not None:
        vraag = vraag.where(SignaalRij.ingetrokken.is_(ingetrokken))
    if na is not None:
        vraag = vraag.where(SignaalRij.id > na)
    return vraag.order_by(SignaalRij.id).limit(hoogstens)


def oude(sessie: Session, voor: datetime | None, *, slot: bool = False) -> Sequence[SignaalRij]:
    """Signals of before this moment (``None``: all) that are still there; ``slot``: to be deleted
    in this transaction."""
    vraag = select(SignaalRij).where(SignaalRij.verwijderd_op.is_(None)).order_by(SignaalRij.id)
    if voor is not None:
        vraag = vraag.where(SignaalRij.vastgelegd_op < voor)
    return sessie.scalars(vraag.with_for_update() if slot else vraag).all()
