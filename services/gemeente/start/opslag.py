"""Every query on what the start decision rests on. No commit: that is the caller's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.start.begrippen import Beeld, Melding
from services.gemeente.start.tabellen import (
    GroepsverbandRij,
    HerbeoordelingRij,
    IncidentzoutRij,
    InterventieRij,
    MeldingRij,
    MeldingversieRij,
    StartbesluitRij,
)
from shared.bestand.zonderpersonen.bevestiging import leg_bevestiging_vast
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.poorten.stukvastlegger import Geldendstuk
from shared.tijd.kenmerk import uuid7

Eis = Callable[[int], bool]
ZOUT_BYTES = 32
_VOORLOOPNUL = re.compile(r"(?<![0-9])0+(?=[0-9])", re.ASCII)
_EIGEN_OORDEEL = {"incident"}
"""What the gemeente says of a report that its source gave: to which incident it belongs."""
_INHOUD = ("bron", "bronkenmerk", "datum", "plek", "omschrijving", "incident", "ingetrokken")


@dataclass(frozen=True)
class Meldingenblad:
    """Which part of a list: after this id, and how many at most."""

    na: str | None
    hoogstens: int


class Startboek:
    """The file of one group's start. ``door``: the authorisation of who acts."""

    def __init__(self, sessie: Session, nu: datetime, door: str) -> None:
        self._sessie = sessie
        self._nu = nu
        self._door = door

    # --- meldingen --------------------------------------------------------------------------------

    def meld(self, groep: str, **inhoud: Any) -> MeldingRij:  # noqa: ANN401 - the row's columns
        """A new report; its incident is its own until somebody says it is another's."""
        kenmerk = uuid7(self._nu)
        self._eis_zout(groep)
        rij = MeldingRij(
            id=kenmerk,
            groep=groep,
            incident=f"incident-{kenmerk[-12:]}",
            bronsleutel=bronsleutel(inhoud["bronkenmerk"]),
            ingetrokken=False,
            versie=1,
            gewijzigd_op=self._nu,
            **inhoud,
        )
        self._eis_nieuw(rij)
        self._sessie.add(rij)
        self._bewaar(rij, None)
        return rij

    def melding(self, kenmerk: str, *, slot: bool = False) -> MeldingRij:
        """One report; ``slot``: to be changed in this transaction. Raises ``NietGevonden``."""
        rij = self._sessie.get(MeldingRij, kenmerk, with_for_update=slot)
        if rij is None:
            raise NietGevonden("Deze melding staat niet in het bestand.")
        return rij

    def wijzig(
        self,
        rij: MeldingRij,
        eis: Eis,
        reden: str,
        **anders: Any,  # noqa: ANN401 - the row's columns
    ) -> None:
        """Correct, withdraw or tie to an incident; the earlier version stays."""
        eis(rij.versie)
        if rij.ingetrokken:
            raise Conflict("Deze melding is ingetrokken en verandert niet meer.")
        if rij.van is not None and not anders.keys() <= _EIGEN_OORDEEL:
            raise Conflict(
                "Deze melding is door de bron zelf gegeven; die verbetert haar of trekt haar in."
            )
        if "bronkenmerk" in anders:
            rij.bronsleutel = bronsleutel(anders["bronkenmerk"])
            self._eis_nieuw(rij)
        for naam, waarde in anders.items():
            setattr(rij, naam, waarde)
        rij.versie, rij.gewijzigd_op = rij.versie + 1, self._nu
        self._bewaar(rij, reden)

    def neem_op(
        self, stuk: Geldendstuk, kenmerk: str, inhoud: Mapping[str, Any]
    ) -> list[MeldingRij]:
        """What its source gave: new, a version of what it gave, or what was typed here before.

        Of one that was withdrawn the source now says that it stands. Every report that changed: a
        version under the reference of another report goes on as that one.
        """
        was = self.gegeven(stuk)
        rij = self._bekend(stuk.groep, stuk.van, bronsleutel(kenmerk)) or was
        if was is not None and was is not rij:
            self.neem_terug(was)
        if rij is None:
            nieuw = uuid7(self._nu)
            rij = MeldingRij(
                id=nieuw, groep=stuk.groep, bron=stuk.van, incident=f"incident-{nieuw[-12:]}",
                versie=0,
            )  # fmt: skip
            self._eis_zout(rij.groep)
            self._sessie.add(rij)
        for naam, waarde in inhoud.items():
            setattr(rij, naam, waarde)
        rij.bronkenmerk, rij.bronsleutel = kenmerk, bronsleutel(kenmerk)
        rij.van, rij.onderwerp, rij.stuk = stuk.van, stuk.onderwerp, stuk.bericht_id
        rij.ingetrokken, rij.gewijzigd_op = False, self._nu
        rij.versie += 1
        self._sessie.flush()
        self._bewaar(rij, None, bevestigd=False)
        return [een for een in (rij, was) if een is not None]

    def neem_terug(self, rij: MeldingRij) -> None:
        """Its source took it back: it stays to be seen, and counts no longer."""
        rij.ingetrokken, rij.gewijzigd_op = True, self._nu
        rij.versie += 1
        self._bewaar(rij, None, bevestigd=False)

    def gegeven(self, stuk: Geldendstuk) -> MeldingRij | None:
        """The report this stuk is a version of, if it is here and counts."""
        vraag = select(MeldingRij).where(
            MeldingRij.van == stuk.van,
            MeldingRij.onderwerp == stuk.onderwerp,
            MeldingRij.ingetrokken.is_(False),
        )
        return self._sessie.scalars(vraag.with_for_update()).one_or_none()

    def meldingen(self, groep: str, bladzijde: Meldingenblad | None = None) -> Sequence[MeldingRij]:
        """The reports about a group, the oldest record first."""
        vraag = select(MeldingRij).where(MeldingRij.groep == groep).order_by(MeldingRij.id)
        if bladzijde is not None:
            vraag = vraag.limit(bladzijde.hoogstens)
            if bladzijde.na is not None:
                vraag = vraag.where(MeldingRij.id > bladzijde.na)
        return self._sessie.scalars(vraag).all()

    def versies(self, kenmerk: str) -> Sequence[MeldingversieRij]:
        """Every version of a report, the first one first."""
        vraag = select(MeldingversieRij).where(MeldingversieRij.melding == kenmerk)
        return self._sessie.scalars(vraag.order_by(MeldingversieRij.versie)).all()

    def _eis_nieuw(self, rij: MeldingRij) -> None:
        if rij.bronsleutel is None:
            return
        with self._sessie.no_autoflush:
            ander = self._bekend(rij.groep, rij.bron, rij.bronsleutel)
        if ander is not None and ander.id != rij.id:
            raise Conflict("Deze melding van deze bron is al vastgelegd.")

    def _bekend(self, groep: str | None, bron: str, sleutel: str | None) -> MeldingRij | None:
        """The report a source knows by this reference."""
        vraag = select(MeldingRij).where(
            MeldingRij.groep == groep, MeldingRij.bron == bron, MeldingRij.bronsleutel == sleutel
        )
        return self._sessie.scalars(vraag.with_for_update()).first()

    def _eis_zout(self, groep: str) -> None:
        """Every group with a report has a salt of its own."""
        if self._sessie.get(IncidentzoutRij, groep) is None:
            self._sessie.add(IncidentzoutRij(groep=groep, zout=token_bytes(ZOUT_BYTES)))
            self._sessie.flush()

    def _bewaar(self, rij: MeldingRij, reden: str | None, *, bevestigd: bool = True) -> None:
        """Keeps this version. ``bevestigd``: its writer, here, confirmed that nobody is in it."""
        inhoud = {naam: getattr(rij, naam) for naam in _INHOUD}
        inhoud["datum"] = rij.datum.isoformat()
        self._sessie.add(
            MeldingversieRij(
                melding=rij.id,
                versie=rij.versie,
                inhoud=inhoud,
                reden=reden,
                tijdstip=self._nu,
                door=self._door,
            )
        )
        if bevestigd:
            self._bevestigd("melding", rij.id, rij.versie)

    def _bevestigd(self, soort: str, onderwerp: str, versie: int) -> None:
        """Who wrote this text confirmed that nobody is in it (D4)."""
        leg_bevestiging_vast(self._sessie, soort, onderwerp, versie, door=self._door, nu=self._nu)

    # --- interventies en groepsverband ------------------------------------------------------------

    def leg_interventie_vast(self, groep: str, **inhoud: Any) -> InterventieRij:  # noqa: ANN401
        """A documented intervention."""
        rij = InterventieRij(
            id=uuid7(self._nu),
            groep=groep,
            vastgelegd_op=self._nu,
            vastgelegd_door=self._door,
            **inhoud,
        )
        self._sessie.add(rij)
        self._bevestigd("interventie", rij.id, 1)
        return rij

    def interventie(self, kenmerk: str) -> InterventieRij:
        """One intervention, to be changed in this transaction. Raises ``NietGevonden``."""
        rij = self._sessie.get(InterventieRij, kenmerk, with_for_update=True)
        if rij is None:
            raise NietGevonden("Deze interventie staat niet in het bestand.")
        return rij

    def trek_interventie_in(self, rij: InterventieRij, reden: str) -> None:
        """It was recorded wrongly; it stays to be seen and counts no longer."""
        if rij.vervallen_op is not None:
            raise Conflict("Deze interventie is al ingetrokken.")
        rij.vervallen_op, rij.vervallen_door, rij.reden = self._nu, self._door, reden
        self._bevestigd("interventie", rij.id, 2)

    def interventies(self, groep: str) -> Sequence[InterventieRij]:
        """The interventions about a group."""
        vraag = select(InterventieRij).where(InterventieRij.groep == groep)
        return self._sessie.scalars(vraag.order_by(InterventieRij.datum, InterventieRij.id)).all()

    def groepsverband(self, groep: str) -> GroepsverbandRij | None:
        """What was declared about the group."""
        return self._sessie.get(GroepsverbandRij, groep)

    def verklaar(
        self, groep: str, eis: Eis, hoofdzakelijk: bool, motivering: str
    ) -> GroepsverbandRij:
        """Declare whether the nuisance is mainly caused as a group."""
        rij = self._sessie.get(GroepsverbandRij, groep, with_for_update=True)
        if rij is None:
            rij = GroepsverbandRij(groep=groep, versie=0)
            self._sessie.add(rij)
        else:
            eis(rij.versie)
        rij.hoofdzakelijk, rij.motivering = hoofdzakelijk, motivering
        rij.versie, rij.gewijzigd_op, rij.gewijzigd_door = rij.versie + 1, self._nu, self._door
        self._bevestigd("groepsverband", groep, rij.versie)
        return rij

    # --- besluit en herbeoordeling ----------------------------------------------------------------

    def beeld(self, groep: str) -> Beeld:
        """All evidence about a group."""
        verklaring = self.groepsverband(groep)
        zout = self._sessie.get(IncidentzoutRij, groep)
        return Beeld(
            zout=b"" if zout is None else zout.zout,
            meldingen=[als_melding(rij) for rij in self.meldingen(groep)],
            interventies=[
                rij.datum
                for rij in self.interventies(groep)
                if rij.vervallen_op is None and not rij.overlast_verminderd
            ],
            groepsverband=verklaring is not None and verklaring.hoofdzakelijk,
        )

    def startbesluit(self, groep: str, *, slot: bool = False) -> StartbesluitRij | None:
        """The start decision this party took; ``slot``: what it rests on is looked at by one."""
        return self._sessie.get(StartbesluitRij, groep, with_for_update=slot or None)

    def onthoud_besluit(self, groep: str, **inhoud: Any) -> StartbesluitRij:  # noqa: ANN401
        """A decision that the gateway took up."""
        return self._sessie.merge(StartbesluitRij(groep=groep, **inhoud))

    def open_herbeoordeling(self, groep: str) -> HerbeoordelingRij | None:
        """The one nobody has finished, if any."""
        vraag = select(HerbeoordelingRij).where(
            HerbeoordelingRij.groep == groep, HerbeoordelingRij.afgerond_op.is_(None)
        )
        return self._sessie.scalars(vraag).first()

    def vraag_herbeoordeling(self, groep: str, **inhoud: Any) -> None:  # noqa: ANN401 - columns
        """Somebody has to look again; one question at a time."""
        if self.open_herbeoordeling(groep) is None:
            rij = HerbeoordelingRij(
                id=uuid7(self._nu),
                groep=groep,
                ontstaan_op=self._nu,
                **inhoud,
            )
            self._sessie.add(rij)

    def herbeoordelingen(self, groep: str) -> Sequence[HerbeoordelingRij]:
        """Every time evidence fell away, and what came of it."""
        vraag = select(HerbeoordelingRij).where(HerbeoordelingRij.groep == groep)
        return self._sessie.scalars(vraag.order_by(HerbeoordelingRij.id)).all()

    def herbeoordeling(self, kenmerk: str, *, slot: bool = False) -> HerbeoordelingRij:
        """One; ``slot``: to be finished in this transaction. Raises ``NietGevonden``."""
        rij = self._sessie.get(HerbeoordelingRij, kenmerk, with_for_update=slot)
        if rij is None:
            raise NietGevonden("Deze herbeoordeling is er niet.")
        return rij

    def rond_af(self, rij: HerbeoordelingRij, uitkomst: str, toelichting: str) -> None:
        """What came of it."""
        if rij.afgerond_op is not None:
            raise Conflict("Deze herbeoordeling is al afgerond.")
        rij.uitkomst, rij.toelichting = uitkomst, toelichting
        rij.afgerond_op, rij.afgerond_door = self._nu, self._door
        self._bevestigd("herbeoordeling", rij.id, 1)


def bronsleutel(bronkenmerk: str | None) -> str | None:
    """What two spellings of one reference have in common: also `2026-7` and `2026-0007`."""
    return None if bronkenmerk is None else _VOORLOOPNUL.sub("", bronkenmerk.casefold())


def als_melding(rij: MeldingRij) -> Melding:
    """A row as evidence."""
    return Melding(
        rij.id, rij.bron, rij.datum, rij.incident, rij.plek, rij.ingetrokken,
        na_te_vragen=rij.van is not None or rij.bronkenmerk is not None,
    )  # fmt: skip
