"""What the covenant says about an item at the moment it is received: regime, article, last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shared.convenant.begrippen import Plichtregel
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl, plus
from shared.convenant.verzoek import Kenmerken

ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Herkomst:
    """``vervalt_op``: the last day the item may be kept without judging it anew."""

    regime: str
    convenantartikel: str | None
    vervalt_op: date | None


def herkomst_van(
    regels: Convenantregels, kop: Mapping[str, Any], kopdeel: Mapping[str, Any], nu: datetime
) -> Herkomst:
    """The covenant's words on one onderdeel of a received message."""
    afzender = regels.partijen.get(kop["afzender"])
    soort = regels.gegevenssoorten.get(kopdeel["gegevenssoort"])
    regel = soort and soort.regels.get((kop["afzender"], kopdeel["categorie"]))
    return Herkomst(
        regime=afzender.regime if afzender else ONBEKEND,
        convenantartikel=regel.convenant if regel else None,
        vervalt_op=bewaren_tot(regels, kop, kopdeel, datum_nl(nu)),
    )


def bewaren_tot(
    regels: Convenantregels, kop: Mapping[str, Any], kopdeel: Mapping[str, Any], vandaag: date
) -> date | None:
    """The earliest day of all retention rows that fit; the strictest where the step is unknown."""
    dagen = (dag for _, dag in laatste_dagen(regels, kop, kopdeel, vandaag))
    return min((dag for dag in dagen if dag is not None), default=None)


def laatste_dagen(
    regels: Convenantregels, kop: Mapping[str, Any], kopdeel: Mapping[str, Any], vandaag: date
) -> list[tuple[Plichtregel, date | None]]:
    """Every retention row that fits an item received on ``vandaag``, with its last day."""
    kenmerken = Kenmerken.model_validate(kopdeel.get("kenmerken") or {})
    return [
        (rij, _laatste_dag(rij, kenmerken, vandaag))
        for rij in regels.bewaartermijnen
        if _past(rij, kop, kopdeel)
    ]


def _past(rij: Plichtregel, kop: Mapping[str, Any], kopdeel: Mapping[str, Any]) -> bool:
    stap = kop.get("stap")
    return (
        (rij.van is None or kop["afzender"] in rij.van)
        and (rij.naar is None or kop["ontvanger"] in rij.naar)
        and (rij.kanalen is None or kop.get("kanaal") in rij.kanalen)
        and (rij.gegevenssoorten is None or kopdeel["gegevenssoort"] in rij.gegevenssoorten)
        and (rij.categorieen is None or kopdeel["categorie"] in rij.categorieen)
        and (rij.stappen is None or stap is None or stap in rij.stappen)
    )


def _laatste_dag(rij: Plichtregel, kenmerken: Kenmerken, vandaag: date) -> date | None:
    if rij.termijn is None:
        return None
    begin: date | None = None if rij.vanaf is None else getattr(kenmerken, rij.vanaf)
    return plus(vandaag if begin is None else begin, rij.termijn)
