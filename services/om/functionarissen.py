"""Whether a colleague may do something: another authorisation than that of who asks."""

from __future__ import annotations

from sqlalchemy.orm import Session

from shared.bestand.toegang.bevoegdheid import ontbrekende_waarborgen, rechten_van
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst


def bezwaar(
    sessie: Session, dienst: Dienst, autorisatie: str, recht: str, groep: str
) -> str | None:
    """Why this colleague cannot have that part in this group, in Dutch; None when it may be."""
    rij = sessie.get(AutorisatieRij, autorisatie)
    if rij is None:
        return "is hier geen geregistreerde autorisatie"
    if recht not in rechten_van(dienst.regels, dienst.partij.code, rij.functie):
        nodig = dienst.regels.rechten[recht]
        return f"heeft niet de functie die hierbij hoort; die mag dit: {nodig}"
    if ontbrekende_waarborgen(rij, datum_nl(dienst.klok())):
        return "heeft geen volledige, geldige autorisatie"
    if not rij.alle_groepen and groep not in rij.groepen:
        return "heeft deze groep niet in zijn taak"
    return None
