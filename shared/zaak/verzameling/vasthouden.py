"""What waits for somebody to get it: who asked what there is of him does not lose it to a term.

A term that ends meanwhile would answer him with nothing (covenant 11.1, a; AVG 12(2) and 15; Wpg
25; Wjsg 39i). It goes on the first day after he got it, or was refused all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.meegaand import Vast
from shared.zaak.rechten.begrippen import Besluitstand, Verzoekstand, inzagerechten
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij

VANAF: Final = "inzage"
"""The start by which the rows on keeping know such a request."""


def wat_op_inzage_wacht(sessie: Session, regels: Convenantregels) -> Iterator[Vast]:
    """Everybody who asked it and has no answer; where another party answers: nor his copy."""
    # The plain tables: who asks what is held looks at nobody.
    rij, deel = RechtenverzoekRij.__table__.c, RechtendeelRij.__table__.c
    nog_te_geven = and_(
        rij.eigen.is_(False),
        deel.besluitstand == Besluitstand.VAST,
        deel.uitkomst != regels.betrokkenenrechten.hele_afwijzing,
        deel.uitgevoerd_op.is_(None),
    )
    vraag = (
        select(rij.persoon_id, rij.ontvangen_op)
        .select_from(RechtenverzoekRij.__table__)
        # Of another party nobody here knows who decided.
        .outerjoin(
            RechtendeelRij.__table__,
            and_(deel.verzoek == rij.id, deel.besloten_door.is_not(None)),
        )
        .where(
            rij.recht.in_(sorted(inzagerechten(regels))),
            rij.persoon_id.is_not(None),
            or_(rij.stand == Verzoekstand.OPEN, nog_te_geven),
        )
        .distinct()
    )
    for persoon, ontvangen_op in sessie.execute(vraag):
        yield Vast(str(persoon), None, None, VANAF, ontvangen_op)
