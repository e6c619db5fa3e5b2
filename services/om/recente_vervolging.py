"""Recent vervolgd: yes or no and a kind of offence, told by mouth only (5.1; E6, E7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from services.om.tabellen import RecenteVervolgingRij
from services.om.vormen import Ominvoer, Uitkomst, attestatie, zonder_sepot
from shared.convenant.termijnen import plus
from shared.partij.bronnen import Dossierbron, Gegevens
from shared.partij.dossier import Dossiersoort, Dossierstuk
from shared.partij.modelbasis import Regel, Tekst, Versiekop
from shared.web.meldingen import Invoerfout

RECENT = "P12M"
"""How long a prosecution is recent: aligned with the 12 months of covenant 5.3 (reading E6)."""


class RecenteVervolgingInvoer(Ominvoer):
    """That somebody was recently prosecuted, as minimal as the meeting needs it."""

    vervolgingsdatum: date = Field(description="De dag van de vervolgingsbeslissing.")
    delictcategorie: Regel = Field(description="Soort delict, zonder details.")
    relevant_voor_groepsaanpak: bool
    relevantie: Tekst = Field(description="Waarom dit ertoe doet voor de aanpak van deze groep.")
    uitkomst: Uitkomst = Field(description="Sepot en vrijspraak worden niet gedeeld.")


class RecenteVervolgingUit(RecenteVervolgingInvoer, Versiekop):
    """A recorded recent prosecution."""

    id: str
    persoon_id: str
    recent_tot: date = Field(description="Laatste dag waarop de vervolging recent is.")


def regels(invoer: RecenteVervolgingInvoer, vandaag: date) -> Sequence[Invoerfout]:
    """Every rule this record breaks today."""
    if invoer.vervolgingsdatum > vandaag:
        return [Invoerfout("/vervolgingsdatum", "ligt in de toekomst")]
    return []


def _afgeleid(invoer: RecenteVervolgingInvoer, _: date) -> Mapping[str, Any]:
    return {"recent_tot": plus(invoer.vervolgingsdatum, RECENT)}


def _beletsel(invoer: RecenteVervolgingInvoer, vandaag: date) -> str | None:
    if plus(invoer.vervolgingsdatum, RECENT) < vandaag:
        return "Deze vervolging is langer dan twaalf maanden geleden en dus niet meer recent."
    return None


RECENTE_VERVOLGING: Dossiersoort[RecenteVervolgingRij, RecenteVervolgingInvoer] = Dossiersoort(
    code="recente-vervolging",
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
        "herleidingAnderenVoorkomen": True,
        "vervolgingsdatum": "2026-06-15",
        "delictcategorie": "vernieling",
        "relevantVoorGroepsaanpak": True,
        "relevantie": "Het feit hangt samen met het gedrag van de groep (verzonnen).",
        "uitkomst": "overig",
    },
)


def _gegevens(_: Dossierstuk[RecenteVervolgingInvoer]) -> Gegevens:
    """Nothing of it is written down for another party, not even after it was told (5.1, E7)."""
    return {}


def _kenmerken(stuk: Dossierstuk[RecenteVervolgingInvoer]) -> Gegevens:
    return {
        **attestatie(stuk),
        "relevantVoorGroepsaanpak": stuk.invoer.relevant_voor_groepsaanpak,
        # What is no longer recent is not given at all (``_beletsel``).
        "binnenTwaalfMaanden": True,
        "geenSepotOfVrijspraak": zonder_sepot(stuk.invoer.uitkomst),
    }


BRON = Dossierbron(
    gegevenssoort="RECENT_VERVOLGD",
    soort=RECENTE_VERVOLGING,
    gegevens=_gegevens,
    kenmerken=_kenmerken,
    beletsel=_beletsel,
)
