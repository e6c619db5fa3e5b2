"""Wat de driehoek met een voorstel doet, in de proeven: stukken geven, lezen en tekenen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.kantoor import Kantoor, iemand
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stapklaar import beantwoord
from tests.integratie.partij.stukwerk import aan, geef, nieuwe_dag

ADVIES: dict[str, Any] = {
    "aardEnOmvang": "Overlast in het park, circa vijftien jongeren.",
    "aanpak": "Toezicht en jongerenwerk samen.",
    "inzet": "Extra inzet op vrijdag.",
    "andereGroepen": "Geen andere groep vraagt nu meer.",
    "prioriteren": True,
}
JA: dict[str, Any] = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}


@dataclass
class Besluitwerk:
    """Een groep in stap 4, met wie er bij elke partij over beslist."""

    driehoek: Driehoek
    tekenaars: dict[str, Klant]
    advies: str = ""
    gegeven: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def richt_in(cls, wereld: Wereld) -> Self:
        driehoek = nieuwe_dag(wereld)
        driehoek.kantoor.naar_stap(4)
        beantwoord(driehoek.kantoor, 4)
        tekenaars = {
            "gemeente": driehoek.kantoor.burgemeester,
            "politie": iemand(driehoek.bureau("politie"), "teamchef")[0],
            "om": iemand(driehoek.bureau("om"), "officier")[0],
        }
        return cls(driehoek, tekenaars)

    @property
    def kantoor(self) -> Kantoor:
        return self.driehoek.kantoor

    def geef_advies(self, *partijen: str, status: int = 201, **anders: Any) -> dict[str, Any]:
        """De regisseur geeft het advies, of een volgende versie ervan."""
        opdracht = {
            "stuk": "advies",
            "groep": self.driehoek.groep,
            "ontvangers": aan(self.driehoek, *(partijen or ("politie", "om"))),
            "gegevens": {**ADVIES, **anders},
            "bevestigdZonderPersonen": True,
        }
        gegeven: dict[str, Any] = geef(self.driehoek, "gemeente", opdracht, status)
        self.advies = gegeven["id"]
        return gegeven

    def bereid_voor(self, status: int = 201, **anders: Any) -> Any:
        """De regisseur zet de prioritering klaar; `anders` gaat in wat het besluit zegt."""
        vraag = {
            "groep": self.driehoek.groep,
            "soort": "prioritering",
            "gegevens": {**JA, **anders},
        }
        return self.kantoor.regisseur.maak("/besluitconcepten", vraag, status)

    def leg_voor(self, **anders: Any) -> str:
        """Klaargezet, door de burgemeester gelezen en getekend; het kenmerk."""
        concept = self.bereid_voor(**anders)
        for stuk in concept["stukken"]:
            self.lees("gemeente", stuk["stuk"])
        assert self.kantoor.neem(concept).json()["stand"] == "voorgelegd"
        return str(concept["id"])

    def leg_voor_met_advies(self, status: int = 201, **anders: Any) -> str:
        self.geef_advies(status=status, **anders)
        return self.leg_voor()

    def lees(self, code: str, stuk: str) -> dict[str, Any]:
        """Wie voor deze partij beslist, opent het stuk."""
        gelezen: dict[str, Any] = self.tekenaars[code].haal(f"/stukken/{stuk}")
        return gelezen

    def lees_alles(self, code: str, kenmerk: str) -> None:
        for stuk in self.voorstel(code, kenmerk)["stukken"]:
            self.lees(code, stuk["stuk"])

    def voorstel(self, code: str, kenmerk: str) -> dict[str, Any]:
        voorstel: dict[str, Any] = self.tekenaars[code].haal(f"/besluitvoorstellen/{kenmerk}")
        return voorstel

    def teken(self, code: str, kenmerk: str, status: int = 200) -> dict[str, Any]:
        """Deze partij tekent wat zij nu leest."""
        digest = self.voorstel(code, kenmerk)["digest"]
        pad = f"/besluitvoorstellen/{kenmerk}/_onderteken"
        antwoord: dict[str, Any] = self.tekenaars[code].maak(pad, {"digest": digest}, status)
        return antwoord

    def trek_in(self, kenmerk: str, status: int = 204) -> None:
        antwoord = self.tekenaars["gemeente"].vraag("DELETE", f"/besluitvoorstellen/{kenmerk}")
        assert antwoord.status_code == status, antwoord.text
