"""Tables of the gateway's registers.

No column holds personal data: a party is an organisation, an authorisation is a reference with a
function, a group is a code with a state, a message is an id, a digest and what was decided on it.
The content of a message never comes to rest here. What was answered is not kept either: it follows
from the leaves, which the log finds by key (`bladsleutels`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.opslag.basis import TYPEN, nieuwe_metadata
from shared.opslag.typen import JsonTekst, Uuid

CODE = String(63)
DIGEST = String(60)


class Basis(DeclarativeBase):
    """A base of the gateway's own: a party's file has tables of the same names."""

    metadata = nieuwe_metadata()
    type_annotation_map = TYPEN


class PartijRij(Basis):
    """A party to the covenant as the gateway knows it: identity, address and two yes/no states."""

    __tablename__ = "partij"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    oin: Mapped[str] = mapped_column(String(20), unique=True)
    naam: Mapped[str] = mapped_column(String(200))
    endpoint: Mapped[str] = mapped_column(String(500))
    actief: Mapped[bool]
    dpia_goedgekeurd: Mapped[bool]


class CertificaatRij(Basis):
    """A registered certificate. Withdrawn ones stay: old evidence is checked with them."""

    __tablename__ = "certificaat"

    x5t_s256: Mapped[str] = mapped_column(String(43), primary_key=True)
    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"), primary_key=True)
    rol: Mapped[str] = mapped_column(String(20), primary_key=True)
    pem: Mapped[str] = mapped_column(Text)
    geregistreerd_op: Mapped[datetime]
    ingetrokken_op: Mapped[datetime | None]


class ConvenantRij(Basis):
    """A version of a covenant file, whole; one of them is the present one."""

    __tablename__ = "convenant"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(100))
    versie: Mapped[str] = mapped_column(String(40))
    bron: Mapped[bytes] = mapped_column(LargeBinary)
    laatste_ondertekening: Mapped[date]
    beeindigd_per: Mapped[date | None]
    opzeggingen: Mapped[list[dict[str, str]]] = mapped_column(JsonTekst)
    geladen_op: Mapped[datetime]
    actueel: Mapped[bool]


class ConfiguratieRij(Basis):
    """Settings that weigh on decisions, so that a change of them is noticed and logged."""

    __tablename__ = "configuratie"

    sleutel: Mapped[str] = mapped_column(String(60), primary_key=True)
    waarde: Mapped[Any] = mapped_column(JsonTekst)


class AutorisatieRij(Basis):
    """A registered authorisation of an employee: a reference, a function, attestations; no name.

    `account` ties an access token to the authorisation without holding who it is: a hash over
    issuer and subject. Only for functions that come to the gateway with a token of their own.
    """

    __tablename__ = "autorisatie"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"), index=True)
    functie: Mapped[str] = mapped_column(CODE)
    aangewezen: Mapped[bool]
    geautoriseerd: Mapped[bool]
    geheimhouding: Mapped[bool]
    vog: Mapped[bool]
    geldig_tot: Mapped[date]
    account: Mapped[str | None] = mapped_column(String(43), unique=True)
    digest: Mapped[str] = mapped_column(DIGEST)
    gewijzigd_op: Mapped[datetime]


class GroepRij(Basis):
    """A group: its code and its whole state as the toetsing needs it; step and status to search."""

    __tablename__ = "groep"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    code: Mapped[str] = mapped_column(String(100), unique=True)
    stap: Mapped[int] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(String(30), index=True)
    toestand: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    gewijzigd_op: Mapped[datetime]


class GroepsbesluitRij(Basis):
    """A signed group decision that was carried out; its leaf holds it whole."""

    __tablename__ = "groepsbesluit"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    groep: Mapped[str] = mapped_column(Uuid, ForeignKey("groep.id"), index=True)
    soort: Mapped[str] = mapped_column(CODE)
    digest: Mapped[str] = mapped_column(DIGEST)
    toegepast_op: Mapped[datetime]
    groep_na: Mapped[dict[str, Any]] = mapped_column(JsonTekst)


class BerichtRij(Basis):
    """A message that was decided on: identity, decision and how far it got; never its content.

    `status`: `beslist` (decided, nothing came back yet), `afgeleverd` (a signed receipt accepted
    it), `geweigerd` (refused, by the toetsing or by a signed receipt), `onbereikbaar` (the last
    attempt to deliver failed).
    """

    __tablename__ = "bericht"
    __table_args__ = (
        CheckConstraint(
            "status IN ('beslist', 'afgeleverd', 'geweigerd', 'onbereikbaar')", name="status"
        ),
        CheckConstraint("besluit IN ('toegestaan', 'geweigerd')", name="besluit"),
        Index("ix_bericht_groep_beslist_op", "groep", "beslist_op"),
    )

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    digest: Mapped[str] = mapped_column(DIGEST)
    handtekening: Mapped[str] = mapped_column(Text)
    afzender: Mapped[str] = mapped_column(CODE)
    ontvanger: Mapped[str] = mapped_column(CODE)
    soort: Mapped[str] = mapped_column(String(30))
    groep: Mapped[str | None] = mapped_column(Uuid)
    besluit: Mapped[str] = mapped_column(String(10))
    beslist_op: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(12))
