"""What the OM's kinds of record have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import Field

from shared.bestand.dossier.bronnen import Gegevens
from shared.bestand.dossier.dossier import Dossierinvoer, Dossierstuk
from shared.bestand.dossier.eigen import Eigenbron
from shared.partij.web.vormen import Invoermodel


class Omverklaring(Invoermodel):
    """What the OM states about everything it gives (3.2, 5.1; B7, B10, D13). A human does: none of
    these has a value of its own.
    """

    herleiding_anderen_voorkomen: bool = Field(
        description="In deze vorm is het gegeven redelijkerwijs niet te herleiden tot een ander."
    )
    jds_bevraagd: bool = Field(
        description="Het justitieel documentatiesysteem is speciaal voor deze aanpak bevraagd."
    )
    geen_sepot_of_vrijspraak: bool = Field(
        description="Niets hierin rust op een zaak die eindigde in sepot, vrijspraak of ontslag "
        "van alle rechtsvervolging."
    )


class Ominvoer(Dossierinvoer, Omverklaring):
    """What every own record of the OM says about itself."""


@dataclass(frozen=True)
class Omgegeven(Eigenbron):
    """``wjsg_termijn``: whether a term of the Wjsg runs on it (by the law itself, or its 39d)."""

    wjsg_termijn: bool


VOORBEELD_VERKLARING: dict[str, Any] = {
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
}


def attestatie(verklaring: Omverklaring) -> Gegevens:
    """The kenmerken every onderdeel of the OM carries."""
    return {
        "herleidingAnderenVoorkomen": verklaring.herleiding_anderen_voorkomen,
        "jdsBevraagd": verklaring.jds_bevraagd,
        "geenSepotOfVrijspraak": verklaring.geen_sepot_of_vrijspraak,
    }


def omschrijving_en_datum(stuk: Dossierstuk[Any]) -> Gegevens:
    """The content of a kind of which nothing else leaves."""
    datum = stuk.invoer.datum
    return {
        "omschrijving": stuk.invoer.omschrijving,
        "datum": None if datum is None else datum.isoformat(),
    }
