"""De drie partijen rond één groep: van eigen bestanden via brutolijst naar nettolijst."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

from tests.integratie.partij.bureau import Bureau, Klant
from tests.integratie.partij.kantoor import Kantoor, iemand
from tests.integratie.partij.opstelling import Wereld

TAAK = {"taakgrondslag": "GEMW172"}
AFWEGING = {
    "noodzaak": True,
    "proportionaliteit": True,
    "subsidiariteit": True,
    "motivering": "Nodig om de groep in beeld te krijgen (verzonnen).",
}
STERRIN = ("Sterrin Nooitgedacht", "2010-02-03")
KNIKKER = ("Knikker Bedenksel", "2011-04-05")
DROMER = ("Dromer Fabelaar", "2009-06-07")


@dataclass
class Driehoek:
    """Het kantoor met een parketsecretaris erbij."""

    kantoor: Kantoor
    secretaris: Klant
    secretaris_id: str
    personen: dict[str, str] = field(default_factory=dict)

    @classmethod
    def richt_in(cls, wereld: Wereld, *, eigen_mensen: bool = False) -> Self:
        kantoor = Kantoor.richt_in(wereld, eigen_mensen=eigen_mensen)
        return cls(kantoor, *iemand(wereld.bureaus["om"], "parketsecretaris", kantoor.eigen))

    @property
    def wereld(self) -> Wereld:
        return self.kantoor.wereld

    @property
    def groep(self) -> str:
        return self.kantoor.groep

    @property
    def pad(self) -> str:
        return f"/groepen/{self.groep}/namenlijsten"

    def bureau(self, code: str) -> Bureau:
        return self.wereld.bureaus[code]

    def klant(self, code: str) -> tuple[Klant, str]:
        k = self.kantoor
        return {
            "politie": (k.analist, k.analist_id),
            "gemeente": (k.regisseur, k.regisseur_id),
            "om": (self.secretaris, self.secretaris_id),
        }[code]

    @contextmanager
    def verkeerde_sleutel(self, code: str) -> Iterator[None]:
        """Deze partij startte met het sleutelbestand van een ander: zij opent niets en weigert."""
        middelen = self.bureau(code).geheel.inname._middelen
        goed = middelen.ontsleutelaar
        ander = next(een for een in self.wereld.bureaus if een != code)
        vreemd = self.bureau(ander).geheel.inname._middelen.ontsleutelaar
        # Wie opent heeft deze zelfde middelen in handen, waar dat ook gebeurt.
        object.__setattr__(middelen, "ontsleutelaar", vreemd)
        try:
            yield
        finally:
            object.__setattr__(middelen, "ontsleutelaar", goed)

    def vraag(self, van: str, aan: str) -> str:
        """Een informatieverzoek; het id."""
        stand = self.klant(van)[0].maak(
            "/informatieverzoeken",
            {
                "groep": self.groep,
                "ontvanger": aan,
                "ontvangendeMedewerker": self.klant(aan)[1],
                "vraag": "Wie horen er bij deze groep?",
            },
        )
        assert stand["status"] == "afgeleverd", stand
        return str(stand["id"])

    def geef(
        self, van: str, aan: str, delen: list[dict[str, Any]], verzoek: str | None, stap: int = 2
    ) -> dict[str, Any]:
        """Een verstrekking die mag en aankomt."""
        klant = self.klant(van)[0]
        opdracht = {
            "soort": "verstrekking",
            "ontvanger": aan,
            "ontvangendeMedewerker": self.klant(aan)[1],
            "groep": self.groep,
            "stap": stap,
            "doel": "D1",
            "inReactieOp": verzoek,
            "afweging": AFWEGING,
            "onderdelen": delen,
        }
        stand: dict[str, Any] = klant.maak("/verstrekkingen", opdracht)
        assert stand["status"] == "afgeleverd", stand
        return stand

    def persoon(self, code: str, wie: tuple[str, str]) -> str:
        """Iemand in het eigen bestand van een partij, lid van de groep en geïnformeerd."""
        klant = self.klant(code)[0]
        persoon = self.bureau(code).persoon(klant, self.groep, *wie)
        if code == "gemeente":
            self.informeer(persoon)
        self.personen[f"{code}:{wie[0]}"] = persoon
        return persoon

    def informeer(self, persoon: str) -> None:
        """De gemeente overhandigt de brieven over iemand; een kind zonder ouder krijgt er een.

        Voor wie jonger is dan twaalf is er geen brief.
        """
        klant = self.kantoor.regisseur
        nodig = klant.vraag("POST", f"/personen/{persoon}/brieven")
        waarom = nodig.json().get("detail", "")
        if "geen brief voor deze leeftijd" in waarom:
            return
        if "ouder of voogd" in waarom:
            ouder = str(klant.maak("/personen", {"naam": "Hommel Verzonnenaar"})["id"])
            relatie = {"ouderId": ouder, "soort": "ouder"}
            klant.maak(f"/personen/{persoon}/vertegenwoordigers", relatie)
        klant.geef_brieven(persoon)

    def deel_de_brutolijst(self) -> None:
        """De gemeente kent Sterrin en Dromer, de politie Sterrin en Knikker; iedereen hoort dat."""
        politie = [self.persoon("politie", wie) for wie in (STERRIN, KNIKKER)]
        gemeente = [self.persoon("gemeente", wie) for wie in (STERRIN, DROMER)]
        soorten = ("NAW", "GEBOORTEDATUM", "BEKENDHEID")
        self.geef(
            "gemeente",
            "politie",
            [
                {
                    "persoon": persoon,
                    "gegevenssoort": soort,
                    "grondslag": "AVG6_1_E",
                    "kenmerken": TAAK,
                }
                for persoon in gemeente
                for soort in soorten
            ],
            self.vraag("politie", "gemeente"),
        )
        self.geef(
            "politie",
            "gemeente",
            [
                {"persoon": persoon, "gegevenssoort": soort, "grondslag": "WPG16_1_B_2"}
                for persoon in politie
                for soort in soorten
            ],
            self.vraag("gemeente", "politie"),
        )
        self.stuur_bruto_naar_om(politie)

    def stuur_bruto_naar_om(self, personen: list[str]) -> None:
        self.stel_samen("politie")
        delen: list[dict[str, Any]] = []
        for persoon in personen:
            delen += [
                {"persoon": persoon, "gegevenssoort": "NAW", "grondslag": "WPG16_1_A_2"},
                {"persoon": persoon, "gegevenssoort": "GEBOORTEDATUM", "grondslag": "WPG16_1_A_2"},
                {"persoon": persoon, "gegevenssoort": "BEKENDHEID", "grondslag": "WPG16_1_A_2"},
            ]
        self.geef("politie", "om", delen, None)

    def stel_samen(self, code: str) -> dict[str, Any]:
        """De namenlijst van een partij, met iedereen erop."""
        klant = self.klant(code)[0]
        lijst: str = klant.maak(self.pad, {})["id"]
        volledig: dict[str, Any] = klant.haal(f"{self.pad}/{lijst}")
        return volledig

    def lijst(self) -> dict[str, Any]:
        """De lijst van de gemeente zoals zij nu is."""
        (kop,) = self.kantoor.regisseur.haal(self.pad)["namenlijsten"]
        lijst: dict[str, Any] = self.kantoor.regisseur.haal(f"{self.pad}/{kop['id']}")
        return lijst

    def weeg(
        self, lijst: str, regel: dict[str, Any], besluit: str, etag: str | None = None
    ) -> httpx.Response:
        return self.kantoor.regisseur.vraag(
            "PUT",
            f"{self.pad}/{lijst}/regels/{regel['id']}/weging",
            json={"besluit": besluit, "reden": "Geheime reden van weging (verzonnen)."},
            headers={"If-Match": etag or regel["etag"]},
        )

    def weeg_allen(self, *blijft: str) -> dict[str, Any]:
        """Alleen wie zo heten blijven; de gewogen lijst."""
        lijst = self.stel_samen("gemeente")
        for regel in lijst["regels"]:
            besluit = "blijft" if regel["naam"] in blijft else "verwijderd"
            antwoord = self.weeg(lijst["id"], regel, besluit)
            assert antwoord.status_code == 200, antwoord.text
        return self.lijst()

    def stel_vast(self, lijst: str, **koppen: str) -> httpx.Response:
        lezen = self.kantoor.regisseur.vraag("GET", f"{self.pad}/{lijst}")
        return self.kantoor.regisseur.vraag(
            "POST",
            f"{self.pad}/{lijst}/_vaststellen",
            headers={"If-Match": lezen.headers["ETag"], **koppen},
        )

    def verstuur(self, lijst: str, naar: str) -> httpx.Response:
        """De nettolijst opnieuw, naar wie haar niet aannam."""
        return self.kantoor.regisseur.vraag(
            "POST", f"{self.pad}/{lijst}/_verstuur", json={"ontvanger": naar}
        )

    def naar_netto(self, blijft: tuple[str, ...] = (STERRIN[0],)) -> str:
        """Tot en met de nettolijst met alleen wie blijft; die is bij iedereen. Het id."""
        self.deel_de_brutolijst()
        self.kantoor.naar_stap(3)
        lijst = str(self.weeg_allen(*blijft)["id"])
        antwoord = self.stel_vast(lijst)
        assert antwoord.status_code == 200, antwoord.text
        return lijst

    def geef_wie_blijft_aan_om(self) -> None:
        """Na de nettolijst is de brutolijst bij het om weg; Sterrin komt er gewoon weer."""
        delen = [
            {
                "persoon": self.personen[f"politie:{STERRIN[0]}"],
                "gegevenssoort": soort,
                "grondslag": "WPG16_1_A_2",
            }
            for soort in ("NAW", "GEBOORTEDATUM")
        ]
        self.geef("politie", "om", delen, None, stap=3)

    def ruim_op(self) -> None:
        """Wat de achtergrondtaak doet, nu, en daarna de uitbak."""
        for code in ("gemeente", "politie", "om"):
            self.wereld.doe(self.bureau(code).geheel.opruimer.ronde())
        for code in ("politie", "om"):
            self.bureau(code).ronde()

    def bevestigingen(self, lijst: str) -> dict[str, dict[str, Any]]:
        rijen = self.kantoor.regisseur.haal(f"{self.pad}/{lijst}/bevestigingen")["bevestigingen"]
        return {rij["partij"]: rij for rij in rijen}
