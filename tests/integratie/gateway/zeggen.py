"""Iets zeggen zoals het profiel het wil: eerst voor iedereen getoetst, dan gezegd, dan geleverd."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from shared.bericht.bericht import verzegel
from shared.bericht.inhoud import Inhoud
from shared.bericht.inhoudlevering import maak_inhoudlevering
from shared.bericht.tijd import utc_tekst
from shared.bericht.vergelijking import gebonden_leden
from shared.tijd.kenmerk import uuid7
from tests.hulp.koppen import kop_met_inhoud
from tests.hulp.registerdocument import met_versie
from tests.integratie.gateway import koppen
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS, inhoud_bij
from tests.integratie.gateway.opstelling import ALS, REGELS, Opstelling

POLITIE, GEMEENTE, OM = (MEDEWERKERS[code][0] for code in ("politie", "gemeente", "om"))


def overlegdocument(gateway: Opstelling, **anders: Any) -> dict[str, Any]:
    """Een overleg van de gemeente, over een uur."""
    begin = gateway.klok() + timedelta(hours=1)
    return {
        "partij": "gemeente",
        "groepen": [GROEP],
        "soort": "structureel",
        "locatie": "gemeente",
        "begin": utc_tekst(begin),
        "einde": utc_tekst(begin + timedelta(hours=1)),
        "deelnemers": [POLITIE, GEMEENTE],
        **anders,
    }


def registreer(
    gateway: Opstelling, document: dict[str, Any], kenmerk: str = "", als: str = "gemeente"
) -> httpx.Response:
    """Bied een overleg aan om te registreren."""
    kenmerk = kenmerk or uuid7(gateway.klok())
    document = met_versie(kenmerk, document, gateway.klok())
    return gateway.dien_in("PUT", f"/v1/overleggen/{kenmerk}", document, als)


def gepland(gateway: Opstelling, **anders: Any) -> str:
    """Een geregistreerd overleg; het kenmerk."""
    kenmerk = uuid7(gateway.klok())
    antwoord = registreer(gateway, overlegdocument(gateway, **anders), kenmerk)
    assert antwoord.status_code == 200, antwoord.text
    return kenmerk


@dataclass
class Spreker:
    """Wie iets wil zeggen: één uiting, met de berichten en de inhoud die erbij horen."""

    gateway: Opstelling
    overleg: str | None = None
    uiting: str = ""
    koppen: dict[str, dict[str, Any]] = field(default_factory=dict)
    inhoud: dict[str, Inhoud] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.uiting = self.uiting or uuid7(self.gateway.klok())

    @property
    def berichten(self) -> list[str]:
        return list(self.koppen)

    def bied_aan(self, kop: dict[str, Any]) -> httpx.Response:
        """Een kop als bericht over deze uiting; de inhoud blijft nog hier."""
        gezegd = koppen.mondeling(kop, self.uiting, overleg=self.overleg)
        inhoud = inhoud_bij(gezegd)
        gebonden = kop_met_inhoud(gezegd, inhoud, gebonden_leden(REGELS, kop["soort"]))
        self.koppen[kop["id"]], self.inhoud[kop["id"]] = gebonden, inhoud
        return self.gateway.verstuur(self.gateway.onderteken(gebonden, inhoud))

    def vraag(self, kop: dict[str, Any]) -> str:
        """Een bericht dat mag en dat de ander inneemt; het kenmerk."""
        antwoord = self.bied_aan(kop)
        assert antwoord.status_code == 201, antwoord.text
        return str(kop["id"])

    def stand(self, als: str = "politie") -> dict[str, Any]:
        antwoord = self.gateway.haal(f"/v1/uitingen/{self.uiting}", als=als)
        assert antwoord.status_code == 200, antwoord.text
        stand: dict[str, Any] = antwoord.json()
        return stand

    def document(self, **anders: Any) -> dict[str, Any]:
        return {
            "uiting": self.uiting,
            "gezegdOp": utc_tekst(self.gateway.klok()),
            "medewerker": POLITIE,
            "berichten": self.berichten,
            **anders,
        }

    def bevestig(self, als: str = "politie", **anders: Any) -> httpx.Response:
        """Zeg wat er is gezegd."""
        pad = f"/v1/uitingen/{self.uiting}/_bevestig"
        return self.gateway.dien_in("POST", pad, self.document(**anders), als)

    def gezegd(self, **anders: Any) -> dict[str, Any]:
        antwoord = self.bevestig(**anders)
        assert antwoord.status_code == 201, antwoord.text
        gezegd: dict[str, Any] = antwoord.json()
        return gezegd

    def levering(self, bericht: str) -> Any:
        """De ondertekende inhoud; elke keer met een nieuwe versleuteling."""
        kop = self.koppen[bericht]
        jwe = verzegel(
            kop, self.inhoud[bericht], self.gateway.versleutelcertificaat(kop["ontvanger"])
        )
        tekenaar = self.gateway.ondertekenaars[kop["afzender"]]
        return maak_inhoudlevering(bericht, jwe, tekenaar, self.gateway.klok())

    def lever(self, bericht: str, levering: Any = None, als: str | None = None) -> httpx.Response:
        """Lever de inhoud van een bericht."""
        klaar = self.levering(bericht) if levering is None else levering
        return self.gateway.client.vraag(
            "PUT",
            f"/v1/berichten/{bericht}/inhoud",
            content=klaar.body,
            headers=httpx.Headers([*klaar.koppen, (ALS, als or self.koppen[bericht]["afzender"])]),
        )
