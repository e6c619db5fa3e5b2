"""Shapes on the wire: members with what was asked of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from shared.bestand.ledenlijst.lijst import Lidbeeld, Liddeel
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_TIJD
from shared.partij.web.vormen import Uitvoermodel

_ALLEEN = "Alleen als u erom vraagt (met)."
_LEDEN = {
    Liddeel.NAAM: "naam",
    Liddeel.LEEFTIJD: "leeftijdsklasse",
    Liddeel.SINDS: "sinds",
    Liddeel.BRON: "bronnen",
}
VOORBEELD: dict[str, Any] = {
    "leden": [
        {
            "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
            "persoonId": VOORBEELD_ID,
            "categorie": 1,
            "kind": None,
            "naam": "Plofje Fantasiewoud",
            "leeftijdsklasse": "12-15",
            "sinds": VOORBEELD_TIJD,
            "bronnen": ["partij-a"],
        }
    ],
    "beperkt": None,
    "volgende": None,
}


class LidUit(Uitvoermodel):
    """A member: the person here, the pseudonym (betrokkene) towards the others."""

    betrokkene: str
    persoon_id: str
    categorie: int
    kind: str | None = Field(description="Het pseudoniem van het kind.")
    naam: str | None = Field(default=None, description=_ALLEEN)
    leeftijdsklasse: str | None = Field(
        default=None, description=f"{_ALLEEN} Leeg: de geboortedatum is niet bekend."
    )
    sinds: datetime | None = Field(default=None, description=f"{_ALLEEN} Lid sinds.")
    bronnen: list[str] | None = Field(
        default=None, description=f"{_ALLEEN} Van welke partijen hij bekend is, ook de eigen."
    )


class LedenUit(Uitvoermodel):
    """A page of members."""

    leden: list[LidUit]
    beperkt: str | None = Field(
        description="Een zin als er leden zijn wier gegevens nu niemand gebruikt; verder niets."
    )
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def lid_uit(beeld: Lidbeeld, delen: frozenset[Liddeel]) -> LidUit:
    """From member to answer; what was not asked is not in it."""
    lid = beeld.lid
    gevraagd = {_LEDEN[deel]: getattr(beeld, _LEDEN[deel]) for deel in delen}
    return LidUit(
        betrokkene=lid.betrokkene,
        persoon_id=lid.persoon_id,
        categorie=lid.categorie,
        kind=lid.kind,
        **gevraagd,
    )
