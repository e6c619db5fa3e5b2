"""Destroying the link from a pseudonym to a person, without making the person everybody's.

The covenant has the link destroyed when the approach is over (8.1), and the party's own records
about the person stay under their own law. Without a link nothing says any more to which task the
person belonged; that there was one is kept, so that only who has every group in his task reads on.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from shared.bestand.oudleden.tabellen import OudlidRij
from shared.bestand.tabellen import GroepslidRij


def vergeet_leden(sessie: Session, *voorwaarde: ColumnElement[bool]) -> int:
    """Deletes the memberships that meet these conditions; how many. Repeatable."""
    gaan = sessie.scalars(select(GroepslidRij.persoon_id).where(*voorwaarde)).all()
    bekend = select(OudlidRij.persoon_id).where(OudlidRij.persoon_id.in_(set(gaan)))
    nieuw = set(gaan) - set(sessie.scalars(bekend))
    sessie.execute(delete(GroepslidRij).where(*voorwaarde))
    sessie.add_all(OudlidRij(persoon_id=persoon) for persoon in sorted(nieuw))
    sessie.flush()
    return len(gaan)
