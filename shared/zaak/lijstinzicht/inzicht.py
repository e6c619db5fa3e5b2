"""What an official sees of a list: who, from which sources, known to whom, and how weighed.

Sources and who knows a person are not stored: they follow from the file, and so from the
registered disclosures each of them came with (reading E2).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.gegevens import Gegevenstatus, open_gegeven
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.zegellagen import Lagen
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import beletsel, gelijkenis
from shared.zaak.lijsten.opslag import wegingplaats
from shared.zaak.lijsten.tabellen import LijstbevestigingRij, LijstregelRij, LijstwegingRij
from shared.zaak.verbetering.opslag import Eigenplek, open_over_eigen


@dataclass(frozen=True)
class Weging:
    """One step in the weighing, opened."""

    versie: int
    handeling: str
    door: str
    tijdstip: datetime
    reden: str = field(repr=False)


@dataclass(frozen=True)
class Regelbeeld:
    """One entry, opened. ``bekend``: by party, ``None`` where that party said nothing yet."""

    rij: LijstregelRij
    persoon: Persoon
    bronnen: tuple[str, ...]
    bekend: Mapping[str, bool | None]
    let_op: str | None
    wegingen: tuple[Weging, ...]


@dataclass(frozen=True)
class Bevestigingsbeeld:
    """Where one other holder stands: sent, received, confirmed, late."""

    partij: str
    stand: str
    uiterlijk: date
    te_laat: bool
    bericht_id: str | None
    bevestigd_op: datetime | None
    bevestigd_met: str | None


class Inzicht:
    """Reads lists for one official, in the caller's transaction."""

    def __init__(self, sessie: Session, dienst: Dienst) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._personen = PersonenRegister(sessie, dienst.kluis, dienst.klok)
        self._lagen = Lagen(dienst.kluis)

    def regels(self, groep: str, lijst_id: str) -> list[Regelbeeld]:
        """Every entry that can still be read; a destroyed person is not shown."""
        rijen = opslag.regels_van(self._sessie, [lijst_id])
        gegevens = self._ontvangen(groep, rijen)
        wegingen = self._wegingen(rijen)
        return [
            beeld
            for rij in rijen
            if (beeld := self._beeld(rij, gegevens.get(rij.persoon_id, []), wegingen)) is not None
        ]

    def regel(self, groep: str, rij: LijstregelRij) -> Regelbeeld | None:
        """One entry, and nobody else of the list; ``None`` once he was destroyed."""
        gegevens = self._ontvangen(groep, [rij])
        return self._beeld(rij, gegevens.get(rij.persoon_id, []), self._wegingen([rij]))

    def voorstellen(
        self, groep: str, lijst_id: str
    ) -> list[tuple[Regelbeeld, Regelbeeld, list[str]]]:
        """Pairs a human may want to see as one person; the machine only points."""
        beelden = [b for b in self.regels(groep, lijst_id) if b.rij.samen_met is None]
        paren = [(a, b) for nummer, a in enumerate(beelden) for b in beelden[nummer + 1 :]]
        return [(a, b, w) for a, b in paren if (w := gelijkenis(a.persoon, b.persoon))]

    def bevestigingen(self, lijst_id: str) -> list[Bevestigingsbeeld]:
        """Who has confirmed that its copy is gone, and who is late."""
        vandaag = datum_nl(self._dienst.klok())
        return [
            Bevestigingsbeeld(
                partij=rij.partij,
                stand=self._stand(rij),
                uiterlijk=rij.uiterlijk,
                te_laat=rij.bevestigd_op is None and vandaag > rij.uiterlijk,
                bericht_id=rij.bericht_id,
                bevestigd_op=rij.bevestigd_op,
                bevestigd_met=rij.bevestigd_met,
            )
            for rij in opslag.bevestigingen(self._sessie, lijst_id)
        ]

    def _stand(self, rij: LijstbevestigingRij) -> str:
        if rij.bevestigd_op is not None:
            return "bevestigd"
        bericht = rij.bericht_id and self._sessie.get(UitgaandRij, rij.bericht_id)
        if not bericht:
            return "niet_verstuurd"
        if bericht.status == Verzendstatus.AFGELEVERD:
            return "ontvangen"
        rust = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)
        return "niet_ontvangen" if bericht.status in rust else "onderweg"

    def _beeld(
        self,
        rij: LijstregelRij,
        gegevens: list[OntvangenGegevenRij],
        wegingen: Mapping[str, list[LijstwegingRij]],
    ) -> Regelbeeld | None:
        try:
            persoon = self._personen.lees(rij.persoon_id)
            gewogen = tuple(self._weging(rij, persoon, w) for w in wegingen.get(rij.id, []))
            bekend = self._bekend(persoon, gegevens)
        except Vernietigd:
            return None
        eigen = (self._dienst.partij.code,) if persoon.herkomst == "eigen" else ()
        bronnen = (*eigen, *sorted({gegeven.bron for gegeven in gegevens}))
        vandaag = datum_nl(self._dienst.klok())
        let_op = beletsel(self._dienst.regels, persoon, vandaag)
        return Regelbeeld(rij, persoon, bronnen, bekend, let_op, gewogen)

    def _bekend(
        self, persoon: Persoon, gegevens: list[OntvangenGegevenRij]
    ) -> dict[str, bool | None]:
        soort = self._dienst.regels.namenlijsten.gegevenssoort
        bekend: dict[str, bool | None] = dict.fromkeys(sorted(self._dienst.regels.partijen))
        for gegeven in gegevens:
            inhoud = open_gegeven(self._dienst.kluis, gegeven)
            if gegeven.gegevenssoort == soort and inhoud is not None:
                bekend[gegeven.bron] = bool(inhoud.get("bekend"))
        # What this party says itself does not count while it is contested either.
        betwist = open_over_eigen(self._sessie, Eigenplek(persoon.id, soort, None))
        bekend[self._dienst.partij.code] = persoon.herkomst == "eigen" if not betwist else None
        return bekend

    def _ontvangen(
        self, groep: str, rijen: Sequence[LijstregelRij]
    ) -> dict[str, list[OntvangenGegevenRij]]:
        """What came about who is on the list: whoever is not on it is not looked at either."""
        vraag = (
            select(OntvangenGegevenRij)
            .where(
                OntvangenGegevenRij.groep == groep,
                OntvangenGegevenRij.status == Gegevenstatus.ACTIEF,
                OntvangenGegevenRij.persoon_id.in_({rij.persoon_id for rij in rijen}),
            )
            .order_by(OntvangenGegevenRij.id)
        )
        gevonden: dict[str, list[OntvangenGegevenRij]] = {}
        for rij in self._sessie.scalars(vraag):
            gevonden.setdefault(rij.persoon_id, []).append(rij)
        return gevonden

    def _wegingen(self, rijen: Sequence[LijstregelRij]) -> dict[str, list[LijstwegingRij]]:
        gevonden: dict[str, list[LijstwegingRij]] = {}
        for weging in opslag.wegingen_van(self._sessie, [rij.id for rij in rijen]):
            gevonden.setdefault(weging.regel_id, []).append(weging)
        return gevonden

    def _weging(self, regel: LijstregelRij, persoon: Persoon, rij: LijstwegingRij) -> Weging:
        sleutels = [persoon.sleutel_id, regel.sleutel_id]
        plat = self._lagen.open(sleutels, rij.zegel, wegingplaats(rij.id))
        reden = str(json.loads(plat)["reden"])
        return Weging(rij.versie, rij.handeling, rij.door, rij.tijdstip, reden)
