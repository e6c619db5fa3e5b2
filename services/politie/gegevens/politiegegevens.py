"""Politiegegevens: shapes, the Wpg's rules about them, and what of them is disclosed.

Sources: Wpg 8 (1 year free, until 5 years only when related), 13(1) (sub-purposes a to e, a
recorded term), covenant 3.1, 4.2 and 4.3; readings B11, D9 and D11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field
from sqlalchemy import ColumnElement, Date, String, or_
from sqlalchemy.orm import Mapped, mapped_column

from shared.bestand.dossier.bronnen import Dossierbron, Gegevens
from shared.bestand.dossier.dossier import Dossierinvoer, Dossiersoort, Dossierstuk, Soortkolom
from shared.bestand.dossier.eigen import Eigenbron
from shared.bestand.dossier.tabellen import Dossierrij
from shared.convenant.termijnen import min_, plus
from shared.opslag.basis import Basis
from shared.partij.web.vormen import Tekst, Versiekop
from shared.web.meldingen import Invoerfout

VRIJ = "P1Y"
"""Wpg 8(1): processed freely within the daily police task, from the first processing."""
UITERLIJK = "P5Y"
"""Wpg 8(6): removed at the latest, from the first processing."""


class PolitiegegevenRij(Dossierrij, Basis):
    """A politiegegeven processed under article 8 or 13 of the Wpg."""

    __tablename__ = "politiegegeven"

    artikel: Mapped[str] = mapped_column(String(4))
    eerste_verwerking: Mapped[date] = mapped_column(Date)
    gerelateerd: Mapped[bool]
    subdoel: Mapped[str | None] = mapped_column(String(1))
    termijn_tot: Mapped[date | None] = mapped_column(Date)
    bron: Mapped[str | None] = mapped_column(String(4))


class PolitiegegevenInvoer(Dossierinvoer):
    """A politiegegeven as the politie records it for the approach."""

    artikel: Literal["8", "13"] = Field(
        description="Het Wpg-artikel waaronder het gegeven wordt verwerkt; 9, 10 en 12 blijven "
        "buiten het convenant."
    )
    omschrijving: Tekst = Field(description="Wat er is vastgelegd, zonder gegevens over anderen.")
    eerste_verwerking: date = Field(description="Datum van de eerste verwerking.")
    gerelateerd: bool = Field(
        default=False,
        description="Gerelateerd gegeven na vergelijking (Wpg 8 lid 2 en 3); nodig na een jaar.",
    )
    subdoel: Literal["a", "b", "c", "d", "e"] | None = Field(
        default=None, description="Alleen bij artikel 13: het onderdeel van lid 1."
    )
    termijn_tot: date | None = Field(
        default=None, description="Alleen bij artikel 13: laatste dag van de vastgelegde termijn."
    )
    bron: Literal["8", "9", "10"] | None = Field(
        default=None,
        description="Alleen bij artikel 13: het artikel waaronder het gegeven eerst is verwerkt.",
    )
    extra_motivering: Tekst | None = Field(
        default=None,
        description="Waarom juist dit gegeven nodig is: bij een ouder, en bij iemand van 23 jaar.",
    )


class PolitiegegevenUit(PolitiegegevenInvoer, Versiekop):
    """A recorded politiegegeven."""

    id: str
    persoon_id: str
    verstrekbaar_tot: date = Field(
        description="Laatste dag waarop de ouderdom van het gegeven verstrekken toelaat."
    )


def regels(invoer: PolitiegegevenInvoer, vandaag: date) -> Sequence[Invoerfout]:
    """Every rule of the Wpg this record breaks today."""
    fouten = []
    if invoer.eerste_verwerking > vandaag:
        fouten.append(Invoerfout("/eersteVerwerking", "ligt in de toekomst"))
    alleen_13 = {
        "/subdoel": invoer.subdoel,
        "/termijnTot": invoer.termijn_tot,
        "/bron": invoer.bron,
    }
    for pad, waarde in alleen_13.items():
        if invoer.artikel == "13" and waarde is None:
            fouten.append(Invoerfout(pad, "ontbreekt; artikel 13 lid 1 Wpg vraagt dit"))
        if invoer.artikel == "8" and waarde is not None:
            fouten.append(Invoerfout(pad, "hoort niet bij een artikel 8-gegeven"))
    if invoer.artikel == "13" and invoer.gerelateerd:
        fouten.append(Invoerfout("/gerelateerd", "hoort niet bij een artikel 13-gegeven"))
    return fouten


def verstrekbaar_tot(invoer: PolitiegegevenInvoer) -> date:
    """The last day the age of the record does not stand in the way (the covenant decides)."""
    if invoer.artikel == "13" and invoer.termijn_tot is not None:
        return invoer.termijn_tot
    return plus(invoer.eerste_verwerking, UITERLIJK if invoer.gerelateerd else VRIJ)


def _afgeleid(invoer: PolitiegegevenInvoer, _: date) -> Mapping[str, Any]:
    return {"verstrekbaar_tot": verstrekbaar_tot(invoer)}


def _in_gebruik(vandaag: date) -> ColumnElement[bool]:
    """Wpg 8(6): five years after the first processing removed; Wpg 14: from then on kept only for
    complaints and to account for what was done, and never given any more."""
    rij = PolitiegegevenRij
    return or_(rij.artikel != "8", rij.eerste_verwerking >= min_(vandaag, UITERLIJK))


POLITIEGEGEVENS: Dossiersoort[PolitiegegevenRij, PolitiegegevenInvoer] = Dossiersoort(
    code="politiegegeven",
    gegevenssoort=Soortkolom("artikel", {"8": "WPG8", "13": "WPG13"}),
    pad="politiegegevens",
    naam="politiegegeven",
    naam_meervoud="politiegegevens",
    tabel=PolitiegegevenRij,
    invoer=PolitiegegevenInvoer,
    uitvoer=PolitiegegevenUit,
    verzegeld=frozenset({"omschrijving", "extra_motivering"}),
    regels=regels,
    afgeleid=_afgeleid,
    begin={"eersteVerwerking": "eerste_verwerking", "termijnTot": "termijn_tot"},
    in_gebruik=_in_gebruik,
    voorbeeld={
        "artikel": "8",
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        "omschrijving": "Gezien bij vernieling van een bushokje (verzonnen).",
        "eersteVerwerking": "2026-10-01",
        "gerelateerd": False,
        "subdoel": None,
        "termijnTot": None,
        "bron": None,
        "extraMotivering": None,
    },
)


def _gegevens(stuk: Dossierstuk[PolitiegegevenInvoer]) -> Gegevens:
    invoer = stuk.invoer
    return {
        "omschrijving": invoer.omschrijving,
        "extraMotivering": invoer.extra_motivering,
    }


def _kenmerken_8(stuk: Dossierstuk[PolitiegegevenInvoer]) -> Gegevens:
    return {
        "eersteVerwerking": stuk.invoer.eerste_verwerking.isoformat(),
        "gerelateerd": stuk.invoer.gerelateerd,
        "extraMotivering": stuk.invoer.extra_motivering is not None,
    }


def _kenmerken_13(stuk: Dossierstuk[PolitiegegevenInvoer]) -> Gegevens:
    invoer = stuk.invoer
    return {
        "subdoel": invoer.subdoel,
        "termijnTot": None if invoer.termijn_tot is None else invoer.termijn_tot.isoformat(),
        "bron": invoer.bron,
        "extraMotivering": invoer.extra_motivering is not None,
    }


ARTIKEL_8 = Dossierbron(
    gegevenssoort="WPG8",
    soort=POLITIEGEGEVENS,
    gegevens=_gegevens,
    kenmerken=_kenmerken_8,
    hoort=lambda invoer: invoer.artikel == "8",
)
ARTIKEL_13 = Dossierbron(
    gegevenssoort="WPG13",
    soort=POLITIEGEGEVENS,
    gegevens=_gegevens,
    kenmerken=_kenmerken_13,
    hoort=lambda invoer: invoer.artikel == "13",
)
EIGEN = (Eigenbron(POLITIEGEGEVENS, (ARTIKEL_8, ARTIKEL_13)),)
