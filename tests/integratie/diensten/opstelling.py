"""One party's service in this process: real database, real kluis, real tokens, no TLS."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.betrokkenen import betrokkenen_van
from shared.bestand.bevestigen.router import autorisatieverzoeken_router
from shared.bestand.leden.router import groepsleden_router
from shared.bestand.leden.vertegenwoordigersrouter import vertegenwoordigers_router
from shared.bestand.ledenlijst.router import ledenlijst_router
from shared.bestand.personen.router import personen_router
from shared.bestand.personen.sleutelrouter import externesleutels_router
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.bestand.registreren.router import autorisaties_router
from shared.bestand.toegang.verwerkingenrouter import dataverwerkingen_router
from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.inrichten import open_verwerkingenlog
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.dataverwerkingen.register.eigen import register_van
from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.kluis import Kluis
from shared.kluis.tabellen import MIGRATIES as KLUISMIGRATIES
from shared.opslag.engine import maak_engine
from shared.opslag.sessies import lees_sessie_maker, sessie_maker
from shared.overzicht.eigengegevens.router import eigengegevens_router
from shared.overzicht.leesspoor.router import leesspoor_router
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayLater, GatewayOnbereikbaar, GatewayWeigert
from shared.partij.partij import Partij
from shared.partij.poorten.sein import Seinmaker
from shared.partij.poorten.seingever import Seingever
from shared.partijdienst.onderwerpen import bijdragen_van, migraties_van, problemen_van
from shared.web.instellingen.instellingen import Instellingen
from shared.web.proces.app import maak_app
from shared.web.proces.uitloop import Uitloop
from shared.web.verzoek.onderdelen import Onderdelen
from shared.zaak.vernietigen.router import vernietigingsplannen_router
from tests.hulp.briefhoofd import BRIEFHOOFD
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.lus import draaiende_lus
from tests.hulp.sjablonen import breng_bij, kopieer_databank, server_van, voorbeeldplek
from tests.hulp.verwerkingen import verwerkingenlog

BEHEERDER = "beheer@partij.example"
TWEEDE_BEHEERDER = "waarnemend-beheer@partij.example"
BEVESTIGER = "tweede@partij.example"
SLEUTELBRON = "bron.json"
VOLLEDIG: dict[str, Any] = {
    "naam": "Mare Verzonnenstein",
    "aangewezen": True,
    "geautoriseerd": True,
    "geheimhouding": "2026-01-15",
    "vog": "2026-01-10",
    "geldigTot": "2027-06-30",
    "alleGroepen": True,
}


@dataclass
class NepGateway:
    """A gateway that takes authorisations, or is away, or refuses: as told."""

    stemming: str = "goed"
    ontvangen: list[tuple[str, dict[str, JsonWaarde]]] = field(default_factory=list)

    async def meld_autorisatie(
        self, autorisatie_id: str, autorisatie: Mapping[str, JsonWaarde]
    ) -> int | None:
        if self.stemming == "weg":
            raise GatewayOnbereikbaar("De gateway is niet bereikbaar.")
        if self.stemming == "later":
            raise GatewayLater("De gateway vraagt om later terug te komen.", 40.0)
        if self.stemming == "weigert":
            raise GatewayWeigert("De gateway kent deze functie niet.")
        self.ontvangen.append((autorisatie_id, dict(autorisatie)))
        return len(self.ontvangen)

    async def groep(self, groep_id: str) -> dict[str, Any]:
        """Elke groep is er en loopt; wat er niet is, beproeft tests/integratie/partij."""
        return {"id": groep_id, "stap": 2, "status": "actief"}


class Klant:
    """Calls the app in this process with somebody's token, as a frontend would over HTTP."""

    def __init__(self, app: FastAPI, token: str | None, runner: asyncio.Runner) -> None:
        koppen = {} if token is None else {"Authorization": f"Bearer {token}"}
        self._runner = runner
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://partij.example", headers=koppen
        )

    def sluit(self) -> None:
        self._runner.run(self._client.aclose())

    def vraag(self, methode: str, pad: str, **anders: Any) -> httpx.Response:
        return self._runner.run(self._client.request(methode, f"/v1{pad}", **anders))

    def haal(self, pad: str) -> Any:
        """The document at ``pad``; anything but a 200 fails the test with the problem."""
        antwoord = self.vraag("GET", pad)
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()

    def maak(self, pad: str, document: Mapping[str, Any]) -> Any:
        antwoord = self.vraag("POST", pad, json=document)
        assert antwoord.status_code == 201, antwoord.text
        return antwoord.json()


@dataclass
class Opstelling:
    """A running service of one party with everything a test looks at from outside."""

    dienst: Dienst
    app: FastAPI
    uitgever: Uitgever
    klok: VasteKlok
    gateway: NepGateway
    urls: dict[str, str]
    runner: asyncio.Runner
    _klanten: list[Klant] = field(default_factory=list)
    beheerder_id: str | None = None
    _bevestiger: Klant | None = None

    def klant(self, sub: str | None, **claims: Any) -> Klant:
        """Somebody with a valid token of the test provider; ``None``: nobody."""
        token = None if sub is None else self.uitgever.token(sub, **claims)
        klant = Klant(self.app, token, self.runner)
        self._klanten.append(klant)
        return klant

    def beheerder(self) -> Klant:
        """Wie de configuratie noemt; hij registreert eerst zichzelf, met zijn verklaringen.

        Met de tweede die de configuratie noemt laat hij de eerste toe die bevestigt.
        """
        beheerder = self.klant(BEHEERDER)
        if self.beheerder_id is None:
            self.beheerder_id = self._registreer(beheerder, BEHEERDER, "beheerder")
            self._registreer(beheerder, TWEEDE_BEHEERDER, "beheerder")
            wacht = self.vraag_aan(beheerder, BEVESTIGER, "privacyfunctionaris")
            self.bevestig(wacht["id"], door=self.klant(TWEEDE_BEHEERDER))
            self.meld()
            self.gateway.ontvangen.clear()
        return beheerder

    @property
    def bevestiger(self) -> Klant:
        """De collega die bevestigt wat de beheerder vraagt."""
        self.beheerder()
        if self._bevestiger is None:
            self._bevestiger = self.klant(BEVESTIGER)
        return self._bevestiger

    def bevestig(self, *verzoeken: str, door: Klant | None = None) -> None:
        vraag = {"autorisatieverzoeken": list(verzoeken)}
        klant = door or self.bevestiger
        antwoord = klant.vraag("POST", "/autorisatieverzoeken/_bevestig", json=vraag)
        assert antwoord.status_code == 200, antwoord.text

    def vraag_aan(self, wie: Klant, sub: str, functie: str, **anders: Any) -> Any:
        """Wat een beheerder vraagt en nog wacht."""
        invoer = {"sub": sub, "functie": functie, **VOLLEDIG, **anders}
        antwoord = wie.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=invoer)
        assert antwoord.status_code == 202, antwoord.text
        return antwoord.json()

    def _registreer(self, wie: Klant, sub: str, functie: str, **anders: Any) -> str:
        """De autorisatie staat er, zo nodig bevestigd."""
        autorisatie_id = nieuw_id()
        invoer = {"sub": sub, "functie": functie, **VOLLEDIG, **anders}
        antwoord = wie.vraag("PUT", f"/autorisaties/{autorisatie_id}", json=invoer)
        if antwoord.status_code == 202:
            self.bevestig(antwoord.json()["id"])
        else:
            assert antwoord.status_code == 201, antwoord.text
        return autorisatie_id

    def meld(self) -> int:
        """Tell the gateway what waits; how many it acknowledged."""
        return self.runner.run(Autorisatiemelder(self.dienst).meld_wachtende())

    def autoriseer(self, sub: str, functie: str, **anders: Any) -> str:
        """Registers an authorisation with everything in order, but for ``anders``."""
        return self._registreer(self.beheerder(), sub, functie, **anders)

    def medewerker(
        self, functie: str, sub: str = "medewerker@partij.example", **anders: Any
    ) -> Klant:
        """An authorised employee with a token."""
        self.autoriseer(sub, functie, **anders)
        return self.klant(sub)

    def sluit(self) -> None:
        for klant in self._klanten:
            klant.sluit()


@dataclass(frozen=True)
class Voorbeeld:
    """Waar een dienst staat die zijn eerste mensen al heeft."""

    urls: Mapping[str, str]
    map: Path
    beheerder_id: str

    def kopieer(self, urls: Mapping[str, str], map_: Path, code: str) -> None:
        for naam, url in urls.items():
            kopieer_databank(self.urls[naam], url)
        for bestand in (SLEUTELBRON, f"{code}-verwerkingen.sqlite", f"{code}.pseudoniemsleutel"):
            shutil.copy(self.map / bestand, map_ / bestand)


_voorbeelden: dict[tuple[str, ...], Voorbeeld] = {}


def _voorbeeld(partij: Partij, naast: str, uitgever: Uitgever) -> Voorbeeld:
    """Eenmaal gemaakt per soort databank: vijf verzoeken die anders bij elke test kwamen."""
    wie = (partij.code, server_van(naast), uitgever.url)
    if wie not in _voorbeelden:
        plek, map_ = voorbeeldplek(naast)
        with opgesteld(partij, plek, uitgever, map_, leeg=True) as opstelling:
            opstelling.beheerder()
            assert opstelling.beheerder_id is not None
        _voorbeelden[wie] = Voorbeeld(opstelling.urls, map_, opstelling.beheerder_id)
    return _voorbeelden[wie]


@contextmanager
def opgesteld(
    partij: Partij,
    nieuwe_databank: NieuweDatabank,
    uitgever: Uitgever,
    map_: Path,
    *,
    leeg: bool = False,
) -> Iterator[Opstelling]:
    """The service of a party on new databases, brought up by the real migrations.

    The first people are there, unless it has to be `leeg`.
    """
    urls = {"bestand": nieuwe_databank("bestand"), "kluis": nieuwe_databank("kluis")}
    instellingen = _instellingen(partij.code, uitgever, map_)
    bron, beheerder_id = map_ / SLEUTELBRON, None
    if leeg:
        breng_bij(urls["bestand"], migraties_van(partij))
        breng_bij(urls["kluis"], (KLUISMIGRATIES,))
        BestandsSleutelbron.maak(bron, test=True)
    else:
        eerder = _voorbeeld(partij, urls["bestand"], uitgever)
        eerder.kopieer(urls, map_, partij.code)
        beheerder_id = eerder.beheerder_id
    engines = {naam: maak_engine(url) for naam, url in urls.items()}
    klok, gateway = VasteKlok(), NepGateway()
    kluis = Kluis(engines["kluis"], BestandsSleutelbron(bron, test_toegestaan=True))
    regels = standaard_convenant()
    stapel = ExitStack()
    log = stapel.enter_context(
        open_verwerkingenlog(register_van(regels, instellingen), instellingen)
    )
    meeschrijver = Meeschrijver(log, betrokkenen_van)
    dienst = Dienst(
        instellingen=instellingen,
        partij=partij,
        regels=regels,
        engine=engines["bestand"],
        sessie_maker=meeschrijver.volg(sessie_maker(engines["bestand"])),
        lezen=meeschrijver.volg(lees_sessie_maker(engines["bestand"])),
        kluis=kluis,
        gateway=gateway,
        klok=klok,
        meeschrijver=meeschrijver,
        seingever=Seingever(
            oin="00000001999999990000",
            partij=partij.code,
            adres="https://x.example/v1",
            wegen=(),
            klok=klok,
            maker=Seinmaker((), regels),
        ),
        bijdragen=bijdragen_van(partij),
    )
    runner = stapel.enter_context(draaiende_lus())
    opstelling = Opstelling(dienst, _app(dienst, partij), uitgever, klok, gateway, urls, runner)
    opstelling.beheerder_id = beheerder_id
    try:
        yield opstelling
    finally:
        opstelling.sluit()
        stapel.close()
        for engine in engines.values():
            engine.dispose()


def _instellingen(code: str, uitgever: Uitgever, map_: Path) -> Instellingen:
    paar = {"certificaat": "voorbeeld.pem", "sleutel": "voorbeeld.key"}
    return Instellingen.model_validate(
        {
            "omgeving": "ontwikkeling",
            "onderdeel": code,
            "server": {"poort": 0, "publieke_url": "https://partij.example/v1"},
            "tls": {**paar, "vertrouwen": "wortels.pem"},
            "ondertekening": paar,
            "database": {"url": "sqlite://"},
            "verwerkingenlog": verwerkingenlog(map_, code),
            "oidc": uitgever.oidc(),
            "beheerders": [{"sub": BEHEERDER}, {"sub": TWEEDE_BEHEERDER}],
            "briefhoofd": BRIEFHOOFD,
        }
    )


_gebouwd: dict[tuple[str, str], FastAPI] = {}


def _app(dienst: Dienst, partij: Partij) -> FastAPI:
    """De voorkant van deze dienst: per partij eenmaal gebouwd, van wie er nu achter zit."""
    uitgever = dienst.instellingen.oidc
    wie = (partij.code, "" if uitgever is None else uitgever.uitgever)
    if wie not in _gebouwd:
        _gebouwd[wie] = _bouw(dienst, partij)
    app = _gebouwd[wie]
    app.state.dienst, app.state.instellingen = dienst, dienst.instellingen
    app.state.onderdelen = Onderdelen(Uitloop())
    return app


def _bouw(dienst: Dienst, partij: Partij) -> FastAPI:
    routers = [
        personen_router(),
        externesleutels_router(),
        vertegenwoordigers_router(),
        groepsleden_router(),
        ledenlijst_router(),
        eigengegevens_router(),
        autorisaties_router(),
        autorisatieverzoeken_router(),
        dataverwerkingen_router(),
        leesspoor_router(),
        vernietigingsplannen_router(),
        *(maak() for een in partij.onderwerpen for maak in een.routers),
    ]
    return maak_app(
        "Test",
        "Test",
        "1.0.0",
        dienst.instellingen,
        routers=routers,
        problemen=problemen_van(partij),
    )
