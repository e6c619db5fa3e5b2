"""Tables of plans to destroy, approvals by an archivist, and what was declared. No names."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class VernietigingsplanRij(Basis):
    """What a human wants destroyed. ``aantallen``: counted when it begins, and what stays of it.

    ``groepen``: the groups under way that somebody in it is in; who works there is told.
    """

    __tablename__ = "vernietigingsplan"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    grond: Mapped[str] = mapped_column(String(40))
    reden: Mapped[str] = mapped_column(Text)
    stand: Mapped[str] = mapped_column(String(16), index=True)
    opgesteld_op: Mapped[datetime]
    opgesteld_door: Mapped[str] = mapped_column(KENMERK)
    beoordeeld_op: Mapped[datetime | None]
    beoordeeld_door: Mapped[str | None] = mapped_column(KENMERK)
    aantallen: Mapped[dict[str, int] | None] = mapped_column(JsonTekst)
    gedaan_op: Mapped[datetime | None]
    groepen: Mapped[list[str] | None] = mapped_column(JsonTekst)


class PlanpersoonRij(Basis):
    """Who is in a plan. It goes with the person: what is left of a plan is still to be done."""

    __tablename__ = "vernietigingsplan_persoon"

    plan_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("vernietigingsplan.id"), primary_key=True
    )
    persoon_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("persoon.id"), primary_key=True, index=True
    )


class SelectielijstakkoordRij(Basis):
    """An archivist's approval for one category of own records; see ``Akkoord``."""

    __tablename__ = "selectielijstakkoord"

    categorie: Mapped[str] = mapped_column(String(64), primary_key=True)
    selectielijst: Mapped[str] = mapped_column(Text)
    nummer: Mapped[str] = mapped_column(String(80))
    archivaris: Mapped[str] = mapped_column(Text)
    akkoord_op: Mapped[date] = mapped_column(Date)
    geldig_tot: Mapped[date | None] = mapped_column(Date)
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)


class VerklaringRij(Basis):
    """A verklaring van vernietiging: what, how many, when, why; ``bladnummer`` once in the log.

    ``bron``: the plan or the destruction it is about.
    """

    __tablename__ = "vernietigingsverklaring"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    bron: Mapped[str] = mapped_column(KENMERK, unique=True)
    groep: Mapped[str | None] = mapped_column(KENMERK)
    grond: Mapped[str] = mapped_column(String(40))
    aantallen: Mapped[dict[str, int]] = mapped_column(JsonTekst)
    vernietigd_op: Mapped[datetime]
    bladnummer: Mapped[int | None] = mapped_column(BigInteger, index=True)
