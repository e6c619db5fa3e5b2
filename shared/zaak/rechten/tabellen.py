"""Tables of requests of people. What is asked is sealed; what is plain is a code, a day, a state.

Of somebody who is destroyed the request stays as proof that it was dealt with, and no longer says
of whom it was.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class RechtenverzoekRij(Basis):
    """A request as it stands here. ``van`` took it and answers; at every party it has this id.

    ``persoon_id``: whom it is of, when he is in the own file. ``zegel``: what is asked, under his
    key; of who is not in the file under one of its own. ``in_bestand``: whether he is, or was
    before he was destroyed; empty: nobody said so yet. ``identiteit``: how it was established who
    asks, and ``vertegenwoordiger`` for whom. ``klok``: the first of its clocks that runs here.
    """

    __tablename__ = "rechtenverzoek"
    __table_args__ = (UniqueConstraint("gemaakt_door", "idempotentiesleutel"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    van: Mapped[str] = mapped_column(String(63))
    eigen: Mapped[bool]
    recht: Mapped[str] = mapped_column(String(40))
    ontvangen_op: Mapped[date] = mapped_column(Date)
    stand: Mapped[str] = mapped_column(String(16), index=True)
    versie: Mapped[int]
    persoon_id: Mapped[str | None] = mapped_column(KENMERK, index=True)
    in_bestand: Mapped[bool | None]
    sleutel_id: Mapped[str | None] = mapped_column(String(64))
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    identiteit: Mapped[str | None] = mapped_column(String(40))
    identiteit_op: Mapped[date | None] = mapped_column(Date)
    vertegenwoordiger: Mapped[str | None] = mapped_column(String(40))
    gemaakt_op: Mapped[datetime]
    gemaakt_door: Mapped[str | None] = mapped_column(KENMERK)
    gewijzigd_op: Mapped[datetime]
    klok: Mapped[date | None] = mapped_column(Date, index=True)
    idempotentiesleutel: Mapped[str | None] = mapped_column(String(128))


class RechtendeelRij(Basis):
    """The part of a request that one party decides on, under its own law.

    ``voorstel``: what it proposed while coordinating; ``voorstel_bericht``: the message that said
    so. ``uitkomst``: what it decided, of the own party with the grounds, who decided and who looked
    along, and sealed why. ``verlengd_op``: when he was told that it takes longer; sealed why.
    ``niet_noemen``: the ground on which it objects to being named, ``ontvangers``: to whom it gave
    his data. ``gevolg``: what is being carried out of the decision, ``uitgevoerd_op``: all of it.
    """

    __tablename__ = "rechtenverzoek_deel"

    verzoek: Mapped[str] = mapped_column(KENMERK, ForeignKey("rechtenverzoek.id"), primary_key=True)
    partij: Mapped[str] = mapped_column(String(63), primary_key=True)
    regime: Mapped[str] = mapped_column(String(16))
    voorstel: Mapped[str | None] = mapped_column(String(40))
    voorstel_bericht: Mapped[str | None] = mapped_column(KENMERK)
    voorstel_op: Mapped[datetime | None]
    uitkomst: Mapped[str | None] = mapped_column(String(40))
    besluitstand: Mapped[str | None] = mapped_column(String(16))
    besloten_op: Mapped[date | None] = mapped_column(Date)
    gronden: Mapped[list[str] | None] = mapped_column(JsonTekst)
    besluitzegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    besloten_door: Mapped[str | None] = mapped_column(KENMERK)
    bevestigd_door: Mapped[str | None] = mapped_column(KENMERK)
    verlengd_op: Mapped[date | None] = mapped_column(Date)
    verlengd_meer: Mapped[bool | None]
    verlengzegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    niet_noemen: Mapped[str | None] = mapped_column(String(40))
    ontvangers: Mapped[list[str] | None] = mapped_column(JsonTekst)
    gevolg: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    uitgevoerd_op: Mapped[datetime | None]


class RechtenberichtRij(Basis):
    """A message that tells another party of it. ``genoemd``: with the pseudonym of whom it is."""

    __tablename__ = "rechtenverzoek_bericht"

    bericht_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("uitgaand.bericht_id"), primary_key=True
    )
    verzoek: Mapped[str] = mapped_column(KENMERK, ForeignKey("rechtenverzoek.id"), index=True)
    stuk: Mapped[str] = mapped_column(String(40))
    partij: Mapped[str] = mapped_column(String(63))
    genoemd: Mapped[bool]


class RechtenverloopRij(Basis):
    """What happened to it: one row per version, kept for good. ``wat``: codes and references."""

    __tablename__ = "rechtenverzoek_verloop"

    verzoek: Mapped[str] = mapped_column(KENMERK, ForeignKey("rechtenverzoek.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    gebeurtenis: Mapped[str] = mapped_column(String(24))
    tijdstip: Mapped[datetime]
    partij: Mapped[str] = mapped_column(String(63))
    door: Mapped[str | None] = mapped_column(KENMERK)
    wat: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
