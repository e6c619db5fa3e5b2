"""Tables of the party's own file: persons, members, authorisations, history and the read journal.

No column holds content: names, dates of birth, addresses and free text are sealed bytes
(``zegel``) under the person's key. What is plain is a reference, a kind, a time or a state.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import JsonTekst

KENMERK = String(36)


class Dossierrij:
    """Mixin for the table of one kind of record. Columns of one's own hold no content."""

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)

    @declared_attr
    def persoon_id(cls) -> Mapped[str]:  # noqa: N805 - declared_attr is called on the class
        return mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)

    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    aard: Mapped[str] = mapped_column(String(8))
    bijzonder: Mapped[bool] = mapped_column(Boolean)
    derden_verwijderd: Mapped[bool] = mapped_column(Boolean)
    versie: Mapped[int]
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str] = mapped_column(KENMERK)
    gewijzigd_op: Mapped[datetime]


class PersoonRij(Basis):
    """A person in this party's own file. After destruction only the tombstone remains."""

    __tablename__ = "persoon"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    sleutel_id: Mapped[str | None] = mapped_column(String(64))
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    zoekindex: Mapped[str | None] = mapped_column(String(128), index=True)
    herkomst: Mapped[str] = mapped_column(String(16))
    bericht_id: Mapped[str | None] = mapped_column(KENMERK)
    versie: Mapped[int]
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str | None] = mapped_column(KENMERK)
    gewijzigd_op: Mapped[datetime]
    vernietigd_op: Mapped[datetime | None]
    vernietigd_door: Mapped[str | None] = mapped_column(KENMERK)
    vernietigd_grond: Mapped[str | None] = mapped_column(String(40))


class CorrectieRij(Basis):
    """Who corrected what, when and why; the old values and the reason are sealed."""

    __tablename__ = "correctie"
    __table_args__ = (UniqueConstraint("soort", "object_id", "versie"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    soort: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(KENMERK)
    versie: Mapped[int]
    tijdstip: Mapped[datetime]
    door: Mapped[str | None] = mapped_column(KENMERK)
    velden: Mapped[list[str]] = mapped_column(JsonTekst)
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)


class VertegenwoordigerRij(Basis):
    """A parent or legal representative of that specific member (covenant 4.1, category 2)."""

    __tablename__ = "vertegenwoordiger"
    __table_args__ = (UniqueConstraint("kind_id", "ouder_id"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    kind_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"))
    ouder_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    soort: Mapped[str] = mapped_column(String(32))
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str | None] = mapped_column(KENMERK)


class GroepslidRij(Basis):
    """The pseudonym of a person within one group; kept after leaving, to answer rights requests."""

    __tablename__ = "groepslid"
    __table_args__ = (
        UniqueConstraint("groep", "betrokkene", "persoon_id"),
        Index("ix_groepslid_groep_persoon", "groep", "persoon_id"),
    )

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    betrokkene: Mapped[str] = mapped_column(KENMERK)
    ontvangen: Mapped[bool] = mapped_column(Boolean)
    categorie: Mapped[int]
    kind: Mapped[str | None] = mapped_column(KENMERK)
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str | None] = mapped_column(KENMERK)
    beeindigd_op: Mapped[datetime | None]


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


class RaadplegingRij(Basis):
    """Reading is an act: who saw whose data, when and with which right. No content.

    ``verantwoordelijke``: when a program read, who answered for it then.
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
