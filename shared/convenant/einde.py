"""When it is over: the approach of a group, and a covenant for one party. Pure.

The one answer everybody asks. A group runs as long as its status says so and no end criterion is
met (5.3, 8.1); the gates name the two apart, because each is a reason of its own. A covenant ends
for a party on a day (15.3; readings H14 and K7).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

ACTIEF: Final[Literal["actief"]] = "actief"


def is_actief(status: object) -> bool:
    """Whether no decision ended the group: not closed, and not one that was not taken up."""
    return status == ACTIEF


def loopt(status: object, eindcriterium: object) -> bool:
    """Whether a group with this status and end criterion still runs."""
    return is_actief(status) and eindcriterium is None


def groep_loopt(stand: Mapping[str, Any]) -> bool:
    """The same of a state as it is in `toestand.groep` (profile, part 2)."""
    return loopt(stand.get("status"), stand.get("eindcriterium"))


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
