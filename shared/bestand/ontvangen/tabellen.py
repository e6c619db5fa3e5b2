"""Tables of what came in: messages, the content of what was said, and the items they brought.

Content about a person is only ever sealed bytes; the kop is plain because the gateway reads it too.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst, Tijdstip


class InkomendRij(Basis):
    """One message received and decided on, with the receipt that was given for it.

    ``besloten_op``: when the gateway decided, by its own word; ages are taken on that day.
    """

    __tablename__ = "inkomend"

    bericht_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    afzender: Mapped[str] = mapped_column(String(63), index=True)
    soort: Mapped[str] = mapped_column(String(32), index=True)
    groep: Mapped[str | None] = mapped_column(KENMERK, index=True)
    in_reactie_op: Mapped[str | None] = mapped_column(KENMERK, index=True)
    kop: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    payload_signature: Mapped[str] = mapped_column(Text)
    gateway_besluit: Mapped[str] = mapped_column(Text)
    bladnummer: Mapped[int] = mapped_column(BigInteger)
    besloten_op: Mapped[datetime] = mapped_column(Tijdstip)
    status: Mapped[str] = mapped_column(String(16))
    ontvangst: Mapped[str] = mapped_column(Text)
    handtekening: Mapped[str] = mapped_column(Text)
    sleutels: Mapped[list[str]] = mapped_column(JsonTekst)
    geheim: Mapped[bytes | None] = mapped_column(LargeBinary)
    ontvangen_op: Mapped[datetime] = mapped_column(Tijdstip)


class InkomendeInhoudRij(Basis):
    """The content of what was said, delivered after it was said, with its receipt (profile, 2).

    The message itself, announced before, is in the inbox under the same id.
    """

    __tablename__ = "inkomende_inhoud"

    bericht_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("inkomend.bericht_id"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(String(64))
    payload_signature: Mapped[str] = mapped_column(Text)
    gateway_besluit: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    ontvangst: Mapped[str] = mapped_column(Text)
    handtekening: Mapped[str] = mapped_column(Text)
    ontvangen_op: Mapped[datetime] = mapped_column(Tijdstip)


class OntvangenGegevenRij(Basis):
    """One received item in this party's own file, with everything that binds its use.

    ``bron`` is the party whose own datum it is, ``doel`` the purpose lock (covenant 7.4),
    ``grondslag`` and ``convenantartikel`` say on what it was given, ``vervalt_op`` is its last day.
    ``oorsprong`` is the message that first gave it: a correction begins no term anew. Nothing is
    here without ground and purpose; what was taken back holds nothing.
    """

    __tablename__ = "ontvangen_gegeven"
    __table_args__ = (
        Index("ix_ontvangen_gegeven_groep_betrokkene", "groep", "betrokkene"),
        CheckConstraint(
            "status = 'ingetrokken' OR (grondslag IS NOT NULL AND doel IS NOT NULL)",
            name="grond_en_doel",
        ),
        CheckConstraint(
            "status IN ('actief', 'opgeschort', 'vervangen', 'ingetrokken')", name="status"
        ),
        CheckConstraint("status <> 'ingetrokken' OR inhoud IS NULL", name="ingetrokken_leeg"),
    )

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    bericht_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("inkomend.bericht_id"), index=True)
    volgnummer: Mapped[int]
    oorsprong: Mapped[str] = mapped_column(KENMERK)
    persoon_id: Mapped[str] = mapped_column(KENMERK, index=True)
    sleutel_id: Mapped[str] = mapped_column(String(64))
    betrokkene: Mapped[str] = mapped_column(KENMERK)
    groep: Mapped[str] = mapped_column(KENMERK)
    categorie: Mapped[int]
    bron: Mapped[str] = mapped_column(String(63))
    regime: Mapped[str] = mapped_column(String(16))
    gegevenssoort: Mapped[str] = mapped_column(String(64))
    grondslag: Mapped[str | None] = mapped_column(Text)
    convenantartikel: Mapped[str | None] = mapped_column(Text)
    doel: Mapped[str | None] = mapped_column(Text)
    aard: Mapped[str | None] = mapped_column(String(8))
    eerste_verwerking: Mapped[date | None] = mapped_column(Date)
    kenmerken: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    inhoud: Mapped[bytes | None] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(16), index=True)
    vervangen_door: Mapped[str | None] = mapped_column(KENMERK)
    vervalt_op: Mapped[date | None] = mapped_column(Date, index=True)
    ontvangen_op: Mapped[datetime] = mapped_column(Tijdstip)
