"""Shapes of alarms on the wire, with examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from gateway.alarmen.begrippen import Alarmuitkomst, Status
from gateway.web.vormen import Kenmerk, Moment, Partijcode, Vorm
from shared.web.verzoek.vormen import Geheel

Toelichting = Annotated[
    str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)
]
_TOELICHTING = "Over het alarm, niet over een persoon: noem niemand."


class Venstervorm(Vorm):
    van: AwareDatetime
    tot: AwareDatetime


class Alarmvorm(Vorm):
    id: Kenmerk
    bladnummer: int = Field(ge=0, description="Het blad van dit alarm in het log.")
    tijdstip: AwareDatetime
    bron: Literal["log", "bestand"] = Field(
        description="Waar het is gezien: in het log, of in het eigen bestand van een partij."
    )
    gemeld_door: Partijcode | None
    regel: str
    titel: str
    wat_te_doen: str
    ernst: Literal["laag", "midden", "hoog"]
    per: str = Field(description="Waarvan het onderwerp een verwijzing is.")
    onderwerp: str = Field(description="Een verwijzing; nooit een naam.")
    venster: Venstervorm
    aantal: int = Field(ge=1)
    bladen: list[int] = Field(description="Bladen in het log waar het om gaat.")
    partijen: list[Partijcode] = Field(description="De partijen die ervan horen.")
    status: Status
    eigenaar: Kenmerk | None = Field(description="De autorisatie van wie het behandelt.")
    uitkomst: Alarmuitkomst | None
    toelichting: str | None
    gewijzigd_op: AwareDatetime


class Alarmlijst(Vorm):
    alarmen: list[Alarmvorm]
    volgende: str | None


class Overname(Vorm):
    eigenaar: Kenmerk | None = Field(
        default=None,
        description="De autorisatie van wie het gaat behandelen; weg of null: u zelf.",
    )


class Afhandeling(Vorm):
    uitkomst: Alarmuitkomst
    toelichting: Toelichting = Field(description=_TOELICHTING)


class Heropening(Vorm):
    reden: Toelichting = Field(description=_TOELICHTING)


class Alarmmelding(Vorm):
    id: Kenmerk = Field(description="Door de partij gekozen; nog eens hetzelfde verandert niets.")
    regel: str = Field(pattern=r"^[a-z][a-z0-9-]{2,50}$")
    onderwerp: Kenmerk | Partijcode = Field(
        description="De autorisatie van de medewerker, of de code van de partij, om wie het gaat."
    )
    begin: Moment
    einde: Moment
    aantal: Geheel = Field(ge=1, le=1_000_000)


class Alarmmeldingantwoord(Vorm):
    id: Kenmerk
    bladnummer: int


class Alarmregelvorm(Vorm):
    naam: str
    titel: str
    wat_te_doen: str
    bron: Literal["log", "bestand"]
    gebeurtenissen: list[str]
    per: str
    telt: str
    venster_minuten: int
    drempel: int
    buiten_werktijd: bool
    ernst: Literal["laag", "midden", "hoog"]
    horen: str


class Alarmregellijst(Vorm):
    versie: str
    hash: str = Field(description="SHA-256 van het bestand met de regels.")
    scherper: dict[str, dict[str, int]] = Field(description="Wat deze omgeving strenger zette.")
    regels: list[Alarmregelvorm]


ALARM: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000a01",
    "bladnummer": 41,
    "tijdstip": "2026-11-23T10:00:00Z",
    "bron": "log",
    "gemeldDoor": None,
    "regel": "herhaald-geweigerd",
    "titel": "Steeds opnieuw een weigering",
    "watTeDoen": "Bekijk in het log waarom werd geweigerd.",
    "ernst": "midden",
    "per": "medewerker",
    "onderwerp": "0193aaaa-0000-7000-8000-000000000b01",
    "venster": {"van": "2026-11-23T09:30:00Z", "tot": "2026-11-23T10:00:00Z"},
    "aantal": 10,
    "bladen": [30, 31, 32, 33, 34, 35, 36, 37, 38, 39],
    "partijen": ["partij-a"],
    "status": "nieuw",
    "eigenaar": None,
    "uitkomst": None,
    "toelichting": None,
    "gewijzigdOp": "2026-11-23T10:00:00Z",
}
OVERGENOMEN = {
    **ALARM, "status": "in_behandeling", "eigenaar": "0193aaaa-0000-7000-8000-000000000c01",
}  # fmt: skip
AFGEHANDELD = {
    **OVERGENOMEN, "status": "afgehandeld", "uitkomst": "vals",
    "toelichting": "Het was een proef met het systeem, met de beheerder afgesproken.",
}  # fmt: skip
MELDING = {
    "id": "0193aaaa-0000-7000-8000-000000000a02",
    "regel": "lokrecord-geraakt",
    "onderwerp": "0193aaaa-0000-7000-8000-000000000b01",
    "begin": "2026-11-23T10:00:00Z",
    "einde": "2026-11-23T10:00:00Z",
    "aantal": 1,
}
REGELS = {
    "versie": "1",
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "scherper": {"herhaald-geweigerd": {"drempel": 5}},
    "regels": [
        {
            "naam": "herhaald-geweigerd",
            "titel": "Steeds opnieuw een weigering",
            "watTeDoen": "Bekijk in het log waarom werd geweigerd.",
            "bron": "log",
            "gebeurtenissen": ["besluit.geweigerd"],
            "per": "medewerker",
            "telt": "gebeurtenissen",
            "vensterMinuten": 60,
            "drempel": 5,
            "buitenWerktijd": False,
            "ernst": "midden",
            "horen": "betrokken",
        }
    ],
}
