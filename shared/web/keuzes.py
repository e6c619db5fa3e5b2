"""A filter whose possible values are data (a row of the covenant file, a kind of work).

What has its values in code is a `Literal` or an enum and needs nothing of this. A value nobody
knows would find nothing, and the caller would take that for the answer.
"""

from __future__ import annotations

from collections.abc import Collection

from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout

_MAX_GENOEMD = 40


def eis_keuze(naam: str, waarde: str | None, keuzes: Collection[str]) -> None:
    """Refuse (400) a value of query parameter `naam` that is none of `keuzes`; None is no filter.

    One line in the endpoint: `eis_keuze("soort", soort, regels.soorten)`.
    """
    if waarde is None or waarde in keuzes:
        return
    zin = "is hier onbekend"
    if len(keuzes) <= _MAX_GENOEMD:
        zin = f"moet een van deze waarden zijn: {', '.join(sorted(keuzes))}"
    raise ProbleemFout(
        400, "Het verzoek klopt niet; zie fouten.", fouten=[Invoerfout(f"query:{naam}", zin)]
    )
