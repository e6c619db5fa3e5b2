"""Recent vervolgd: told by mouth only, and nothing of it is written down (5.1; E6, E7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy.orm import Mapped

from services.om.gegevens.tabellen import Omverklaard
from services.om.gegevens.vormen import VOORBEELD_VERKLARING, Omgegeven, Ominvoer, attestatie
from shared.bestand.dossier.bronnen import Dossierbron, Gegevens
from shared.bestand.dossier.dossier import Dossiersoort, Dossierstuk
from shared.bestand.dossier.tabellen import Dossierrij
from shared.convenant.termijnen import plus
from shared.opslag.basis import Basis
from shared.partij.web.vormen import Regel, Tekst, Versiekop
from shared.web.meldingen import Invoerfout

RECENT = "P12M"
"""How long a prosecution is recent: aligned with the 12 months of covenant 5.3 (reading E6)."""


class RecenteVervolgingRij(Omverklaard, Dossierrij, Basis):
    """Whether somebody was recently prosecuted; only ever told by mouth (covenant 5.1)."""

    __tablename__ = "recente_vervolging"

    relevant_voor_groepsaanpak: Mapped[bool]


class RecenteVervolgingInvoer(Ominvoer):
    """That somebody was recently prosecuted, as minimal as the meeting needs it."""

    vervolgingsdatum: date = Field(description="De dag van de vervolgingsbeslissing.")
    delictcategorie: Regel = Field(description="Soort delict, zonder details.")
    relevant_voor_groepsaanpak: bool
    relevantie: Tekst = Field(description="Waarom dit ertoe doet voor de aanpak van deze groep.")


class RecenteVervolgingUit(RecenteVervolgingInvoer, Versiekop):
    """A recorded recent prosecution."""

    id: str
    persoon_id: str
    recent_tot: date = Field(description="Laatste dag waarop de vervolging recent is.")
    binnen_twaalf_maanden: bool = Field(description="Is de vervolging vandaag nog recent?")


def regels(invoer: RecenteVervolgingInvoer, vandaag: date) -> Sequence[Invoerfout]:
    """Every rule this record breaks today."""
    if invoer.vervolgingsdatum > vandaag:
        return [Invoerfout("/vervolgingsdatum", "ligt in de toekomst")]
    return []


def _afgeleid(invoer: RecenteVervolgingInvoer, vandaag: date) -> Mapping[str, Any]:
    tot = plus(invoer.vervolgingsdatum, RECENT)
    return {"recent_tot": tot, "binnen_twaalf_maanden": vandaag <= tot}


def _beletsel(invoer: RecenteVervolgingInvoer, vandaag: date) -> str | None:
    if plus(invoer.vervolgingsdatum, RECENT) < vandaag:
        return "Deze vervolging is langer dan twaalf maanden geleden en dus niet meer recent."
    return None


RECENTE_VERVOLGING: Dossiersoort[RecenteVervolgingRij, RecenteVervolgingInvoer] = Dossiersoort(
    code="recente-vervolging",
    gegevenssoort="RECENT_VERVOLGD",
    pad="recente-vervolgingen",
    naam="recente vervolging",
    naam_meervoud="recente vervolgingen",
    tabel=RecenteVervolgingRij,
    invoer=RecenteVervolgingInvoer,
    uitvoer=RecenteVervolgingUit,
    verzegeld=frozenset({"vervolgingsdatum", "delictcategorie", "relevantie"}),
    regels=regels,
    afgeleid=_afgeleid,
    voorbeeld={
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        **VOORBEELD_VERKLARING,
        "vervolgingsdatum": "2026-06-15",
        "delictcategorie": "vernieling",
        "relevantVoorGroepsaanpak": True,
        "relevantie": "Het feit hangt samen met het gedrag van de groep (verzonnen).",
    },
)


def _gegevens(_: Dossierstuk[RecenteVervolgingInvoer]) -> Gegevens:
    """What is delivered is that it was told, and nothing of what was told (E7)."""
    return {}


def _kenmerken(stuk: Dossierstuk[RecenteVervolgingInvoer]) -> Gegevens:
    return {
        **attestatie(stuk.invoer),
        "relevantVoorGroepsaanpak": stuk.invoer.relevant_voor_groepsaanpak,
        # An older one is no source any more (``_beletsel``): what gets here is recent on that day.
        "binnenTwaalfMaanden": True,
    }


EIGEN = Omgegeven(
    RECENTE_VERVOLGING,
    (
        Dossierbron(
            gegevenssoort="RECENT_VERVOLGD",
            soort=RECENTE_VERVOLGING,
            gegevens=_gegevens,
            kenmerken=_kenmerken,
            beletsel=_beletsel,
        ),
    ),
    wjsg_termijn=True,
)
