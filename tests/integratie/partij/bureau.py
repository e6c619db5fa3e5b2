"""Wie er bij een partij werkt: haar draaiende dienst, en mensen met een token aan haar voorkant."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

from deploy.brievenbus import geef_brieven
from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.convenant.regels.laden import standaard_convenant
from shared.partijdienst.geheel import Geheel
from shared.verzenden.uitwisseling import Uitwisseling
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.vernietigen import vernietig

SYSTEEMFUNCTIES = frozenset(
    code
    for functies in standaard_convenant().functies.values()
    for code, functie in functies.items()
    if functie.systeem
)
BEHEERDER = "beheer@partij.example"
TWEEDE_BEHEERDER = "waarnemend-beheer@partij.example"
BEVESTIGER = "tweede@partij.example"


@dataclass
class Klant:
    """Iemand met een token, aan de voorkant van een dienst."""

    runner: asyncio.Runner
    client: httpx.AsyncClient

    def vraag(self, methode: str, pad: str, **anders: Any) -> httpx.Response:
        return self.runner.run(self.client.request(methode, f"/v1{pad}", **anders))

    def tegelijk(self, *vragen: tuple[str, str, Mapping[str, Any]]) -> list[httpx.Response]:
        """Alle vragen op hetzelfde moment: methode, pad, en wat er verder meegaat."""

        async def samen() -> list[httpx.Response]:
            return await asyncio.gather(
                *(self.client.request(m, f"/v1{pad}", **wat) for m, pad, wat in vragen)
            )

        return self.runner.run(samen())

    def haal(self, pad: str) -> Any:
        antwoord = self.vraag("GET", pad)
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()

    def maak(self, pad: str, document: Mapping[str, Any], status: int = 201) -> Any:
        antwoord = self.vraag("POST", pad, json=document)
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def geef_brieven(self, persoon: str) -> list[str]:
        """Overhandigt elke brief over iemand die nog niet weg was; welke soorten dat waren."""

        def stuur(pad: str, document: Any, koppen: dict[str, str]) -> Any:
            antwoord = self.vraag("POST", pad, json=document, headers=koppen)
            assert antwoord.status_code == 200, antwoord.text
            return antwoord.json()

        return geef_brieven(stuur, persoon)


@dataclass
class Bureau:
    """Eén partij met haar draaiende dienst en de medewerker die er werkt."""

    code: str
    klok: VasteKlok
    app: FastAPI
    runner: asyncio.Runner
    uitgever: Uitgever
    transport_pem: str
    klanten: list[Klant] = field(default_factory=list)
    heeft_beheerder: bool = False
    _vast: dict[str, Klant] = field(default_factory=dict)
    _collegas: dict[str, str] = field(default_factory=dict)

    @property
    def uitwisseling(self) -> Uitwisseling:
        return self.geheel.uitwisseling

    @property
    def geheel(self) -> Geheel:
        """Alles wat in het proces van deze partij draait."""
        geheel: Geheel = self.app.state.geheel
        return geheel

    def klant(self, sub: str, **claims: Any) -> Klant:
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="https://partij.example",
            headers={"Authorization": f"Bearer {self.uitgever.token(sub, **claims)}"},
        )
        klant = Klant(self.runner, client)
        self.klanten.append(klant)
        return klant

    def medewerker(self, functie: str, sub: str = "", **anders: Any) -> tuple[Klant, str]:
        """Een geautoriseerde medewerker en de verwijzing naar haar autorisatie.

        Is de functie voor een programma, dan is het dat; wie ervoor instaat mag zelf alles lezen.
        """
        self._zorg_voor_beheerder()
        sub = sub or f"{functie}@partij.example"
        if functie in SYSTEEMFUNCTIES:
            if "verantwoordelijke" not in anders:
                borg = f"borg.{nieuw_id()}@partij.example"
                anders["verantwoordelijke"] = self._registreer("privacyfunctionaris", borg)
            kenmerk = self._registreer(functie, sub, geheimhouding=None, vog=None, **anders)
            return self.klant(sub, client_id=sub), kenmerk
        return self.klant(sub), self._registreer(functie, sub, **anders)

    def collega(self, functie: str, **anders: Any) -> tuple[Klant, str]:
        """Wie deze functie in elke zaak van deze wereld heeft: een keer geautoriseerd.

        Met een eigen sessie per zaak. Wie aan een autorisatie zelf komt, vraagt een `medewerker`.
        """
        sub = f"{functie}.vast@{self.code}.example"
        if functie not in self._collegas:
            toen, self.klok.nu = self.klok.nu, VasteKlok().nu
            self._collegas[functie] = self.medewerker(functie, sub, **anders)[1]
            self.meld()
            self.klok.nu = toen
        return self.klant(sub), self._collegas[functie]

    def kent(self, collegas: Mapping[str, str]) -> None:
        """Deze collega's werkten er al, en wie hen aannamen."""
        self.heeft_beheerder = True
        self._collegas.update(collegas)

    def meld(self) -> None:
        """De gateway hoort wie hier geautoriseerd is."""
        self.runner.run(Autorisatiemelder(self.uitwisseling.dienst).meld_wachtende())

    def _zorg_voor_beheerder(self) -> None:
        """Wie de configuratie noemt, registreert eerst zichzelf; twee samen wie bevestigt."""
        if self.heeft_beheerder:
            return
        lang = {"geldigTot": "2049-12-31"}
        self._registreer("beheerder", BEHEERDER, **lang)
        self._registreer("beheerder", TWEEDE_BEHEERDER, **lang)
        self._registreer("privacyfunctionaris", BEVESTIGER, bevestigd=TWEEDE_BEHEERDER, **lang)
        self.heeft_beheerder = True

    def zet_autorisatie(
        self,
        pad: str,
        invoer: Mapping[str, Any],
        status: int = 201,
        *,
        bevestigd: str = BEVESTIGER,
        **anders: Any,
    ) -> None:
        """De beheerder vraagt het, en zo nodig bevestigt een collega het."""
        antwoord = self._klant_van(BEHEERDER).vraag("PUT", pad, json=invoer, **anders)
        if antwoord.status_code == 202:
            vraag = {"autorisatieverzoeken": [antwoord.json()["id"]]}
            status, klant = 200, self._klant_van(bevestigd)
            antwoord = klant.vraag("POST", "/autorisatieverzoeken/_bevestig", json=vraag)
        assert antwoord.status_code == status, antwoord.text

    def _klant_van(self, sub: str) -> Klant:
        """Wie steeds terugkomt, met de sessie die hij al had."""
        if sub not in self._vast:
            self._vast[sub] = self.klant(sub)
        return self._vast[sub]

    def _registreer(
        self, functie: str, sub: str, *, bevestigd: str = BEVESTIGER, **anders: Any
    ) -> str:
        autorisatie_id = nieuw_id()
        invoer = {
            "sub": sub,
            "functie": functie,
            "naam": "Mare Verzonnenstein",
            "aangewezen": True,
            "geautoriseerd": True,
            "geheimhouding": "2026-01-15",
            "vog": "2026-01-10",
            "geldigTot": "2027-06-30",
            "alleGroepen": True,
            **anders,
        }
        self.zet_autorisatie(f"/autorisaties/{autorisatie_id}", invoer, bevestigd=bevestigd)
        return autorisatie_id

    def vernietig(self, persoon: str, **anders: str) -> None:
        """Een privacyfunctionaris stelt het voor, een collega beslist."""
        vernietig(
            self.collega("privacyfunctionaris")[0], self._klant_van(BEVESTIGER), persoon, **anders
        )

    def laat_gaan(self, persoon: str) -> None:
        """Een termijn neemt hem mee: daar gaat geen mens over, en er wacht niets op."""
        vernietig_persoon(self.uitwisseling.dienst, persoon, door=None, grond="termijn")

    def ronde(self) -> int:
        """Eén ronde van de uitbak."""
        return self.runner.run(self.uitwisseling.verzender.ronde())

    def persoon(self, klant: Klant, groep: str, naam: str, geboren: str, **anders: Any) -> str:
        """Een persoon in het eigen bestand, lid van de groep."""
        invoer = {
            "naam": naam,
            "geboortedatum": geboren,
            "adres": "Verzonnenlaan 1",
            "woonplaats": "Nergenshuizen",
            **anders,
        }
        persoon = str(klant.maak("/personen", invoer)["id"])
        klant.maak(f"/groepen/{groep}/leden", {"persoonId": persoon, "categorie": 1})
        return persoon
