"""Shapes on the wire of appointments."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AwareDatetime, ConfigDict, Field

from gateway.toegang.aanstellingen import Stand
from gateway.web.vormen import Document, JadesTekst, Kenmerk, Moment, Partijcode, Vorm
from shared.convenant.besluiten.aanstelling import MAX_VERSIE
from shared.web.verzoek.vormen import Geheel

_VERSIE = Annotated[Geheel, Field(ge=1, le=MAX_VERSIE)]


class Aanstellinginvoer(Vorm):
    """An appointment with the signature of the party that hands it in."""

    aanstelling: Document = Field(
        description="id, versie, tijdstip, autorisatie (wie), opdracht (een code van het "
        "convenant), van en tot (beide dagen tellen mee). `id` is het kenmerk in het adres."
    )
    medewerker: Kenmerk = Field(description="De autorisatie van wie er namens u besluit.")
    handtekening: JadesTekst = Field(
        description="Uw losgemaakte JAdES-handtekening over de Digest van JCS({besluit, "
        "medewerker}), waarin besluit de Digest van JCS(aanstelling) is."
    )


class Beeindiginginvoer(Vorm):
    """What a party signs, with its headers, to end an appointment."""

    model_config = ConfigDict(strict=True)

    id: Kenmerk
    versie: _VERSIE
    tijdstip: Annotated[Moment, Field(strict=False)]
    medewerker: Kenmerk = Field(description="De autorisatie van wie er namens u besluit.")


class Aanstellingvorm(Vorm):
    """One version of an appointment as the parties see it."""

    aanstelling: Document
    digest: str = Field(description="Over de canonieke vorm (JCS) van de aanstelling.")
    stand: Stand
    geldt: bool = Field(description="Of zij vandaag geldt.")
    voorgelegd_door: Partijcode
    voorgelegd_op: AwareDatetime
    getekend_door: list[Partijcode]
    wacht_op: list[Partijcode] = Field(description="Wie nog moet tekenen.")
    bladnummer: int | None = Field(description="Waar staat dat zij geldt.")
    beeindigd_door: Partijcode | None
    beeindigd_op: AwareDatetime | None
    eindbladnummer: int | None = Field(description="Waar staat dat zij is beëindigd.")


class Aanstellingversies(Vorm):
    versies: list[Aanstellingvorm] = Field(description="De oudste eerst.")


class Aanstellinglijst(Vorm):
    aanstellingen: list[Aanstellingvorm]
    volgende: Kenmerk | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


_WIE = "0193aaaa-0000-7000-8000-000000000041"
_HANDTEKENING = "eyJhbGciOiJQUzI1NiJ9..c2lnbmF0dXJl"
DOCUMENT: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000e01",
    "versie": 1,
    "tijdstip": "2026-11-23T12:00:00Z",
    "autorisatie": "0193aaaa-0000-7000-8000-000000000e11",
    "opdracht": "wettelijke-audit",
    "van": "2026-12-01",
    "tot": "2027-05-31",
}
TEKEN_IN: dict[str, Any] = {
    "aanstelling": DOCUMENT, "medewerker": _WIE, "handtekening": _HANDTEKENING,
}  # fmt: skip
AANSTELLING: dict[str, Any] = {
    "aanstelling": DOCUMENT,
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "stand": "open",
    "geldt": False,
    "voorgelegdDoor": "partij-a",
    "voorgelegdOp": "2026-11-23T12:00:00Z",
    "getekendDoor": ["partij-a"],
    "wachtOp": ["partij-b", "partij-c"],
    "bladnummer": None,
    "beeindigdDoor": None,
    "beeindigdOp": None,
    "eindbladnummer": None,
}
BEEINDIG_IN: dict[str, Any] = {
    "id": DOCUMENT["id"], "versie": 1, "tijdstip": "2027-02-01T09:00:00Z", "medewerker": _WIE,
}  # fmt: skip
BEEINDIGD: dict[str, Any] = {
    **AANSTELLING,
    "stand": "beeindigd",
    "getekendDoor": ["partij-a", "partij-b", "partij-c"],
    "wachtOp": [],
    "bladnummer": 80,
    "beeindigdDoor": "partij-b",
    "beeindigdOp": "2027-02-01T09:00:00Z",
    "eindbladnummer": 120,
}
