"""Whether a message that waited still says what the file says (covenant 6.5, 8.1).

Asked when it has to be sealed anew because the gateway never decided on it: what was posted may
have arrived and is repeated as it is. A disclosure about somebody who left the group, of a record
that was corrected or is contested, does not leave any more.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import jcs
from shared.partij.fouten import NietGevonden, OngeldigeInvoer, PartijFout, Vernietigd
from shared.partij.groepsleden import Groepsleden
from shared.partij.partij import Gegevensbron
from shared.partij.personen import PersonenRegister
from shared.partij.samenstellen import Deel, Samenstelling
from shared.partij.verbetering.begrippen import zonder_merk
from shared.partij.verbetering.opschorting import eis_niet_opgeschort
from shared.partij.zegel import kluis_van

_GEBRUIK = ("verstrekking", "aanvulling")
_ADVIES = "Er is niets verstuurd. Stel het opnieuw samen, of laat het rusten."


class NietMeerActueel(PartijFout):
    """The file moved on while the message waited."""


def eis_actueel(
    sessie: Session, bronnen: Mapping[str, Gegevensbron], samenstelling: Samenstelling
) -> None:
    """Raises ``NietMeerActueel``, saying what changed; a correction is a duty and always goes."""
    if samenstelling.kop["soort"] not in _GEBRUIK:
        return
    eis_niet_opgeschort(sessie, samenstelling.delen)
    for deel in samenstelling.delen:
        if samenstelling.kop["groep"] not in Groepsleden(sessie).groepen_van(deel.persoon_id):
            raise NietMeerActueel(f"Een persoon hoort niet meer bij deze groep. {_ADVIES}")
        if not _zegt_het_bestand(sessie, bronnen, deel):
            raise NietMeerActueel(
                f"Een gegeven van de soort {deel.gegevenssoort} is intussen gewijzigd. {_ADVIES}"
            )


def _zegt_het_bestand(sessie: Session, bronnen: Mapping[str, Gegevensbron], deel: Deel) -> bool:
    bron = bronnen.get(deel.gegevenssoort)
    if bron is None:
        return False
    try:
        persoon = PersonenRegister(sessie, kluis_van(sessie)).lees(deel.persoon_id)
        nu = bron.lees(sessie, persoon, deel.gegeven_id)
    except (NietGevonden, OngeldigeInvoer, Vernietigd):
        return False
    return jcs(dict(nu.gegevens)) == jcs(zonder_merk(deel.gegevens))
