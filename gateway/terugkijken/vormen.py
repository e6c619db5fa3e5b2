"""Shapes on the wire of looking back over a whole answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from gateway.web.vormen import Kenmerk, Partijcode, Vorm
from gateway.zoeken.vormen import Convenantverwijzing, Loggrootte, Zoekfilters
from gateway.zoeken.woordvormen import InWoorden
from gateway.zoekregister.vraag import Zoekopdracht
from shared.web.verzoek.vormen import Geheel

Stuktekst = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class Stroomvorm(Vorm):
    """From one party to another, in one step."""

    stap: int | None = Field(description="Null: buiten elke stap.")
    afzender: Partijcode
    ontvanger: Partijcode
    toegestaan: int = Field(ge=0)
    geweigerd: int = Field(ge=0)


class Stromenantwoord(Vorm):
    """Who gave whom how often; together these are all decisions of the question."""

    stromen: list[Stroomvorm]
    aantal: int = Field(ge=0)
    grootte: int = Field(ge=0, description="De grootte van het logboek waarop dit is gebaseerd.")


class Regelwijziging(Vorm):
    """A piece of the covenant file, and what it would become."""

    oud: Stuktekst = Field(description="Staat precies één keer in het convenantbestand.")
    nieuw: Annotated[str, StringConstraints(max_length=4000)]


class Herhaalverzoek(Zoekfilters):
    """Which decisions to take again, and by which rules."""

    wijzigingen: list[Regelwijziging] = Field(
        default_factory=list,
        max_length=20,
        description="Wat er in het convenantbestand van nu anders zou zijn. Leeg: elk besluit met "
        "het bestand van toen.",
    )
    voor: Geheel | None = Field(
        default=None, ge=0, lt=2**53, description="'volgende' van het vorige antwoord."
    )
    grootte: Loggrootte

    def als_opdracht(self) -> Zoekopdracht:
        """Which decisions, without what is done with them."""
        return Zoekfilters.als_opdracht(self)


class Anders(Vorm):
    """A decision that would come out otherwise."""

    id: Kenmerk
    bladnummer: int = Field(ge=0)
    tijdstip: datetime
    was: str = Field(description="Het besluit op het blad.")
    wordt: str = Field(description="Het besluit met deze regels.")
    verschillen: list[str] = Field(description="Waarin zij verschillen.")
    redenen: list[str] = Field(description="Waarom het dan niet mag; leeg als het mag.")
    in_woorden: InWoorden


class Herhaalantwoord(Vorm):
    """What came of taking decisions again: the newest first, at most five hundred at a time."""

    aantal: int = Field(ge=0, description="Hoeveel besluiten de vraag heeft.")
    herhaald: int = Field(ge=0, description="Hoeveel er in dit antwoord opnieuw zijn genomen.")
    gelijk: int = Field(ge=0)
    anders: list[Anders]
    niet_meer: int = Field(
        ge=0, description="Hoeveel niet opnieuw konden: de inhoud van hun blad is al weg."
    )
    volgende: int | None = Field(description="Geef dit mee als 'voor' voor de rest.")
    grootte: int = Field(ge=0)
    convenant: Convenantverwijzing | None = Field(
        description="De regels waarmee; null: elk met die van toen."
    )


def voorbeelden(periode: dict[str, Any], woorden: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Examples for the description, on a period and words of the neighbours."""
    return {
        "stromen": {
            "stromen": [
                {
                    "stap": None, "afzender": "partij-a", "ontvanger": "partij-b",
                    "toegestaan": 12, "geweigerd": 3,
                }
            ],
            "aantal": 15,
            "grootte": 40,
        },
        "vraag": {
            "periode": periode,
            "wijzigingen": [{"oud": "geslacht = true", "nieuw": "geslacht = false"}],
        },
        "herhaald": {
            "aantal": 15,
            "herhaald": 15,
            "gelijk": 14,
            "anders": [
                {
                    "id": "0193aaaa-0000-7000-8000-000000000900",
                    "bladnummer": 12,
                    "tijdstip": "2026-11-23T12:00:00Z",
                    "was": "toegestaan",
                    "wordt": "geweigerd",
                    "verschillen": ["het is geweigerd, het blad zegt 'toegestaan'"],
                    "redenen": ["Dit gegeven mag niet in deze stap."],
                    "inWoorden": woorden,
                }
            ],
            "nietMeer": 0,
            "volgende": None,
            "grootte": 40,
            "convenant": {"id": "voorbeeldconvenant", "versie": "1.0.0", "hash": "9f86d081"},
        },
    }  # fmt: skip
