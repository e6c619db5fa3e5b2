"""How the group went: start, steps, the decision to take it up, its end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from shared.bestand.groepen.groepsverloop import momenten
from shared.bestand.groepen.tabellen import GroepsmomentRij
from shared.convenant.einde import loopt
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = uit("startbesluit", "stap", "besluit-prioriteren", "afsluiting")


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    gezien = momenten(blik.sessie, blik.groep)
    for vorig, moment in pairwise([None, *gezien]):
        assert moment is not None  # noqa: S101 - for the type checker: only the first is None
        yield from _veranderd(blik, vorig, moment)


def _veranderd(
    blik: Tijdlijnblik, vorig: GroepsmomentRij | None, nu: GroepsmomentRij
) -> Iterator[Tijdlijnfeit]:
    onderwerp, pad = f"{nu.groep}:{nu.volgnummer}", f"/groepen/{nu.groep}"
    if nu.start is not None and (vorig is None or vorig.start != nu.start):
        # When it was taken; the day it names is a day, and would stand before the group was opened.
        yield _SOORTEN["startbesluit"].feit(onderwerp, nu.gezien_op, pad=pad)
    if vorig is None or vorig.stap != nu.stap:
        stap = blik.regels.stappen.get(nu.stap)
        naam = "" if stap is None else stap.naam
        yield _SOORTEN["stap"].feit(
            onderwerp, nu.gezien_op, pad=pad, woorden={"stap": nu.stap, "naam": naam}
        )
    if nu.prioritering is not None and (vorig is None or vorig.prioritering != nu.prioritering):
        yield _SOORTEN["besluit-prioriteren"].feit(
            onderwerp, nu.gezien_op, pad=pad, woorden={"prioritering": nu.prioritering}
        )
    if not loopt(nu.status, nu.eindcriterium) and (vorig is None or vorig.status != nu.status):
        reden = blik.regels.eindcriteria.get(nu.eindcriterium or "", nu.status.replace("_", " "))
        yield _SOORTEN["afsluiting"].feit(
            onderwerp, nu.gezien_op, pad=pad, woorden={"reden": reden}
        )


GROEP = Tijdlijnbron(_SOORTEN, _feiten)
