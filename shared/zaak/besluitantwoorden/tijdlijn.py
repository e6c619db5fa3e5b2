"""How proposals ended that were not decided, as the gateway has them."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = uit("voorstel-afgewezen", "voorstel-teruggegeven", "voorstel-ingetrokken")


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for voorstel in blik.uitkomsten or ():
        soort = _SOORTEN.get(f"voorstel-{voorstel.uitkomst}")
        if soort is None or voorstel.afgedaan_op is None:
            continue
        rij = blik.regels.groepsbesluiten.get(voorstel.soort)
        door = next(iter(sorted(voorstel.antwoorden)), voorstel.voorgelegd_door)
        yield soort.feit(
            voorstel.id,
            voorstel.afgedaan_op,
            partij=door,
            pad=f"/groepen/{voorstel.groep}/besluituitkomsten",
            woorden={
                "besluit": voorstel.soort if rij is None else rij.titel,
                "partij": blik.naam(door),
            },
        )


UITKOMSTEN = Tijdlijnbron(_SOORTEN, _feiten)
