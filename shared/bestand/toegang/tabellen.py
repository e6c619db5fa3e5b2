"""Tables of who may see the file: authorisations, their history, and the read journal.

The trail of the alarms is short-lived: it is what the rules still count, a day at most. Who read
whom stays in the read journal (`raadpleging`).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class AutorisatieRij(Basis):
    """An employee or a program this party has authorised.

    ``verantwoordelijke``: the authorisation of who answers for a program; of a person none.
    ``bevestigd_door``: that of who confirmed what stands; None where the rules asked for nobody,
    and of before they asked.
    """

    __tablename__ = "autorisatie"
    __table_args__ = (UniqueConstraint("uitgever", "sub"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    uitgever: Mapped[str] = mapped_column(String(255))
    sub: Mapped[str] = mapped_column(String(255))
    sleutel_id: Mapped[str] = mapped_column(String(64))
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    functie: Mapped[str] = mapped_column(String(64))
    aangewezen: Mapped[bool] = mapped_column(Boolean)
    geautoriseerd: Mapped[bool] = mapped_column(Boolean)
    geheimhouding: Mapped[date | None] = mapped_column(Date)
    vog: Mapped[date | None] = mapped_column(Date)
    geldig_tot: Mapped[date] = mapped_column(Date)
    alle_groepen: Mapped[bool] = mapped_column(Boolean)
    groepen: Mapped[list[str]] = mapped_column(JsonTekst)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(String(255))
    verantwoordelijke: Mapped[str | None] = mapped_column(KENMERK)
    bevestigd_door: Mapped[str | None] = mapped_column(KENMERK)


class AutorisatieMeldingRij(Basis):
    """Whether the gateway acknowledged the newest version of an authorisation of an employee."""

    __tablename__ = "autorisatie_melding"

    autorisatie_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("autorisatie.id"), primary_key=True
    )
    versie: Mapped[int]
    stand: Mapped[str] = mapped_column(String(16))
    pogingen: Mapped[int]
    volgende_poging: Mapped[datetime | None] = mapped_column(index=True)
    laatste_fout: Mapped[str | None] = mapped_column(String(200))
    bevestigd_op: Mapped[datetime | None]
    bladnummer: Mapped[int | None]


class AutorisatieHistorieRij(Basis):
    """Every version of an authorisation: function, attestations and task, without the name."""

    __tablename__ = "autorisatie_historie"
    __table_args__ = (UniqueConstraint("autorisatie_id", "versie"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    autorisatie_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("autorisatie.id"))
    versie: Mapped[int]
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(255))
    bevestigd_door: Mapped[str | None] = mapped_column(KENMERK)
    stand: Mapped[dict[str, object]] = mapped_column(JsonTekst)


ALLE_GROEPEN = "*"
"""What stands for a task in every group."""


class RaadplegingRij(Basis):
    """Reading is an act: who saw whose data, when and with which right. No content.

    ``verantwoordelijke``: when a program read, who answered for it then. ``operatie``: for what, as
    the operation of the API is called; empty for background work and for what is older. ``groep``:
    the group it was about, where the address names one. ``taak``: the groups in the reader's task
    as it was then, or ``ALLE_GROEPEN``.
    """

    __tablename__ = "raadpleging"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    tijdstip: Mapped[datetime] = mapped_column(index=True)
    autorisatie_id: Mapped[str] = mapped_column(KENMERK, index=True)
    recht: Mapped[str] = mapped_column(String(64))
    handeling: Mapped[str] = mapped_column(String(32))
    soort: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str | None] = mapped_column(KENMERK)
    persoon_id: Mapped[str | None] = mapped_column(KENMERK, index=True)
    verantwoordelijke: Mapped[str | None] = mapped_column(KENMERK, index=True)
    operatie: Mapped[str | None] = mapped_column(String(80))
    groep: Mapped[str | None] = mapped_column(KENMERK)
    taak: Mapped[str | None] = mapped_column(Text)


class AlarmspoorRij(Basis):
    """Something the rules count. `geteld`: the rules had it; until then it is never removed.

    About an employee of this party, or about another party.
    """

    __tablename__ = "alarmspoor"

    nummer: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    tijdstip: Mapped[datetime]
    soort: Mapped[str] = mapped_column(String(16))
    medewerker: Mapped[str | None] = mapped_column(KENMERK)
    partij: Mapped[str | None] = mapped_column(String(63))
    persoon_id: Mapped[str | None] = mapped_column(KENMERK)
    geteld: Mapped[bool] = mapped_column(Boolean, index=True)
