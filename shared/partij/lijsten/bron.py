"""Names a person on a list: the data source of who is known, with the list it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from shared.partij.fouten import NietGevonden
from shared.partij.lijsten.begrippen import MERK, Lijstsoort, Lijststand, Regelstand
from shared.partij.lijsten.tabellen import LijstregelRij, NamenlijstRij
from shared.partij.partij import Brongegeven, Gegevensbron
from shared.partij.personen import Persoon


@dataclass(frozen=True)
class Lijstbron:
    """Without an id what ``gewoon`` says; with the id of an entry also on which list that is."""

    gewoon: Gegevensbron

    @property
    def gegevenssoort(self) -> str:
        """Code of the kind in the covenant file."""
        return self.gewoon.gegevenssoort

    def lees(self, sessie: Session, persoon: Persoon, gegeven_id: str | None) -> Brongegeven:
        """The person's data; raises ``NietGevonden`` for an entry that is not this person's."""
        gewoon = self.gewoon.lees(sessie, persoon, None)
        if gegeven_id is None:
            return gewoon
        regel = sessie.get(LijstregelRij, gegeven_id)
        if regel is None or regel.persoon_id != persoon.id:
            raise NietGevonden("Deze persoon staat niet op deze namenlijst.")
        lijst = sessie.get_one(NamenlijstRij, regel.lijst_id)
        vast = (lijst.stand, regel.stand) == (Lijststand.VASTGESTELD, Regelstand.BLIJFT)
        merk = Lijstsoort.NETTO if vast else Lijstsoort.BRUTO
        return replace(gewoon, gegevens={**gewoon.gegevens, MERK: str(merk)})
