"""Tables of the lists of names: the lists, who is on them, who weighed, who destroyed and when.

What is said about a person (the reason of a weighing) is sealed twice: under the person's own key
and under a key of this person's place on this list. Either one destroyed makes it unreadable, so
a list can go while a party's own file about that person stays (covenant 8.1, 8.2).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class NamenlijstRij(Basis):
    """A list of names of one group. ``open_groep`` is the group while the list is in use: a group
    has one such list at a time. No names: those are with the persons."""

    __tablename__ = "namenlijst"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    open_groep: Mapped[str | None] = mapped_column(KENMERK, unique=True)
    soort: Mapped[str] = mapped_column(String(8))
    stand: Mapped[str] = mapped_column(String(16))
    versie: Mapped[int]
    opgesteld_op: Mapped[datetime]
    opgesteld_door: Mapped[str] = mapped_column(KENMERK)
    vastgesteld_op: Mapped[datetime | None]
    vastgesteld_door: Mapped[str | None] = mapped_column(KENMERK)
    opgeruimd_op: Mapped[datetime | None]


class LijstregelRij(Basis):
    """One person on one list. ``samen_met``: a human said it is the same person as that entry."""

    __tablename__ = "lijstregel"
    __table_args__ = (UniqueConstraint("lijst_id", "persoon_id"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    lijst_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("namenlijst.id"))
    persoon_id: Mapped[str] = mapped_column(KENMERK, index=True)
    betrokkene: Mapped[str] = mapped_column(KENMERK)
    sleutel_id: Mapped[str] = mapped_column(String(64))
    stand: Mapped[str] = mapped_column(String(16))
    samen_met: Mapped[str | None] = mapped_column(KENMERK)
    versie: Mapped[int]


class LijstwegingRij(Basis):
    """One step in the weighing of one person: what, by whom, when; the reason is sealed."""

    __tablename__ = "lijstweging"
    __table_args__ = (UniqueConstraint("regel_id", "versie"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    regel_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("lijstregel.id"))
    versie: Mapped[int]
    handeling: Mapped[str] = mapped_column(String(16))
    door: Mapped[str] = mapped_column(KENMERK)
    tijdstip: Mapped[datetime]
    zegel: Mapped[bytes] = mapped_column(LargeBinary)


class LijstbevestigingRij(Basis):
    """What another holder has to confirm after a list became final: that its copy is gone.

    ``verwijderen``  pseudonyms it has of who is off the list; empty once it confirmed
    ``stap``         the group's step in which it is told
    """

    __tablename__ = "lijstbevestiging"

    lijst_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("namenlijst.id"), primary_key=True)
    partij: Mapped[str] = mapped_column(String(63), primary_key=True)
    uiterlijk: Mapped[date]
    verwijderen: Mapped[list[str] | None] = mapped_column(JsonTekst)
    stap: Mapped[int | None]
    bericht_id: Mapped[str | None] = mapped_column(KENMERK, index=True)
    bevestigd_op: Mapped[datetime | None]
    bevestigd_met: Mapped[str | None] = mapped_column(KENMERK)


class OpruimingRij(Basis):
    """A destruction that must happen, and once done its record without names (covenant 8.2).

    ``behoud``      pseudonyms that stay; everybody else of the group goes
    ``verwijderen`` pseudonyms that go, where it says that; then nobody else goes
    ``alles``       also who is there for another reason than being on the list (participants)
    ``van``         the party whose message asks it, and which gets the confirmation
    ``begonnen_op`` from here on keys are gone: it is not taken back any more
    ``aantallen``   what was destroyed, in numbers, once ``gedaan_op`` is set
    ``vernietigd``  by party: the pseudonyms it knows who is destroyed here by, and its messages of
                    which nothing is left; ``bevestiging_id`` told ``van``
    ``gemeld_op``   when everybody who gave something was told
    """

    __tablename__ = "opruiming"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    grond: Mapped[str] = mapped_column(String(24))
    behoud: Mapped[list[str]] = mapped_column(JsonTekst)
    verwijderen: Mapped[list[str] | None] = mapped_column(JsonTekst)
    alles: Mapped[bool]
    van: Mapped[str | None] = mapped_column(String(63))
    bericht_id: Mapped[str | None] = mapped_column(KENMERK, unique=True)
    gemaakt_op: Mapped[datetime]
    begonnen_op: Mapped[datetime | None]
    gedaan_op: Mapped[datetime | None]
    aantallen: Mapped[dict[str, int] | None] = mapped_column(JsonTekst)
    bevestiging_id: Mapped[str | None] = mapped_column(KENMERK)
    vernietigd: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    gemeld_op: Mapped[datetime | None]
