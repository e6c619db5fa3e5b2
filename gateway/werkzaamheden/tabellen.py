"""Tables of files that are made while nobody waits: what was asked, and the bytes until their end.

References, times and what the log itself says; no content of a message. All of it goes within days.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import CODE, Basis
from shared.opslag.typen import JsonTekst, Uuid


class WerkRij(Basis):
    """A file somebody asked for; the asker is who may see it. ``bezig_tot``: until when a process
    has it; the one that made the last ``poging`` may finish it."""

    __tablename__ = "werkzaamheid"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    partij: Mapped[str | None] = mapped_column(CODE)
    autorisatie: Mapped[str | None] = mapped_column(Uuid, index=True)
    oin: Mapped[str | None] = mapped_column(String(20))
    aanstelling: Mapped[str | None] = mapped_column(Uuid)
    wat: Mapped[dict[str, object]] = mapped_column(JsonTekst)
    bladnummer: Mapped[int] = mapped_column(BigInteger)
    begonnen_op: Mapped[datetime]
    totaal: Mapped[int] = mapped_column(Integer)
    gedaan: Mapped[int] = mapped_column(Integer)
    poging: Mapped[int] = mapped_column(Integer)
    bezig_tot: Mapped[datetime | None]
    klaar_op: Mapped[datetime | None]
    vervalt_op: Mapped[datetime] = mapped_column(index=True)
    media: Mapped[str | None] = mapped_column(String(100))
    koppen: Mapped[dict[str, str] | None] = mapped_column(JsonTekst)


class WerkdeelRij(Basis):
    """A piece of the file that one attempt made."""

    __tablename__ = "werkdeel"

    werk: Mapped[str] = mapped_column(
        Uuid, ForeignKey("werkzaamheid.id", ondelete="CASCADE"), primary_key=True
    )
    poging: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    volgnummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
