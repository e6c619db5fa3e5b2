"""Who must still be told with a letter, and whose exception must be looked at again (10.2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from services.gemeente.informatiestatus.dienst import UITZONDERING
from services.gemeente.informatiestatus.termijn import statussen_nu, termijnen_nu
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    bekend = blik.eens(statussen_nu)
    for persoon_id, een in blik.eens(termijnen_nu).items():
        groep, status = een.groepen[0], bekend.get(persoon_id)
        pad = f"/personen/{persoon_id}/informatiestatus"
        if status is None or status.status == "open":
            yield _SOORTEN["informeren"].stuk(
                persoon_id, sinds=een.sinds, pad=pad, groep=groep, uiterlijk=een.uiterlijk
            )
        elif status.status == UITZONDERING and status.goedgekeurd_door is None:
            yield _SOORTEN["informeren-goedkeuren"].stuk(
                persoon_id,
                sinds=status.gewijzigd_op,
                pad=pad,
                groep=groep,
                uiterlijk=een.uiterlijk,
            )
        elif status.herbeoordeling is not None:
            soort = _SOORTEN["informeren-herbeoordelen"]
            if soort.zichtbaar(status.herbeoordeling, blik.vandaag):
                yield soort.stuk(
                    persoon_id,
                    sinds=status.gewijzigd_op,
                    pad=pad,
                    groep=groep,
                    uiterlijk=status.herbeoordeling,
                )


INFORMEREN = Werkbron(_SOORTEN, _werk)
