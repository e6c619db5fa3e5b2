"""Declarative base and naming convention.

A database that stands apart (the kluis, a party's own tables) declares its own base:

    class EigenBasis(DeclarativeBase):
        metadata = nieuwe_metadata()
        type_annotation_map = TYPEN

`Basis` itself is for tables that live in whatever database a deployable has.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from shared.opslag.typen import Tijdstip

NAAMGEVING: Mapping[str, str] = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that every migration can find it. A check names itself."""

TYPEN: dict[Any, Any] = {datetime: Tijdstip()}
"""`Mapped[datetime]` is always a `Tijdstip`."""


def nieuwe_metadata() -> MetaData:
    """Metadata with the naming convention, for a base of one's own."""
    return MetaData(naming_convention=dict(NAAMGEVING))


class Basis(DeclarativeBase):
    """The shared declarative base."""

    metadata = nieuwe_metadata()
    type_annotation_map = TYPEN
