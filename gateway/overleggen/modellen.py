"""Tables of the meetings and of what was said there: references and times, no name, no text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from gateway.modellen import CODE, DIGEST, Basis
from shared.opslag.typen import JsonTekst, Uuid


class OverlegRij(Basis):
    """A meeting as its organiser registered it last. `deelnemers`: references of authorisations."""

    __tablename__ = "overleg"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"))
    groep: Mapped[str] = mapped_column(Uuid, ForeignKey("groep.id"), index=True)
    soort: Mapped[str] = mapped_column(CODE)
    locatie: Mapped[str] = mapped_column(CODE)
    begin: Mapped[datetime]
    einde: Mapped[datetime]
    deelnemers: Mapped[list[str]] = mapped_column(JsonTekst)
    afgelast: Mapped[bool]
    digest: Mapped[str] = mapped_column(DIGEST)
    gewijzigd_op: Mapped[datetime]


class MondelingRij(Basis):
    """That what a permitted message announced was said; `verslag` binds to the line about it."""

    __tablename__ = "mondeling"

    bericht: Mapped[str] = mapped_column(Uuid, primary_key=True)
    overleg: Mapped[str | None] = mapped_column(Uuid, index=True)
    afzender: Mapped[str] = mapped_column(CODE)
    ontvanger: Mapped[str] = mapped_column(CODE)
    verslag: Mapped[str] = mapped_column(String(43))
    bladnummer: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(DIGEST)
