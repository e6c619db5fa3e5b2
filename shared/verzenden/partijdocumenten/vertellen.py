"""Telling this party's own people that a party changed, or that the gateway shows otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde
from shared.meldingen.gebeurtenis import CloudEvent, bron_urn
from shared.meldingen.opslag import Meldingenbak
from shared.tijd.kenmerk import uuid7
from shared.verzenden.partijdocumenten.geheugen import Bericht, Gewijzigd

GEWIJZIGD = "nl.driehoek.partij.gewijzigd"
AFWIJKING = "nl.driehoek.partij.afwijking"
_BEKIJK = (
    "Vraag die partij langs een andere weg of dit klopt. Klopt het niet, weiger dan het document; "
    "tot dan telt het, want het is getekend met de sleutel die zij had."
)
_ALARM = (
    "Er is niets van gebruikt: wat die partij eerder zelf ondertekende, telt. Bel de partij en de "
    "beheerder van de gateway, en meld een incident."
)


@dataclass(frozen=True)
class Verteller:
    """``oin`` and ``adres`` are this party's own; ``eigen`` its own ways of hearing."""

    oin: str
    partij: str
    adres: str
    eigen: Iterable[str]

    def __call__(self, sessie: Session, bericht: Bericht, nu: datetime) -> None:
        """Promise the news in the caller's transaction."""
        gewijzigd = isinstance(bericht, Gewijzigd)
        data: dict[str, JsonWaarde] = {
            "partij": bericht.partij,
            "ernst": "midden" if gewijzigd else "hoog",
            "watTeDoen": _BEKIJK if gewijzigd else _ALARM,
            "adres": f"{self.adres}/partijdocumenten",
        }
        if isinstance(bericht, Gewijzigd):
            wat = ", ".join(bericht.wat) or "niets"
            data["titel"] = f"Partij {bericht.partij} wijzigde wat zij over zichzelf zegt: {wat}"
            data["versie"] = bericht.versie
            data["wijzigingen"] = list(bericht.wat)
        else:
            data["titel"] = f"De gateway toont over partij {bericht.partij} wat zij niet zei"
            data["melding"] = bericht.melding
        gebeurtenis = CloudEvent(
            id=uuid7(nu),
            source=bron_urn(self.oin, f"driehoek-{self.partij}"),
            type=GEWIJZIGD if gewijzigd else AFWIJKING,
            subject=bericht.partij,
            time=nu,
            data=data,
        )
        Meldingenbak(sessie.connection()).zet(gebeurtenis, self.eigen, nu)
