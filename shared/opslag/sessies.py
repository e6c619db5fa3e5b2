"""Sessions and transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolUitgeput
from sqlalchemy.orm import Session, sessionmaker

from shared.opslag.engine import lezend
from shared.opslag.fouten import als_niet_beschikbaar

SessieMaker: TypeAlias = sessionmaker[Session]
"""What a repository or service takes: a factory of sessions on one database."""


def sessie_maker(engine: Engine) -> SessieMaker:
    """Sessions that read and write. Loaded objects stay readable after commit."""
    return sessionmaker(engine, expire_on_commit=False)


def lees_sessie_maker(engine: Engine) -> SessieMaker:
    """Sessions that only read: they hold no lock and wait for no writer."""
    return sessionmaker(lezend(engine), expire_on_commit=False)


@contextmanager
def transactie(maker: SessieMaker) -> Iterator[Session]:
    """One transaction: committed at the end of the block, rolled back on any error.

    Faults: `DatabankNietBeschikbaar`, also when no connection came free in time.
    """
    with _met_verbinding(), maker.begin() as sessie:
        yield sessie


@contextmanager
def transactie_zonder_orm(engine: Engine) -> Iterator[Connection]:
    """The same on a bare connection, for the few places where the ORM's price counts.

    Give a `lezend` engine to read only. Faults: as `transactie`.
    """
    with _met_verbinding(), engine.begin() as verbinding:
        yield verbinding


@contextmanager
def _met_verbinding() -> Iterator[None]:
    try:
        yield
    except PoolUitgeput as fout:
        vertaald = als_niet_beschikbaar(fout)
        if vertaald is None:
            raise
        raise vertaald from fout
