"""A page of rows in order of their key: the oldest first, or the newest."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select

S = TypeVar("S", bound=Select[Any])


def vanaf(vraag: S, kolom: Any, na: str | None, *, nieuwste: bool = False) -> S:  # noqa: ANN401
    """What comes after ``na`` in this order; the key grows with time."""
    if na is not None:
        vraag = vraag.where(kolom < na if nieuwste else kolom > na)
    return vraag.order_by(kolom.desc() if nieuwste else kolom)
