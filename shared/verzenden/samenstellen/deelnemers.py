"""How an own official can be reached, for the other parties at the table (covenant 4.4, D10).

From his authorisation, and what he gave himself beside it, and from nowhere else: who takes part is
an official, never a person of the group.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.contact.opslag import lees_contact
from shared.bestand.toegang.autorisaties import Autorisaties
from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.gegevensbron import Brongegeven
from shared.partij.zegel import klok_van, kluis_van
from shared.verzenden.samenstellen.bestandslezers import Deelnemergegeven


@dataclass(frozen=True)
class Deelnemersbron:
    """``organisatie``: how the party is called where its officials are."""

    regels: Convenantregels
    partij: str
    organisatie: str

    def lees(self, sessie: Session, autorisatie_id: str, gegevenssoort: str) -> Deelnemergegeven:
        """What the register says, in the shape of this kind. Raises ``NietGevonden``."""
        kluis, klok = kluis_van(sessie), klok_van(sessie)
        wie = lees_contact(sessie, kluis, klok, autorisatie_id)
        functie = self.regels.functies[self.partij].get(wie.functie)
        bekend: dict[str, JsonWaarde] = {
            "naam": wie.naam,
            "functie": None if functie is None else functie.titel,
            "organisatie": self.organisatie,
            "email": wie.email,
            "telefoon": wie.telefoon,
        }
        vorm = self.regels.gegevenssoorten[gegevenssoort].vorm
        gegeven = Brongegeven(
            gegevenssoort=gegevenssoort,
            gegevens={n: w for n, w in bekend.items() if n in vorm and w is not None},
            kenmerken=None,
            aard="feit",
            herkomst="eigen",
            bijzonder=False,
            derden_verwijderd=True,
        )
        sleutel = Autorisaties(sessie, kluis, klok).sleutel_van(autorisatie_id)
        return Deelnemergegeven(gegeven, sleutel)
