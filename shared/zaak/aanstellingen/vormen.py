"""What officials ask and get about appointments of auditors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.convenant.besluiten.aanstelling import MAX_VERSIE
from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.aanstelling import STANDEN, Gelegd
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel

Opdracht = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
Digest = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Aanstellinginvoer(Invoermodel):
    """Who is appointed, for what and how long."""

    id: Kenmerk | None = Field(
        default=None,
        description="Van een aanstelling die er al is: dan komt er een nieuwe versie van. Of een "
        "eigen, nieuw kenmerk: dezelfde vraag nog eens geeft dan dezelfde aanstelling.",
    )
    autorisatie: Kenmerk = Field(description="Van wie wordt aangesteld, bij welke partij ook.")
    opdracht: Opdracht = Field(description="Waarvoor: een opdracht van het convenant.")
    van: date = Field(description="De eerste dag waarop de auditor mag kijken; niet voor vandaag.")
    tot: date = Field(description="De laatste dag; die telt mee.")


class Tekenvraag(Invoermodel):
    """That exactly the appointment that was shown is signed."""

    digest: Digest = Field(description="De digest van de aanstelling die u las.")


class Beeindigvraag(Invoermodel):
    """Which version is ended."""

    versie: int = Field(ge=1, le=MAX_VERSIE, description="De versie die u beëindigt.")


class AanstellingsdocumentUit(Uitvoermodel):
    """What the parties sign."""

    id: str
    versie: int
    tijdstip: str = Field(
        description="Wanneer deze versie is opgesteld.", json_schema_extra={"format": "date-time"}
    )
    autorisatie: str = Field(description="Wie er is aangesteld.")
    opdracht: str
    van: date
    tot: date


class AanstellingUit(Uitvoermodel):
    """One version of an appointment, and who signed it."""

    aanstelling: AanstellingsdocumentUit = Field(description="Precies wat u ondertekent.")
    digest: str = Field(description="Geef deze mee bij het ondertekenen: dit is wat u zag.")
    opdracht: str = Field(description="Waarvoor, in woorden.")
    partij: str | None = Field(description="Bij welke partij wie is aangesteld werkt.")
    functie: str | None = Field(description="In welke functie; null: niet meer bekend.")
    stand: str = Field(description=", ".join(STANDEN))
    geldt: bool = Field(description="Of zij vandaag geldt.")
    voorgelegd_door: str
    voorgelegd_op: datetime
    getekend_door: list[str]
    wacht_op: list[str] = Field(description="Welke partijen nog moeten tekenen.")
    bladnummer: int | None = Field(description="Waar in het log staat dat zij geldt.")
    beeindigd_door: str | None
    beeindigd_op: datetime | None


class AanstellingenUit(Uitvoermodel):
    """Every appointment, with all its versions."""

    aanstellingen: list[AanstellingUit]


class AanstellingversiesUit(Uitvoermodel):
    """One appointment."""

    versies: list[AanstellingUit] = Field(description="De oudste eerst.")


def aanstelling_uit(
    gelegd: Gelegd, regels: Convenantregels, collegas: Mapping[str, Mapping[str, Any]]
) -> AanstellingUit:
    """From what the gateway has to the answer. ``collegas``: registered authorisations by id."""
    een = gelegd.aanstelling
    wie = collegas.get(een.autorisatie, {})
    return AanstellingUit(
        aanstelling=AanstellingsdocumentUit.model_validate(gelegd.document),
        digest=gelegd.digest,
        opdracht=regels.aanstellingen.opdrachten.get(een.opdracht, een.opdracht),
        partij=wie.get("partij"),
        functie=wie.get("functie"),
        stand=gelegd.stand,
        geldt=gelegd.geldt,
        voorgelegd_door=gelegd.voorgelegd_door,
        voorgelegd_op=gelegd.voorgelegd_op,
        getekend_door=list(gelegd.getekend_door),
        wacht_op=list(gelegd.wacht_op),
        bladnummer=gelegd.bladnummer,
        beeindigd_door=gelegd.beeindigd_door,
        beeindigd_op=gelegd.beeindigd_op,
    )


VOORBEELD_ID = "0193aaaa-0000-7000-8000-000000000e01"
VOORBEELD_DIGEST = "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="
VOORBEELD_INVOER: dict[str, Any] = {
    "autorisatie": "0193aaaa-0000-7000-8000-000000000e11",
    "opdracht": "wettelijke-audit",
    "van": "2026-12-01",
    "tot": "2027-05-31",
}
VOORBEELD: dict[str, Any] = {
    "aanstelling": {
        "id": VOORBEELD_ID,
        "versie": 1,
        "tijdstip": "2026-11-23T12:00:00Z",
        **VOORBEELD_INVOER,
    },
    "digest": VOORBEELD_DIGEST,
    "opdracht": "de audit die de wet vraagt",
    "partij": voorbeelden.ONTVANGER,
    "functie": "auditor",
    "stand": "open",
    "geldt": False,
    "voorgelegdDoor": voorbeelden.ONTVANGER,
    "voorgelegdOp": "2026-11-23T12:00:00Z",
    "getekendDoor": [voorbeelden.ONTVANGER],
    "wachtOp": [voorbeelden.AFZENDER],
    "bladnummer": None,
    "beeindigdDoor": None,
    "beeindigdOp": None,
}
VOORBEELD_GELDIG: dict[str, Any] = {
    **VOORBEELD,
    "stand": "geldig",
    "geldt": True,
    "getekendDoor": [voorbeelden.AFZENDER, voorbeelden.ONTVANGER],
    "wachtOp": [],
    "bladnummer": 80,
}
VOORBEELD_BEEINDIGD: dict[str, Any] = {
    **VOORBEELD_GELDIG,
    "stand": "beeindigd",
    "geldt": False,
    "beeindigdDoor": voorbeelden.AFZENDER,
    "beeindigdOp": "2027-02-01T09:00:00Z",
}
