"""Tables of the log, and the few statements that read and write them.

Every function takes a SQLAlchemy connection and leaves the transaction to its caller. Works on
SQLite and PostgreSQL. A deployable that keeps a log creates the tables in its own migration with
`maak_tabellen(verbinding)`, and adds `METADATA` to what its schema is compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from shared.logboek.aangroei import Tegelstand
from shared.logboek.bladen import Blad
from shared.logboek.fouten import LogBeschadigd
from shared.opslag.basis import nieuwe_metadata
from shared.opslag.typen import Tijdstip
from shared.opslag.vast import Vast

METADATA = nieuwe_metadata()
_STAND_ID = 1
_GETAL = BigInteger().with_variant(Integer, "sqlite")

LOG_BLAD = Table(
    "log_blad",
    METADATA,
    Column("nummer", _GETAL, primary_key=True, autoincrement=False),
    Column("soort", String(32), nullable=False),
    Column("tijdstip", Tijdstip(), nullable=False),
    # Kan na de bewaartermijn leeg: de hash blijft, en daarmee elk bewijs.
    Column("inhoud", LargeBinary),
    Column("bladhash", LargeBinary(32), nullable=False),
    Column("sleutel", String(128)),
    Index(None, "sleutel", "nummer"),
    Index(None, "soort", "nummer"),
    Index(None, "tijdstip", "nummer"),
)

LOG_TEGEL = Table(
    "log_tegel",
    METADATA,
    Column("niveau", SmallInteger, primary_key=True, autoincrement=False),
    Column("nummer", _GETAL, primary_key=True, autoincrement=False),
    Column("hashes", LargeBinary, nullable=False),
)

LOG_STAND = Table(
    "log_stand",
    METADATA,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("grootte", _GETAL, nullable=False),
    Column("wortel", LargeBinary(32), nullable=False),
    Column("checkpoint", Text, nullable=False),
)


# Wat bij elke beurt van de schrijver nodig is, ligt vast.
_STAND = select(LOG_STAND.c.grootte, LOG_STAND.c.wortel, LOG_STAND.c.checkpoint).where(
    LOG_STAND.c.id == _STAND_ID
)
_LEES_STAND, _VERGRENDEL_STAND = Vast(_STAND), Vast(_STAND.with_for_update())
_ZET_STAND = Vast(
    update(LOG_STAND).where(LOG_STAND.c.id == _STAND_ID), ("grootte", "wortel", "checkpoint")
)
_VOEG_BLAD_TOE = Vast(insert(LOG_BLAD))
_LEES_TEGEL = Vast(
    select(LOG_TEGEL.c.hashes).where(
        LOG_TEGEL.c.niveau == bindparam("niveau"), LOG_TEGEL.c.nummer == bindparam("nummer")
    )
)


@dataclass(frozen=True, slots=True)
class Logstand:
    """A durable state of the log: number of leaves, root (32 bytes), signed checkpoint note."""

    grootte: int
    wortel: bytes
    checkpoint: str


def maak_tabellen(verbinding: Connection) -> None:
    """Create the tables of the log; for migrations and tests."""
    METADATA.create_all(verbinding, checkfirst=False)


def lees_stand(verbinding: Connection, *, slot: bool = False) -> Logstand | None:
    """The stored state, None of a log that was never opened.

    With `slot` the row is locked until the end of the transaction, so that two processes can
    never both append to the same size. (SQLite: its write transaction is that lock.)
    """
    rij = (_VERGRENDEL_STAND if slot else _LEES_STAND).een(verbinding)
    return None if rij is None else Logstand(*rij)


def begin_stand(verbinding: Connection, stand: Logstand) -> None:
    """Write the first state; a second process that does the same at once changes nothing."""
    waarden = {
        "id": _STAND_ID,
        "grootte": stand.grootte,
        "wortel": stand.wortel,
        "checkpoint": stand.checkpoint,
    }
    opdracht = _insert(verbinding.dialect.name, LOG_STAND).on_conflict_do_nothing()
    verbinding.execute(opdracht, waarden)


def zet_stand(verbinding: Connection, stand: Logstand) -> None:
    """Replace the state."""
    nieuw = {"grootte": stand.grootte, "wortel": stand.wortel, "checkpoint": stand.checkpoint}
    _ZET_STAND.voer_uit(verbinding, nieuw)


def schrijf_bladen(
    verbinding: Connection, eerste: int, bladen: Sequence[Blad], hashes: Sequence[bytes]
) -> None:
    """Insert leaves with consecutive numbers from `eerste`."""
    rijen = [
        {
            "nummer": nummer,
            "soort": blad.soort.value,
            "tijdstip": blad.tijdstip,
            "inhoud": blad.inhoud,
            "bladhash": hash_,
            "sleutel": blad.sleutel,
        }
        for nummer, (blad, hash_) in enumerate(zip(bladen, hashes, strict=True), eerste)
    ]
    _VOEG_BLAD_TOE.reeks(verbinding, rijen)


def schrijf_tegels(verbinding: Connection, tegels: Iterable[Tegelstand]) -> None:
    """Store tiles; a tile that was partial is replaced by its wider self."""
    opdracht = _ZET_TEGEL[verbinding.dialect.name]
    rijen = [{"niveau": t.niveau, "nummer": t.nummer, "hashes": t.hashes} for t in tegels]
    opdracht.reeks(verbinding, rijen)


def lees_tegel(verbinding: Connection, niveau: int, nummer: int) -> bytes:
    """Stored hashes of a tile; `LogBeschadigd` when the log should have it and has not."""
    rij = _LEES_TEGEL.een(verbinding, {"niveau": niveau, "nummer": nummer})
    if rij is None:
        raise LogBeschadigd(f"Tegel {nummer} op niveau {niveau} van het log ontbreekt.")
    hashes: bytes = rij[0]
    return hashes


def nummers_van(verbinding: Connection, sleutel: str) -> list[int]:
    """Numbers of the leaves stored under this key, oldest first."""
    vraag = select(LOG_BLAD.c.nummer).where(LOG_BLAD.c.sleutel == sleutel)
    return list(verbinding.scalars(vraag.order_by(LOG_BLAD.c.nummer)))


def verwijder_inhoud(verbinding: Connection, nummers: Sequence[int]) -> int:
    """Prune the bodies of these leaves; hashes stay. Counts those that still had one."""
    uitkomst = verbinding.execute(
        update(LOG_BLAD)
        .where(LOG_BLAD.c.nummer.in_(nummers), LOG_BLAD.c.inhoud.is_not(None))
        .values(inhoud=None)
    )
    return uitkomst.rowcount


def _insert(dialect: str, tabel: Table) -> postgresql.Insert | sqlite.Insert:
    """`INSERT … ON CONFLICT` in this dialect."""
    return postgresql.insert(tabel) if dialect == "postgresql" else sqlite.insert(tabel)


def _zet_tegel(dialect: str) -> postgresql.Insert | sqlite.Insert:
    nieuw = _insert(dialect, LOG_TEGEL)
    return nieuw.on_conflict_do_update(
        index_elements=[LOG_TEGEL.c.niveau, LOG_TEGEL.c.nummer],
        set_={"hashes": nieuw.excluded.hashes},
    )


_ZET_TEGEL = {dialect: Vast(_zet_tegel(dialect)) for dialect in ("postgresql", "sqlite")}
