"""Requests to confirm, in the party's file: kept, found and settled within one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.bestand.bevestigen.begrippen import Account, Betrokken
from shared.bestand.bevestigen.tabellen import AutorisatieverzoekRij
from shared.bestand.toegang.autorisaties import VERZEGELD, Autorisatiegegevens, als_stand, uit_stand
from shared.bestand.toegang.opslag import zoek_autorisatie
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.zegel import Kluispoort, open_json, verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok


class Stand(StrEnum):
    """What became of a request."""

    OPEN = "open"
    BEVESTIGD = "bevestigd"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"
    ACHTERHAALD = "achterhaald"


@dataclass(frozen=True)
class Vraag:
    """What is asked: whose authorisation would become what, counted from which version."""

    autorisatie_id: str
    basisversie: int
    gegevens: Autorisatiegegevens
    vrager: Account
    ontneemt: bool


@dataclass(frozen=True)
class Verzoek:
    """A request as it was made. Who it is about only while it waits: name, account, reach.

    ``gevraagd_door``: the authorisation of who asked; ``None`` of who had none yet.
    """

    id: str
    vraag: Vraag
    gevraagd_door: str | None
    gevraagd_op: datetime
    uiterlijk: date
    stand: Stand
    afgedaan_op: datetime | None
    afgedaan_door: str | None
    reden: str | None = field(default=None, repr=False)

    @property
    def betrokken(self) -> Betrokken:
        """Who may not confirm it, and what it is about."""
        gegevens = self.vraag.gegevens
        return Betrokken(
            vrager=self.vraag.vrager,
            collega=(gegevens.uitgever, gegevens.sub),
            borg=gegevens.verantwoordelijke,
            functie=gegevens.functie,
            ontneemt=self.vraag.ontneemt,
        )


class Verzoeken:
    """Reads and writes requests within the caller's transaction; never commits."""

    def __init__(self, sessie: Session, kluis: Kluispoort, klok: Klok) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok
        self._vragers: dict[Account, str] = {}

    def lees(self, kenmerk: str) -> Verzoek:
        """Raises ``NietGevonden``."""
        return self._open(self._rij(kenmerk))

    def lijst(self, *, na: str | None, limiet: int, stand: Stand | None = None) -> list[Verzoek]:
        """Requests in order of asking, after ``na``."""
        vraag = select(AutorisatieverzoekRij).order_by(AutorisatieverzoekRij.id).limit(limiet)
        if na is not None:
            vraag = vraag.where(AutorisatieverzoekRij.id > na)
        if stand is not None:
            vraag = vraag.where(AutorisatieverzoekRij.stand == stand)
        return [self._open(rij) for rij in self._sessie.scalars(vraag)]

    def open(self) -> list[Verzoek]:
        """Everything that waits today, in order of asking."""
        return [self._open(rij) for rij in self._wachtend(self._alle_open())]

    def wacht_voor(self, autorisatie_id: str) -> Verzoek | None:
        """What waits today for this authorisation."""
        vraag = self._alle_open().where(AutorisatieverzoekRij.open_voor == autorisatie_id)
        return next((self._open(rij) for rij in self._wachtend(vraag)), None)

    def stel(self, vraag: Vraag, termijn: str) -> Verzoek:
        """Keep what is asked; the same again is the same request, another one takes its place.

        Raises ``Conflict`` when another authorisation of this account waits.
        """
        self.sluit_verlopen()
        huidig: AutorisatieverzoekRij | None = None
        for rij in self._wachtend(self._alle_open()):
            bekend = self._open(rij).vraag
            if bekend == vraag:
                return self._open(rij)
            if bekend.autorisatie_id == vraag.autorisatie_id:
                huidig = rij
            elif _account(bekend) == _account(vraag):
                raise Conflict("Voor dit account wacht al een andere autorisatie op bevestiging.")
        if huidig is not None:
            self._sluit(huidig, Stand.ACHTERHAALD)
        return self._maak(vraag, termijn)

    def achterhaal(self, autorisatie_id: str) -> None:
        """What waits for this authorisation is about what no longer stands."""
        vraag = self._alle_open().where(AutorisatieverzoekRij.open_voor == autorisatie_id)
        for rij in self._sessie.scalars(vraag.with_for_update()):
            self._sluit(rij, Stand.ACHTERHAALD)

    def doe_af(
        self, kenmerk: str, stand: Stand, *, door: str | None, reden: str | None = None
    ) -> Verzoek:
        """End a request that waits. Raises ``NietGevonden``, ``Conflict`` when it does not."""
        rij = self.eis_open(kenmerk)
        self._sluit(rij, stand, door=door, reden=reden)
        return self._open(rij)

    def eis_open(self, kenmerk: str) -> AutorisatieverzoekRij:
        """The row, locked, of a request that waits. Raises as ``doe_af``."""
        rij = self._rij(kenmerk, slot=True)
        stand = self._stand(rij)
        if stand is not Stand.OPEN:
            raise Conflict(f"Deze vraag wacht niet meer: zij is {stand}.")
        return rij

    def heeft_verlopen(self) -> bool:
        """Whether anything waited too long for a second person."""
        return bool(self._verlopen())

    def sluit_verlopen(self) -> int:
        """End what waited too long, with what it said of whom; returns how many."""
        verlopen = self._verlopen()
        for rij in verlopen:
            self._sluit(rij, Stand.VERLOPEN)
        return len(verlopen)

    def _verlopen(self) -> list[AutorisatieverzoekRij]:
        open_ = self._sessie.scalars(self._alle_open())
        return [rij for rij in open_ if self._stand(rij) is not Stand.OPEN]

    def _rij(self, kenmerk: str, *, slot: bool = False) -> AutorisatieverzoekRij:
        rij = self._sessie.get(AutorisatieverzoekRij, kenmerk, with_for_update=slot or None)
        if rij is None:
            raise NietGevonden("Deze vraag om te bevestigen is hier niet bekend.")
        return rij

    def _alle_open(self) -> Select[AutorisatieverzoekRij]:
        return (
            select(AutorisatieverzoekRij)
            .where(AutorisatieverzoekRij.stand == Stand.OPEN)
            .order_by(AutorisatieverzoekRij.id)
        )

    def _wachtend(self, vraag: Select[AutorisatieverzoekRij]) -> Iterator[AutorisatieverzoekRij]:
        return (rij for rij in self._sessie.scalars(vraag) if self._stand(rij) is Stand.OPEN)

    def _stand(self, rij: AutorisatieverzoekRij) -> Stand:
        """Also before anybody swept: what waited too long waits no more."""
        if rij.stand == Stand.OPEN and rij.uiterlijk < datum_nl(self._klok()):
            return Stand.VERLOPEN
        return Stand(rij.stand)

    def _maak(self, vraag: Vraag, termijn: str) -> Verzoek:
        nu = self._klok()
        kenmerk, sleutel = uuid7(nu), self._kluis.maak_sleutel()
        zelf = {naam: getattr(vraag.gegevens, naam) for naam in VERZEGELD}
        rij = AutorisatieverzoekRij(
            id=kenmerk,
            autorisatie_id=vraag.autorisatie_id,
            open_voor=vraag.autorisatie_id,
            basisversie=vraag.basisversie,
            gevraagd=als_stand(vraag.gegevens),
            ontneemt=vraag.ontneemt,
            sleutel_id=sleutel,
            zegel=verzegel_json(self._kluis, sleutel, _context(kenmerk), zelf),
            gevraagd_op=nu,
            vrager_uitgever=vraag.vrager[0],
            vrager_sub=vraag.vrager[1],
            uiterlijk=plus(datum_nl(nu), termijn),
            stand=Stand.OPEN,
        )
        self._sessie.add(rij)
        self._sessie.flush()
        return self._open(rij)

    def _sluit(
        self,
        rij: AutorisatieverzoekRij,
        stand: Stand,
        *,
        door: str | None = None,
        reden: str | None = None,
    ) -> None:
        """What is left says who asked what and who settled it; not about whom.

        An account is often a mail address, so a name. Of what became an authorisation that has it.
        """
        rij.stand, rij.open_voor = stand, None
        rij.afgedaan_op, rij.afgedaan_door = self._klok(), door
        rij.gevraagd, rij.zegel = {**rij.gevraagd, "sub": ""}, None
        if reden is not None:
            tekst = {"reden": reden}
            rij.zegel = verzegel_json(self._kluis, rij.sleutel_id, _context(rij.id), tekst)
        self._sessie.flush()

    def _open(self, rij: AutorisatieverzoekRij) -> Verzoek:
        inhoud = (
            {}
            if rij.zegel is None
            else open_json(self._kluis, rij.sleutel_id, _context(rij.id), rij.zegel)
        )
        zelf = {"naam": "", **{naam: w for naam, w in inhoud.items() if naam in VERZEGELD}}
        vraag = Vraag(
            autorisatie_id=rij.autorisatie_id,
            basisversie=rij.basisversie,
            gegevens=uit_stand(rij.gevraagd, zelf),
            vrager=(rij.vrager_uitgever, rij.vrager_sub),
            ontneemt=rij.ontneemt,
        )
        return Verzoek(
            id=rij.id,
            vraag=vraag,
            gevraagd_door=self._vrager(vraag.vrager),
            gevraagd_op=rij.gevraagd_op,
            uiterlijk=rij.uiterlijk,
            stand=self._stand(rij),
            afgedaan_op=rij.afgedaan_op,
            afgedaan_door=rij.afgedaan_door,
            reden=inhoud.get("reden"),
        )

    def _vrager(self, wie: Account) -> str | None:
        if wie not in self._vragers:
            rij = zoek_autorisatie(self._sessie, *wie)
            if rij is None:
                return None
            self._vragers[wie] = rij.id
        return self._vragers[wie]


def _account(vraag: Vraag) -> Account:
    return vraag.gegevens.uitgever, vraag.gegevens.sub


def _context(kenmerk: str) -> str:
    return f"autorisatieverzoek/{kenmerk}"
