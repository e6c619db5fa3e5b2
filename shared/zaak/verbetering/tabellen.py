"""Tables of corrections: what is contested, who reported it, who received it, who was told.

The reasons, and which member of an item is wrong, are sealed under the key of the person concerned;
what is plain is a reference, a pseudonym, a kind, a state or a time. The rows go when the person
goes (``opruimen``).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class VerbeteringRij(Basis):
    """One contested item. While ``stand`` is open it is not used here.

    ``aard``          what is the matter, a code of ``[correcties.fouten]``; empty where the source
                      did not say
    ``gegeven_id``    the own record (``bron``; empty for what a person has one of), or the
                      received item (``ontvanger``) as it was when it was contested
    ``nieuw_gegeven`` the received item that stands in its place now
    ``melding_van``   the party that told it here first; empty when it was found here
    ``besluit_met``   the message with which the source told its judgement here
    ``zegel``         the reason, and which member is wrong
    """

    __tablename__ = "verbetering"
    __table_args__ = (Index("ix_verbetering_groep_persoon_id", "groep", "persoon_id"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    kant: Mapped[str] = mapped_column(String(12))
    aard: Mapped[str | None] = mapped_column(String(40))
    stand: Mapped[str] = mapped_column(String(12), index=True)
    versie: Mapped[int]
    groep: Mapped[str] = mapped_column(KENMERK)
    persoon_id: Mapped[str] = mapped_column(KENMERK, index=True)
    sleutel_id: Mapped[str] = mapped_column(String(64))
    gegevenssoort: Mapped[str] = mapped_column(String(64))
    bron: Mapped[str] = mapped_column(String(63))
    gegeven_id: Mapped[str | None] = mapped_column(KENMERK, index=True)
    nieuw_gegeven: Mapped[str | None] = mapped_column(KENMERK, index=True)
    melding_van: Mapped[str | None] = mapped_column(String(63))
    melding_bericht: Mapped[str | None] = mapped_column(KENMERK)
    gestart_op: Mapped[datetime] = mapped_column(Tijdstip)
    gestart_door: Mapped[str | None] = mapped_column(KENMERK)
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    besluit_met: Mapped[str | None] = mapped_column(KENMERK)
    besloten_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    besloten_door: Mapped[str | None] = mapped_column(KENMERK)
    besluitzegel: Mapped[bytes | None] = mapped_column(LargeBinary)


class VerbetermeldingRij(Basis):
    """A receiver reported a fault in an own record: which member, and what is the matter."""

    __tablename__ = "verbetering_melding"

    bericht_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True)
    verbetering_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("verbetering.id"), index=True)
    partij: Mapped[str] = mapped_column(String(63))
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    ontvangen_op: Mapped[datetime] = mapped_column(Tijdstip)


class VerbeteringOntvangerRij(Basis):
    """A party that has to be told about one item it holds or gave: onderdeel ``volgnummer`` of
    the message ``origineel``, the one with which it was first given.

    ``vernietigd_met``: the message in which it said that it destroyed the item.
    """

    __tablename__ = "verbetering_ontvanger"

    verbetering_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("verbetering.id"), primary_key=True
    )
    partij: Mapped[str] = mapped_column(String(63), primary_key=True)
    origineel: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True)
    vernietigd_met: Mapped[str | None] = mapped_column(KENMERK)


class VerbeteringBerichtRij(Basis):
    """One message that told such a party something; its state is that of the outbox."""

    __tablename__ = "verbetering_bericht"

    bericht_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    verbetering_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("verbetering.id"), index=True)
    partij: Mapped[str] = mapped_column(String(63))
    origineel: Mapped[str] = mapped_column(KENMERK)
    volgnummer: Mapped[int]
    fase: Mapped[str] = mapped_column(String(12))
