"""Searching in leaves of any kind for whoever may; the question is recorded before the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from anyio import to_thread
from sqlalchemy import Connection, Engine

from gateway.betrokkenen import Gelezen, van_bladen
from gateway.fouten import NietGevonden
from gateway.inzage import zichtbaar_blad
from gateway.toegang import Raadpleger
from gateway.zoeken.bladvraag import Bladfacet, Bladopdracht
from gateway.zoeken.dienst import Plaats, binding, lees_plaats
from gateway.zoeken.facetten import Telling, tel
from gateway.zoeken.leesreeksen import Gevonden, Leesreeksen
from gateway.zoeken.register import lees_grootte
from gateway.zoeken.selectie import Selectie
from shared.logboek.bladen import GelezenBlad, lees_blad
from shared.logboek.fouten import BladOpgeschoond
from shared.opslag.engine import lezend
from shared.web.paginering import Cursors


@dataclass(frozen=True, slots=True)
class Gevondenblad:
    """A leaf of an answer."""

    bladnummer: int
    blad: GelezenBlad


@dataclass(frozen=True, slots=True)
class Bladpagina:
    """A page of an answer."""

    bladen: list[Gevondenblad]
    volgende: str | None
    aantal: int
    grootte: int
    facetten: dict[str, Telling] | None


class Bladzoeken:
    """Answers questions about leaves. Safe to share between threads."""

    def __init__(
        self, engine: Engine, leesreeksen: Leesreeksen, cursors: Cursors, gelezen: Gelezen
    ) -> None:
        self._gelezen = gelezen
        self._engine = lezend(engine)
        self._leesreeksen = leesreeksen
        self._cursors = cursors

    async def zoek(
        self,
        opdracht: Bladopdracht,
        wie: Raadpleger,
        *,
        aantal: int,
        cursor: str | None = None,
        facetten: Sequence[Bladfacet] = (),
    ) -> Bladpagina:
        """One page. `InvoerOngeldig` for a cursor of another question or of somebody else."""
        plaats = lees_plaats(self._cursors, opdracht, wie, cursor)
        if plaats is None:
            plaats = Plaats(await to_thread.run_sync(self._grootte))
        await self._leesreeksen.noteer(wie, Gevonden(opdracht.als_dict(), plaats.grootte))
        return await to_thread.run_sync(self._pagina, opdracht, wie, plaats, aantal, facetten)

    def _grootte(self) -> int:
        with self._engine.connect() as verbinding:
            return lees_grootte(verbinding)

    def _pagina(
        self,
        opdracht: Bladopdracht,
        wie: Raadpleger,
        plaats: Plaats,
        aantal: int,
        facetten: Sequence[Bladfacet],
    ) -> Bladpagina:
        with self._engine.connect() as verbinding:
            selectie = Selectie(verbinding, opdracht, wie.partij, plaats.grootte)
            nummers = list(islice(selectie.nummers(plaats.voor), aantal + 1))
            meer, nummers = len(nummers) > aantal, nummers[:aantal]
            totaal, tellingen = plaats.aantal, None
            if facetten:
                totaal, tellingen = tel(verbinding, selectie, facetten, plaats.grootte)
            elif totaal is None:
                totaal = selectie.aantal()
            inhouden = list(_inhouden(verbinding, nummers, wie))
        self._gelezen(van_bladen(inhoud for _, inhoud in inhouden))
        bladen = [Gevondenblad(nummer, lees_blad(inhoud)) for nummer, inhoud in inhouden]
        volgende = None
        if meer:
            volgende = self._cursors.geef(
                [plaats.grootte, nummers[-1], totaal], binding(opdracht, wie)
            )
        return Bladpagina(bladen, volgende, totaal, plaats.grootte, tellingen)


def _inhouden(
    verbinding: Connection, nummers: Sequence[int], wie: Raadpleger
) -> list[tuple[int, bytes]]:
    """The bytes of these leaves, each looked at once more: only what is this reader's to see."""
    inhouden = []
    for nummer in nummers:
        try:
            inhouden.append((nummer, zichtbaar_blad(verbinding, nummer, wie)))
        except (NietGevonden, BladOpgeschoond):
            # Tussen het zoeken en het lezen geleegd, of toch niet van deze lezer.
            continue
    return inhouden
