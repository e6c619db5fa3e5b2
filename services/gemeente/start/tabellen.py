"""Tables of what the start decision rests on. About the group; about nobody in it, but for the
one table that links a report to members of the group."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst
from shared.partij.web.herhaling import Herhaalbaar


class MeldingRij(Herhaalbaar, Basis):
    """A report of nuisance by the group, recorded by one of the sources (5.3).

    ``van``: the party that gave it itself, with ``onderwerp`` what its versions have in common and
    ``stuk`` the message of the last; None: typed here. Who gave it corrects it and takes it back.
    """

    __tablename__ = "groepsmelding"
    # A source's own reference counts once, in whatever case it is written, also when two people
    # type it over at the same moment.
    __table_args__ = (
        Index("uq_groepsmelding_bronsleutel", "groep", "bron", "bronsleutel", unique=True),
        Index("uq_groepsmelding_opdracht", "opdracht_van", "idempotentiesleutel", unique=True),
    )

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    bron: Mapped[str] = mapped_column(String(40))
    bronkenmerk: Mapped[str | None] = mapped_column(String(64))
    bronsleutel: Mapped[str | None] = mapped_column(String(64))
    datum: Mapped[date] = mapped_column(Date)
    plek: Mapped[str] = mapped_column(String(200))
    omschrijving: Mapped[str] = mapped_column(Text)
    incident: Mapped[str] = mapped_column(String(64))
    ingetrokken: Mapped[bool]
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    van: Mapped[str | None] = mapped_column(String(63))
    onderwerp: Mapped[str | None] = mapped_column(KENMERK, index=True)
    stuk: Mapped[str | None] = mapped_column(KENMERK)


class IncidentzoutRij(Basis):
    """The salt of a group's commitments on incidents: what others get says nothing without it."""

    __tablename__ = "incidentzout"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    zout: Mapped[bytes] = mapped_column(LargeBinary)


class MeldingversieRij(Basis):
    """A version of a report, kept: what it said, who changed it and why."""

    __tablename__ = "groepsmelding_versie"

    melding: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    reden: Mapped[str | None] = mapped_column(Text)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)


class MeldingpersoonRij(Basis):
    """That a member of the group is involved in a report. Nothing else about that person.

    Recorded only for the approach: it goes when the person leaves the group.
    """

    __tablename__ = "groepsmelding_persoon"
    __table_args__ = (UniqueConstraint("melding", "persoon_id"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    melding: Mapped[str] = mapped_column(KENMERK, ForeignKey("groepsmelding.id"))
    groep: Mapped[str] = mapped_column(KENMERK)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)


class InterventieRij(Basis):
    """An earlier intervention after which the nuisance stayed (5.3, E13)."""

    __tablename__ = "groepsinterventie"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    partij: Mapped[str] = mapped_column(String(63))
    datum: Mapped[date] = mapped_column(Date)
    omschrijving: Mapped[str] = mapped_column(Text)
    overlast_verminderd: Mapped[bool]
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)
    vervallen_op: Mapped[datetime | None]
    vervallen_door: Mapped[str | None] = mapped_column(KENMERK)
    reden: Mapped[str | None] = mapped_column(Text)


class GroepsverbandRij(Basis):
    """What a human declares: is the nuisance caused mainly as a group (5.3, E11)."""

    __tablename__ = "groepsverband"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    hoofdzakelijk: Mapped[bool]
    motivering: Mapped[str] = mapped_column(Text)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)


class StartbesluitRij(Basis):
    """A start decision this party took: on which evidence, counted by the system, by whom.

    ``bewijs``: the reports it rests on. ``voorbereid_door``: who looks again when some fall away.
    """

    __tablename__ = "startbesluit"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    datum: Mapped[date] = mapped_column(Date)
    gegevens: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    bewijs: Mapped[list[str]] = mapped_column(JsonTekst)
    motivering: Mapped[str] = mapped_column(Text)
    bladnummer: Mapped[int | None]
    genomen_op: Mapped[datetime]
    genomen_door: Mapped[str] = mapped_column(KENMERK)
    voorbereid_door: Mapped[str] = mapped_column(KENMERK)


class HerbeoordelingRij(Basis):
    """Evidence fell away after the start decision: somebody has to look again, by a day."""

    __tablename__ = "startherbeoordeling"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    melding: Mapped[str] = mapped_column(KENMERK)
    over: Mapped[int]
    nodig: Mapped[int]
    ontstaan_op: Mapped[datetime]
    uiterlijk: Mapped[date] = mapped_column(Date)
    eigenaar: Mapped[str] = mapped_column(KENMERK)
    uitkomst: Mapped[str | None] = mapped_column(String(12))
    toelichting: Mapped[str | None] = mapped_column(Text)
    afgerond_op: Mapped[datetime | None]
    afgerond_door: Mapped[str | None] = mapped_column(KENMERK)
