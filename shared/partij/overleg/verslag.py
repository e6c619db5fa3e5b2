"""The verslag of a meeting: produced from what was decided and spoken, never typed by hand.

Each party has its own: what it said and what it was told in all uitingen of the meeting (covenant
6.2 and 6.4; F2: the party for which the covenant forgot to ask it, too). Whoever sat at the table
reads it, and who watches over the party; whom the covenant keeps out (5.2) the gateway refuses.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.handtekening import digest_header
from shared.bericht.jsonvorm import jcs
from shared.bericht.tijd import lees_utc
from shared.partij.fouten import Conflict, GeenToegang
from shared.partij.overleg.modellen import VerslagRij
from shared.partij.overleg.opslag import koppen, onverteld
from shared.partij.overleg.verslagregel import leesbaar, verslagregel
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.toegang import TOEZICHT, Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast

SOORT = "verslag"
PLANNEN = "overleggen"
_UITINGEN = "uitingen"


@dataclass(frozen=True)
class Verslag:
    """``inhoud``: overleg, gezegd and gehoord; ``open``: uitingen of which nobody told yet.

    ``weggelaten``: how many data are not in it, because the reader may not see them.
    """

    inhoud: dict[str, Any]
    open: list[str]
    vastgesteld: VerslagRij | None
    weggelaten: int = 0


class Verslagen:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def lees(self, kenmerk: str) -> Verslag:
        """The verslag as it stands, or as it was laid down. Reading it is recorded."""
        overleg = await self._bijgewoond(kenmerk)
        return await asyncio.to_thread(self._lees, overleg)

    async def stel_vast(self, kenmerk: str, afspraken: str, *, bevestigd: bool) -> Verslag:
        """Lays the verslag down, once, when of everything is known whether it was said.

        Raises ``Conflict`` before the meeting begins, with words still open, or a second time;
        ``OngeldigeInvoer`` when the agreements point at somebody.
        """
        eis_zonder_personen([("/afspraken", afspraken)], bevestigd=bevestigd)
        overleg = await self._bijgewoond(kenmerk)
        if lees_utc(overleg["begin"]) > self._u.dienst.klok():
            raise Conflict("Dit overleg moet nog beginnen.")
        await asyncio.to_thread(self._stel_vast, overleg, afspraken)
        return await self.lees(kenmerk)

    async def _bijgewoond(self, kenmerk: str) -> dict[str, Any]:
        overleg = await self._u.gateway.overleg(kenmerk)
        eis_eigen_groep(self._wie, overleg)
        if not (is_deelnemer(self._wie, overleg) or TOEZICHT in self._wie.rechten):
            raise GeenToegang(
                "U was geen aangemelde deelnemer van dit overleg; het verslag is voor wie erbij "
                "was."
            )
        return overleg

    def _lees(self, overleg: Mapping[str, Any]) -> Verslag:
        dienst = self._u.dienst
        with dienst.transactie() as sessie:
            verslag = self._stel_op(sessie, overleg)
            gelezen = [Geraadpleegd(overleg["id"], None)]
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "raadplegen", SOORT, gelezen)
            sessie.flush()
            if verslag.vastgesteld is not None:
                sessie.expunge(verslag.vastgesteld)
        return self._voor_mij(verslag)

    def _voor_mij(self, verslag: Verslag) -> Verslag:
        """Without what is about a group outside the task, or of a kind the function does not
        read."""
        inhoud, weg = dict(verslag.inhoud), 0
        for deel in ("gezegd", "gehoord"):
            inhoud[deel], minder = leesbaar(inhoud[deel], self._wie.in_taak, self._wie.leest)
            weg += minder
        return Verslag(inhoud, verslag.open, verslag.vastgesteld, weg)

    def _stel_op(self, sessie: Session, overleg: Mapping[str, Any]) -> Verslag:
        rij = sessie.get(VerslagRij, overleg["id"])
        if rij is not None:
            return Verslag(rij.inhoud, [], rij)
        partij, uitingen = self._u.dienst.partij.code, overleg[_UITINGEN]
        eigen = (een for een in uitingen if een["afzender"] == partij)
        ander = (een for een in uitingen if een["afzender"] != partij)
        inhoud = {
            "overleg": {naam: lid for naam, lid in overleg.items() if naam != _UITINGEN},
            "gezegd": _regels(sessie, eigen),
            "gehoord": _regels(sessie, ander),
        }
        return Verslag(inhoud, onverteld(sessie, overleg["id"]), None)

    def _stel_vast(self, overleg: Mapping[str, Any], afspraken: str) -> None:
        nu, door = self._u.dienst.klok(), self._wie.autorisatie_id
        with self._u.dienst.transactie() as sessie:
            verslag = self._stel_op(sessie, overleg)
            if verslag.vastgesteld is not None:
                raise Conflict("Dit verslag is al vastgesteld.")
            if verslag.open:
                raise Conflict(
                    "Van deze uitingen is nog niet verteld of ze zijn gedaan: "
                    f"{', '.join(verslag.open)}. Vertel dat eerst."
                )
            sessie.add(
                VerslagRij(
                    overleg=overleg["id"],
                    afspraken=afspraken,
                    inhoud=verslag.inhoud,
                    digest=digest_header(jcs({**verslag.inhoud, "afspraken": afspraken})),
                    vastgesteld_op=nu,
                    vastgesteld_door=door,
                )
            )
            leg_bevestiging_vast(sessie, SOORT, overleg["id"], 1, door=door, nu=nu)


def is_deelnemer(wie: Medewerker, overleg: Mapping[str, Any]) -> bool:
    """Whether this official was registered as somebody at the table."""
    return wie.autorisatie_id in overleg["deelnemers"]


def eis_eigen_groep(wie: Medewerker, overleg: Mapping[str, Any]) -> None:
    """Refuses a meeting that is about none of the groups of the task."""
    groepen = [str(groep) for groep in overleg["groepen"]]
    if not any(wie.in_taak(groep) for groep in groepen):
        wie.eis_groep(groepen[0])


def _regels(sessie: Session, uitingen: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What of these was said, in the order of the messages."""
    gezegd = [een["gezegd"]["berichten"] for een in uitingen if een["gezegd"] is not None]
    gevonden = koppen(sessie, [bericht for berichten in gezegd for bericht in berichten])
    return [verslagregel(gevonden[bericht]) for bericht in sorted(gevonden)]
