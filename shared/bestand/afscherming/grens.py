"""Whom nobody sees any more: who is kept after the group closed (covenant 8.1; H4). Only here.

What is kept of a group that ended is shielded as it is: its members, what was received about them,
their places on lists. A person is shielded who is kept because of such a group and is in none that
runs. Whoever is brought back into a running group is there because somebody tested every item
(``shared.zaak.nietactief``); what the old group kept stays shielded.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, select

from shared.bestand.afscherming.tabellen import GroepseindeRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.partij.poorten.taak import Kolom

_EINDE = GroepseindeRij.__table__.c
_LID = GroepslidRij.__table__
_PERSOON = PersoonRij.__table__.c
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


def grafsteen(persoon_id: Kolom) -> ColumnElement[bool]:
    """The condition on a person's id that nothing of this person is left to shield.

    Whoever may ask after him hears that he was destroyed, also when his group ended since.
    """
    return exists().where(_PERSOON.id == persoon_id, _PERSOON.vernietigd_op.is_not(None))
