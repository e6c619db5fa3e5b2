"""Actions of other parties on the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.zaak.acties.begrippen import Actiegebeurtenis
from shared.zaak.acties.tabellen import OntvangenActieRij, OntvangenActieverloopRij

_FEITEN = uit("ontvangen-actie")


def _acties(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = (
        select(OntvangenActieverloopRij, OntvangenActieRij.van)
        .join(OntvangenActieRij, OntvangenActieRij.id == OntvangenActieverloopRij.actie)
        .where(OntvangenActieRij.groep == blik.groep)
    )
    for rij, van in blik.sessie.execute(vraag):
        gemeld = rij.gebeurtenis == Actiegebeurtenis.GEMELD
        yield _FEITEN["ontvangen-actie"].feit(
            f"{rij.actie}:{rij.versie:06}",
            rij.tijdstip,
            partij=blik.partij if gemeld else van,
            door=rij.door,
            pad=f"/ontvangen-acties/{rij.actie}",
            woorden={
                "gebeurtenis": rij.stand if gemeld else rij.gebeurtenis,
                "partij": blik.naam(van),
            },
        )


ACTIEFEITEN = Tijdlijnbron(_FEITEN, _acties)
