"""What waits for somebody to get it: who asked what there is of him does not lose it to a term.

A term that ends meanwhile would answer him with nothing (covenant 11.1, a; AVG 12(2) and 15; Wpg
25; Wjsg 39i). It goes on the first day after he got it, or was refused all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.meegaand import Vast
from shared.zaak.rechten.begrippen import Verzoekstand, inzagerechten
from shared.zaak.rechten.tabellen import RechtenverzoekRij

VANAF: Final = "inzage"
"""The start by which the rows on keeping know such a request."""


def wat_op_inzage_wacht(sessie: Session, regels: Convenantregels) -> Iterator[Vast]:
    """Everybody who asked it and has no answer; where another party answers: nor his copy. Until
    then a clock of his request runs here (``opslag.zet_klok``); of an old open one it is not known.
    """
    # The plain table: who asks what is held looks at nobody.
    rij = RechtenverzoekRij.__table__.c
    vraag = select(rij.persoon_id, rij.ontvangen_op).where(
        rij.recht.in_(sorted(inzagerechten(regels))),
        rij.persoon_id.is_not(None),
        or_(rij.stand == Verzoekstand.OPEN, rij.klok.is_not(None)),
    )
    for persoon, ontvangen_op in sessie.execute(vraag):
        yield Vast(str(persoon), None, None, VANAF, ontvangen_op)
