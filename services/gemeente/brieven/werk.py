"""Letters that wait: to be sent, or to be made anew because one came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from services.gemeente.brieven.begrippen import Stand
from services.gemeente.brieven.nodig import weten_het
from services.gemeente.brieven.opslag import brieven_in_stand, brieven_van
from services.gemeente.informatiestatus.dienst import GEINFORMEERD
from services.gemeente.informatiestatus.termijn import (
    Informeertermijn,
    statussen_nu,
    termijnen_nu,
)
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")
_BEZIG = (Stand.GEREED, Stand.VERSTUURD)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    tot = blik.eens(termijnen_nu)
    if not tot:
        return
    yield from _nog_nodig(blik, tot)
    for rij in brieven_in_stand(blik.sessie, Stand.GEREED, Stand.ONBESTELBAAR):
        termijn = tot.get(rij.persoon_id)
        if termijn is None:
            continue
        if rij.stand == Stand.ONBESTELBAAR and any(
            (een.soort, een.ontvanger_id) == (rij.soort, rij.ontvanger_id) and een.stand in _BEZIG
            for een in brieven_van(blik.sessie, rij.persoon_id)
        ):
            continue
        soort = "brief-versturen" if rij.stand == Stand.GEREED else "brief-terug"
        yield _SOORTEN[soort].stuk(
            rij.id,
            sinds=rij.gewijzigd_op,
            pad=f"/personen/{rij.persoon_id}/brieven",
            groep=termijn.groepen[0],
            uiterlijk=termijn.uiterlijk,
        )


def _nog_nodig(blik: Werkblik, tot: Mapping[str, Informeertermijn]) -> Iterator[Werkstuk]:
    """Of whom the status says informed, while the letters no longer say so."""
    bekend = blik.eens(statussen_nu)
    gold = {wie for wie, status in bekend.items() if status.status == GEINFORMEERD}
    if not gold:
        return
    for wie in sorted(gold - weten_het(blik.sessie, gold, blik.vandaag)):
        yield _SOORTEN["brief-nog-nodig"].stuk(
            wie,
            sinds=bekend[wie].gewijzigd_op,
            pad=f"/personen/{wie}/brieven",
            groep=tot[wie].groepen[0],
            uiterlijk=tot[wie].uiterlijk,
        )


BRIEVEN = Werkbron(_SOORTEN, _werk)
