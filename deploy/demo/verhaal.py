"""The story from the first signal to the end, in the order of the seven steps."""

from __future__ import annotations

from collections.abc import Callable

from deploy.demo import namenlijst, naspel, signalen, voorspel
from deploy.demo.bezetting import Bezetting, verzin
from deploy.demo.spel import Spel


def speel(
    spel: Spel,
    *,
    voor_netto: Callable[[Bezetting], None] | None = None,
    voor_sluiten: Callable[[], None] | None = None,
) -> list[str]:
    """Play everything; the names of those who went with the brutolijst.

    For whoever wants to look then: ``voor_netto`` is called when everybody is still on the list,
    ``voor_sluiten`` when who went is gone and who stayed is not yet.
    """
    bezetting = verzin(spel.vandaag)
    signalen.stap_een(spel)
    lijst = voorspel.vul_bestand_politie(spel, bezetting)
    voorspel.vul_bestand_gemeente(spel, bezetting)
    voorspel.te_vroeg(spel, lijst, bezetting)
    signalen.startbesluit(spel)
    verzoeken = voorspel.opvragen(spel, lijst)
    namenlijst.groepsscan(spel, lijst, bezetting)
    voorspel.brutolijst(spel, lijst, bezetting)
    voorspel.bijdrage_gemeente(spel, verzoeken["gemeente"])
    voorspel.weigeringen_stap_twee(spel, lijst, bezetting)
    if voor_netto is not None:
        voor_netto(bezetting)
    weg = namenlijst.weeg(spel, bezetting)
    naspel.stap_drie(spel, lijst, bezetting)
    naspel.stap_vier(spel)
    naspel.stap_vijf_en_zes(spel, bezetting)
    if voor_sluiten is not None:
        voor_sluiten()
    naspel.stap_zeven(spel)
    return weg
