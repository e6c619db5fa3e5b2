"""What officials ask and get about the criminal investigations into a group."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel

Zaaknummer = Annotated[str, StringConstraints(pattern=r"^\d{2}/\d{6}-\d{2}$")]
MAX_ZAKEN = 50


class Zaakinvoer(Invoermodel):
    """A case and who handles it."""

    id: Kenmerk
    nummer: Zaaknummer = Field(description="Het parketnummer; blijft bij het OM.")
    zaakofficier: Kenmerk = Field(description="De autorisatie van de officier van deze zaak.")


class Onderzoekinvoer(Invoermodel):
    """An investigation with its owner and its days; both days count."""

    groep: Kenmerk
    eigenaar: Kenmerk = Field(description="De autorisatie van de officier die erover gaat.")
    zaken: list[Zaakinvoer] = Field(min_length=1, max_length=MAX_ZAKEN)
    van: date = Field(description="De eerste dag.")
    tot: date = Field(description="De laatste dag; verlengen kan zolang die niet voorbij is.")


class Einde(Invoermodel):
    """When it ends, earlier than planned."""

    op: date = Field(description="De laatste dag: vandaag of later.")


class ZaakUit(Uitvoermodel):
    """A case."""

    id: str
    nummer: str
    zaakofficier: str


class OnderzoekUit(Uitvoermodel):
    """A recorded investigation."""

    id: str
    groep: str
    eigenaar: str
    zaken: list[ZaakUit]
    van: date
    tot: date
    loopt: bool = Field(description="Of het vandaag loopt.")
    dagen_over: int = Field(description="Hoeveel dagen na vandaag nog; 0 op de laatste dag.")
    bladnummer: int | None = Field(description="Het besluit in het logboek dat de dagen vastlegt.")
    versie: int
    gewijzigd_op: datetime
    gewijzigd_door: str


class OnderzoekenUit(Uitvoermodel):
    """A page of them."""

    onderzoeken: list[OnderzoekUit]
    volgende: str | None


class AflopendUit(Uitvoermodel):
    """Those of which the end is near."""

    onderzoeken: list[OnderzoekUit]


class VersieUit(Uitvoermodel):
    """An investigation as it once was."""

    versie: int
    eigenaar: str
    zaken: list[ZaakUit]
    van: date
    tot: date
    bladnummer: int | None
    tijdstip: datetime
    door: str


class VerloopUit(Uitvoermodel):
    """Every version, the first one first."""

    versies: list[VersieUit]


VOORBEELD_ONDERZOEK_ID = "0193aaaa-0000-7000-8000-000000000c01"
VOORBEELD_ZAAK: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000c02",
    "nummer": "10/000000-26",
    "zaakofficier": "0193aaaa-0000-7000-8000-000000000014",
}
VOORBEELD_INVOER: dict[str, Any] = {
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "eigenaar": "0193aaaa-0000-7000-8000-000000000013",
    "zaken": [VOORBEELD_ZAAK],
    "van": "2026-11-24",
    "tot": "2027-02-24",
}
VOORBEELD_UIT: dict[str, Any] = {
    **VOORBEELD_INVOER,
    "id": VOORBEELD_ONDERZOEK_ID,
    "loopt": True,
    "dagenOver": 92,
    "bladnummer": 51,
    "versie": 1,
    "gewijzigdOp": VOORBEELD_TIJD,
    "gewijzigdDoor": "0193aaaa-0000-7000-8000-000000000013",
}
VOORBEELD_VERSIE: dict[str, Any] = {
    "versie": 1,
    "eigenaar": VOORBEELD_INVOER["eigenaar"],
    "zaken": [VOORBEELD_ZAAK],
    "van": "2026-11-24",
    "tot": "2027-02-24",
    "bladnummer": 51,
    "tijdstip": VOORBEELD_TIJD,
    "door": "0193aaaa-0000-7000-8000-000000000013",
}
