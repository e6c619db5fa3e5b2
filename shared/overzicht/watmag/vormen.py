"""Shapes on the wire: what may be given, and why not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.convenant.besluit import Plicht
from shared.partij.web import voorbeelden
from shared.partij.web.redenvorm import OorzaakUit, oorzaak_uit
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.mogelijk.mogelijkheden import Mogelijkheid, Oordeel

_BEGIN = {
    Oordeel.MAG: "Dit mag nu.",
    Oordeel.EERST: "Dit mag nu nog niet.",
    Oordeel.ANDERE_STAP: "Dit mag niet in deze stap.",
    Oordeel.NOOIT: "Dit mag niet.",
}


class WegUit(Uitvoermodel):
    """Along one way."""

    kanaal: str
    overlegsoort: str | None = Field(description="Bij een overleg: wat voor overleg.")
    mag: bool
    redenen: list[OorzaakUit]


class GrondUit(Uitvoermodel):
    """A legal basis to name."""

    code: str
    convenant: str
    wet: str
    taakgrondslagen: dict[str, str] = Field(
        description="Noem er een in kenmerken.taakgrondslag; leeg: niet nodig."
    )


class PlichtUit(Uitvoermodel):
    """What follows when it goes."""

    code: str
    tekst: str
    uiterlijk: date | None
    convenant: str | None
    wet: str | None


class MogelijkUit(Uitvoermodel):
    """How it stands with one thing that can be given."""

    oordeel: Oordeel = Field(
        description="mag; eerst: in deze stap, als er is wat de redenen noemen; andere-stap; nooit."
    )
    zin: str = Field(description="Het oordeel in een of twee zinnen.")
    redenen: list[OorzaakUit] = Field(description="Wat er nu aan in de weg staat; elk een keer.")
    stappen: list[int] = Field(description="In welke stappen het kan, als alles is besloten.")
    wegen: list[WegUit]
    plichten: list[PlichtUit] = Field(description="Wat eruit volgt als het gaat.")


class GegevenMogelijkUit(MogelijkUit):
    """One kind of data about one category of people."""

    gegevenssoort: str
    titel: str
    categorie: int
    over_wie: str
    gronden: list[GrondUit] = Field(description="Waarop het kan; noem er een.")
    doelen: list[str] = Field(description="Waarvoor het kan.")
    vastleggen: list[OorzaakUit] = Field(
        description="Wat er van het gegeven moet vastliggen en gewogen zijn voordat het gaat."
    )
    bewaren: PlichtUit | None = Field(
        description="Tot wanneer de ontvanger het hoogstens houdt, als het vandaag gaat."
    )


class StukMogelijkUit(MogelijkUit):
    """One stuk about the group."""

    stuk: str
    titel: str


class NaarPartijUit(Uitvoermodel):
    """What may go to one party."""

    partij: str
    titel: str
    gegevens: list[GegevenMogelijkUit]
    stukken: list[StukMogelijkUit]


class WatMagUit(Uitvoermodel):
    """What this party may give about this group, as it stands now."""

    groep: str
    stap: int
    stapnaam: str
    op: datetime = Field(description="Het moment waarop dit geldt.")
    ontvangers: list[NaarPartijUit]


VOORBEELD_REDEN: dict[str, Any] = {
    "code": "VOORBEELD",
    "poort": 13,
    "zin": "Er loopt vandaag geen onderzoek.",
    "convenant": "5.2",
    "wet": None,
    "interpretatie": "E8",
}
VOORBEELD_GEGEVEN: dict[str, Any] = {
    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
    "titel": "naam, adres en woonplaats",
    "categorie": 1,
    "overWie": "lid van de groep",
    "oordeel": "eerst",
    "zin": "Dit mag nu nog niet. Er loopt vandaag geen onderzoek.",
    "redenen": [VOORBEELD_REDEN],
    "stappen": [2, 3],
    "wegen": [
        {
            "kanaal": voorbeelden.KANAAL,
            "overlegsoort": None,
            "mag": False,
            "redenen": [VOORBEELD_REDEN],
        }
    ],
    "gronden": [
        {
            "code": voorbeelden.GRONDSLAG,
            "convenant": voorbeelden.CONVENANT,
            "wet": voorbeelden.WET,
            "taakgrondslagen": {},
        }
    ],
    "doelen": [voorbeelden.DOEL],
    "vastleggen": [],
    "bewaren": None,
    "plichten": [],
}
VOORBEELD_ONTVANGER: dict[str, Any] = {
    "partij": voorbeelden.ONTVANGER,
    "titel": "partij b",
    "gegevens": [VOORBEELD_GEGEVEN],
    "stukken": [],
}
VOORBEELD: dict[str, Any] = {
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "stap": 3,
    "stapnaam": "Integrale probleemdefinitie maken",
    "op": voorbeelden.VOORBEELD_TIJD,
    "ontvangers": [
        {
            "partij": voorbeelden.ONTVANGER,
            "titel": "partij b",
            "gegevens": [VOORBEELD_GEGEVEN],
            "stukken": [],
        }
    ],
}


def mogelijk_uit(mogelijk: Mogelijkheid) -> dict[str, Any]:
    """The members that data and stukken have in common."""
    redenen = [oorzaak_uit(een) for een in mogelijk.oorzaken]
    return {
        "oordeel": mogelijk.oordeel,
        "zin": " ".join([_BEGIN[mogelijk.oordeel], *(reden.zin for reden in redenen)]),
        "redenen": redenen,
        "stappen": list(mogelijk.stappen),
        "wegen": [
            WegUit(
                kanaal=een.weg.kanaal,
                overlegsoort=een.weg.overlegsoort,
                mag=een.mag,
                redenen=[oorzaak_uit(oorzaak) for oorzaak in een.oorzaken],
            )
            for een in mogelijk.wegen
        ],
        "plichten": [plicht_uit(een) for een in mogelijk.plichten],
    }


def plicht_uit(plicht: Plicht) -> PlichtUit:
    """From what the toetsing said."""
    return PlichtUit(**{naam: getattr(plicht, naam) for naam in PlichtUit.model_fields})
