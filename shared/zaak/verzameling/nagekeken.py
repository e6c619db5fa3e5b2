"""Whether somebody looked at what he gets of his data: nothing goes to him before that."""

from __future__ import annotations

from sqlalchemy.orm import Session

from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import AFSCHRIFT
from shared.zaak.rechten.tabellen import RechtenverzoekRij
from shared.zaak.verzameling.tabellen import RechtafschriftRij


def eis_nagekeken(sessie: Session, dienst: Dienst, rij: RechtenverzoekRij) -> None:
    """Where the own part gives him his data, somebody looked at what he gets. Raises ``Conflict``.

    Of who is not in the own file there is nothing to look at.
    """
    rechten = dienst.regels.betrokkenenrechten
    deel = opslag.eigen_deel(sessie, dienst, rij.id)
    krijgt = deel is not None and deel.uitkomst != rechten.hele_afwijzing
    if not krijgt or rij.persoon_id is None or rechten.gevolgen.get(rij.recht) != AFSCHRIFT:
        return
    if not is_nagekeken(sessie, rij.id):
        raise Conflict("Stel eerst op wat hij van zijn gegevens krijgt, en laat het nakijken.")


def is_nagekeken(sessie: Session, kenmerk: str) -> bool:
    """Whether there is one that may go to him."""
    rij = sessie.get(RechtafschriftRij, kenmerk)
    return rij is not None and rij.nagekeken_op is not None
