"""How long what may be said may be said, and how long it waits here to be told of. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl, na_werkdagen

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def geldig_tot(regels: Convenantregels, kanaal: str, besloten_op: datetime) -> datetime:
    """Until when the permission to say it holds: some hours, or that day in Amsterdam."""
    binnen = regels.kanalen[kanaal].zeggen_binnen
    if binnen is not None:
        return besloten_op + timedelta(hours=int(binnen.removeprefix("PT").removesuffix("H")))
    return _einde_van_dag(besloten_op)


def vervalt_op(regels: Convenantregels, kanaal: str, besloten_op: datetime) -> datetime:
    """When content is destroyed of which nobody told that it was said.

    Who said it in time may still tell so afterwards; once it can no longer be delivered it goes.
    """
    laatste = datum_nl(geldig_tot(regels, kanaal, besloten_op))
    dag = na_werkdagen(laatste, regels.mondeling.afleveren_binnen_werkdagen)
    return datetime.combine(dag, time.max, _AMSTERDAM)


def _einde_van_dag(moment: datetime) -> datetime:
    return datetime.combine(datum_nl(moment), time.max, _AMSTERDAM)
