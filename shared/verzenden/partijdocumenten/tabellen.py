"""Tables of what parties signed about themselves, and of what was shown that does not hold."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis


class Stand(StrEnum):
    """What somebody here decided on a document. Nobody decided: it counts."""

    GEZIEN = "gezien"
    AANVAARD = "aanvaard"
    GEWEIGERD = "geweigerd"


class PartijdocumentRij(Basis):
    """A document that was found to be that party's own. Kept for good: what was once shown stays.

    ``inhoud``: its exact bytes. ``certificaten``: PEM of every certificate it names, as JSON by
    x5t#S256, so that this party needs nobody to go on with what it knows.
    """

    __tablename__ = "partijdocument"

    partij: Mapped[str] = mapped_column(String(63), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(60))
    inhoud: Mapped[str] = mapped_column(Text)
    handtekening: Mapped[str] = mapped_column(Text)
    certificaten: Mapped[str] = mapped_column(Text)
    gezien_op: Mapped[datetime]
    stand: Mapped[str] = mapped_column(String(10))
    beoordeeld_op: Mapped[datetime | None]
    beoordeeld_door: Mapped[str | None] = mapped_column(String(255))
    reden: Mapped[str | None] = mapped_column(Text)


class GeheimhoudingGelezenRij(Basis):
    """That somebody read what this party says about its secrecy; a next statement is another."""

    __tablename__ = "geheimhouding_gelezen"

    partij: Mapped[str] = mapped_column(String(63), primary_key=True)
    verklaring: Mapped[str] = mapped_column(String(64), primary_key=True)
    medewerker: Mapped[str] = mapped_column(String(36), primary_key=True)
    op: Mapped[datetime]


class PartijafwijkingRij(Basis):
    """Something the gateway showed about a party that this party did not say. Once per thing."""

    __tablename__ = "partijafwijking"

    partij: Mapped[str] = mapped_column(String(63), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(String(60), primary_key=True)
    melding: Mapped[str] = mapped_column(Text)
    gezien_op: Mapped[datetime]
