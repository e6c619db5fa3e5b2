"""See how far the long work is that one began, and forget what is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from shared.bestand.werkzaamheden import opslag
from shared.bestand.werkzaamheden.tabellen import WerkzaamheidRij
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden
from shared.partij.voortgang.bron import Voortgang, Voortgangbron
from shared.web.langwerk.begrippen import Werkstand, werkstand, zin

BEWAARD: Final = timedelta(days=30)
"""How long it stays known that somebody began it."""


@dataclass(frozen=True)
class Werkzaamheid:
    """Long work as its owner sees it."""

    id: str
    soort: str
    titel: str
    stand: Werkstand
    gedaan: int
    totaal: int
    begonnen_op: datetime
    begonnen_door: str
    klaar_op: datetime | None
    resultaat: str | None
    zin: str


@dataclass(frozen=True)
class Werkzaamheden:
    """The long work of one official; nobody sees that of another."""

    dienst: Dienst
    autorisatie_id: str

    def lijst(self) -> list[Werkzaamheid]:
        """All of it, the newest first."""
        with self.dienst.lezend() as sessie:
            alle = [self._toon(sessie, rij) for rij in opslag.van(sessie, self.autorisatie_id)]
        return [een for een in alle if een is not None]

    def lees(self, kenmerk: str) -> Werkzaamheid:
        """One of it. Raises ``NietGevonden``, also for that of somebody else."""
        with self.dienst.lezend() as sessie:
            rij = opslag.een(sessie, self.autorisatie_id, kenmerk)
            gevonden = None if rij is None else self._toon(sessie, rij)
        if gevonden is None:
            raise NietGevonden("Van u loopt dit werk hier niet; na dertig dagen is het weg.")
        return gevonden

    def _toon(self, sessie: Session, rij: WerkzaamheidRij) -> Werkzaamheid | None:
        gevonden = _kijk(self.dienst, sessie, rij)
        if gevonden is None:
            return None
        bron, voortgang = gevonden
        gedaan = max(0, rij.totaal - voortgang.over)
        stand = werkstand(voortgang, rij.totaal, rij.begonnen_op, self.dienst.klok())
        return Werkzaamheid(
            id=rij.id,
            soort=rij.soort,
            titel=bron.titel,
            stand=stand,
            gedaan=gedaan,
            totaal=rij.totaal,
            begonnen_op=rij.begonnen_op,
            begonnen_door=rij.autorisatie_id,
            klaar_op=voortgang.klaar_op,
            resultaat=_resultaat(bron, voortgang, rij) if voortgang.klaar_op else None,
            zin=zin(bron, stand, gedaan, rij.totaal, voortgang.mislukt),
        )


def _resultaat(bron: Voortgangbron, voortgang: Voortgang, rij: WerkzaamheidRij) -> str:
    return voortgang.resultaat or bron.resultaat.format(rij.onderwerp)


def _kijk(
    dienst: Dienst, sessie: Session, rij: WerkzaamheidRij
) -> tuple[Voortgangbron, Voortgang] | None:
    bron = dienst.bijdragen.voortgang.get(rij.soort)
    voortgang = None if bron is None else bron.kijk(sessie, rij.onderwerp)
    return None if bron is None or voortgang is None else (bron, voortgang)


def ruim_werkzaamheden(dienst: Dienst) -> Mapping[str, int]:
    """Part of the periodic work: what was done a month ago. What is not done stays to be seen."""
    with dienst.transactie() as sessie:
        weg = []
        for rij in opslag.begonnen_voor(sessie, dienst.klok() - BEWAARD):
            gevonden = _kijk(dienst, sessie, rij)
            if gevonden is None or gevonden[1].klaar_op is not None:
                weg.append(rij.id)
        for portie in porties(weg):
            opslag.verwijder(sessie, portie)
    return {"werkzaamheden": len(weg)}
