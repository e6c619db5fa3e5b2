"""Tables of what was noticed about a group: a single signal or an observation, about nobody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst
from shared.partij.web.herhaling import Herhaalbaar

TABELLEN = ("groepssignaal", "groepssignaal_versie", "tekstbevestiging")
"""Where something of a deleted signal may be left in the database's own files."""


class SignaalRij(Herhaalbaar, Basis):
    """One signal or observation (covenant 4.1, step 1). The text was judged before it came here.

    A deleted one holds nothing but that it was there, and when and by whom it was deleted.

    ``van``: the party that gave it; None: recorded here. Of a given one ``onderwerp`` is what its
    versions have in common and ``stuk`` the message of the last; ``vastgelegd_door`` is the giver's
    official, and there may be no group yet. ``intake``: it came through that intake; who wrote it
    is known by that alone, and by the organisation in ``bron``.
    """

    __tablename__ = "groepssignaal"
    __table_args__ = (
        CheckConstraint(
            "verwijderd_op IS NULL OR (soort IS NULL AND bron IS NULL AND datum IS NULL "
            "AND plek IS NULL AND omschrijving IS NULL)",
            name="verwijderd_is_leeg",
        ),
        CheckConstraint(
            "groep IS NOT NULL OR van IS NOT NULL OR intake IS NOT NULL",
            name="zonder_groep_gegeven",
        ),
        Index("uq_groepssignaal_opdracht", "opdracht_van", "idempotentiesleutel", unique=True),
    )

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str | None] = mapped_column(KENMERK, index=True)
    soort: Mapped[str | None] = mapped_column(String(12))
    bron: Mapped[str | None] = mapped_column(String(40))
    datum: Mapped[date | None] = mapped_column(Date)
    plek: Mapped[str | None] = mapped_column(String(200))
    omschrijving: Mapped[str | None] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    ingetrokken: Mapped[bool]
    verwijderd_op: Mapped[datetime | None]
    verwijderd_door: Mapped[str | None] = mapped_column(KENMERK)
    van: Mapped[str | None] = mapped_column(String(63))
    onderwerp: Mapped[str | None] = mapped_column(KENMERK, index=True)
    stuk: Mapped[str | None] = mapped_column(KENMERK)
    intake: Mapped[str | None] = mapped_column(KENMERK)


class SignaalversieRij(Basis):
    """A version of a signal: what it said, who changed it and why. Goes with a deleted one."""

    __tablename__ = "groepssignaal_versie"

    signaal: Mapped[str] = mapped_column(KENMERK, ForeignKey("groepssignaal.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    reden: Mapped[str | None] = mapped_column(Text)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
