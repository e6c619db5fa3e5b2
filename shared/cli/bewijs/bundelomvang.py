"""What `driehoek bewijs verifieer` says about what a bundle covers, and how old it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.bewijsbundel.rapport import Bundelrapport
from shared.cli.scherm import meervoud
from shared.leesbaar.tijd import lokaal

_UTC = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z", re.ASCII)
# Getuigen tekenen binnen een paar tellen; wie later komt, zag het log misschien pas veel later.
_TRAAG = timedelta(minutes=15)


def omvangregels(rapport: Bundelrapport, nu: datetime) -> Iterator[str]:
    """The lines, without a newline. `nu`: against which the checkpoint's age is counted."""
    if rapport.dekking is not None or rapport.checkpoint is not None:
        yield "Tijden        Nederlandse tijd"
    if rapport.dekking is not None:
        yield f"Vraag         {_in_lokale_tijd(rapport.dekking.vraag)}"
        yield f"Dekt          {rapport.dekking.dekt}"
        for plek, wat in enumerate(rapport.dekking.niet_getoond):
            yield f"{'Niet getoond' if plek == 0 else '':<14}{_in_lokale_tijd(wat)}"
    yield from _leeftijd(rapport, nu)


def _leeftijd(rapport: Bundelrapport, nu: datetime) -> Iterator[str]:
    if rapport.checkpoint is None:
        return
    gemaakt, getekend = rapport.gemaakt, rapport.medeondertekend
    if gemaakt is not None:
        yield f"Gemaakt       {_moment(gemaakt)}, {_oud(nu - gemaakt)} geleden"
    if getekend is None:
        yield (
            "LET OP        geen getuige tekende dit checkpoint: alleen het log zelf zegt dat het "
            "toen zo was"
        )
        return
    yield f"Getekend      {_moment(getekend)} (laatste getuige), {_oud(nu - getekend)} geleden"
    if gemaakt is not None and abs(getekend - gemaakt) > _TRAAG:
        wanneer = "na" if getekend > gemaakt else "voor"
        yield (
            f"LET OP        de getuigen tekenden {_oud(abs(getekend - gemaakt))} {wanneer} het "
            "maken van de bundel"
        )


def _moment(moment: datetime) -> str:
    return f"{lokaal(moment):%d-%m-%Y %H:%M:%S}"


def _in_lokale_tijd(tekst: str) -> str:
    """The text with every UTC moment in it as on the clock of the Netherlands, to the second."""
    return _UTC.sub(_als_lokaal, tekst)


def _als_lokaal(gevonden: re.Match[str]) -> str:
    try:
        return _moment(datetime.fromisoformat(gevonden[0]))
    except ValueError:
        # Wie de vraag schreef, schreef een dag die er niet is; dan staat er wat er staat.
        return gevonden[0]


def _oud(duur: timedelta) -> str:
    """How long in the largest unit that fits: `3 dagen`, `2 uur`, `5 minuten`."""
    seconden = max(0, int(duur.total_seconds()))
    if seconden >= 86400:
        return meervoud(seconden // 86400, "dag", "dagen")
    if seconden >= 3600:
        return f"{seconden // 3600} uur"
    if seconden >= 60:
        return meervoud(seconden // 60, "minuut", "minuten")
    return meervoud(seconden, "seconde", "seconden")
