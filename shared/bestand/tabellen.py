"""Tables of the party's own file: persons, members, representatives and history.

No column holds content: names, dates of birth, addresses and free text are sealed bytes
(``zegel``) under the person's key. What is plain is a reference, a kind, a time or a state.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class PersoonRij(Basis):
    """A person in this party's own file. After destruction only the tombstone remains."""

    __tablename__ = "persoon"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    sleutel_id: Mapped[str | None] = mapped_column(String(64))
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    zoekindex: Mapped[str | None] = mapped_column(String(128), index=True)
    herkomst: Mapped[str] = mapped_column(String(16))
    bericht_id: Mapped[str | None] = mapped_column(KENMERK)
    versie: Mapped[int]
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str | None] = mapped_column(KENMERK)
    gewijzigd_op: Mapped[datetime]
    vernietigd_op: Mapped[datetime | None]
    vernietigd_door: Mapped[str | None] = mapped_column(KENMERK)
    vernietigd_grond: Mapped[str | None] = mapped_column(String(40))


class CorrectieRij(Basis):
    """Who corrected what, when and why; the old values and the reason are sealed."""

    __tablename__ = "correctie"
    __table_args__ = (UniqueConstraint("soort", "object_id", "versie"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    soort: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(KENMERK)
    versie: Mapped[int]
    tijdstip: Mapped[datetime]
    door: Mapped[str | None] = mapped_column(KENMERK)
    velden: Mapped[list[str]] = mapped_column(JsonTekst)
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)


class VertegenwoordigerRij(Basis):
    """A parent or legal representative of that specific member (covenant 4.1, category 2)."""

    __tablename__ = "vertegenwoordiger"
    __table_args__ = (UniqueConstraint("kind_id", "ouder_id"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    kind_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"))
    ouder_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    soort: Mapped[str] = mapped_column(String(32))
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str | None] = mapped_column(KENMERK)


class GroepslidRij(Basis):
    """The pseudonym of a person within one group; kept after leaving, to answer rights requests."""

    __tablename__ = "groepslid"
    __table_args__ = (
        UniqueConstraint("groep", "betrokkene", "persoon_id"),
        Index("ix_groepslid_groep_persoon", "groep", "persoon_id"),
    )

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    betrokkene: Mapped[str] = mapped_column(KENMERK)
    ontvangen: Mapped[bool] = mapped_column(Boolean)
    categorie: Mapped[int]
    kind: Mapped[str | None] = mapped_column(KENMERK)
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str | None] = mapped_column(KENMERK)
    beeindigd_op: Mapped[datetime | None]
