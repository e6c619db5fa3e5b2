"""How groups went, as this party knows it.

Looked at now and then, and whenever somebody opens a list of work. The gateway says how each
decision left a group, and when: every one since the last look becomes a row, in the transaction
that also promises the notification of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bestand.groepen.tabellen import GroepsmomentRij
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayFout
from shared.web.proces.achtergrond import steeds

_log = structlog.get_logger(__name__)
Stand = Mapping[str, Any]
_Moment = tuple[datetime, dict[str, Any]]
"""Since when, and the columns of a row."""


class Groepenbron(Protocol):
    """Who can say how the groups of this party stand. May raise ``GatewayFout``."""

    async def groepen(self) -> Sequence[Stand]:
        """The groups this party takes part in."""
        ...


class Groepskijker:
    """Looks at all groups of this party and remembers what changed.

    ``bij_standen`` is told how they stand after every look; it must be repeatable.
    """

    def __init__(
        self,
        dienst: Dienst,
        lezen: SessieMaker,
        bron: Groepenbron,
        bij_standen: Callable[[Mapping[str, Stand]], None],
    ) -> None:
        self._dienst = dienst
        self._lezen = lezen
        self._bron = bron
        self._bij_standen = bij_standen
        self._begonnen = self._onthouden = 0
        self._schrijft = asyncio.Lock()

    async def kijk(self) -> dict[str, Stand] | None:
        """The groups by id, as they stand now; ``None`` while the gateway cannot be reached."""
        self._begonnen += 1
        beurt = self._begonnen
        try:
            groepen = await self._bron.groepen()
        except GatewayFout as fout:
            _log.warning("groepen zijn nu niet op te vragen", fout=type(fout).__name__)
            return None
        standen: dict[str, Stand] = {str(groep["id"]): groep for groep in groepen}
        async with self._schrijft:
            # What a look that began later remembered already is at least as new as this.
            if beurt > self._onthouden:
                await in_draad(self._onthoud, standen)
                await in_draad(self._bij_standen, standen)
                self._onthouden = beurt
        return standen

    async def kijk_na_besluit(self) -> None:
        """Looks because something was decided here: whoever reads on must find it at once.

        The decision stands whatever becomes of this look; the next one finds it too.
        """
        try:
            await self.kijk()
        except DatabankFout as fout:
            _log.warning("groepen volgen lukt nu niet", fout=type(fout).__name__)

    async def draai(self, rust_seconden: float) -> None:
        """Looks until it is cancelled; without this loop nobody hears of a decision."""
        await steeds("groepen volgen", self._beurt, rust_seconden, verwacht=(DatabankFout,))

    async def _beurt(self) -> None:
        await self.kijk()

    def _onthoud(self, standen: Mapping[str, Stand]) -> None:
        with transactie(self._lezen) as sessie:
            bekend = laatste_momenten(sessie, standen)
        anders = {g: s for g, s in standen.items() if verschilt(bekend.get(g), s)}
        if not anders:
            return
        try:
            with self._dienst.transactie() as sessie:
                noteer(sessie, anders, self._dienst.klok())
        except IntegrityError:
            _log.info("een ander zag dezelfde wijziging van een groep")


def noteer(sessie: Session, standen: Mapping[str, Stand], nu: datetime) -> None:
    """Adds a moment for every state a group had since it was last looked at."""
    bekend = laatste_momenten(sessie, standen)
    for groep, stand in sorted(standen.items()):
        vorig = bekend.get(groep)
        eerste = 1 if vorig is None else vorig.volgnummer + 1
        for nummer, (op, velden) in enumerate(_sindsdien(vorig, stand, nu), eerste):
            sessie.add(GroepsmomentRij(groep=groep, volgnummer=nummer, gezien_op=op, **velden))
    sessie.flush()


def verschilt(vorig: GroepsmomentRij | None, stand: Stand) -> bool:
    """Whether this state is another one than was seen last, or came by way of another one."""
    return vorig is None or bool(_sindsdien(vorig, stand, vorig.gezien_op))


def _sindsdien(vorig: GroepsmomentRij | None, stand: Stand, nu: datetime) -> list[_Moment]:
    """The states after the one seen last, each with since when; `nu` where nobody says."""
    verloop: list[_Moment] = []
    for een in stand.get("verloop", ()):
        velden = _velden(een)
        if not verloop or verloop[-1][1] != velden:
            verloop.append((datetime.fromisoformat(een["op"]), velden))
    if not verloop or verloop[-1][1] != _velden(stand):
        verloop.append((nu, _velden(stand)))
    if vorig is None:
        return verloop
    gelijk = [plek for plek, (_, velden) in enumerate(verloop) if _is(vorig, velden)]
    toen = [plek for plek in gelijk if verloop[plek][0] <= vorig.gezien_op]
    if toen:
        return verloop[toen[-1] + 1 :]
    # What was seen is not in it, or by another clock: only another state than that is surely new.
    return [] if len(verloop) - 1 in gelijk else verloop[-1:]


def _is(rij: GroepsmomentRij, velden: Mapping[str, Any]) -> bool:
    return all(getattr(rij, naam) == waarde for naam, waarde in velden.items())


def laatste_momenten(sessie: Session, groepen: Iterable[str]) -> dict[str, GroepsmomentRij]:
    """What was seen last of each of these groups."""
    nieuwste = (
        select(GroepsmomentRij.groep, func.max(GroepsmomentRij.volgnummer).label("nummer"))
        .group_by(GroepsmomentRij.groep)
        .subquery()
    )
    vraag = select(GroepsmomentRij).join(
        nieuwste,
        (GroepsmomentRij.groep == nieuwste.c.groep)
        & (GroepsmomentRij.volgnummer == nieuwste.c.nummer),
    )
    gevraagd = set(groepen)
    return {rij.groep: rij for rij in sessie.scalars(vraag) if rij.groep in gevraagd}


def momenten(sessie: Session, groep: str) -> list[GroepsmomentRij]:
    """Everything that was seen of a group, oldest first."""
    vraag = select(GroepsmomentRij).where(GroepsmomentRij.groep == groep)
    return list(sessie.scalars(vraag.order_by(GroepsmomentRij.volgnummer)))


def _velden(stand: Stand) -> dict[str, Any]:
    return {
        "stap": stand["stap"],
        "status": stand["status"],
        "start": (stand.get("startbesluit") or {}).get("datum"),
        "prioritering": stand.get("prioritering"),
        "eindcriterium": stand.get("eindcriterium"),
    }
