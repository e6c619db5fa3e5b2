"""What a stuk says, given or received: opened from the message that carried it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.ontvangen.zegel import open_stuk
from shared.partij.fouten import Vernietigd
from shared.partij.zegel import Kluispoort
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import Richting
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.uitbak.zegel import Uitbakzegel


def open_inhoud(
    sessie: Session, kluis: Kluispoort, zegel: Uitbakzegel, rij: GroepsstukRij
) -> Stuk | None:
    """The stuk as it was given; ``None`` once it is gone. A text that is kept apart is null."""
    try:
        if rij.richting == Richting.IN:
            return open_stuk(sessie, kluis, rij.id)
        bericht = sessie.get_one(UitgaandRij, opslag.berichten(sessie, rij.id)[0].bericht_id)
        return zegel.open_geheim(bericht).stuk
    except Vernietigd:
        return None
