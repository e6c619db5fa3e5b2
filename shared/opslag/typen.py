"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

# Zo schrijven wij een UUID zelf; wat er zo uitziet hoeft niet nog eens gelezen te worden.
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SQLITE_LENGTE = len("2026-11-23T10:00:00.000000Z")

KENMERK = String(36)
"""A column that holds an id which this system or another gave out."""
COLLEGA = "collega"
"""What a column says of itself (``info``) when it names a colleague and its name does not."""


class Tijdstip(TypeDecorator[datetime]):
    """A moment: an aware datetime, given back in UTC, microseconds kept.

    PostgreSQL: timestamp with time zone. SQLite: RFC 3339 text of fixed width, so that text order
    is time order. A datetime without a time zone is refused.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(_SQLITE_LENGTE))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("Een tijdstip zonder tijdzone kan niet worden opgeslagen.")
        utc = value.astimezone(UTC)
        if dialect.name == "sqlite":
            # %Y does not pad years before 1000 on every platform; isoformat does.
            return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        return utc

    def process_result_value(
        self,
        value: datetime | str | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        if value is None:
            return None
        gelezen = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return gelezen.astimezone(UTC)


class JsonTekst(TypeDecorator[Any]):
    """A JSON value kept as text: key order, numbers and U+0000 come back as they went in.

    Not for searching in. A change inside a loaded value goes unseen: assign a new value.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002 - any JSON
        if value is None:
            return None
        # ASCII only: PostgreSQL text takes neither U+0000 nor half a surrogate pair.
        return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - any JSON
        return None if value is None else json.loads(value)


class Uuid(TypeDecorator[str]):
    """A UUID as its 36 characters in lower case; takes `str` or `uuid.UUID`, refuses others."""

    impl = String(36)
    cache_ok = True

    def process_bind_param(self, value: str | uuid.UUID | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None or (isinstance(value, str) and _UUID.fullmatch(value)):
            return value
        return str(value if isinstance(value, uuid.UUID) else uuid.UUID(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return value
