"""Who no longer fits the covenant's age, and what then has to be done (readings A4, D6, E16).

From the birthday on nothing is given any more: gate 6 sees to that. What is here already is for a
human to look at; of a parent it goes by itself once the covenant's term after the child's birthday
has passed. A party's own records stay under their own law.
"""

from __future__ import annotations

from sqlalchemy import select

from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.leden.leeftijd import leeftijdsgrenzen
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden
from shared.zaak.opruimen.opruimplan import vast_in_groep, vast_voor
from shared.zaak.opruimen.verlopen import ruim_gegevens

GROND = "leeftijd"


def ruim_na_leeftijd(dienst: Dienst, groep: str) -> tuple[int, int]:
    """Destroys what had its last day, and ends those memberships; (ended, still for a human)."""
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        grenzen = leeftijdsgrenzen(sessie, dienst, groep)
        vast = vast_in_groep(sessie, vast_voor(dienst, sessie, GROND), groep)
    voorbij = [g for g in grenzen if g.uiterlijk is not None and g.uiterlijk < vandaag]
    voorbij = [g for g in voorbij if g.lid.persoon_id not in vast]
    for grens in voorbij:
        with dienst.transactie() as sessie:
            vraag = select(OntvangenGegevenRij.id).where(
                OntvangenGegevenRij.groep == groep,
                OntvangenGegevenRij.persoon_id == grens.lid.persoon_id,
            )
            ids = sessie.scalars(vraag).all()
        ruim_gegevens(dienst, ids, GROND, uit=groep)
        with dienst.transactie() as sessie:
            leden = Groepsleden(sessie, dienst.klok)
            if leden.bij_betrokkene(groep, grens.lid.betrokkene) is not None:
                _beeindig(leden, groep, grens.lid.betrokkene)
    return len(voorbij), len(grenzen) - len(voorbij)


def _beeindig(leden: Groepsleden, groep: str, betrokkene: str) -> None:
    try:
        leden.beeindig(groep, betrokkene)
    except NietGevonden:
        # A run that was killed ended it already.
        return
