"""Destroying the link from a pseudonym to a person, without making the person everybody's.

The covenant has the link destroyed when the approach is over (8.1), and the party's own records
about the person stay under their own law. Without a link nothing says any more to which task the
person belonged; that there was one is kept, so that only who has every group in his task reads on.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from shared.bestand.oudleden.tabellen import OudlidRij
from shared.bestand.tabellen import GroepslidRij
from shared.partij.zegel import klok_van


def vergeet_leden(sessie: Session, *voorwaarde: ColumnElement[bool]) -> int:
    """Deletes the memberships that meet these conditions; how many. Repeatable."""
    gaan = sessie.scalars(select(GroepslidRij.persoon_id).where(*voorwaarde)).all()
    bekend = set(
        sessie.scalars(select(OudlidRij.persoon_id).where(OudlidRij.persoon_id.in_(set(gaan))))
    )
    nu = klok_van(sessie)()
    sessie.execute(delete(GroepslidRij).where(*voorwaarde))
    sessie.execute(
        update(OudlidRij).where(OudlidRij.persoon_id.in_(bekend & set(gaan))).values(sinds=nu)
    )
    sessie.add_all(OudlidRij(persoon_id=een, sinds=nu) for een in sorted(set(gaan) - bekend))
    sessie.flush()
    return len(gaan)
