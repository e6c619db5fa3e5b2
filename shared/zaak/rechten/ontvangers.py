"""To whom this party gave data about somebody, by the log and by its own file (covenant 11.4; H12).

The log goes back further: of what was destroyed here by now it still has the pseudonym. What the
own file knows is added, also while the log cannot be asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from shared.bericht.tijd import utc_tekst
from shared.convenant.berichtsoorten import geeft_gegevens
from shared.convenant.logtermijnen import langste_bladtermijn
from shared.convenant.termijnen import begin_nl, datum_nl, min_
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.rechten import bekenden

_KWAM_AAN = frozenset({"aanvaard", "opgevolgd"})


class Logzoeker(Protocol):
    """Where the log is asked about messages of this party."""

    async def zoek_uitwisselingen(self, vraag: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """Everything that answers the question."""
        ...


@dataclass(frozen=True)
class Ontvangers:
    """``vanaf``: how far the log goes back. ``uit_log``: it could be asked."""

    partijen: tuple[str, ...]
    vanaf: date
    uit_log: bool


async def zoek_ontvangers(u: Uitwisseling, persoon_id: str | None) -> Ontvangers:
    """Of nobody in the own file there are none."""
    nu = u.dienst.klok()
    vanaf = min_(datum_nl(nu), langste_bladtermijn(u.dienst.regels))
    if persoon_id is None:
        return Ontvangers((), vanaf, uit_log=True)
    eigen, namen = await asyncio.to_thread(_uit_bestand, u.dienst, persoon_id, vanaf)
    uit_log = await _uit_log(u.gateway, u.dienst, namen, vanaf, nu)
    partijen = sorted({*eigen, *(uit_log or ())})
    return Ontvangers(tuple(partijen), vanaf, uit_log=uit_log is not None)


def _uit_bestand(dienst: Dienst, persoon_id: str, vanaf: date) -> tuple[list[str], list[str]]:
    with dienst.lezend() as sessie:
        eigen = bekenden.ontvangers_van(sessie, persoon_id, begin_nl(vanaf))
        return eigen, sorted(bekenden.namen_van(sessie, persoon_id))


async def _uit_log(
    gateway: Logzoeker, dienst: Dienst, namen: Iterable[str], vanaf: date, nu: datetime
) -> set[str] | None:
    """``None`` where the log could not be asked about each of these pseudonyms."""
    periode = {"van": utc_tekst(begin_nl(vanaf)), "tot": utc_tekst(nu)}
    gevonden: set[str] = set()
    for naam in namen:
        vraag = {"periode": periode, "afzender": dienst.partij.code, "betrokkene": naam}
        try:
            regels = await gateway.zoek_uitwisselingen(vraag)
        except GatewayFout:
            return None
        gevonden |= {
            str(een["ontvanger"])
            for een in regels
            if een["uitkomst"] in _KWAM_AAN and geeft_gegevens(dienst.regels, str(een["soort"]))
        }
    return gevonden
