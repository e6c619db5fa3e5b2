"""The periodic work on people of whom nothing is left but a name: they go whole, on the day the row
says. Keys first, in one turn of the kluis; then people, a number in each transaction with the count
of them. Late, twice or killed comes out the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.nodig.leeg import lege_dingen
from shared.bestand.personen.herindexeren import sluit_vakken
from shared.bestand.personen.vernietiging import geraakte_tabellen, maak_leeg
from shared.bestand.vernietigd.onverklaard import PERSONEN, meld_vernietigd
from shared.convenant.bewaren.oordeel import moet_weg
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.zaak.bewaren.eigen import GROND, levenden, sleutels_van_allen
from shared.zaak.bewaren.geteld import tel

_PORTIE = 100
"""People in one transaction."""


@scherm_opzij()
def ruim_lege(dienst: Dienst) -> Mapping[str, int]:
    """One run; how many people went. Repeatable."""
    vandaag = datum_nl(dienst.klok())
    with dienst.lezend() as sessie:
        gaan = moet_weg(bewaarregels(dienst.regels), lege_dingen(sessie, dienst), vandaag)
        regel_van = {een.ding.id: een.weg.regel.code for een in gaan if een.weg is not None}
        sleutels = sleutels_van_allen(sessie, regel_van)
    if not sleutels:
        return {"legePersonen": 0}
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    alle = {een for van_wie in sleutels.values() for een in van_wie}
    dienst.kluis.vernietig_alle(alle | sluit_vakken(dienst, sleutels))
    aantal = 0
    for portie in porties(sorted(sleutels), _PORTIE):
        with dienst.transactie() as sessie:
            # What another run took in the meantime is counted there.
            weg = levenden(sessie, portie)
            maak_leeg(dienst, sessie, weg, door=None, grond=GROND)
            tel(sessie, vandaag, Counter(regel_van[een] for een in weg), personen=len(weg))
            meld_vernietigd(sessie, dienst, GROND, {PERSONEN: len(weg)})
            aantal += len(weg)
    wis_resten(dienst.engine, geraakte_tabellen(dienst))
    return {"legePersonen": aantal}
