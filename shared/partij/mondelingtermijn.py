"""Until when what was permitted by mouth may still come in writing (profile 2, by mouth). Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from shared.convenant.regels import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.lijsten.termijnen import na_werkdagen

_UUR = timedelta(hours=1)


def laatste_dag(regels: Convenantregels, kanaal: str, besloten_op: datetime) -> date | None:
    """The last day on which the content of what was said may come; ``None``: not by mouth.

    It is said on the day of the decision, or within the channel's own hours after it; then its
    sender has the covenant's number of working days.
    """
    gevonden = regels.kanalen.get(kanaal)
    if gevonden is None or not gevonden.mondeling:
        return None
    uiterlijk = besloten_op
    if gevonden.zeggen_binnen is not None:
        uren = int(gevonden.zeggen_binnen.removeprefix("PT").removesuffix("H"))
        uiterlijk += uren * _UUR
    return na_werkdagen(datum_nl(uiterlijk), regels.mondeling.afleveren_binnen_werkdagen)
