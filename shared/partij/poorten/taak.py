"""The port to the task of an official: which rows are his. ``bestand`` says so, and nobody else."""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import ColumnElement

Kolom = Any
"""A column, or another expression of the database, of whichever table is asked."""


class Taak(Protocol):
    """What a source that looks for somebody asks of the task."""

    @property
    def alles(self) -> bool:
        """Whether the task is every group, and what belongs to none."""
        ...

    def bevat(self, groep: str | None) -> bool:
        """Whether this group belongs to the task; what is of no group only to the task of all."""
        ...

    def rijen(self, groep: Kolom) -> ColumnElement[bool]:
        """The condition on a column with a group that the row belongs to the task."""
        ...

    def personen_of_geen(self, persoon_id: Kolom) -> ColumnElement[bool]:
        """The condition on a person's id that he belongs to the task, or that it is nobody's."""
        ...
