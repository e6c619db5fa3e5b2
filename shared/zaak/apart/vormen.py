"""Shapes and examples of the API of texts that were set apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from shared.bestand.apart.tabellen import AparteTekstRij
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Tekst, Uitvoermodel
from shared.zaak.apart.dienst import Bekeken

_ID = "0193aaaa-0000-7000-8000-0000000000f1"
_MOMENT = "2026-11-23T12:00:01Z"

VOORBEELD_REDEN: dict[str, Any] = {"reden": "Nakijken of dit over een persoon gaat (verzonnen)."}
VOORBEELD_TEKST: dict[str, Any] = {
    "id": _ID,
    "bericht": "0193aaaa-0000-7000-8000-000000000900",
    "plek": "/stuk/gegevens/omschrijving",
    "afzender": voorbeelden.GEVER,
    "soort": "groepsbericht",
    "stuk": "signaal",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "stand": "open",
    "ontvangenOp": _MOMENT,
    "beslotenOp": None,
    "beslotenDoor": None,
}
VOORBEELD_BEKEKEN: dict[str, Any] = {
    **VOORBEELD_TEKST,
    "tekst": "Verzonnen Voorbeeldnaam hangt er elke avond.",
    "vondsten": [
        {
            "soort": "naam",
            "begin": 0,
            "einde": 23,
            "uitleg": "hier staat een naam; schrijf bijvoorbeeld 'een van de jongeren'",
        }
    ],
}


class Reden(Invoermodel):
    """Why somebody looks, or decides as they do."""

    reden: Tekst = Field(description="Waarom; verzegeld bewaard.")


class AparteTekstUit(Uitvoermodel):
    """A text that was set apart, without the text."""

    id: str
    bericht: str
    plek: str = Field(description="Waar in de inhoud van het bericht de tekst staat.")
    afzender: str
    soort: str
    stuk: str | None
    groep: str | None
    stand: str = Field(description="open (niemand ziet de tekst), vrijgegeven of afgewezen.")
    ontvangen_op: datetime
    besloten_op: datetime | None
    besloten_door: str | None


class VondstUit(Uitvoermodel):
    """A place in the text that points at somebody."""

    soort: str
    begin: int = Field(description="Het eerste teken, vanaf 0.")
    einde: int = Field(description="Het teken erna.")
    uitleg: str


class BekekenTekstUit(AparteTekstUit):
    """The same with the text; looking at it is recorded."""

    tekst: str
    vondsten: list[VondstUit]


class AparteTekstenUit(Uitvoermodel):
    """A page of texts that were set apart."""

    aparte_teksten: list[AparteTekstUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def tekst_uit(rij: AparteTekstRij) -> AparteTekstUit:
    """From row to answer."""
    return AparteTekstUit(
        id=rij.id,
        bericht=rij.bericht_id,
        plek=rij.pad,
        afzender=rij.afzender,
        soort=rij.soort,
        stuk=rij.stuk,
        groep=rij.groep,
        stand=rij.stand,
        ontvangen_op=rij.ontvangen_op,
        besloten_op=rij.besloten_op,
        besloten_door=rij.besloten_door,
    )


def bekeken_uit(bekeken: Bekeken) -> BekekenTekstUit:
    """From what was looked at to answer."""
    vondsten = [
        VondstUit(soort=een.soort, begin=een.begin, einde=een.einde, uitleg=een.uitleg)
        for een in bekeken.vondsten
    ]
    return BekekenTekstUit(
        **tekst_uit(bekeken.rij).model_dump(), tekst=bekeken.tekst, vondsten=vondsten
    )
