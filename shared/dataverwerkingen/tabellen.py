"""The store of one deployable's records: a database of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.opslag.basis import TYPEN, nieuwe_metadata
from shared.opslag.typen import JsonTekst

MIGRATIES = Path(__file__).parent / "migraties"
# SQLite nummert alleen een INTEGER zelf; PostgreSQL krijgt een bigint.
_NUMMER = BigInteger().with_variant(Integer, "sqlite")


class VerwerkingenBasis(DeclarativeBase):
    """Base of this store alone."""

    metadata = nieuwe_metadata()
    type_annotation_map = TYPEN


class VerwerkingRij(VerwerkingenBasis):
    """One processing of data about one person. ``nummer`` is the order of writing."""

    __tablename__ = "verwerking"

    nummer: Mapped[int] = mapped_column(_NUMMER, primary_key=True, autoincrement=True)
    trace_id: Mapped[str] = mapped_column(String(32), index=True)
    span_id: Mapped[str] = mapped_column(String(16))
    ouder_id: Mapped[str | None] = mapped_column(String(16))
    naam: Mapped[str] = mapped_column(String(128))
    status: Mapped[str] = mapped_column(String(8))
    begin_ms: Mapped[int] = mapped_column(BigInteger)
    einde_ms: Mapped[int] = mapped_column(BigInteger, index=True)
    activiteit: Mapped[str] = mapped_column(String(255), index=True)
    betrokkene: Mapped[str] = mapped_column(String(43), index=True)
    betrokkene_type: Mapped[str] = mapped_column(String(32))
    verwerker: Mapped[str | None] = mapped_column(String(64))


class BeslissingRij(VerwerkingenBasis):
    """One decision. ``attributen`` are references, ``inhoud`` what is here itself."""

    __tablename__ = "beslissing"

    nummer: Mapped[int] = mapped_column(_NUMMER, primary_key=True, autoincrement=True)
    trace_id: Mapped[str] = mapped_column(String(32), index=True)
    span_id: Mapped[str] = mapped_column(String(16))
    ouder_id: Mapped[str | None] = mapped_column(String(16))
    tijdstip_ms: Mapped[int] = mapped_column(BigInteger, index=True)
    status: Mapped[str] = mapped_column(String(8))
    attributen: Mapped[dict[str, str]] = mapped_column(JsonTekst)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)


class ActiviteitRij(VerwerkingenBasis):
    """Every entry of the register there ever was, so that an old record keeps its meaning."""

    __tablename__ = "verwerkingsactiviteit"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)


class UitvoerRij(VerwerkingenBasis):
    """How far a table has been handed to the receiver of telemetry."""

    __tablename__ = "uitvoer"

    soort: Mapped[str] = mapped_column(String(16), primary_key=True)
    tot_nummer: Mapped[int] = mapped_column(BigInteger)
    geweigerd: Mapped[int] = mapped_column(BigInteger)
    laatste_melding: Mapped[str | None] = mapped_column(Text)
