"""What informing shows to who oversees: letters that are due, by day, and who is not told and why.

Letters are counted per group and day: of whom they are is on the work list of who writes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from services.gemeente.informatiestatus.dienst import UITZONDERING
from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from services.gemeente.informatiestatus.termijn import informeerplicht, termijnen
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel, Toezichtsoort

_SOORTEN = laad_soorten(Toezichtsoort, Path(__file__).parent / "toezichtsoorten.toml")
_OPEN = "open"


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    plicht = informeerplicht(blik.regels, blik.partij)
    if plicht is None:
        return
    brieven: dict[tuple[str, date], list[datetime]] = defaultdict(list)
    for een in termijnen(blik.sessie, plicht, blik.taak):
        groep = een.groepen[0]
        status = blik.sessie.get(InformatiestatusRij, een.persoon_id)
        if status is None or status.status == _OPEN:
            brieven[(groep, een.uiterlijk)].append(een.sinds)
        elif status.status == UITZONDERING:
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
