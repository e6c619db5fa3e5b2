"""What a party decides and does about an incident, in its register: each step by a named official.

Nothing here leaves the party but one thing: that it was reported to the supervisor goes to all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.convenant.berichtsoorten import toezichtstuk
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.incidentbehandeling.begrippen import Voorgesteld, beletsels, besluitfouten
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import (
    BEHANDELEN,
    Incidentbesluitstand,
    Incidentgebeurtenis,
    Incidentstand,
    Incidenttaaksoort,
    onderwerplid,
)
from shared.zaak.incidenten.inzicht import bekijk
from shared.zaak.incidenten.melden import beloften_aan_allen, beloof, probeer_nu
from shared.zaak.incidenten.tabellen import (
    IncidentbesluitRij,
    IncidentRij,
    IncidenttaakRij,
    ToezichtmeldingRij,
)

Versie_eis: TypeAlias = Callable[[int | str], bool]
_G, _STAND = Incidentgebeurtenis, Incidentbesluitstand
_TEKST = "incidentregister"
"""As what it is kept who confirmed that nobody is in a text of the register."""


@dataclass(frozen=True)
class Stap:
    """What happened in one transaction. ``tekst``: its writer confirmed that nobody is in it."""

    gebeurtenis: Incidentgebeurtenis
    wat: Mapping[str, str]
    tekst: bool = False


class Incidentbehandeling:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._dienst = u.dienst
        self._wie = wie
        self._partij = u.dienst.partij.code

    def stel_voor(
        self, kenmerk: str, wat: Voorgesteld, eis: Versie_eis, *, bevestigd: bool
    ) -> None:
        """A decision, for a second person to approve; it takes the place of what was proposed."""
        nu = self._dienst.klok()
        eis_zonder_personen(
            [("/reden", wat.reden), ("/noodzaak", wat.noodzaak)],
            bevestigd=bevestigd,
            fouten=besluitfouten(wat, self._dienst.regels, self._partij, datum_nl(nu)),
        )

        def doe(sessie: Session, rij: IncidentRij) -> Stap:
            for eerder in self._besluiten(sessie, rij):
                if (eerder.soort, eerder.stand) == (wat.soort, _STAND.VOORSTEL):
                    eerder.stand = _STAND.VERVANGEN
            besluit = IncidentbesluitRij(
                id=uuid7(nu), incident=rij.id, soort=wat.soort, keuze=wat.keuze, reden=wat.reden,
                grond=wat.grond, noodzaak=wat.noodzaak,
                herbeoordelen_voor=wat.herbeoordelen_voor, stand=_STAND.VOORSTEL,
                door=self._wie.autorisatie_id, op=nu,
            )  # fmt: skip
            sessie.add(besluit)
            wat_er_is = {"besluit": besluit.id, "soort": wat.soort.value, "keuze": wat.keuze.value}
            return Stap(_G.VOORGESTELD, wat_er_is, tekst=True)

        self._in_een_keer(kenmerk, eis, doe)

    def beoordeel(
        self, kenmerk: str, besluit: str, eis: Versie_eis, *, goed: bool, reden: str,
        bevestigd: bool,
    ) -> None:  # fmt: skip
        """A second person says yes or no. Raises ``GeenToegang`` for who proposed it."""
        eis_zonder_personen([("/reden", reden)], bevestigd=bevestigd)

        def doe(sessie: Session, rij: IncidentRij) -> Stap:
            alle = self._besluiten(sessie, rij)
            gevonden = next((een for een in alle if een.id == besluit), None)
            if gevonden is None:
                raise NietGevonden("Dit besluit staat niet bij dit incident.")
            if gevonden.stand != _STAND.VOORSTEL:
                raise Conflict("Over dit voorstel is al beslist, of het is vervangen.")
            if gevonden.door == self._wie.autorisatie_id:
                raise GeenToegang("U stelde dit voor. Een collega kijkt er als tweede naar.")
            if goed:
                for een in alle:
                    if (een.soort, een.stand) == (gevonden.soort, _STAND.GELDT):
                        een.stand = _STAND.VERVANGEN
            gevonden.stand = _STAND.GELDT if goed else _STAND.AFGEKEURD
            gevonden.tweede, gevonden.tweede_reden = self._wie.autorisatie_id, reden
            gevonden.tweede_op = self._dienst.klok()
            return Stap(_G.GOEDGEKEURD if goed else _G.AFGEKEURD, {"besluit": besluit}, tekst=True)

        self._in_een_keer(kenmerk, eis, doe)

    def geef_taak(
        self, kenmerk: str, soort: Incidenttaaksoort, eigenaar: str, uiterlijk: date,
        eis: Versie_eis,
    ) -> None:  # fmt: skip
        """Somebody of this party sees to it, by a day."""
        nu = self._dienst.klok()

        def doe(sessie: Session, rij: IncidentRij) -> Stap:
            fouten = []
            if sessie.get(AutorisatieRij, eigenaar) is None:
                fouten.append(Invoerfout("/eigenaar", "is hier geen autorisatie; kies een collega"))
            if uiterlijk < datum_nl(nu):
                fouten.append(Invoerfout("/uiterlijk", "is voorbij; kies vandaag of later"))
            if fouten:
                raise OngeldigeInvoer(fouten)
            taak = IncidenttaakRij(
                id=uuid7(nu), incident=rij.id, soort=soort, eigenaar=eigenaar,
                uiterlijk=uiterlijk, gegeven_door=self._wie.autorisatie_id, gegeven_op=nu,
            )  # fmt: skip
            sessie.add(taak)
            return Stap(_G.TAAK_GEGEVEN, {"taak": taak.id, "soort": soort.value})

        self._in_een_keer(kenmerk, eis, doe)

    def rond_taak_af(
        self, kenmerk: str, taak: str, uitkomst: str, eis: Versie_eis, *, bevestigd: bool
    ) -> None:
        """Its owner, or who deals with incidents, says what came of it."""
        eis_zonder_personen([("/uitkomst", uitkomst)], bevestigd=bevestigd)

        def doe(sessie: Session, rij: IncidentRij) -> Stap:
            gevonden = sessie.get(IncidenttaakRij, taak)
            if gevonden is None or gevonden.incident != rij.id:
                raise NietGevonden("Deze taak staat niet bij dit incident.")
            if (
                self._wie.autorisatie_id != gevonden.eigenaar
                and BEHANDELEN not in self._wie.rechten
            ):
                raise GeenToegang("Deze taak is van een collega. Vraag wie haar heeft.")
            if gevonden.afgerond_op is not None:
                raise Conflict("Deze taak is al afgerond.")
            gevonden.uitkomst, gevonden.afgerond_op = uitkomst, self._dienst.klok()
            gevonden.afgerond_door = self._wie.autorisatie_id
            return Stap(_G.TAAK_AFGEROND, {"taak": taak}, tekst=True)

        self._in_een_keer(kenmerk, eis, doe)

    def sluit(self, kenmerk: str, uitkomst: str, eis: Versie_eis, *, bevestigd: bool) -> None:
        """Nothing is left to do. Raises ``Conflict`` with what still is."""
        eis_zonder_personen([("/uitkomst", uitkomst)], bevestigd=bevestigd)

        def doe(sessie: Session, rij: IncidentRij) -> Stap:
            regels, nu = self._dienst.regels, self._dienst.klok()
            (blik,) = bekijk(sessie, regels, self._partij, [rij], nu)
            gemeld = any(een.partij == self._partij for een in blik.toezicht)
            over = beletsels(blik, gemeld)
            if over:
                raise Conflict(f"Dit incident kan nog niet dicht: {'; '.join(over)}.")
            rij.stand, rij.uitkomst = Incidentstand.GESLOTEN, uitkomst
            return Stap(_G.GESLOTEN, {}, tekst=True)

        self._in_een_keer(kenmerk, eis, doe)

    async def leg_toezichtmelding_vast(self, kenmerk: str, gemeld: date, eis: Versie_eis) -> None:
        """It was reported to the supervisor: recorded, and told to all other parties."""
        await asyncio.to_thread(self._leg_toezichtmelding_vast, kenmerk, gemeld, eis)
        await probeer_nu(self._u, kenmerk)

    def _leg_toezichtmelding_vast(self, kenmerk: str, gemeld: date, eis: Versie_eis) -> None:
        nu, regels = self._dienst.klok(), self._dienst.regels
        if gemeld > datum_nl(nu):
            raise OngeldigeInvoer([Invoerfout("/gemeld", "ligt in de toekomst")])
        soort = toezichtstuk(regels)
        inhoud = {onderwerplid(regels, soort): kenmerk, "gemeld": gemeld.isoformat()}
        with self._dienst.lezend() as sessie:
            ontdekt = datum_nl(opslag.lees(sessie, kenmerk).ontdekt_op)
        if gemeld < ontdekt:
            zin = f"ligt voor het ontdekken; noem een dag vanaf {ontdekt.isoformat()}"
            raise OngeldigeInvoer([Invoerfout("/gemeld", zin)])
        stuk = Stuk(soort, 1, inhoud)
        beloften = beloften_aan_allen(self._u, self._wie, stuk, nu, bevestigd=True)

        def doe(sessie: Session, rij: IncidentRij) -> Stap:
            if sessie.get(ToezichtmeldingRij, (rij.id, self._partij)) is not None:
                raise Conflict("Deze partij meldde dit incident al bij de toezichthouder.")
            sessie.add(
                ToezichtmeldingRij(
                    incident=rij.id, partij=self._partij, gemeld=gemeld, op=nu,
                    door=self._wie.autorisatie_id,
                )
            )  # fmt: skip
            beloof(sessie, self._u, rij.id, stuk, beloften, nu)
            return Stap(_G.TOEZICHT_GEMELD, {"gemeld": gemeld.isoformat()})

        self._in_een_keer(kenmerk, eis, doe)

    def _in_een_keer(
        self, kenmerk: str, eis: Versie_eis, doe: Callable[[Session, IncidentRij], Stap]
    ) -> None:
        """One step on the version that was read, of an incident that is open; with who did it."""
        nu: datetime = self._dienst.klok()
        door = self._wie.autorisatie_id
        with self._dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            eis(rij.versie)
            if rij.stand != Incidentstand.OPEN:
                raise Conflict("Dit incident is gesloten en verandert niet meer.")
            stap = doe(sessie, rij)
            opslag.noteer(
                sessie, rij, stap.gebeurtenis, partij=self._partij, door=door, nu=nu, wat=stap.wat
            )
            if stap.tekst:
                leg_bevestiging_vast(sessie, _TEKST, rij.id, rij.versie, door=door, nu=nu)

    def _besluiten(self, sessie: Session, rij: IncidentRij) -> list[IncidentbesluitRij]:
        return list(opslag.per_incident(sessie, IncidentbesluitRij, [rij.id])[rij.id])
