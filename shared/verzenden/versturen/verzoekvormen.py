"""Requests for information as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel

VOORBEELD: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000002",
    "richting": "in",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "van": voorbeelden.ONTVANGER,
    "aan": voorbeelden.AFZENDER,
    "medewerker": "0193aaaa-0000-7000-8000-000000000012",
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000011",
    "teBeantwoorden": True,
    "beantwoordDoor": None,
    "beantwoordOp": None,
    "teruggenomenOp": None,
    "stap": 2,
    "vervallen": None,
    "behandelaar": None,
    "doorgegevenOp": None,
    "gemaaktOp": "2026-11-23T12:00:00Z",
}


class InformatieverzoekUit(Uitvoermodel):
    """A request and whether it was answered."""

    id: str
    richting: str = Field(description="uit: door deze partij gedaan; in: aan deze partij.")
    groep: str
    van: str
    aan: str
    medewerker: str | None
    ontvangende_medewerker: str | None
    te_beantwoorden: bool = Field(description="Niet beantwoord, teruggenomen of vervallen.")
    beantwoord_door: str | None = Field(description="Het bericht dat het beantwoordde.")
    beantwoord_op: datetime | None
    teruggenomen_op: datetime | None = Field(description="Wanneer het is teruggenomen.")
    stap: int | None = Field(description="De stap van de groep waarin dit is gevraagd.")
    vervallen: str | None = Field(
        description="Waarom er niemand meer op antwoord wacht; null: het is niet vervallen."
    )
    behandelaar: str | None = Field(description="De collega aan wie het is doorgegeven.")
    doorgegeven_op: datetime | None
    gemaakt_op: datetime


class InformatieverzoekMetVraagUit(InformatieverzoekUit):
    """One request with its question."""

    vraag: str | None
    uiterlijk: date | None = Field(description="Wanneer het antwoord nodig is.")
    betrokkenen: list[str] = Field(description="Over wie het gaat, onder pseudoniem.")


class InformatieverzoekenUit(Uitvoermodel):
    """A page of requests."""

    informatieverzoeken: list[InformatieverzoekUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class Doorgeefvraag(Invoermodel):
    """To which colleague a request is handed on."""

    medewerker: Kenmerk = Field(description="De autorisatie van de collega die het beantwoordt.")
