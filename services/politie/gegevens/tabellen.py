"""Tables of the politie's own records. Content is in ``zegel``; the columns hold no content."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.bestand.dossier.tabellen import Dossierrij
from shared.opslag.basis import Basis


class PolitiegegevenRij(Dossierrij, Basis):
    """A politiegegeven processed under article 8 or 13 of the Wpg."""

    __tablename__ = "politiegegeven"

    artikel: Mapped[str] = mapped_column(String(4))
    eerste_verwerking: Mapped[date] = mapped_column(Date)
    gerelateerd: Mapped[bool]
    subdoel: Mapped[str | None] = mapped_column(String(1))
    termijn_tot: Mapped[date | None] = mapped_column(Date)
    bron: Mapped[str | None] = mapped_column(String(4))
