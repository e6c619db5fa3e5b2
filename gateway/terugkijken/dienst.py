"""Looking back over a whole answer: who gave whom, and its decisions taken again.

With the covenant of their time that shows whether what the log says still follows; with a changed
file it shows what a change of a rule would have meant. Recorded as read before it is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from anyio import to_thread
from sqlalchemy import Connection

from gateway.fouten import InvoerOngeldig
from gateway.logboek.bladen import blad_op_nummer, convenantgeschiedenis
from gateway.logboek.leesreeksen import Gevonden, Leesreeksen
from gateway.logboek.verantwoording import Herhaaldbesluit, Verantwoording
from gateway.registers.beeld import Beelden
from gateway.registers.convenanten import Convenantregister
from gateway.registers.convenantversies import Convenanten
from gateway.toegang.zicht import Raadpleger
from gateway.zoekregister.regels import Regel, lees_regels
from gateway.zoekregister.register import Bijgewerkt, lees_grootte
from gateway.zoekregister.selectie import Selectie
from gateway.zoekregister.stromen import Stroom, tel_stromen
from gateway.zoekregister.vraag import Zoekopdracht
from shared.bewijsbundel.blad.convenantboek import herhaal
from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Besluit
from shared.convenant.regels.laden import InconsistentConvenant, laad_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek
from shared.logboek.bladen import lees_blad
from shared.logboek.fouten import BladOpgeschoond

PER_KEER = 500


@dataclass(frozen=True, slots=True)
class Verschil:
    """A decision that comes out otherwise. `opnieuw`: None when these rules cannot decide it."""

    regel: Regel
    opnieuw: Besluit | None
    verschillen: list[str]


@dataclass(slots=True)
class Herhaaluitkomst:
    """What came of taking decisions again."""

    grootte: int
    aantal: int = 0
    herhaald: int = 0
    niet_meer: int = 0
    volgende: int | None = None
    regels: Convenantregels | None = None
    anders: list[Verschil] = field(default_factory=list)
    _toen: Convenanten | None = None

    def van_toen(self, verbinding: Connection, nummer: int) -> Convenantregels:
        """The covenant in force at a leaf; the whole history is read once."""
        if self._toen is None:
            bronnen = Convenantregister(verbinding).bronnen()
            self._toen = Convenanten(convenantgeschiedenis(verbinding), bronnen)
        return self._toen.op(nummer)


class Terugkijken:
    """Safe to share between threads."""

    def __init__(
        self,
        register: Bijgewerkt,
        beelden: Beelden,
        leesreeksen: Leesreeksen,
        verantwoording: Verantwoording,
    ) -> None:
        self._register = register
        self._beelden = beelden
        self._leesreeksen = leesreeksen
        self._verantwoording = verantwoording

    async def stromen(self, opdracht: Zoekopdracht, wie: Raadpleger) -> tuple[list[Stroom], int]:
        """Who gave whom how often, and as of which size of the log."""
        grootte = await to_thread.run_sync(self._grootte)
        await self._leesreeksen.noteer(wie, Gevonden(opdracht.als_dict(), grootte))
        return await to_thread.run_sync(self._stromen, opdracht, wie, grootte), grootte

    async def herhaal(
        self,
        opdracht: Zoekopdracht,
        wie: Raadpleger,
        wijzigingen: Sequence[tuple[str, str]],
        *,
        voor: int | None = None,
        grootte: int | None = None,
    ) -> Herhaaluitkomst:
        """The newest of a question taken again; `InvoerOngeldig` for a change that is no file."""
        regels = await to_thread.run_sync(self._gewijzigd, wijzigingen)
        nu = await to_thread.run_sync(self._grootte)
        uit = Herhaaluitkomst(nu if grootte is None else min(grootte, nu), regels=regels)
        await self._leesreeksen.noteer(wie, Gevonden(opdracht.als_dict(), uit.grootte))
        await to_thread.run_sync(self._herhaal, opdracht, wie, voor, uit)
        return uit

    def _grootte(self) -> int:
        with self._register.connect() as verbinding:
            return lees_grootte(verbinding)

    def _stromen(self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int) -> list[Stroom]:
        with self._register.connect() as verbinding:
            return tel_stromen(verbinding, Selectie(verbinding, opdracht, wie.partij, grootte))

    def _gewijzigd(self, wijzigingen: Sequence[tuple[str, str]]) -> Convenantregels | None:
        if not wijzigingen:
            return None
        with self._register.connect() as verbinding:
            bron = self._beelden.lees(verbinding).regels.bron.decode("utf-8")
        return laad_convenant(gewijzigd(bron, wijzigingen).encode("utf-8"))

    def _herhaal(
        self, opdracht: Zoekopdracht, wie: Raadpleger, voor: int | None, uit: Herhaaluitkomst
    ) -> None:
        genomen: list[Herhaaldbesluit] = []
        with self._register.connect() as verbinding:
            selectie = Selectie(verbinding, opdracht, wie.partij, uit.grootte)
            uit.aantal = selectie.aantal()
            nummers = list(islice(selectie.nummers(voor), PER_KEER + 1))
            if len(nummers) > PER_KEER:
                nummers = nummers[:PER_KEER]
                uit.volgende = nummers[-1]
            for regel in lees_regels(verbinding, nummers, uit.grootte):
                genomen += _neem(verbinding, regel, uit)
        self._verantwoording.herhaald(genomen)


def _neem(verbinding: Connection, regel: Regel, uit: Herhaaluitkomst) -> Iterator[Herhaaldbesluit]:
    """Take one decision again and count it; what is to be recorded of it."""
    try:
        velden: Any = lees_blad(blad_op_nummer(verbinding, regel.bladnummer)).velden
    except BladOpgeschoond:
        uit.niet_meer += 1
        return
    nummer = regel.bladnummer
    regels = uit.regels or uit.van_toen(verbinding, nummer)
    uit.herhaald += 1
    try:
        besluit, verschillen = herhaal(velden, regels)
    except OngeldigToetsverzoek as fout:
        uit.anders.append(Verschil(regel, None, [str(een) for een in fout.fouten]))
        yield Herhaaldbesluit(velden["kop"], False, nummer, regels)
        return
    if verschillen:
        uit.anders.append(Verschil(regel, besluit, verschillen))
    yield Herhaaldbesluit(velden["kop"], besluit.toegestaan, nummer, regels)


def gewijzigd(bron: str, wijzigingen: Sequence[tuple[str, str]]) -> str:
    """The covenant file with these pieces replaced. `InvoerOngeldig` names every fault."""
    fouten: list[tuple[str, str]] = []
    for nummer, (oud, nieuw) in enumerate(wijzigingen):
        keer = bron.count(oud)
        if keer != 1:
            waarom = (
                "staat niet in het convenantbestand"
                if keer == 0
                else (f"staat er {keer} keer; neem een langer stuk dat er één keer staat")
            )
            fouten.append((f"/wijzigingen/{nummer}/oud", waarom))
            continue
        bron = bron.replace(oud, nieuw)
    if not fouten:
        try:
            laad_convenant(bron.encode("utf-8"))
        except InconsistentConvenant as fout:
            fouten += [("/wijzigingen", str(een)) for een in fout.fouten]
    if fouten:
        raise InvoerOngeldig(
            "Met deze wijziging is er geen geldig convenantbestand.", tuple(fouten)
        )
    return bron
