"""The verslag of what was said outside a meeting: one note per call (readings E7 and F2).

Like that of a meeting it follows from what was decided and spoken, and holds no content. Both sides
have it, and of each who was on the line reads it.
"""

from __future__ import annotations

import asyncio

from shared.bestand.afscherming.opslag import beperkte_namen
from shared.bestand.toegang.bevoegdheid import TOEZICHT
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import leg_raadpleging_vast, onder_pseudoniem
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.web.paginering import Pagina
from shared.verzenden.gateway.antwoord import lijst_uit
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.overleg import opslag
from shared.zaak.overleg.register import lees_vorm
from shared.zaak.overleg.verslagregel import (
    Eigengezegd,
    Regels,
    genoemd_in,
    leesbaar,
    stel_regels_op,
)
from shared.zaak.overleg.vormen import NotitiesUit, UitingstandUit, VerslagregelUit

SOORT = "gespreksnotitie"


class Notities:
    """The use case of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def lijst(self, groep: str, pagina: Pagina) -> NotitiesUit:
        """What was said in calls about a group of the task. Reading it is recorded.

        A page may hold fewer than asked: not everything was said, and who was not on the line does
        not read it.
        """
        self._wie.eis_groep(groep)
        document = await self._u.gateway.uitingen(groep, pagina.na, pagina.grootte)
        standen = [
            lees_vorm(UitingstandUit, een, "uiting") for een in lijst_uit(document, "uitingen")
        ]
        volgende = document.get("volgende")
        if volgende is not None and not isinstance(volgende, str):
            raise GatewayFout("De gateway gaf een lijst die niet verder te lezen is.")
        notities, weg = await asyncio.to_thread(self._lees, standen)
        return NotitiesUit(gespreksnotities=notities, weggelaten=weg, volgende=volgende)

    def _lees(self, standen: list[UitingstandUit]) -> tuple[list[VerslagregelUit], int]:
        dienst = self._u.dienst
        with dienst.transactie() as sessie:
            eigen = opslag.eigen_van(sessie, [een.uiting for een in standen])
            genoemd = [bericht.id for een in standen for bericht in een.berichten]
            gehoord = opslag.gehoord_van(sessie, genoemd)
            regels = stel_regels_op(dienst.partij.code, standen, (), eigen, gehoord)
            erbij = [een for een in _gezegd(regels) if self._was_aan_de_lijn(een, eigen)]
            beperkt = beperkte_namen(sessie, genoemd_in(erbij))
            notities, weg = leesbaar(erbij, self._wie.in_taak, self._wie.leest, beperkt)
            gelezen = [
                over
                for een in notities
                for over in onder_pseudoniem(sessie, een.uiting, genoemd_in([een]))
            ]
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "lijst", SOORT, gelezen)
        return notities, weg

    def _was_aan_de_lijn(self, regel: VerslagregelUit, eigen: list[Eigengezegd]) -> bool:
        """Who said it, who had it asked, who heard it, and who watches over the party."""
        if TOEZICHT in self._wie.rechten:
            return True
        partij = self._u.dienst.partij.code
        wie = {een.ontvangende_medewerker for een in regel.berichten if een.ontvanger == partij}
        if regel.afzender == partij:
            wie.add(regel.medewerker)
            wie |= {
                kop["medewerker"] for een in eigen if een.uiting == regel.uiting
                for kop in een.koppen
            }  # fmt: skip
        return self._wie.autorisatie_id in wie


def _gezegd(regels: Regels) -> list[VerslagregelUit]:
    return sorted((*regels.gezegd, *regels.gehoord), key=lambda een: een.uiting)
