"""The verslag of what was said outside a meeting: one note per call (readings E7 and F2).

Like that of a meeting it follows from what was decided and spoken, and holds no content. It is for
who was on the line, and for who watches over the party.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from shared.bericht.tijd import lees_utc
from shared.convenant.regels import Convenantregels
from shared.partij.overleg.opslag import koppen
from shared.partij.overleg.verslagregel import leesbaar, verslagregel
from shared.partij.paginering import Pagina
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.toegang import TOEZICHT, Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import InkomendRij, UitingRij, Uitingstand

SOORT = "gespreksnotitie"
_VERTELD = (Uitingstand.TE_BEVESTIGEN, Uitingstand.BEVESTIGD)


@dataclass(frozen=True)
class Notitie:
    """What was said in one go, to or by this party. The log's leaf is empty until it has one."""

    uiting: str
    gezegd_op: datetime
    regels: Sequence[Mapping[str, Any]]
    zonder_toestemming: bool | None
    bladnummer: int | None


class Notities:
    """What one official reads of them, within the task. Reading is recorded."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def gezegd(self, groep: str, pagina: Pagina) -> tuple[list[Notitie], str | None]:
        """What this party said about a group; a page may hold fewer than asked."""
        self._wie.eis_groep(groep)
        gevonden, volgende = await asyncio.to_thread(self._gezegd, groep, pagina)
        return await asyncio.to_thread(self._toon, gevonden), volgende

    async def gehoord(self, groep: str, pagina: Pagina) -> tuple[list[Notitie], str | None]:
        """What this party was told about a group; the gateway knows what of it was said."""
        self._wie.eis_groep(groep)
        gevonden, volgende = await asyncio.to_thread(self._aangekondigd, groep, pagina)
        uitingen = await asyncio.gather(*(self._u.gateway.uiting(een) for een in gevonden))
        notities = [
            Notitie(
                uiting=een["uiting"],
                gezegd_op=lees_utc(een["gezegd"]["gezegdOp"]),
                regels=[verslagregel(gevonden[een["uiting"]])],
                zonder_toestemming=een["gezegd"]["zonderToestemming"],
                bladnummer=een["gezegd"]["bladnummer"],
            )
            for een in uitingen
            if een["gezegd"] is not None and een["gezegd"]["berichten"]
        ]
        return await asyncio.to_thread(self._toon, notities), volgende

    def _gezegd(self, groep: str, pagina: Pagina) -> tuple[list[Notitie], str | None]:
        vraag = select(UitingRij).where(
            UitingRij.groep == groep, UitingRij.overleg.is_(None), UitingRij.stand.in_(_VERTELD)
        )
        if pagina.na is not None:
            vraag = vraag.where(UitingRij.id > pagina.na)
        vraag = vraag.order_by(UitingRij.id).limit(pagina.een_meer())
        with self._u.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            gevonden = koppen(sessie, [bericht for rij in rijen for bericht in rij.gezegd or ()])
            return [_van_gezegd(rij, gevonden) for rij in rijen], volgende

    def _aangekondigd(
        self, groep: str, pagina: Pagina
    ) -> tuple[dict[str, Mapping[str, Any]], str | None]:
        """By uiting: the kop of what was announced here over a spoken channel."""
        vraag = select(InkomendRij).where(InkomendRij.groep == groep)
        if pagina.na is not None:
            vraag = vraag.where(InkomendRij.bericht_id > pagina.na)
        vraag = vraag.order_by(InkomendRij.bericht_id).limit(pagina.een_meer())
        with self._u.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.bericht_id)
            regels = self._u.dienst.regels
            return {
                rij.kop["uiting"]: rij.kop for rij in rijen if _aan_de_telefoon(regels, rij.kop)
            }, volgende

    def _toon(self, notities: Sequence[Notitie]) -> list[Notitie]:
        """What of these is for this official, without the kinds the function does not read."""
        uit = []
        for een in notities:
            regels, _ = leesbaar(een.regels, self._wie.in_taak, self._wie.leest)
            if regels and self._was_erbij(een):
                uit.append(replace(een, regels=regels))
        dienst = self._u.dienst
        with dienst.transactie() as sessie:
            gelezen = [Geraadpleegd(een.uiting, None) for een in uit]
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "lijst", SOORT, gelezen)
        return uit

    def _was_erbij(self, notitie: Notitie) -> bool:
        wie = {
            regel[lid]
            for regel in notitie.regels
            for lid in ("medewerker", "ontvangendeMedewerker")
        }
        return self._wie.autorisatie_id in wie or TOEZICHT in self._wie.rechten


def _van_gezegd(rij: UitingRij, gevonden: Mapping[str, Mapping[str, Any]]) -> Notitie:
    berichten = [een for een in rij.gezegd or () if een in gevonden]
    return Notitie(
        uiting=rij.id,
        gezegd_op=rij.gezegd_op or rij.gemaakt_op,
        regels=[verslagregel(gevonden[een]) for een in sorted(berichten)],
        zonder_toestemming=rij.zonder_toestemming,
        bladnummer=rij.bladnummer,
    )


def _aan_de_telefoon(regels: Convenantregels, kop: Mapping[str, Any]) -> bool:
    """Whether it was announced over a spoken channel that is no meeting."""
    kanaal = regels.kanalen.get(kop["kanaal"])
    return kanaal is not None and kanaal.mondeling and not kanaal.overleg
