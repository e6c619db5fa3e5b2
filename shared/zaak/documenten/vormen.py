"""What officials ask and get about documents."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.partij.web.voorbeelden import VOORBEELD_BERICHT
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.zaak.documenten.dienst import Gemaakt, Stand

Weg = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]


class Documentvraag(Invoermodel):
    """A document to be made."""

    weg: Weg = Field(description="Waarlangs het document naar de ontvanger gaat.")
    met_wachtwoord: bool = Field(
        default=True, description="false kan alleen als het convenant geen wachtwoord vraagt."
    )


class Wachtwoordvraag(Invoermodel):
    """How the password was told, and to whom."""

    weg: Weg = Field(description="telefoon of persoonlijk: nooit de weg van het document.")
    aan: Kenmerk = Field(description="De autorisatie van de medewerker voor wie het bericht is.")


class WachtwoordUit(Uitvoermodel):
    """That the password was told."""

    weg: str
    aan: str
    verstrekt_op: datetime
    verstrekt_door: str


class DocumentUit(Uitvoermodel):
    """A document that was made; the file itself is kept nowhere."""

    id: str
    bericht: str
    weg: str
    met_wachtwoord: bool
    digest: str = Field(description="SHA-256 over het bestand zoals het is meegegeven.")
    gemaakt_op: datetime
    gemaakt_door: str
    wachtwoord_verstrekt: WachtwoordUit | None


class GemaaktUit(DocumentUit):
    """A document right after it was made: the only time file and password are shown."""

    bestandsnaam: str
    document: str = Field(description="De PDF, in base64.")
    wachtwoord: str | None = Field(
        description="Alleen nu te zien. Geef het langs een andere weg dan het document."
    )


class DocumentenUit(Uitvoermodel):
    """The documents of a message."""

    documenten: list[DocumentUit]


VOORBEELD_DOCUMENT: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000d01",
    "bericht": VOORBEELD_BERICHT,
    "weg": "beveiligde-email",
    "metWachtwoord": True,
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "gemaaktOp": "2026-11-30T09:00:00Z",
    "gemaaktDoor": "0193aaaa-0000-7000-8000-000000000011",
    "wachtwoordVerstrekt": None,
}
VOORBEELD_GEMAAKT: dict[str, Any] = {
    **VOORBEELD_DOCUMENT,
    "bestandsnaam": f"verstrekking-{VOORBEELD_BERICHT}.pdf",
    "document": "JVBERi0yLjA=",
    "wachtwoord": "k7mp-a2bc-d3ef-g4hj-k5mn",
}
VOORBEELD_WACHTWOORD: dict[str, Any] = {
    "weg": "telefoon",
    "aan": "0193aaaa-0000-7000-8000-000000000012",
}
VOORBEELD_VERSTREKT: dict[str, Any] = {
    **VOORBEELD_DOCUMENT,
    "wachtwoordVerstrekt": {
        **VOORBEELD_WACHTWOORD,
        "verstrektOp": "2026-11-30T09:10:00Z",
        "verstrektDoor": "0193aaaa-0000-7000-8000-000000000011",
    },
}


def document_uit(stand: Stand) -> DocumentUit:
    """From rows to answer."""
    return DocumentUit(**_velden(stand))


def gemaakt_uit(gemaakt: Gemaakt) -> GemaaktUit:
    """From what was just made to the one answer that holds it."""
    return GemaaktUit(
        bestandsnaam=f"verstrekking-{gemaakt.rij.bericht_id}.pdf",
        document=base64.b64encode(gemaakt.pdf).decode("ascii"),
        wachtwoord=gemaakt.wachtwoord,
        **_velden((gemaakt.rij, None)),
    )


def _velden(stand: Stand) -> dict[str, Any]:
    rij, verstrekt = stand
    velden = {naam: getattr(verstrekt, naam) for naam in WachtwoordUit.model_fields if verstrekt}
    return {
        "id": rij.id,
        "bericht": rij.bericht_id,
        "weg": rij.weg,
        "met_wachtwoord": rij.wachtwoord,
        "digest": rij.digest,
        "gemaakt_op": rij.gemaakt_op,
        "gemaakt_door": rij.gemaakt_door,
        "wachtwoord_verstrekt": WachtwoordUit(**velden) if velden else None,
    }
