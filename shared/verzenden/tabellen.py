"""Tables of the outbox: messages, what is in them, what is said in one go, requests.

Content about a person is only ever sealed bytes; what is plain is a reference, a pseudonym, a
kind, a ground, a time or a state. The kop is plain because the gateway reads it too: pseudonyms,
kinds and dates, and no content.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst, Tijdstip


class Verzendstatus(StrEnum):
    """Where a message to be sent stands. The last five rest until a person acts, or for good.

    ``AANGEKONDIGD``: of what will be said the other party knows; its content waits here until it
    was said. ``VERVALLEN``: it was not said, and its content is destroyed.
    """

    WACHTEND = "wachtend"
    ONDERWEG = "onderweg"
    BEWIJS_ONVOLDOENDE = "bewijs_onvoldoende"
    AANGEKONDIGD = "aangekondigd"
    AFGELEVERD = "afgeleverd"
    GEWEIGERD = "geweigerd"
    DOOD = "dood"
    VERVALLEN = "vervallen"


class Fase(StrEnum):
    """What is posted now: the message itself, or the content of what was said."""

    BERICHT = "bericht"
    INHOUD = "inhoud"


class Uitingstand(StrEnum):
    """What this party has told of an uiting.

    ``NIET_TOEGESTAAN``: somebody who would hear it may not, so nothing is told to anybody. What was
    said all the same can always be told.
    """

    OPEN = "open"
    NIET_TOEGESTAAN = "niet_toegestaan"
    TE_BEVESTIGEN = "te_bevestigen"
    BEVESTIGD = "bevestigd"
    NIET_GEZEGD = "niet_gezegd"


class UitgaandRij(Basis):
    """One message in the outbox.

    ``body`` holds the exact bytes posted, sealed, so that a repeat is byte for byte the same; it
    is emptied once the message is delivered or refused. ``geheim`` holds motivation and salt.
    ``traceparent`` is the trace it was promised in, so that a later attempt continues it.
    ``houder`` fences: only the attempt that holds the lease may settle the row. ``opnieuw_van``:
    the message that did not arrive and for which this one was composed; there is one at most.
    ``ontvangstreden`` is the code in the receiver's signed receipt; ``laatste_fout`` is for people.

    By mouth: ``eigen_sleutel`` is one more key its content is sealed under, so that destroying it
    closes what was never said in every copy; ``levering`` and ``levering_koppen`` are the bytes
    that deliver it once it was said; ``vervalt_op`` is when it is destroyed if nobody tells so.
    """

    __tablename__ = "uitgaand"
    __table_args__ = (
        UniqueConstraint("medewerker", "idempotentiesleutel"),
        Index("ix_uitgaand_status_volgende_poging", "status", "volgende_poging"),
    )

    bericht_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    soort: Mapped[str] = mapped_column(String(32), index=True)
    ontvanger: Mapped[str] = mapped_column(String(63), index=True)
    groep: Mapped[str | None] = mapped_column(KENMERK, index=True)
    medewerker: Mapped[str | None] = mapped_column(KENMERK)
    in_reactie_op: Mapped[str | None] = mapped_column(KENMERK, index=True)
    kop: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    sleutels: Mapped[list[str]] = mapped_column(JsonTekst)
    geheim: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    koppen: Mapped[dict[str, str] | None] = mapped_column(JsonTekst)
    status: Mapped[str] = mapped_column(String(24))
    pogingen: Mapped[int]
    houder: Mapped[str | None] = mapped_column(String(16))
    volgende_poging: Mapped[datetime | None] = mapped_column(Tijdstip)
    laatste_fout: Mapped[str | None] = mapped_column(Text)
    ontvangstreden: Mapped[str | None] = mapped_column(String(40))
    besluit: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    antwoord: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    idempotentiesleutel: Mapped[str | None] = mapped_column(String(128))
    opnieuw_van: Mapped[str | None] = mapped_column(KENMERK, unique=True)
    gemaakt_op: Mapped[datetime] = mapped_column(Tijdstip)
    bijgewerkt_op: Mapped[datetime] = mapped_column(Tijdstip)
    traceparent: Mapped[str | None] = mapped_column(String(55))
    fase: Mapped[str] = mapped_column(String(8), default=Fase.BERICHT)
    uiting: Mapped[str | None] = mapped_column(KENMERK, index=True)
    eigen_sleutel: Mapped[str | None] = mapped_column(String(64))
    levering: Mapped[bytes | None] = mapped_column(LargeBinary)
    levering_koppen: Mapped[dict[str, str] | None] = mapped_column(JsonTekst)
    vervalt_op: Mapped[datetime | None] = mapped_column(Tijdstip)


class UitgaandOnderdeelRij(Basis):
    """What was sent about one person, sealed under that person's key (covenant 8.2).

    Of a participant ``persoon_id`` is his own authorisation, and the key is that one's.
    """

    __tablename__ = "uitgaand_onderdeel"

    bericht_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("uitgaand.bericht_id"), primary_key=True
    )
    volgnummer: Mapped[int] = mapped_column(primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, index=True)
    sleutel_id: Mapped[str] = mapped_column(String(64))
    eigen_sleutel: Mapped[str | None] = mapped_column(String(64))
    leeftijd_van: Mapped[str | None] = mapped_column(KENMERK)
    betrokkene: Mapped[str] = mapped_column(KENMERK)
    gegevenssoort: Mapped[str] = mapped_column(String(64))
    gegeven_id: Mapped[str | None] = mapped_column(KENMERK)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)


class UitingRij(Basis):
    """What this party says in one go, to everybody who hears it, and what it told of it.

    ``gezegd``: the ids of the messages that were said, by ``gezegd_door``. ``bladnummer`` and
    ``zonder_toestemming`` are the gateway's; while they are empty it is told again at
    ``volgende_poging``.
    """

    __tablename__ = "uiting"
    __table_args__ = (Index("ix_uiting_stand_volgende_poging", "stand", "volgende_poging"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    kanaal: Mapped[str] = mapped_column(String(40))
    overleg: Mapped[str | None] = mapped_column(KENMERK, index=True)
    medewerker: Mapped[str] = mapped_column(KENMERK)
    gemaakt_op: Mapped[datetime] = mapped_column(Tijdstip)
    stand: Mapped[str] = mapped_column(String(16))
    gezegd_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    gezegd: Mapped[list[str] | None] = mapped_column(JsonTekst)
    gezegd_door: Mapped[str | None] = mapped_column(KENMERK)
    bevestigd_door: Mapped[str | None] = mapped_column(KENMERK)
    zonder_toestemming: Mapped[bool | None]
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    pogingen: Mapped[int] = mapped_column(default=0)
    volgende_poging: Mapped[datetime | None] = mapped_column(Tijdstip)


class InformatieverzoekRij(Basis):
    """A request for information between two parties; its id is the id of its message.

    ``stap``: in which step it was asked. ``behandelaar``: the colleague it was handed on to, by
    ``doorgegeven_door``.
    """

    __tablename__ = "informatieverzoek"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    richting: Mapped[str] = mapped_column(String(3))
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    van: Mapped[str] = mapped_column(String(63))
    aan: Mapped[str] = mapped_column(String(63))
    medewerker: Mapped[str | None] = mapped_column(KENMERK)
    ontvangende_medewerker: Mapped[str | None] = mapped_column(KENMERK)
    beantwoord_door: Mapped[str | None] = mapped_column(KENMERK)
    beantwoord_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    gemaakt_op: Mapped[datetime] = mapped_column(Tijdstip)
    stap: Mapped[int | None]
    behandelaar: Mapped[str | None] = mapped_column(KENMERK)
    doorgegeven_door: Mapped[str | None] = mapped_column(KENMERK)
    doorgegeven_op: Mapped[datetime | None] = mapped_column(Tijdstip)
