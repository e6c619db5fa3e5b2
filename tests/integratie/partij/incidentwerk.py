"""Wat mensen met incidenten doen, in de proeven: melden, bijwerken, lezen en behandelen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.keten import Keten

WAT: dict[str, Any] = {
    "aard": "vertrouwelijkheid",
    "omschrijving": "Een uitgeprinte lijst bleef een nacht liggen in een vergaderzaal.",
    "maatregelen": "De lijst is opgehaald en vernietigd.",
    "bevestigdZonderPersonen": True,
}
ZONDER_TEKST = ("taken", "_toezichtmelding")
BEVESTIGD = {"bevestigdZonderPersonen": True}
ANDEREN = ("gemeente", "om")


class Wacht:
    """Bij elke partij wie het register leest en behandelt; bij de politie ook de wijkagent."""

    def __init__(self, keten: Keten) -> None:
        self.keten = keten
        self.functionaris = {
            code: keten.medewerker(code, "privacyfunctionaris", naam="wacht")[0]
            for code in keten.bureaus
        }
        self.wijkagent, self.wijkagent_id = keten.medewerker("politie", "wijkagent")

    def melding(self, **anders: Any) -> dict[str, Any]:
        return {**WAT, "ontdektOp": self.keten.klok.nu.isoformat(), **anders}

    def meld(self, status: int = 201, wie: Klant | None = None, **anders: Any) -> Any:
        return (wie or self.wijkagent).maak("/incidenten", self.melding(**anders), status)

    def bij(self, code: str, incident: str) -> dict[str, Any]:
        gevonden: dict[str, Any] = self.functionaris[code].haal(f"/incidenten/{incident}")
        return gevonden

    def kent(self, code: str, incident: str) -> bool:
        antwoord = self.functionaris[code].vraag("GET", f"/incidenten/{incident}")
        return antwoord.status_code == 200

    def laat_vrijgeven(self, code: str) -> None:
        """De ene tekst die apart staat bekijkt een mens, en hij geeft haar vrij."""
        regisseur, _ = self.keten.medewerker(code, "regisseur", naam="apart")
        teksten = regisseur.haal("/aparte-teksten?stand=open")["aparteTeksten"]
        (tekst,) = (een for een in teksten if een["soort"] == "incident")
        reden = {"reden": "Nakijken of hier iemand in staat."}
        for stap in ("_bekijk", "_vrijgeven"):
            regisseur.maak(f"/aparte-teksten/{tekst['id']}/{stap}", reden, 200)

    def werk(self, code: str, incident: str) -> set[str]:
        lijst = self.functionaris[code].haal("/werklijst")["werk"]
        return {een["soort"] for een in lijst if een["onderwerp"] == incident}

    def ronde(self, code: str = "politie") -> None:
        self.keten.bureaus[code].ronde()

    def werk_bij(self, incident: str, status: int = 200, **anders: Any) -> Any:
        etag = self.wijkagent.vraag("GET", f"/incidenten/{incident}").headers["etag"]
        antwoord = self.wijkagent.vraag(
            "POST", f"/incidenten/{incident}/_bijwerken", json=self.melding(**anders),
            headers={"If-Match": etag},
        )  # fmt: skip
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def behandel(
        self, code: str, incident: str, pad: str, document: dict[str, Any], status: int = 200, *,
        wie: Klant | None = None,
    ) -> Any:  # fmt: skip
        """Een stap van wie behandelt, vanaf de versie die er nu is."""
        etag = self.functionaris[code].vraag("GET", f"/incidenten/{incident}").headers["etag"]
        antwoord = (wie or self.functionaris[code]).vraag(
            "POST", f"/incidenten/{incident}/{pad}", headers={"If-Match": etag},
            json=document if pad in ZONDER_TEKST else {**BEVESTIGD, **document},
        )  # fmt: skip
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def besluit(self, code: str, incident: str, tweede: Klant, **wat: Any) -> dict[str, Any]:
        """Voorgesteld door de functionaris en goedgekeurd door een ander."""
        na = self.behandel(code, incident, "besluiten", {"reden": "Zo is het gewogen.", **wat})
        nieuw = na["besluiten"][-1]["id"]
        goed: dict[str, Any] = self.behandel(
            code, incident, f"besluiten/{nieuw}/_goedkeuren", {"reden": "Mee eens."}, wie=tweede
        )
        return goed

    @contextmanager
    def later(self, **duur: float) -> Iterator[None]:
        toen = self.keten.klok.nu
        self.keten.klok.nu = toen + timedelta(**duur)
        try:
            yield
        finally:
            self.keten.klok.nu = toen
