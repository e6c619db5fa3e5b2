"""Tells the gateway about authorisations until it has acknowledged each one.

What must be told is a row written in the same transaction as the authorisation itself, so a crash
loses nothing; a version is signed with its number, so telling it twice does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Select, select

from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.bevestigen.opslag import Verzoeken
from shared.bestand.toegang.autorisaties import (
    BEVESTIGD,
    GEWEIGERD,
    WACHT,
    Autorisatie,
    Autorisaties,
    voor_gateway,
)
from shared.bestand.toegang.bevoegdheid import CONTROLEREN, rechten_van
from shared.bestand.toegang.tabellen import AutorisatieMeldingRij
from shared.kluis.fouten import KluisNietBeschikbaar
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayOnbereikbaar, GatewayWeigert
from shared.web.limieten import Verzending
from shared.web.proces.achtergrond import steeds

_log = structlog.get_logger()
_PORTIE = 50


@dataclass(frozen=True)
class _Melding:
    autorisatie_id: str
    versie: int
    document: dict[str, JsonWaarde]


@dataclass(frozen=True)
class _Uitkomst:
    stand: str
    fout: str | None = None
    bladnummer: int | None = None
    geduld: float = 0.0
    """How many seconds the gateway asks to wait, at least."""


class Autorisatiemelder:
    """One per process; started and stopped with the application."""

    def __init__(self, dienst: Dienst) -> None:
        self._dienst = dienst

    async def draai(self) -> None:
        """Runs until cancelled; without this loop nobody new could ever work."""
        rust = self._verzending.rusttijd_seconden
        verwacht = (DatabankNietBeschikbaar, KluisNietBeschikbaar)
        await steeds("autorisaties melden", self.ronde, rust, verwacht=verwacht)

    async def ronde(self) -> None:
        """Does what is due; nearly always that is nothing."""
        if await in_draad(self._is_er_iets):
            await self.ruim_verzoeken_op()
            await self.meld_wachtende()

    def _is_er_iets(self) -> bool:
        """Without the write lock, which on SQLite everybody needs: nearly always there is not."""
        dienst = self._dienst
        with dienst.lezend() as sessie:
            if sessie.scalar(self._aan_de_beurt().limit(1)) is not None:
                return True
            return Verzoeken(sessie, dienst.kluis, dienst.klok).heeft_verlopen()

    async def meld_wachtende(self) -> int:
        """Tells the gateway everything that is due; returns how many were acknowledged."""
        bevestigd = 0
        for melding in await in_draad(self._wachtende):
            uitkomst = await self._meld(melding)
            await in_draad(self._verwerk, melding, uitkomst)
            bevestigd += uitkomst.stand == BEVESTIGD
        return bevestigd

    async def ruim_verzoeken_op(self) -> int:
        """Ends what waited too long for a second person; returns how many."""
        return await in_draad(self._ruim_op)

    def _ruim_op(self) -> int:
        dienst = self._dienst
        with dienst.transactie() as sessie:
            return Verzoeken(sessie, dienst.kluis, dienst.klok).sluit_verlopen()

    @property
    def _verzending(self) -> Verzending:
        return self._dienst.instellingen.verzending

    async def _meld(self, melding: _Melding) -> _Uitkomst:
        try:
            bladnummer = await self._dienst.gateway.meld_autorisatie(
                melding.autorisatie_id, melding.document
            )
        except GatewayOnbereikbaar as fout:
            return _Uitkomst(WACHT, fout.melding, geduld=getattr(fout, "opnieuw_na", 0.0))
        except GatewayWeigert as fout:
            return _Uitkomst(GEWEIGERD, fout.melding)
        return _Uitkomst(BEVESTIGD, bladnummer=bladnummer)

    def _aan_de_beurt(self) -> Select[AutorisatieMeldingRij]:
        return (
            select(AutorisatieMeldingRij)
            .where(
                AutorisatieMeldingRij.stand == WACHT,
                AutorisatieMeldingRij.volgende_poging <= self._dienst.klok(),
            )
            .order_by(AutorisatieMeldingRij.volgende_poging)
        )

    def _wachtende(self) -> list[_Melding]:
        dienst = self._dienst
        with dienst.transactie() as sessie:
            vraag = self._aan_de_beurt().limit(_PORTIE)
            register = Autorisaties(sessie, dienst.kluis, dienst.klok)
            return [
                self._melding(rij, register.lees(rij.autorisatie_id))
                for rij in sessie.scalars(vraag)
            ]

    def _melding(self, rij: AutorisatieMeldingRij, autorisatie: Autorisatie) -> _Melding:
        partij = self._dienst.partij.code
        rechten = rechten_van(self._dienst.regels, partij, autorisatie.gegevens.functie)
        document = voor_gateway(partij, autorisatie, met_account=CONTROLEREN in rechten)
        return _Melding(rij.autorisatie_id, rij.versie, document)

    def _verwerk(self, melding: _Melding, uitkomst: _Uitkomst) -> None:
        with self._dienst.transactie() as sessie:
            rij = sessie.get_one(
                AutorisatieMeldingRij, melding.autorisatie_id, with_for_update=True
            )
            if rij.versie != melding.versie:
                # A newer version was registered meanwhile and is waiting in its own right.
                return
            nu = self._dienst.klok()
            rij.pogingen += 1
            rij.stand, rij.laatste_fout = uitkomst.stand, _kort(uitkomst.fout)
            later = self._volgende(rij.pogingen, uitkomst.geduld, nu)
            rij.volgende_poging = later if rij.stand == WACHT else None
            if rij.stand == BEVESTIGD:
                rij.bevestigd_op, rij.bladnummer = nu, uitkomst.bladnummer

    def _volgende(self, pogingen: int, geduld: float, nu: datetime) -> datetime:
        """Doubling waits, never shorter than asked; an authorisation is never given up."""
        wacht = self._verzending.eerste_wachttijd_seconden * 2.0 ** min(pogingen - 1, 30)
        gevraagd = max(wacht, geduld)
        return nu + timedelta(seconds=min(gevraagd, self._verzending.maximale_wachttijd_seconden))


def _kort(fout: str | None) -> str | None:
    return None if fout is None else fout[:200]
