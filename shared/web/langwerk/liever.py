"""`Prefer: respond-async` (RFC 7240): who asks would rather not wait for long work. Pure."""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import Header

TOEGEPAST: Final = "respond-async"
_WACHT = re.compile(r'wait\s*=\s*"?([0-9]{1,4})"?', re.IGNORECASE)

Liever = Annotated[
    str | None,
    Header(
        alias="Prefer",
        max_length=200,
        description="Met `respond-async` wacht u niet: duurt het langer, dan is het antwoord een "
        "202 met in `Location` waar u ziet hoe ver het is. Met `wait=3` erbij wacht u eerst zoveel "
        "seconden. Zonder deze kop komt het antwoord als alles is gedaan.",
    ),
]


def wachttijd(liever: str | None, hoogstens: float) -> float | None:
    """How many seconds to wait before a 202; ``None``: to the end. What is not known is skipped."""
    wensen = [een.strip() for een in (liever or "").split(",")]
    if not any(een.lower() == TOEGEPAST for een in wensen):
        return None
    gevraagd = [float(m[1]) for een in wensen if (m := _WACHT.fullmatch(een)) is not None]
    return min(gevraagd[0] if gevraagd else 0.0, hoogstens)
