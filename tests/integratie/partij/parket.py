"""Het parket: een groep in stap 5 met een lopend onderzoek, en wie er bij het OM aan werken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

import httpx

from shared.bestand.registreren.melder import Autorisatiemelder
from shared.partijdienst.onderhoud import draai_onderhoud
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.namen import verzonnen_personen
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import TAAK, Driehoek
from tests.integratie.partij.opstelling import Wereld

SLOT = timedelta(minutes=15)
ZAAK = "10/000000-26"
TOT = "2027-02-24"
GRONDEN: Mapping[str, Mapping[str, Any]] = {
    "gemeente": {"grondslag": "AVG6_1_E", "kenmerken": TAAK},
    "politie": {"grondslag": "WPG16_1_A_2"},
}
"""Waarop een partij het OM context geeft."""

# Iedere test iemand anders: dezelfde naam en geboortedatum is bij het OM dezelfde persoon.
PERSONEN = verzonnen_personen()


@dataclass
class Parket:
    """Een groep in stap 5 met een lopend onderzoek, en wie er bij het OM aan werken."""

    driehoek: Driehoek
    officier: Klant
    officier_id: str
    zaakofficier: Klant
    zaakofficier_id: str

    @classmethod
    def richt_in(cls, wereld: Wereld) -> Self:
        wereld.klok.nu = VasteKlok().nu
        wereld.gateway.weg = False
        driehoek = Driehoek.richt_in(wereld)
        om = driehoek.bureau("om")
        officier, officier_id = om.medewerker("officier", f"officier.{driehoek.groep}@om.example")
        zaakofficier, zaakofficier_id = om.medewerker(
            "zaakofficier", f"zaakofficier.{driehoek.groep}@om.example"
        )
        driehoek.wereld.doe(Autorisatiemelder(om.uitwisseling.dienst).meld_wachtende())
        gevonden = cls(driehoek, officier, officier_id, zaakofficier, zaakofficier_id)
        gevonden.vlag()
        return gevonden

    @property
    def groep(self) -> str:
        return self.driehoek.groep

    @property
    def pad(self) -> str:
        return f"/groepen/{self.groep}/contextinformatie"

    def vlag(self, **dagen: str) -> None:
        """Zo staat de groep bij de gateway."""
        self.driehoek.kantoor.naar_stap(
            5, prioritering="ja", strafrechtelijkOnderzoek={"van": "2026-11-01", **dagen}
        )

    def zet(
        self, onderzoek: str, status: int = 200, etag: str | None = None, **anders: Any
    ) -> httpx.Response:
        zaken = [{"id": nieuw_id(), "nummer": ZAAK, "zaakofficier": self.zaakofficier_id}]
        invoer = {
            "groep": self.groep,
            "eigenaar": self.officier_id,
            "zaken": zaken,
            "van": "2026-11-01",
            "tot": TOT,
            **anders,
        }
        koppen = {} if etag is None else {"If-Match": etag}
        pad = f"/onderzoeken/{onderzoek}"
        antwoord = self.officier.vraag("PUT", pad, json=invoer, headers=koppen)
        assert antwoord.status_code == status, antwoord.text
        return antwoord

    def zaak(self) -> str:
        """Een zaak in een lopend onderzoek."""
        return str(self.zet(nieuw_id()).json()["zaken"][0]["id"])

    def ontvang(self, van: str = "gemeente") -> list[dict[str, Any]]:
        """Een partij geeft twee gegevens; de contextinformatie die het OM nu heeft."""
        iemand = next(PERSONEN)
        wie = (iemand.naam, iemand.geboortedatum.isoformat())
        persoon = self.driehoek.persoon(van, wie)
        delen = [
            {"persoon": persoon, "gegevenssoort": s, **GRONDEN[van]}
            for s in ("NAW", "GEBOORTEDATUM")
        ]
        opdracht = {
            "soort": "verstrekking",
            "ontvanger": "om",
            "ontvangendeMedewerker": self.driehoek.secretaris_id,
            "groep": self.groep,
            "stap": 5,
            "doel": "D1",
            "afweging": {
                "noodzaak": True,
                "proportionaliteit": True,
                "subsidiariteit": True,
                "motivering": "Context bij het onderzoek (verzonnen).",
            },
            "onderdelen": delen,
        }
        stand = self.driehoek.klant(van)[0].maak("/verstrekkingen", opdracht)
        assert stand["status"] == "afgeleverd", stand
        lijst: list[dict[str, Any]] = self.lees()
        return lijst

    def lees(self) -> list[dict[str, Any]]:
        rijen: list[dict[str, Any]] = self.driehoek.secretaris.haal(self.pad)["contextinformatie"]
        return rijen

    def geef(
        self, zaak: str, gegevens: list[str], status: int = 201, **anders: Any
    ) -> dict[str, Any]:
        invoer = {
            "gegevens": gegevens, "zaak": zaak, "zaakofficier": self.zaakofficier_id, **anders
        }  # fmt: skip
        uit: dict[str, Any] = self.driehoek.secretaris.maak(
            "/contextinformatie/_doorgeven", invoer, status
        )
        return uit

    def voeg_toe(self, doorgifte: str, klant: Klant | None = None, **anders: Any) -> httpx.Response:
        instemming = {"van": self.driehoek.kantoor.regisseur_id, "op": "2026-11-23", **anders}
        pad = f"/contextinformatie/{doorgifte}/_toevoegen"
        wie = klant or self.zaakofficier
        return wie.vraag("POST", pad, json={"instemming": instemming})

    def onderhoud(self) -> Mapping[str, int]:
        dienst = self.driehoek.bureau("om").geheel
        return self.driehoek.wereld.doe(draai_onderhoud(dienst, SLOT))
