"""The day from which a covenant no longer holds for one party (15.3; readings H14 and K7). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def eindigt_op(convenant: Mapping[str, Any], partij: str) -> date | None:
    """The first day on which nothing may be given to or by this party; ``None``: no such day yet.

    ``convenant``: ``beeindigdPer`` and ``opzeggingen`` as in ``toestand.convenant``. Of a notice
    counts the party's own, and that of another as long as the others have not confirmed in writing
    that they go on.
    """
    dagen = [_dag(convenant.get("beeindigdPer"))]
    for opzegging in convenant.get("opzeggingen") or ():
        if opzegging["partij"] == partij or opzegging.get("voortgezet") is not True:
            dagen.append(_dag(opzegging["per"]))
    return min((dag for dag in dagen if dag is not None), default=None)


def _dag(tekst: object) -> date | None:
    return date.fromisoformat(tekst) if isinstance(tekst, str) else None
