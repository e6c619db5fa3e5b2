"""Shapes of the API of own tailor-made work, and its examples."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.begrippen import Convenantregels
from shared.partij.web.afspraken import AARD, AardUit, aard_uit
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Tekst, Uitvoermodel
from shared.zaak.maatwerk.tabellen import EigenMaatwerkRij


class EigenMaatwerkInvoer(Groepstekstinvoer):
    """What this party does by itself for the group."""

    omschrijving: Tekst = Field(description="Voor de eigen partij; wijst niemand aan.")


class EigenMaatwerkUit(Uitvoermodel):
    """Recorded work."""

    id: str
    groep: str
    omschrijving: str
    vastgelegd_op: datetime
    vastgelegd_door: str
    stuk: str | None = Field(description="Het stuk waarmee is verteld dat het is gedaan.")
    aard: AardUit


class EigenMaatwerkenUit(Uitvoermodel):
    """A page of it."""

    maatwerk: list[EigenMaatwerkUit]
    volgende: str | None


def eigen_maatwerk_uit(rij: EigenMaatwerkRij, regels: Convenantregels) -> EigenMaatwerkUit:
    """As the API shows it."""
    velden = {n: getattr(rij, n) for n in EigenMaatwerkUit.model_fields if n != "aard"}
    return EigenMaatwerkUit(**velden, aard=aard_uit(regels))


INVOER: dict[str, Any] = {
    "omschrijving": "De wijkagent loopt elke vrijdag een extra ronde bij het winkelcentrum.",
    "bevestigdZonderPersonen": True,
}
UIT: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000f02",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "omschrijving": INVOER["omschrijving"],
    "vastgelegdOp": VOORBEELD_TIJD,
    "vastgelegdDoor": VOORBEELD_MEDEWERKER,
    "stuk": None,
    "aard": AARD,
}
