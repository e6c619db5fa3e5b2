"""Tables of the gateway's registers.

No column holds a name, an address, a date of birth or a text: a party is an organisation, an
authorisation is a reference with a function, a group is a code with a state, a message is an id, a
digest, what was decided on it, and of its places the pseudonym and the kind. A pseudonym with what
is known about it is a personal datum all the same. The content of a message never comes to rest
here. What was answered is not kept either: it follows from the leaves, which the log finds by key
(`bladsleutels`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.opslag.basis import TYPEN, nieuwe_metadata
from shared.opslag.typen import JsonTekst, Uuid

CODE = String(63)
WOORD = String(40)
"""A code of the covenant's vocabulary."""
DIGEST = String(60)
ACCOUNT = String(43)
"""A hash over the issuer and the subject of an access token."""


class Basis(DeclarativeBase):
    """A base of the gateway's own: a party's file has tables of the same names."""

    metadata = nieuwe_metadata()
    type_annotation_map = TYPEN


class PartijRij(Basis):
    """A party to the covenant, with what its last document says that queries here need."""

    __tablename__ = "partij"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    oin: Mapped[str] = mapped_column(String(20), unique=True)
    naam: Mapped[str] = mapped_column(String(200))
    endpoint: Mapped[str] = mapped_column(String(500))
    actief: Mapped[bool]
    dpia_goedgekeurd: Mapped[bool]


class PartijdocumentRij(Basis):
    """A version of what a party says about itself, exactly as it signed it."""

    __tablename__ = "partijdocument"

    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    inhoud: Mapped[str] = mapped_column(Text)
    handtekening: Mapped[str] = mapped_column(Text)


class CertificaatRij(Basis):
    """A registered certificate. Withdrawn ones stay: old evidence is checked with them."""

    __tablename__ = "certificaat"

    x5t_s256: Mapped[str] = mapped_column(String(43), primary_key=True)
    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"), primary_key=True)
    rol: Mapped[str] = mapped_column(String(20), primary_key=True)
    pem: Mapped[str] = mapped_column(Text)
    geregistreerd_op: Mapped[datetime]
    ingetrokken_op: Mapped[datetime | None]


class ConvenantRij(Basis):
    """A version of a covenant file, whole; one of them is the present one."""

    __tablename__ = "convenant"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(100))
    versie: Mapped[str] = mapped_column(String(40))
    bron: Mapped[bytes] = mapped_column(LargeBinary)
    laatste_ondertekening: Mapped[date]
    beeindigd_per: Mapped[date | None]
    opzeggingen: Mapped[list[dict[str, Any]]] = mapped_column(JsonTekst)
    geladen_op: Mapped[datetime]
    actueel: Mapped[bool]


class ConfiguratieRij(Basis):
    """Settings that weigh on decisions, so that a change of them is noticed and logged."""

    __tablename__ = "configuratie"

    sleutel: Mapped[str] = mapped_column(String(60), primary_key=True)
    waarde: Mapped[Any] = mapped_column(JsonTekst)


class AutorisatieRij(Basis):
    """A registered authorisation of an employee: a reference, a function, attestations; no name.

    `account` ties an access token to the authorisation without holding who it is: a hash over
    issuer and subject. Only for functions that come to the gateway with a token of their own.
    `vast_account` is the first there was, and stays when `account` is taken away: a reference is
    about one person, for ever. Two parties may know the same person, each by a row of its own.
    `bevestigd_door` is the colleague whom the party says confirmed it, if it says so.
    """

    __tablename__ = "autorisatie"
    __table_args__ = (UniqueConstraint("partij", "account"),)

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"), index=True)
    functie: Mapped[str] = mapped_column(CODE)
    aangewezen: Mapped[bool]
    geautoriseerd: Mapped[bool]
    geheimhouding: Mapped[bool]
    vog: Mapped[bool]
    geldig_tot: Mapped[date]
    account: Mapped[str | None] = mapped_column(ACCOUNT, index=True)
    vast_account: Mapped[str | None] = mapped_column(ACCOUNT)
    bevestigd_door: Mapped[str | None] = mapped_column(Uuid)
    versie: Mapped[int]
    digest: Mapped[str] = mapped_column(DIGEST)
    gewijzigd_op: Mapped[datetime]


class GroepRij(Basis):
    """A group: its code and its whole state as the toetsing needs it; step and status to search."""

    __tablename__ = "groep"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    code: Mapped[str] = mapped_column(String(100), unique=True)
    stap: Mapped[int] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(String(30), index=True)
    toestand: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    gewijzigd_op: Mapped[datetime]


class GroepsbesluitRij(Basis):
    """A signed group decision that was carried out; its leaf holds it whole, and its number says
    which came first: two may be of one moment, and a clock may go back."""

    __tablename__ = "groepsbesluit"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    groep: Mapped[str] = mapped_column(Uuid, ForeignKey("groep.id"), index=True)
    soort: Mapped[str] = mapped_column(CODE)
    digest: Mapped[str] = mapped_column(DIGEST)
    toegepast_op: Mapped[datetime]
    bladnummer: Mapped[int] = mapped_column(BigInteger)
    groep_na: Mapped[dict[str, Any]] = mapped_column(JsonTekst)


class BerichtRij(Basis):
    """A message that was decided on: identity, decision and how far it got; never its content.

    `status`: `beslist` (decided, nothing came back yet), `afgeleverd` (a signed receipt accepted
    it), `geweigerd` (refused, by the toetsing or by a signed receipt), `onbereikbaar` (the last
    attempt to deliver failed). Of what is given by mouth that is the announcement; `uiting` says
    which words it belongs to, `inhoud_digest` and `inhoud_status` what came of its content once
    that was delivered.

    `ingetrokken_door`: the message that took it back, or took back one further up its chain.
    `vernietigd`: its receiver said to have destroyed it.
    """

    __tablename__ = "bericht"
    __table_args__ = (
        CheckConstraint(
            "status IN ('beslist', 'afgeleverd', 'geweigerd', 'onbereikbaar')", name="status"
        ),
        CheckConstraint("besluit IN ('toegestaan', 'geweigerd')", name="besluit"),
        CheckConstraint("inhoud_status IN ('aanvaard', 'geweigerd')", name="inhoud_status"),
        CheckConstraint(
            "(inhoud_digest IS NULL) = (inhoud_status IS NULL)", name="inhoud_digest_en_status"
        ),
        Index("ix_bericht_groep_beslist_op", "groep", "beslist_op"),
        Index("ix_bericht_in_reactie_op", "in_reactie_op"),
        Index("ix_bericht_uiting", "uiting"),
    )

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    digest: Mapped[str] = mapped_column(DIGEST)
    handtekening: Mapped[str] = mapped_column(Text)
    afzender: Mapped[str] = mapped_column(CODE)
    ontvanger: Mapped[str] = mapped_column(CODE)
    medewerker: Mapped[str | None] = mapped_column(Uuid)
    soort: Mapped[str] = mapped_column(WOORD)
    stuk: Mapped[str | None] = mapped_column(WOORD)
    groep: Mapped[str | None] = mapped_column(Uuid)
    kanaal: Mapped[str] = mapped_column(WOORD)
    overleg: Mapped[str | None] = mapped_column(Uuid)
    uiting: Mapped[str | None] = mapped_column(Uuid)
    in_reactie_op: Mapped[str | None] = mapped_column(Uuid)
    besluit: Mapped[str] = mapped_column(String(10))
    beslist_op: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(12))
    ontvangen_op: Mapped[datetime | None]
    inhoud_digest: Mapped[str | None] = mapped_column(DIGEST)
    inhoud_status: Mapped[str | None] = mapped_column(String(12))
    ingetrokken_door: Mapped[str | None] = mapped_column(Uuid)
    vernietigd: Mapped[bool]


class BerichtonderdeelRij(Basis):
    """One place in a permitted message that gives or corrects data: about whom, of what kind.

    `bron`: the party whose own datum it was when first given; it and the dates never change along
    a chain of corrections. `item_bericht` and `item_plaats`: where that chain began. `vervangt`:
    the place in the message this one builds on.
    """

    __tablename__ = "bericht_onderdeel"
    __table_args__ = (
        Index("ix_bericht_onderdeel_item", "item_bericht", "item_plaats"),
        Index("ix_bericht_onderdeel_betrokkene", "betrokkene"),
    )

    bericht: Mapped[str] = mapped_column(Uuid, ForeignKey("bericht.id"), primary_key=True)
    plaats: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    betrokkene: Mapped[str] = mapped_column(Uuid)
    kind: Mapped[str | None] = mapped_column(Uuid)
    categorie: Mapped[int]
    gegevenssoort: Mapped[str] = mapped_column(WOORD)
    bron: Mapped[str] = mapped_column(CODE)
    eerste_verwerking: Mapped[date | None]
    termijn_tot: Mapped[date | None]
    gerelateerd: Mapped[bool | None]
    item_bericht: Mapped[str] = mapped_column(Uuid)
    item_plaats: Mapped[int]
    vervangt: Mapped[int | None]
    ingetrokken_door: Mapped[str | None] = mapped_column(Uuid)
    vernietigd: Mapped[bool]


class InvoerfoutRij(Basis):
    """How often a sender offered something with a fault in this place. Never what stood there."""

    __tablename__ = "invoerfout"

    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"), primary_key=True)
    plaats: Mapped[str] = mapped_column(String(120), primary_key=True)
    aantal: Mapped[int]
    eerste_op: Mapped[datetime]
    laatste_op: Mapped[datetime]


class OverlegRij(Basis):
    """A meeting as its organiser registered it last. `deelnemers`: references of authorisations."""

    __tablename__ = "overleg"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"))
    soort: Mapped[str] = mapped_column(CODE)
    locatie: Mapped[str] = mapped_column(CODE)
    begin: Mapped[datetime]
    einde: Mapped[datetime]
    deelnemers: Mapped[list[str]] = mapped_column(JsonTekst)
    afgelast: Mapped[bool]
    versie: Mapped[int]
    digest: Mapped[str] = mapped_column(DIGEST)
    gewijzigd_op: Mapped[datetime]


class OverleggroepRij(Basis):
    """A group that a meeting is about."""

    __tablename__ = "overleg_groep"
    __table_args__ = (Index("ix_overleg_groep_groep", "groep"),)

    overleg: Mapped[str] = mapped_column(Uuid, ForeignKey("overleg.id"), primary_key=True)
    groep: Mapped[str] = mapped_column(Uuid, ForeignKey("groep.id"), primary_key=True)
    plaats: Mapped[int]
