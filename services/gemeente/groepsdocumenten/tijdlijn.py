"""What documents add to the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.gemeente.groepsdocumenten.soorten import SOORTEN as DOCUMENTSOORTEN
from services.gemeente.groepsdocumenten.tabellen import DocumentversieRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")

_PADEN = {soort.code: soort.pad for soort in DOCUMENTSOORTEN}


def _documenten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = select(DocumentversieRij).where(DocumentversieRij.groep == blik.groep)
    for rij in blik.sessie.scalars(vraag):
        code = "document-vastgesteld" if rij.vastgesteld else "document-geschreven"
        pad = _PADEN.get(rij.soort)
        yield _SOORTEN[code].feit(
            f"{rij.soort}:{rij.versie:06}",
            rij.tijdstip,
            door=rij.door,
            pad=None if pad is None else f"/{pad}/{blik.groep}/versies",
            woorden={"document": rij.soort.replace("-", " ")},
        )


DOCUMENTFEITEN = Tijdlijnbron(_SOORTEN, _documenten)
