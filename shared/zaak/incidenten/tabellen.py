"""Tables of the register of incidents: of what happened to data, and of nobody in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class IncidentRij(Basis):
    """An incident as it stands. ``van`` found it, and coordinates; at every party it has this id.

    ``ontdekt_op``: from when its clocks run. ``stukversie``: of the description that counts, whose
    texts are empty while they are kept apart. ``melder``: the own official who reported it;
    ``ontbrak``: the attestations he did not have then. ``gezien_op``: when somebody took note.
    ``uitkomst``: what came of it, once it is closed.
    """

    __tablename__ = "incident"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    van: Mapped[str] = mapped_column(String(63), index=True)
    eigen: Mapped[bool]
    stand: Mapped[str] = mapped_column(String(12), index=True)
    versie: Mapped[int]
    aard: Mapped[str] = mapped_column(String(40))
    ontdekt_op: Mapped[datetime]
    stukversie: Mapped[int]
    omschrijving: Mapped[str | None] = mapped_column(Text)
    maatregelen: Mapped[str | None] = mapped_column(Text)
    melder: Mapped[str | None] = mapped_column(KENMERK, index=True)
    ontbrak: Mapped[list[str]] = mapped_column(JsonTekst)
    gemeld_op: Mapped[datetime]
    gezien_op: Mapped[datetime | None]
    uitkomst: Mapped[str | None] = mapped_column(Text)
    gewijzigd_op: Mapped[datetime]


class IncidentversieRij(Basis):
    """One version of the description, kept for good. ``bericht``: what brought it, of another's.

    ``verzoek``: a fingerprint of the order, for when it comes again under the same key.
    """

    __tablename__ = "incident_versie"
    __table_args__ = (UniqueConstraint("door", "idempotentiesleutel"),)

    incident: Mapped[str] = mapped_column(KENMERK, ForeignKey("incident.id"), primary_key=True)
    stukversie: Mapped[int] = mapped_column(primary_key=True)
    stand: Mapped[str] = mapped_column(String(12))
    aard: Mapped[str] = mapped_column(String(40))
    ontdekt_op: Mapped[datetime]
    omschrijving: Mapped[str | None] = mapped_column(Text)
    maatregelen: Mapped[str | None] = mapped_column(Text)
    door: Mapped[str | None] = mapped_column(KENMERK)
    tijdstip: Mapped[datetime]
    bericht: Mapped[str | None] = mapped_column(KENMERK, unique=True)
    idempotentiesleutel: Mapped[str | None] = mapped_column(String(128))
    verzoek: Mapped[str | None] = mapped_column(String(64))


class IncidentberichtRij(Basis):
    """A message that tells another party of it; what came of that is with the message."""

    __tablename__ = "incident_bericht"

    bericht_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("uitgaand.bericht_id"), primary_key=True
    )
    incident: Mapped[str] = mapped_column(KENMERK, ForeignKey("incident.id"), index=True)
    stuk: Mapped[str] = mapped_column(String(40))
    stukversie: Mapped[int]
    partij: Mapped[str] = mapped_column(String(63))


class IncidentaanleidingRij(Basis):
    """That an incident is about what was said without permission, once for each ``uiting``."""

    __tablename__ = "incident_aanleiding"

    uiting: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    incident: Mapped[str] = mapped_column(KENMERK, ForeignKey("incident.id"), index=True)


class IncidentverloopRij(Basis):
    """What happened to it: one row per version, kept for good. ``wat``: codes, days, references."""

    __tablename__ = "incident_verloop"

    incident: Mapped[str] = mapped_column(KENMERK, ForeignKey("incident.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    gebeurtenis: Mapped[str] = mapped_column(String(24))
    tijdstip: Mapped[datetime]
    partij: Mapped[str] = mapped_column(String(63))
    door: Mapped[str | None] = mapped_column(KENMERK)
    wat: Mapped[dict[str, Any]] = mapped_column(JsonTekst)


class IncidentbesluitRij(Basis):
    """A decision of this party about it. ``tweede``: who looked at it besides who proposed it."""

    __tablename__ = "incident_besluit"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    incident: Mapped[str] = mapped_column(KENMERK, ForeignKey("incident.id"), index=True)
    soort: Mapped[str] = mapped_column(String(20))
    keuze: Mapped[str] = mapped_column(String(20))
    reden: Mapped[str] = mapped_column(Text)
    grond: Mapped[str | None] = mapped_column(String(40))
    noodzaak: Mapped[str | None] = mapped_column(Text)
    herbeoordelen_voor: Mapped[date | None] = mapped_column(Date)
    stand: Mapped[str] = mapped_column(String(12))
    door: Mapped[str] = mapped_column(KENMERK)
    op: Mapped[datetime]
    tweede: Mapped[str | None] = mapped_column(KENMERK)
    tweede_op: Mapped[datetime | None]
    tweede_reden: Mapped[str | None] = mapped_column(Text)


class IncidenttaakRij(Basis):
    """Speaking to the outside, or an investigation: whose it is, by when, and what came of it."""

    __tablename__ = "incident_taak"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    incident: Mapped[str] = mapped_column(KENMERK, ForeignKey("incident.id"), index=True)
    soort: Mapped[str] = mapped_column(String(20))
    eigenaar: Mapped[str] = mapped_column(KENMERK)
    uiterlijk: Mapped[date] = mapped_column(Date)
    gegeven_door: Mapped[str] = mapped_column(KENMERK)
    gegeven_op: Mapped[datetime]
    uitkomst: Mapped[str | None] = mapped_column(Text)
    afgerond_op: Mapped[datetime | None]
    afgerond_door: Mapped[str | None] = mapped_column(KENMERK)


class ToezichtmeldingRij(Basis):
    """That a party reported it to the supervisor. It may be heard before the incident itself is."""

    __tablename__ = "incident_toezichtmelding"

    incident: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    partij: Mapped[str] = mapped_column(String(63), primary_key=True)
    gemeld: Mapped[date] = mapped_column(Date)
    op: Mapped[datetime]
    door: Mapped[str | None] = mapped_column(KENMERK)
