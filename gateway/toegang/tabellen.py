"""Table of the appointments of auditors over all parties: references, codes and days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import ACCOUNT, CODE, DIGEST, Basis
from shared.opslag.typen import JsonTekst, Uuid


class AanstellingRij(Basis):
    """One version of an appointment; `stand`: `Stand`.

    `document`: as the parties sign it. `handtekeningen`: verified signatures by party, each with
    the authorisation of who decided. `bladnummer`: the leaf by which it came into force.
    `einddigest`: of the document that ended it. `account`: of whom the first signature was for;
    only a token of that account looks over all parties. None: signed before it was kept, and it
    opens nothing.
    """

    __tablename__ = "aanstelling"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    versie: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    autorisatie: Mapped[str] = mapped_column(Uuid, ForeignKey("autorisatie.id"), index=True)
    van: Mapped[date]
    tot: Mapped[date]
    document: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    digest: Mapped[str] = mapped_column(DIGEST)
    handtekeningen: Mapped[dict[str, dict[str, str]]] = mapped_column(JsonTekst)
    voorgelegd_door: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"))
    voorgelegd_op: Mapped[datetime]
    stand: Mapped[str] = mapped_column(CODE)
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    beeindigd_door: Mapped[str | None] = mapped_column(CODE, ForeignKey("partij.code"))
    beeindigd_op: Mapped[datetime | None]
    einddigest: Mapped[str | None] = mapped_column(DIGEST)
    eindblad: Mapped[int | None] = mapped_column(BigInteger)
    account: Mapped[str | None] = mapped_column(ACCOUNT)
