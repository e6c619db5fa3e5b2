"""Table of who once was in a group of which the link is destroyed: nothing about which one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis


class OudlidRij(Basis):
    """A person in the own file who belonged to somebody's task, now that nobody knows whose.

    ``sinds``: when the last link went; empty where that was before it was kept.
    """

    __tablename__ = "oudlid"

    persoon_id: Mapped[str] = mapped_column(String(36), ForeignKey("persoon.id"), primary_key=True)
    sinds: Mapped[datetime | None]
