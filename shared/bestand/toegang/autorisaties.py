"""The party's register of authorisations, and what the gateway still has to hear of it.

An authorisation says who may act for this party: function, attestations (covenant 6.1, 7.1, 9.2),
until when, and for which groups. The name stays here, sealed; the gateway gets a reference, a
function and yes or no per attestation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde, b64url, jcs
from shared.bericht.tijd import utc_tekst
from shared.bestand.toegang.tabellen import (
    AutorisatieHistorieRij,
    AutorisatieMeldingRij,
    AutorisatieRij,
)
from shared.partij.fouten import Conflict, NietGevonden, VersieVerouderd
from shared.partij.zegel import Kluispoort, open_json, verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok

WACHT, BEVESTIGD, GEWEIGERD = "wacht", "bevestigd", "geweigerd"
VERZEGELD = ("naam", "email", "telefoon")
"""What says who somebody is; stored sealed."""
_DAGEN = ("geheimhouding", "vog", "geldig_tot")
NAAM_WEG = b""
"""The seal of who was authorised so long ago that the name was destroyed (F7)."""
_ZONDER_NAAM = {"naam": "naam vernietigd"}


@dataclass(frozen=True)
class Autorisatiegegevens:
    """What an administrator registers. ``groepen``: the task; ``None`` means all groups.

    ``geheimhouding`` and ``vog`` are the days of the signed statement and of the certificate.
    ``email`` and ``telefoon`` are those of work: the other parties may get them (covenant 4.4).
    ``verantwoordelijke``: of a program, the authorisation of the colleague who answers for it.
    """

    uitgever: str
    sub: str
    naam: str = field(repr=False)
    functie: str
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: date | None
    vog: date | None
    geldig_tot: date
    groepen: frozenset[str] | None
    email: str | None = field(default=None, repr=False)
    telefoon: str | None = field(default=None, repr=False)
    verantwoordelijke: str | None = None


@dataclass(frozen=True)
class Gatewaystand:
    """How far the gateway knows: ``wacht``, ``bevestigd`` or ``geweigerd``."""

    stand: str
    versie: int
    pogingen: int
    volgende_poging: datetime | None
    laatste_fout: str | None
    bevestigd_op: datetime | None
    bladnummer: int | None


@dataclass(frozen=True)
class Autorisatie:
    """A registered authorisation. ``gateway``: None for a program, of which it hears nothing."""

    id: str
    versie: int
    gewijzigd_op: datetime
    gegevens: Autorisatiegegevens
    gateway: Gatewaystand | None
    bevestigd_door: str | None = None
    """The authorisation of who confirmed what it allows; the newest who did."""


class Autorisaties:
    """Reads and writes authorisations within the caller's transaction; never commits."""

    def __init__(self, sessie: Session, kluis: Kluispoort, klok: Klok) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok

    def lees(self, autorisatie_id: str) -> Autorisatie:
        """Raises ``NietGevonden``."""
        rij = self._sessie.get(AutorisatieRij, autorisatie_id)
        if rij is None:
            raise NietGevonden("Deze autorisatie staat niet in uw register.")
        return self._open(rij)

    def sleutel_van(self, autorisatie_id: str) -> str:
        """The key under which what is known of this official is sealed. Raises ``NietGevonden``."""
        rij = self._sessie.get(AutorisatieRij, autorisatie_id)
        if rij is None:
            raise NietGevonden("Deze autorisatie staat niet in uw register.")
        return rij.sleutel_id

    def lijst(self, *, na: str | None, limiet: int) -> list[Autorisatie]:
        """Authorisations in order of id, after ``na``; at most ``limiet``."""
        vraag = select(AutorisatieRij).order_by(AutorisatieRij.id).limit(limiet)
        if na is not None:
            vraag = vraag.where(AutorisatieRij.id > na)
        return [self._open(rij) for rij in self._sessie.scalars(vraag)]

    def bekijk(
        self,
        autorisatie_id: str,
        gegevens: Autorisatiegegevens,
        verwachte_versies: Callable[[int], bool] | None = None,
    ) -> Autorisatie | None:
        """What stands now, locked, if these may replace it; ``None``: nothing yet.

        Raises ``Conflict`` when the login already has another authorisation, or when a reference
        would pass to another person: the log says what a reference did, and that must stay about
        one person. Repeating what stands asks for no version.
        """
        self._eis_vrij(autorisatie_id, gegevens)
        rij = self._sessie.get(AutorisatieRij, autorisatie_id, with_for_update=True)
        if rij is None:
            return None
        if (rij.uitgever, rij.sub) != (gegevens.uitgever, gegevens.sub):
            raise Conflict("Deze autorisatie hoort bij een ander account; maak een nieuwe.")
        if (rij.verantwoordelijke is None) != (gegevens.verantwoordelijke is None):
            raise Conflict(
                "De autorisatie van een medewerker wordt er geen van een programma, en andersom; "
                "maak een nieuwe."
            )
        huidig = self._open(rij)
        if huidig.gegevens != gegevens and not (verwachte_versies or _elke)(rij.versie):
            raise VersieVerouderd("Iemand anders heeft deze autorisatie intussen gewijzigd.")
        return huidig

    def registreer(
        self,
        autorisatie_id: str,
        gegevens: Autorisatiegegevens,
        *,
        door: str,
        bevestigd_door: str | None = None,
    ) -> tuple[Autorisatie, bool]:
        """Adds or replaces; the second value tells whether it is new.

        Whether it may stand is for who asks (``bevestigen``). Repeating the same leaves no trace.
        Raises what ``bekijk`` raises.
        """
        huidig = self.bekijk(autorisatie_id, gegevens)
        if huidig is None:
            return self._voeg_toe(autorisatie_id, gegevens, door, bevestigd_door), True
        if huidig.gegevens == gegevens:
            return huidig, False
        rij = self._sessie.get_one(AutorisatieRij, autorisatie_id)
        rij.versie += 1
        self._vul(rij, gegevens, door, bevestigd_door)
        return self._afgerond(rij, gegevens, bevestigd_door), False

    def _eis_vrij(self, autorisatie_id: str, gegevens: Autorisatiegegevens) -> None:
        vraag = select(AutorisatieRij.id).where(
            AutorisatieRij.uitgever == gegevens.uitgever,
            AutorisatieRij.sub == gegevens.sub,
            AutorisatieRij.id != autorisatie_id,
        )
        if self._sessie.scalars(vraag).first() is not None:
            raise Conflict("Dit account heeft al een autorisatie; wijzig die.")

    def _voeg_toe(
        self,
        autorisatie_id: str,
        gegevens: Autorisatiegegevens,
        door: str,
        bevestigd_door: str | None,
    ) -> Autorisatie:
        rij = AutorisatieRij(
            id=autorisatie_id,
            uitgever=gegevens.uitgever,
            sub=gegevens.sub,
            sleutel_id=self._kluis.maak_sleutel(),
            versie=1,
        )
        self._vul(rij, gegevens, door, bevestigd_door)
        self._sessie.add(rij)
        return self._afgerond(rij, gegevens, bevestigd_door)

    def _vul(
        self,
        rij: AutorisatieRij,
        gegevens: Autorisatiegegevens,
        door: str,
        bevestigd_door: str | None,
    ) -> None:
        zelf = {naam: getattr(gegevens, naam) for naam in VERZEGELD}
        rij.zegel = verzegel_json(self._kluis, rij.sleutel_id, _context(rij.id), zelf)
        rij.functie = gegevens.functie
        rij.aangewezen, rij.geautoriseerd = gegevens.aangewezen, gegevens.geautoriseerd
        rij.geheimhouding, rij.vog = gegevens.geheimhouding, gegevens.vog
        rij.geldig_tot = gegevens.geldig_tot
        rij.alle_groepen = gegevens.groepen is None
        rij.groepen = sorted(gegevens.groepen or ())
        rij.verantwoordelijke = gegevens.verantwoordelijke
        rij.gewijzigd_op, rij.gewijzigd_door = self._klok(), door
        # What is left after less was taken still rests on who confirmed it.
        rij.bevestigd_door = bevestigd_door or rij.bevestigd_door

    def _afgerond(
        self, rij: AutorisatieRij, gegevens: Autorisatiegegevens, bevestigd_door: str | None
    ) -> Autorisatie:
        """Keeps the version in the history and queues it for the gateway, if that should know."""
        self._sessie.flush()
        self._sessie.add(
            AutorisatieHistorieRij(
                id=uuid7(self._klok()),
                autorisatie_id=rij.id,
                versie=rij.versie,
                tijdstip=rij.gewijzigd_op,
                door=rij.gewijzigd_door,
                bevestigd_door=bevestigd_door,
                stand=als_stand(gegevens),
            )
        )
        if rij.verantwoordelijke is None:
            self._meld_aan_gateway(rij)
        self._sessie.flush()
        return self._open(rij)

    def _meld_aan_gateway(self, rij: AutorisatieRij) -> None:
        melding = self._sessie.get(AutorisatieMeldingRij, rij.id)
        if melding is None:
            melding = AutorisatieMeldingRij(autorisatie_id=rij.id)
            self._sessie.add(melding)
        melding.versie, melding.stand, melding.pogingen = rij.versie, WACHT, 0
        melding.volgende_poging, melding.laatste_fout = rij.gewijzigd_op, None
        melding.bevestigd_op = melding.bladnummer = None

    def _open(self, rij: AutorisatieRij) -> Autorisatie:
        zelf = (
            _ZONDER_NAAM
            if rij.zegel == NAAM_WEG
            else open_json(self._kluis, rij.sleutel_id, _context(rij.id), rij.zegel)
        )
        gegevens = Autorisatiegegevens(
            uitgever=rij.uitgever,
            sub=rij.sub,
            naam=zelf["naam"],
            # Who was registered before these were asked for has none.
            email=zelf.get("email"),
            telefoon=zelf.get("telefoon"),
            functie=rij.functie,
            aangewezen=rij.aangewezen,
            geautoriseerd=rij.geautoriseerd,
            geheimhouding=rij.geheimhouding,
            vog=rij.vog,
            geldig_tot=rij.geldig_tot,
            groepen=None if rij.alle_groepen else frozenset(rij.groepen),
            verantwoordelijke=rij.verantwoordelijke,
        )
        gateway = None if rij.verantwoordelijke is not None else self._gatewaystand(rij.id)
        return Autorisatie(
            rij.id, rij.versie, rij.gewijzigd_op, gegevens, gateway, rij.bevestigd_door
        )

    def _gatewaystand(self, autorisatie_id: str) -> Gatewaystand:
        melding = self._sessie.get_one(AutorisatieMeldingRij, autorisatie_id)
        return Gatewaystand(
            stand=melding.stand,
            versie=melding.versie,
            pogingen=melding.pogingen,
            volgende_poging=melding.volgende_poging,
            laatste_fout=melding.laatste_fout,
            bevestigd_op=melding.bevestigd_op,
            bladnummer=melding.bladnummer,
        )


def voor_gateway(
    partij: str, autorisatie: Autorisatie, *, met_account: bool
) -> dict[str, JsonWaarde]:
    """What the gateway may know: no name and no login.

    Which authorisation, in which version and since when is in it, so that the signature is for
    nothing else and an older one undoes nothing.

    ``met_account`` adds a hash over the login, only for functions that come to the gateway with
    a token of their own; for others the gateway has no business recognising the person.
    """
    gegevens = autorisatie.gegevens
    document: dict[str, JsonWaarde] = {
        "id": autorisatie.id,
        "versie": autorisatie.versie,
        "tijdstip": utc_tekst(autorisatie.gewijzigd_op),
        "partij": partij,
        "functie": gegevens.functie,
        "aangewezen": gegevens.aangewezen,
        "geautoriseerd": gegevens.geautoriseerd,
        "geheimhouding": gegevens.geheimhouding is not None,
        "vog": gegevens.vog is not None,
        "geldigTot": gegevens.geldig_tot.isoformat(),
    }
    if autorisatie.bevestigd_door is not None:
        document["bevestigdDoor"] = autorisatie.bevestigd_door
    if met_account:
        login: JsonWaarde = [gegevens.uitgever, gegevens.sub]
        document["account"] = b64url(hashlib.sha256(jcs(login)).digest())
    return document


def als_stand(gegevens: Autorisatiegegevens) -> dict[str, Any]:
    """A version for the history: dates as text, without what says who it is."""
    waarden: Mapping[str, Any] = asdict(gegevens)
    return {
        naam: waarde.isoformat() if isinstance(waarde, date) else waarde
        for naam, waarde in waarden.items()
        if naam not in (*VERZEGELD, "groepen")
    } | {"groepen": None if gegevens.groepen is None else sorted(gegevens.groepen)}


def uit_stand(stand: Mapping[str, Any], zelf: Mapping[str, Any]) -> Autorisatiegegevens:
    """The other way round; ``zelf`` has what says who it is."""
    dagen = {
        naam: None if stand[naam] is None else date.fromisoformat(stand[naam]) for naam in _DAGEN
    }
    groepen = None if stand["groepen"] is None else frozenset(stand["groepen"])
    return Autorisatiegegevens(**{**stand, **dagen, "groepen": groepen}, **zelf)


def _elke(_: int) -> bool:
    return True


def _context(autorisatie_id: str) -> str:
    return f"autorisatie/{autorisatie_id}"
