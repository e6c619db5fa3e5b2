"""What informing shows to who oversees: letters that are due, by day, and who is not told and why.

Who still needs a letter is judged where ``/informeerstanden`` does so, on the letters themselves.
Letters are counted per group and day: of whom they are is on the work list of who writes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from services.gemeente.brieven.begrippen import Informeerstand
from services.gemeente.brieven.opslag import statussen
from services.gemeente.brieven.overzicht import informeerregels
from services.gemeente.informatiestatus.dienst import UITZONDERING
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel, Toezichtsoort

_SOORTEN = laad_soorten(Toezichtsoort, Path(__file__).parent / "toezichtsoorten.toml")


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    brieven: dict[tuple[str, date], list[datetime]] = defaultdict(list)
    alle = informeerregels(blik.sessie, blik.regels, blik.partij, blik.taak, blik.vandaag)
    bekend = statussen(blik.sessie, (een.persoon_id for een in alle))
    for een in alle:
        groep, status = een.groepen[0], bekend.get(een.persoon_id)
        if een.stand is Informeerstand.GEINFORMEERD:
            continue
        if status is None or status.status != UITZONDERING:
            brieven[(groep, een.uiterlijk)].append(een.sinds)
            continue
        wacht = status.goedgekeurd_door is None
        yield _SOORTEN["uitzondering-goedkeuren" if wacht else "uitzondering-loopt"].regel(
            een.persoon_id, sinds=status.gewijzigd_op, groep=groep, grond=status.grond,
            uiterlijk=een.uiterlijk if wacht else status.herbeoordeling,
            pad=f"/personen/{een.persoon_id}/informatiestatus",
        )  # fmt: skip
    for (groep, dag), sinds in brieven.items():
        yield _SOORTEN["brief-nodig"].regel(
            groep, volg=dag.isoformat(), sinds=min(sinds), groep=groep, uiterlijk=dag,
            aantal=len(sinds), pad=f"/informeerstanden?groep={groep}",
        )  # fmt: skip


INFORMEERTOEZICHT = Toezichtbron(_SOORTEN, _regels)
