"""Tables of the exchange: outbox, inbox, received data, information requests, own journal.

Content about a person is only ever sealed bytes; what is plain is a reference, a pseudonym, a
kind, a ground, a time or a state. The kop is plain because the gateway reads it too: pseudonyms,
kinds and dates, and no content.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
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
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import JsonTekst, Tijdstip

KENMERK = String(36)


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
    ``houder`` fences: only the attempt that holds the lease may settle the row.

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
    besluit: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    antwoord: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    idempotentiesleutel: Mapped[str | None] = mapped_column(String(128))
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


class InformatieverzoekRij(Basis):
    """A request for information between two parties; its id is the id of its message."""

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


class JournaalRij(Basis):
    """This party's own record of what it sent and received, to be laid beside the log.

    Holds references, digests and proof; never content.
    """

    __tablename__ = "journaal"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    tijdstip: Mapped[datetime] = mapped_column(Tijdstip)
    richting: Mapped[str] = mapped_column(String(3))
    handeling: Mapped[str] = mapped_column(String(24))
    bericht_id: Mapped[str] = mapped_column(KENMERK, index=True)
    digest: Mapped[str | None] = mapped_column(String(64))
    tegenpartij: Mapped[str] = mapped_column(String(63))
    soort: Mapped[str] = mapped_column(String(32))
    groep: Mapped[str | None] = mapped_column(KENMERK)
    medewerker: Mapped[str | None] = mapped_column(KENMERK)
    besluit: Mapped[str | None] = mapped_column(String(64))
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    checkpoint: Mapped[str | None] = mapped_column(Text)
    ontvangst: Mapped[str | None] = mapped_column(Text)
    handtekening: Mapped[str | None] = mapped_column(Text)


class GezienCheckpointRij(Basis):
    """The newest checkpoint of the log this party verified; every next one must build on it."""

    __tablename__ = "gezien_checkpoint"

    log: Mapped[str] = mapped_column(String(255), primary_key=True)
    grootte: Mapped[int] = mapped_column(BigInteger)
    wortel: Mapped[str] = mapped_column(String(64))
    notitie: Mapped[str] = mapped_column(Text)
    gezien_op: Mapped[datetime] = mapped_column(Tijdstip)
