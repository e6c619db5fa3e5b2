"""Whether a message that waited still says what the file says (covenant 6.5, 8.1).

Asked when it has to be sealed anew because the gateway never decided on it: what was posted may
have arrived and is repeated as it is. A disclosure about somebody who left the group, of a record
that was corrected or is contested, does not leave any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import jcs
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import deelnemercategorie, geeft_gegevens
from shared.convenant.verzoek import Onderdeel
from shared.partij.fouten import NietGevonden, OngeldigeInvoer, PartijFout, Vernietigd
from shared.partij.poorten.gegevensbron import Brongegeven, Gegevensbron
from shared.partij.zegel import kluis_van
from shared.verzenden.samenstellen.beletsel import Beletsel
from shared.verzenden.samenstellen.bestandslezers import Deelnemerlezer
from shared.verzenden.samenstellen.samenstelling import Deel, Samenstelling

_ADVIES = "Er is niets verstuurd. Stel het opnieuw samen, of laat het rusten."


class NietMeerActueel(PartijFout):
    """The file moved on while the message waited."""


@dataclass(frozen=True)
class Hercontrole:
    """Reads the own file again, as composing did."""

    regels: Convenantregels
    bronnen: Mapping[str, Gegevensbron]
    deelnemers: Deelnemerlezer
    beletsel: Beletsel

    def eis_actueel(self, sessie: Session, samenstelling: Samenstelling) -> None:
        """Raises ``NietMeerActueel``, saying what changed, or ``Tegengehouden``.

        A correction is a duty and goes.
        """
        kop = samenstelling.kop
        if not geeft_gegevens(self.regels, kop.soort):
            return
        paren = list(zip(kop.onderdelen, samenstelling.delen, strict=True))
        over_personen = [deel for kopdeel, deel in paren if self._persoon(kopdeel)]
        self.beletsel.eis_vrij(sessie, over_personen)
        for kopdeel, deel in paren:
            over_persoon = self._persoon(kopdeel)
            if over_persoon and kop.groep not in Groepsleden(sessie).groepen_van(deel.persoon_id):
                raise NietMeerActueel(f"Een persoon hoort niet meer bij deze groep. {_ADVIES}")
            if not self._zegt_het_bestand(sessie, deel, over_persoon=over_persoon):
                wat = f"Een gegeven ({self.regels.gegevenssoorten[deel.gegevenssoort].titel})"
                raise NietMeerActueel(f"{wat} is intussen gewijzigd. {_ADVIES}")

    def _persoon(self, kopdeel: Onderdeel) -> bool:
        """Whether it is about a person of the group, and not about an own official."""
        return kopdeel.categorie != deelnemercategorie(self.regels)

    def _zegt_het_bestand(self, sessie: Session, deel: Deel, *, over_persoon: bool) -> bool:
        try:
            nu = self._lees(sessie, deel, over_persoon=over_persoon)
        except (NietGevonden, OngeldigeInvoer, Vernietigd):
            return False
        return nu is not None and jcs(dict(nu.gegevens)) == jcs(dict(deel.gegevens))

    def _lees(self, sessie: Session, deel: Deel, *, over_persoon: bool) -> Brongegeven | None:
        if not over_persoon:
            return self.deelnemers.lees(sessie, deel.persoon_id, deel.gegevenssoort).gegeven
        bron = self.bronnen.get(deel.gegevenssoort)
        if bron is None:
            return None
        persoon = PersonenRegister(sessie, kluis_van(sessie)).lees(deel.persoon_id)
        return bron.lees(sessie, persoon, deel.gegeven_id)
