"""Whom nobody sees any more: who is kept after the group closed (covenant 8.1; H4). Only here.

What is kept of a group that ended is shielded as it is: its members, what was received about them,
their places on lists. A person is shielded who is kept because of such a group and is in none that
runs. Whoever is brought back into a running group is there because somebody tested every item
(``shared.zaak.nietactief``); what the old group kept stays shielded.

And whom nobody uses for now: whose data are restricted, all of them, of one kind, or one record
(covenant 11.1, c; J8). It is stored and nothing else, until the restriction is lifted.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select

from shared.bestand.afscherming.tabellen import BeperkingRij, GroepseindeRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.partij.poorten.taak import Kolom

_EINDE = GroepseindeRij.__table__.c
_LID = GroepslidRij.__table__
_BEPERKING = BeperkingRij.__table__
"""As plain tables: what reads of these rows are held against this is no such read itself."""


def in_beeindigde_groep(groep: Kolom) -> ColumnElement[bool]:
    """The condition on a column with a group that this group's approach is over."""
    gebonden: ColumnElement[bool] = groep.in_(select(_EINDE.groep))
    return gebonden


def afgeschermd(persoon_id: Kolom) -> ColumnElement[bool]:
    """The condition on a person's id that nobody sees this person any more."""
    oud, nu = _LID.alias().c, _LID.alias().c
    return and_(
        exists().where(oud.persoon_id == persoon_id, in_beeindigde_groep(oud.groep)),
        ~exists().where(
            nu.persoon_id == persoon_id,
            nu.beeindigd_op.is_(None),
            ~in_beeindigde_groep(nu.groep),
        ),
    )


def is_vernietigd(persoon_id: Kolom) -> ColumnElement[bool]:
    """The condition on a person's id that he was destroyed: nothing of him is left to shield.

    Whoever may ask after him hears that, also when his group ended since; a row of his only answers
    who gave it that it is gone.
    """
    p = PersoonRij.__table__.alias().c
    return exists().where(p.id == persoon_id, p.vernietigd_op.is_not(None))


def beperkt(persoon_id: Kolom) -> ColumnElement[bool]:
    """The condition on a person's id that everything of this person is restricted now."""
    b = _BEPERKING.alias().c
    return exists().where(
        b.persoon_id == persoon_id, b.opgeheven_op.is_(None), b.gegevenssoort.is_(None)
    )


def beperkt_gegeven(
    persoon_id: Kolom, rij_id: Kolom, soort: Kolom | ColumnElement[Any] | str | None = None
) -> ColumnElement[bool]:
    """The condition on a row about a person that it is restricted, or all of its kind is.

    Without ``soort`` only the row itself: the table does not say of which kind it is.
    """
    b = _BEPERKING.alias().c
    waarop = b.gegeven_id == rij_id
    if soort is not None:
        welke = literal(soort) if isinstance(soort, str) else soort
        waarop = or_(waarop, and_(b.gegeven_id.is_(None), b.gegevenssoort == welke))
    return exists().where(b.persoon_id == persoon_id, b.opgeheven_op.is_(None), waarop)
