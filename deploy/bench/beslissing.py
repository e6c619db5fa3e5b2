"""Measures one decision, without parsing: a message with two onderdelen that may be sent."""

from __future__ import annotations

import time

from deploy.bench.voorbeeld import toetsverzoek
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek

_RONDEN = 5
_PER_RONDE = 2000
_MICRO = 1_000_000


def microseconden() -> float:
    """CPU microseconds per decision; the best of a few rounds, since other work only adds."""
    regels = standaard_convenant()
    verzoek = lees_toetsverzoek(toetsverzoek(), regels)
    if not toets(verzoek, regels).toegestaan:
        raise AssertionError("het gemeten bericht hoort toegestaan te zijn")
    beste = float("inf")
    for _ronde in range(_RONDEN):
        begin = time.process_time()
        for _ in range(_PER_RONDE):
            toets(verzoek, regels)
        beste = min(beste, time.process_time() - begin)
    return beste / _PER_RONDE * _MICRO
