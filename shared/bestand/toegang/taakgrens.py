"""The task of an official as a condition in the query: the one place that says which rows are his.

Whatever is about a group or a person outside the task is left out by the database. It is not read
and dropped afterwards: then a page would be shorter, a count higher and an answer slower for what
nobody may know is there. Who asks for one row by its id is refused with a sentence instead
(``Medewerker.eis_groep``, ``eis_persoon``).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, true

from shared.bestand.afscherming.grens import afgeschermd
from shared.bestand.oudleden.tabellen import OudlidRij
from shared.bestand.tabellen import GroepslidRij
from shared.partij.poorten.taak import Kolom

_LID = GroepslidRij.__table__
_OUDLID = OudlidRij.__table__.c


@dataclass(frozen=True)
class Taakgrens:
    """``groepen``: the groups of the task; ``None`` for a task in all groups."""

    groepen: frozenset[str] | None = None

    @property
    def alles(self) -> bool:
        """Whether the task is every group, and what belongs to none."""
        return self.groepen is None

    def bevat(self, groep: str | None) -> bool:
        """Whether this group belongs to the task; what is of no group only to the task of all."""
        return self.groepen is None or groep in self.groepen

    def rijen(self, groep: Kolom) -> ColumnElement[bool]:
        """The condition on a column with a group that the row belongs to the task."""
        if self.groepen is None:
            return true()
        gebonden: ColumnElement[bool] = groep.in_(sorted(self.groepen))
        return gebonden

    def personen(self, persoon_id: Kolom) -> ColumnElement[bool]:
        """The condition on a person's id that this person belongs to the task and may be seen.

        Nobody sees who is shielded, whatever his task (``shared.bestand.afscherming``).
        """
        zichtbaar = ~afgeschermd(persoon_id)
        return zichtbaar if self.alles else and_(zichtbaar, self.ook_afgeschermd(persoon_id))

    def ook_afgeschermd(self, persoon_id: Kolom) -> ColumnElement[bool]:
        """The same, of whoever is shielded too: to destroy, for his own rights, for oversight.

        That is whoever is in one of its groups, or left the last group and was in one of these:
        whoever leaves does not become everybody's, also not when the link to the group is
        destroyed: then only a task in all groups is left. Before the first group there is no task
        to tie a person to; then whoever has the right sees him.
        """
        if self.groepen is None:
            return true()
        # An alias, because whoever asks may ask the very same table; and of the plain table,
        # because the screen takes who is shielded or restricted out of what is read: then he would
        # be in no group, and in every task.
        lid = _LID.alias().c
        ooit = select(lid.id).where(lid.persoon_id == persoon_id)
        nu = ooit.where(lid.beeindigd_op.is_(None))
        hier = self.rijen(lid.groep)
        ooit_maar_waar = select(_OUDLID.persoon_id).where(_OUDLID.persoon_id == persoon_id)
        return or_(
            and_(~ooit.exists(), ~ooit_maar_waar.exists()),
            nu.where(hier).exists(),
            and_(~nu.exists(), ooit.where(hier).exists()),
        )

    def personen_of_geen(self, persoon_id: Kolom) -> ColumnElement[bool]:
        """Who is in the task, shielded or not, and what is about nobody: for who oversees."""
        return or_(persoon_id.is_(None), self.ook_afgeschermd(persoon_id))


ALLES = Taakgrens()
