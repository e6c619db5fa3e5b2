"""Shapes of the work list's API, and its examples."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.partij.poorten.werkstuk import Urgentie
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Tekst, Uitvoermodel

VOORBEELD_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_VERZOEK = "0193aaaa-0000-7000-8000-0000000000e1"


class WerkstukUit(Uitvoermodel):
    """One thing that awaits somebody."""

    id: str = Field(description="Soort en onderwerp samen; blijft gelijk zolang het er staat.")
    soort: str
    onderwerp: str = Field(description="Waar het over gaat: een verwijzing.")
    titel: str
    groep: str | None
    groepscode: str | None = Field(description="Leeg als de gateway nu niet te bereiken is.")
    functies: list[str] = Field(description="De functies bij deze partij die het kunnen doen.")
    eigenaar: str | None = Field(description="De autorisatie van wie het is; leeg: van de functie.")
    uiterlijk: date | None
    urgentie: Urgentie
    sinds: datetime
    pad: str = Field(description="Waar in deze API het gedaan wordt, na /v1.")
    afvinken: bool = Field(description="Of het alleen verdwijnt als iemand zegt dat het klaar is.")


class AantallenUit(Uitvoermodel):
    """How much there is, before kind and urgency are chosen."""

    totaal: int
    per_soort: dict[str, int]
    per_urgentie: dict[str, int]


class WerklijstUit(Uitvoermodel):
    """A page of the work list."""

    werk: list[WerkstukUit]
    aantallen: AantallenUit
    volledig: bool = Field(
        description="Onwaar als de gateway nu niet te bereiken is: dan ontbreekt wat afhangt van "
        "de stand van een groep."
    )
    positie: str | None = Field(description="Geef dit mee als cursor om hier terug te komen.")
    volgende: str | None = Field(description="De cursor van de volgende pagina.")
    vorige: str | None = Field(description="De cursor van de pagina hiervoor.")


class Afhandeling(Invoermodel):
    """Why an item is dealt with."""

    reden: Tekst = Field(description="Wat ermee is gedaan; over niemand herkenbaar.")


VOORBEELD_WERK: dict[str, Any] = {
    "id": f"informatieverzoek/{_VERZOEK}",
    "soort": "informatieverzoek",
    "onderwerp": _VERZOEK,
    "titel": "Beantwoord het informatieverzoek van de andere partij",
    "groep": VOORBEELD_GROEP,
    "groepscode": "RTM-2026-01",
    "functies": ["functie-a"],
    "eigenaar": VOORBEELD_MEDEWERKER,
    "uiterlijk": "2026-12-07",
    "urgentie": "later",
    "sinds": VOORBEELD_TIJD,
    "pad": f"/informatieverzoeken/{_VERZOEK}",
    "afvinken": False,
}
VOORBEELD_LIJST: dict[str, Any] = {
    "werk": [VOORBEELD_WERK],
    "aantallen": {
        "totaal": 1,
        "perSoort": {"informatieverzoek": 1},
        "perUrgentie": {"te_laat": 0, "vandaag": 0, "deze_week": 0, "later": 1},
    },
    "volledig": True,
    "positie": "AAECAwQFBgcICQ",
    "volgende": None,
    "vorige": None,
}
