"""De mensen: een analist bij de politie en een regisseur bij de gemeente, met een groep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import httpx

from shared.bestand.toegang.raadplegingen import lees_raadplegingen
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Bureau, Klant
from tests.integratie.partij.opstelling import Wereld, groep_in_stap


def iemand(bureau: Bureau, functie: str, eigen: str = "") -> tuple[Klant, str]:
    """Een collega met deze functie, of met een eigen naam een nieuwe; de gateway kent haar."""
    if not eigen:
        return bureau.collega(functie)
    wie = bureau.medewerker(functie, f"{functie}.{eigen}@{bureau.code}.example")
    bureau.meld()
    return wie


@dataclass
class Kantoor:
    """Klaar om te werken: iedereen geautoriseerd, de groep in stap 2."""

    wereld: Wereld
    groep: str
    analist: Klant
    analist_id: str
    regisseur: Klant
    regisseur_id: str
    eigen: str = ""
    _burgemeester: tuple[Klant, str] | None = None

    @classmethod
    def richt_in(cls, wereld: Wereld, *, eigen_mensen: bool = False) -> Self:
        """Met de mensen die deze wereld al heeft; of met nieuwe, voor wie aan hun rechten komt."""
        groep = nieuw_id()
        wereld.gateway.groepen[groep] = groep_in_stap(groep, 2)
        politie, gemeente = wereld.bureaus["politie"], wereld.bureaus["gemeente"]
        eigen = groep if eigen_mensen else ""
        return cls(
            wereld,
            groep,
            *iemand(politie, "analist", eigen),
            *iemand(gemeente, "regisseur", eigen),
            eigen,
        )

    @property
    def politie(self) -> Bureau:
        return self.wereld.bureaus["politie"]

    @property
    def gemeente(self) -> Bureau:
        return self.wereld.bureaus["gemeente"]

    @property
    def burgemeester(self) -> Klant:
        """Wie bij de gemeente de besluiten neemt die de regisseur voorbereidt."""
        return self._beslisser()[0]

    @property
    def burgemeester_id(self) -> str:
        return self._beslisser()[1]

    def _beslisser(self) -> tuple[Klant, str]:
        if self._burgemeester is None:
            self._burgemeester = iemand(self.gemeente, "burgemeester", self.eigen)
        return self._burgemeester

    def neem(self, concept: dict[str, Any], status: int = 200) -> httpx.Response:
        """De burgemeester leest een concept en tekent precies wat hij las."""
        pad = f"/besluitconcepten/{concept['id']}"
        gelezen = self.burgemeester.haal(pad)
        antwoord = self.burgemeester.vraag(
            "POST", f"{pad}/_onderteken", json={"digest": gelezen["digest"] or concept["digest"]}
        )
        assert antwoord.status_code == status, antwoord.text
        return antwoord

    def naar_stap(self, stap: int, **anders: Any) -> None:
        self.wereld.gateway.groepen[self.groep] = groep_in_stap(self.groep, stap, **anders)
        if anders.get("status", "actief") != "actief":
            self.wereld.gateway.groepsbesluiten.sluit(self.groep)

    def persoon(
        self, naam: str = "Sterrin Nooitgedacht", geboren: str = "2010-02-03", **anders: Any
    ) -> str:
        """Een persoon in het bestand van de politie, lid van de groep."""
        return self.politie.persoon(self.analist, self.groep, naam, geboren, **anders)

    def informatieverzoek(self) -> dict[str, Any]:
        """Wat de gemeente de politie vraagt."""
        return {
            "groep": self.groep,
            "ontvanger": "politie",
            "ontvangendeMedewerker": self.analist_id,
            "vraag": "Wie horen er bij deze groep?",
        }

    def vraag_om_informatie(self) -> str:
        """De gemeente vraagt de politie wie er bij de groep horen; het id van dat verzoek."""
        stand = self.regisseur.maak("/informatieverzoeken", self.informatieverzoek())
        assert stand["status"] == "afgeleverd", stand
        return str(stand["id"])

    def opdracht(self, persoon: str, verzoek: str | None, **anders: Any) -> dict[str, Any]:
        """Een verstrekking die in alles klopt, op `anders` na."""
        soorten = anders.pop("soorten", ("NAW", "GEBOORTEDATUM"))
        return {
            "soort": "verstrekking",
            "ontvanger": "gemeente",
            "ontvangendeMedewerker": self.regisseur_id,
            "groep": self.groep,
            "stap": 2,
            "doel": "D1",
            "inReactieOp": verzoek,
            "afweging": {
                "noodzaak": True,
                "proportionaliteit": True,
                "subsidiariteit": True,
                "motivering": "Drie meldingen op het plein.",
            },
            "onderdelen": [
                {"persoon": persoon, "gegevenssoort": soort, "grondslag": "WPG16_1_B_2"}
                for soort in soorten
            ],
            **anders,
        }

    def verstrek(self, persoon: str, status: int = 201, **anders: Any) -> dict[str, Any]:
        """Verstuurt wat klopt, als antwoord op een verzoek; de stand daarna."""
        opdracht = self.opdracht(persoon, self.vraag_om_informatie(), **anders)
        stand: dict[str, Any] = self.analist.maak("/verstrekkingen", opdracht, status)
        return stand

    def stand(self, bericht: str) -> dict[str, Any]:
        stand: dict[str, Any] = self.analist.haal(f"/verstrekkingen/{bericht}")
        return stand

    def ontvangen(self) -> list[dict[str, Any]]:
        """Wat de gemeente over deze groep heeft ontvangen."""
        pagina = self.regisseur.haal(f"/ontvangen-gegevens?groep={self.groep}")
        rijen: list[dict[str, Any]] = pagina["ontvangenGegevens"]
        return rijen

    def gelezen(self, bureau: Bureau) -> set[tuple[str, str | None, str | None]]:
        """Wat er bij een partij als gelezen is vastgelegd: soort, voorwerp, persoon."""
        return set(self.lezingen(bureau))

    def lezingen(
        self, bureau: Bureau, soort: str | None = None
    ) -> list[tuple[str, str | None, str | None]]:
        """Hetzelfde, elke keer dat het is gelezen; alleen van deze soort."""
        with bureau.uitwisseling.dienst.lezend() as sessie:
            regels = lees_raadplegingen(sessie, persoon_id=None, na=None, limiet=10_000)
            return [
                (regel.soort, regel.object_id, regel.persoon_id)
                for regel in regels
                if soort in (None, regel.soort)
            ]
