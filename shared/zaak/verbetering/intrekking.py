"""What a received intrekking takes away here: the item, in every version (gate 5).

Whoever takes back a correction takes back the item: the older version does not return. With it
goes what the file says a received person is, as far as only that item said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.ontvangen.gegevens import (
    Gegevenstatus,
    keten,
    op_plaats,
    open_gegeven,
    van_persoon,
)
from shared.bestand.ontvangen.personen import Persoonsvolger, persoonsvelden
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.personen.geboortewijziging import meld_geboortewijziging
from shared.convenant.regels.laden import Convenantregels
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.zegel import Kluispoort
from shared.tijd.klok import Klok
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import Verbeterstand


class Ontvangenintrekking:
    """Handles one intrekking of a message that is here, in the caller's transaction."""

    def __init__(
        self,
        sessie: Session,
        kluis: Kluispoort,
        regels: Convenantregels,
        klok: Klok,
        kop: Mapping[str, Any],
    ) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._regels = regels
        self._kop = kop
        self._personen = Persoonsvolger(sessie, kluis, klok, regels)

    def verwerk(self, nu: datetime) -> None:
        """Takes away what it names: places, or the whole message with what was written along."""
        bericht = self._sessie.get(InkomendRij, self._kop["inReactieOp"])
        if bericht is None or bericht.afzender != self._kop["afzender"]:
            return
        genoemd = [deel["vervangt"] for deel in self._kop["onderdelen"]]
        for plaats in genoemd or range(len(bericht.kop["onderdelen"])):
            rij = op_plaats(self._sessie, bericht.bericht_id, plaats)
            if rij is not None:
                self._neem_terug(rij, nu)
                meld_geboortewijziging(self._sessie, rij.persoon_id)
        self._sessie.flush()
        if not genoemd:
            sluit_geheim(self._sessie, [bericht.bericht_id])

    def _neem_terug(self, rij: OntvangenGegevenRij, nu: datetime) -> None:
        versies = keten(self._sessie, rij)
        was = self._inhoud(versies[-1])
        for versie in versies:
            versie.status, versie.inhoud = Gegevenstatus.INGETROKKEN, None
        self._sessie.flush()
        open_ = opslag.open_over_ontvangen(self._sessie, [versie.id for versie in versies])
        if open_ is not None:
            open_.stand, open_.versie = Verbeterstand.INGETROKKEN, open_.versie + 1
            open_.besluit_met, open_.besloten_op = self._kop["id"], nu
        if was is not None:
            self._vergeet(rij, was)

    def _vergeet(self, rij: OntvangenGegevenRij, was: Mapping[str, Any]) -> None:
        """Of the person only what no other item that stands gives as well."""
        elders = list(self._andere_inhoud(rij.persoon_id))
        alleen_hier = {
            veld: was[veld]
            for veld in persoonsvelden(self._regels, rij.gegevenssoort)
            if veld in was and all(een.get(veld) != was[veld] for een in elders)
        }
        try:
            self._personen.neem_terug(rij.persoon_id, rij.gegevenssoort, alleen_hier)
        except (NietGevonden, Vernietigd):
            return

    def _andere_inhoud(self, persoon_id: str) -> Iterable[Mapping[str, Any]]:
        for ander in van_persoon(self._sessie, persoon_id):
            inhoud = self._inhoud(ander)
            if inhoud is not None and persoonsvelden(self._regels, ander.gegevenssoort):
                yield inhoud

    def _inhoud(self, rij: OntvangenGegevenRij) -> Mapping[str, Any] | None:
        try:
            return open_gegeven(self._kluis, rij)
        except Vernietigd:
            return None
