"""Wat mensen met acties doen, in de proeven: afspreken, aannemen, teruggeven, melden en volgen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import httpx

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.gemeente.test_aanpak import PLAN
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import nieuwe_dag

TOEZICHT = "Twee keer per week extra toezicht bij het winkelcentrum."
BEVESTIGD = {"bevestigdZonderPersonen": True}


@dataclass
class Aanpak:
    """Een groep in stap 6 met een plan; de regisseur spreekt af, de andere twee doen het."""

    driehoek: Driehoek

    @classmethod
    def richt_in(cls, wereld: Wereld) -> Self:
        driehoek = nieuwe_dag(wereld)
        driehoek.kantoor.naar_stap(6, prioritering="ja")
        pad = f"/plannen-van-aanpak/{driehoek.groep}"
        antwoord = driehoek.kantoor.regisseur.vraag("PUT", pad, json={**PLAN, **BEVESTIGD})
        assert antwoord.status_code == 200, antwoord.text
        return cls(driehoek)

    @property
    def groep(self) -> str:
        return self.driehoek.groep

    @property
    def regisseur(self) -> Klant:
        return self.driehoek.kantoor.regisseur

    def klant(self, code: str) -> Klant:
        return self.driehoek.klant(code)[0]

    def spreek_af(self, partij: str = "politie", status: int = 201, **anders: Any) -> Any:
        """Een actie van deze partij; wie ervoor zorgt is wie daar aan de groep werkt."""
        document = {
            "doel": "G1",
            "omschrijving": TOEZICHT,
            "partij": partij,
            "eigenaar": self.driehoek.klant(partij)[1] if partij in ("politie", "om") else None,
            "uiterlijk": "2027-02-01",
            **BEVESTIGD,
            **anders,
        }
        return self.regisseur.maak(f"/groepen/{self.groep}/acties", document, status)

    def stel_bij(self, actie: str, status: int = 200, /, **wat: Any) -> Any:
        """De regisseur verandert wat er staat, vanaf de versie die er nu is."""
        return wijzig(self.regisseur, f"/acties/{actie}", status, **wat).json()

    def laat_vervallen(self, actie: str) -> Any:
        return self.stel_bij(actie, status="vervallen")

    def volg(self, actie: str) -> dict[str, Any]:
        """De actie zoals de regisseur haar in de lijst van de groep ziet."""
        lijst = self.regisseur.haal(f"/groepen/{self.groep}/acties")["acties"]
        (gevonden,) = (een for een in lijst if een["id"] == actie)
        los = self.regisseur.haal(f"/acties/{actie}")
        assert gevonden == los
        return dict(gevonden)

    def verloop(self, actie: str) -> list[dict[str, Any]]:
        rijen: list[dict[str, Any]] = self.regisseur.haal(f"/acties/{actie}/verloop")["verloop"]
        return rijen

    def bij(self, code: str) -> list[dict[str, Any]]:
        """De acties die een partij voor deze groep kreeg."""
        pad = f"/groepen/{self.groep}/ontvangen-acties"
        acties: list[dict[str, Any]] = self.klant(code).haal(pad)["acties"]
        return acties

    def een_bij(self, code: str) -> dict[str, Any]:
        (actie,) = self.bij(code)
        return actie

    def verloop_bij(self, code: str, actie: str) -> list[dict[str, Any]]:
        pad = f"/ontvangen-acties/{actie}/verloop"
        rijen: list[dict[str, Any]] = self.klant(code).haal(pad)["verloop"]
        return rijen

    def meld(
        self, code: str, actie: str, stand: str, status: int = 201, /, *,
        etag: str | None = None, sleutel: str | None = None, **tekst: Any,
    ) -> Any:  # fmt: skip
        """De partij zegt hoe het ermee staat."""
        koppen = {"If-Match": etag or self.etag(code, actie)}
        if sleutel is not None:
            koppen["Idempotency-Key"] = sleutel
        antwoord = self.klant(code).vraag(
            "POST", f"/ontvangen-acties/{actie}/_meld",
            json={"stand": stand, **BEVESTIGD, **tekst}, headers=koppen,
        )  # fmt: skip
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def etag(self, code: str, actie: str) -> str:
        antwoord = self.klant(code).vraag("GET", f"/ontvangen-acties/{actie}")
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.headers["etag"]

    def werk(self, code: str) -> list[str]:
        """Wat er om acties op de werklijst van een partij staat."""
        lijst = self.klant(code).haal(f"/werklijst?groep={self.groep}")["werk"]
        return [een["soort"] for een in lijst if "actie" in een["soort"]]

    def tijdlijn(self, code: str) -> list[str]:
        feiten = self.klant(code).haal(f"/groepen/{self.groep}/tijdlijn?zoom=alles")["feiten"]
        return [een["titel"] for een in feiten if "ctie" in een["titel"]]

    def weg(self, code: str) -> None:
        self.driehoek.wereld.sluit_af(code)

    def terug(self, code: str) -> None:
        self.driehoek.wereld.sluit_aan(code)


def wijzig(klant: Klant, pad: str, status: int = 200, /, **wat: Any) -> httpx.Response:
    """Een wijziging vanaf de versie die er nu is."""
    etag = klant.vraag("GET", pad).headers["etag"]
    antwoord = klant.vraag("PATCH", pad, json={**BEVESTIGD, **wat}, headers={"If-Match": etag})
    assert antwoord.status_code == status, antwoord.text
    return antwoord
