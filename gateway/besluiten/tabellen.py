"""Table of the proposals: a decision holds codes, dates and numbers, nothing about a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import CODE, DIGEST, Basis
from shared.opslag.typen import JsonTekst, Uuid


class VoorstelRij(Basis):
    """A proposed decision; `stand`: `Stand`.

    `antwoorden`: what parties said instead of signing, each with its signature. `handtekeningen`:
    verified signatures by party, each with the authorisation of who decided.
    """

    __tablename__ = "besluitvoorstel"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    groep: Mapped[str] = mapped_column(Uuid, ForeignKey("groep.id"), index=True)
    soort: Mapped[str] = mapped_column(CODE)
    besluit: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    digest: Mapped[str] = mapped_column(DIGEST)
    handtekeningen: Mapped[dict[str, dict[str, str]]] = mapped_column(JsonTekst)
    voorgelegd_door: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"))
    voorgelegd_op: Mapped[datetime]
    stand: Mapped[str] = mapped_column(CODE)
    antwoorden: Mapped[dict[str, dict[str, Any]] | None] = mapped_column(JsonTekst)
    afgedaan_op: Mapped[datetime | None]
