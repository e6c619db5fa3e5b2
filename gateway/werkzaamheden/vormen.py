"""Shapes of files that are being made, as a party's own long work has them."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from gateway.web.vormen import Kenmerk, Vorm
from gateway.werkzaamheden.begrippen import Bestandsoort, Werk
from shared.web.langwerk.begrippen import Werkstand


class WerkzaamheidUit(Vorm):
    """A file that is made while nobody waits."""

    id: Kenmerk
    soort: str
    titel: str
    stand: Werkstand
    gedaan: int = Field(description="Hoeveel van het totaal al in het bestand staat.")
    totaal: int
    begonnen_op: datetime
    klaar_op: datetime | None = Field(description="Leeg: nog niet klaar.")
    vervalt_op: datetime = Field(description="Dan is het bestand weg.")
    bladnummer: int = Field(ge=0, description="Het blad dat zegt dat u dit vroeg.")
    resultaat: str | None = Field(description="Waar het bestand staat, als het klaar is.")
    zin: str = Field(description="Hoe het ervoor staat, en wat u kunt doen.")


class WerkzaamhedenUit(Vorm):
    """All of mine, the newest first."""

    werkzaamheden: list[WerkzaamheidUit]


def werk_uit(werk: Werk, soort: Bestandsoort, nu: datetime) -> WerkzaamheidUit:
    """As its asker sees it."""
    return WerkzaamheidUit(
        id=werk.id,
        soort=werk.soort,
        titel=soort.titel,
        stand=werk.stand(nu),
        gedaan=werk.gedaan,
        totaal=werk.totaal,
        begonnen_op=werk.begonnen_op,
        klaar_op=werk.klaar_op,
        vervalt_op=werk.vervalt_op,
        bladnummer=werk.bladnummer,
        resultaat=None if werk.klaar_op is None else f"/werkzaamheden/{werk.id}/bestand",
        zin=werk.zin(soort, nu),
    )
