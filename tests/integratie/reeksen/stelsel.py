"""Het echte stelsel in dit proces: de gateway en de drie diensten, alleen zonder TLS en poorten.

Elke partij doet wat haar dienst doet. Daarnaast kan een test namens een partij rechtstreeks bij de
gateway aankloppen, met haar eigen sleutels maar buiten haar eigen dienst om.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from deploy.pki import Pki
from gateway.app import maak_app as maak_gateway
from gateway.kern import MIGRATIES as GATEWAYMIGRATIES
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bericht.tijd import utc_tekst
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.partij.partij import Partij
from shared.partijdienst.app import maak_app as maak_dienst
from shared.tijd.kenmerk import uuid7
from shared.verzenden.tabellen import UitgaandRij
from shared.web.aanmelding.gebelden import Gebelden
from shared.web.instellingen.instellingen import Instellingen
from tests.hulp.besluiten import teken
from tests.hulp.bezorger import bezorger_over
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.hulp.lus import draaiende_lus
from tests.hulp.sjablonen import breng_bij
from tests.hulp.web import als_organisatie
from tests.integratie.gateway.omgeving import (
    log_verificatiesleutel,
    maak_instellingen,
    schrijf_partijen,
)
from tests.integratie.gateway.sleutels import ondertekenaar
from tests.integratie.partij.bureau import Bureau
from tests.integratie.partij.opstelling import breng_partij_bij
from tests.integratie.partij.opstelling import maak_instellingen as partij_instellingen
from tests.tweedelezing.lezing_bericht import RECHTEN

DRIE: Mapping[str, Partij] = {"politie": POLITIE, "gemeente": GEMEENTE, "om": OM}
RONDE = {"alarmronde_seconden": 3600.0}
_T = TypeVar("_T")
Koppen = Sequence[tuple[str, str]]


@dataclass
class Stelsel:
    """Alles bij elkaar; `doe` voert iets asynchroons uit in de ene lus van het stelsel.

    `elders`: groepen waar een reeks niet over gaat, en die een bericht toch kan noemen.
    """

    runner: asyncio.Runner
    klok: VasteKlok
    pki: Pki
    bureaus: dict[str, Bureau] = field(default_factory=dict)
    aan_gateway: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    autorisaties: dict[str, dict[str, Any]] = field(default_factory=dict)
    gekend: dict[tuple[str, str], str] = field(default_factory=dict)
    subs: dict[str, str] = field(default_factory=dict)
    elders: dict[str, dict[str, Any]] = field(default_factory=dict)
    groepen: int = 0

    def doe(self, werk: Coroutine[Any, Any, _T]) -> _T:
        return self.runner.run(werk)

    # --- rechtstreeks bij de gateway ----------------------------------------------------------

    def vraag(self, als: str, methode: str, pad: str, **wat: Any) -> httpx.Response:
        """Een verzoek aan de gateway over de verbinding van deze partij."""
        return self.doe(self.aan_gateway[als].request(methode, pad, **wat))

    def dien_in(
        self, als: str, methode: str, pad: str, body: bytes, meer: Koppen = ()
    ) -> httpx.Response:
        """Wat deze partij zelf ondertekent."""
        digest = digest_header(body)
        handtekening = onderteken_digest(self.ondertekenaar(als), digest, self.klok())
        koppen = [
            ("Content-Type", "application/json"),
            ("Digest", digest),
            ("Payload-Signature", handtekening),
            *meer,
        ]
        return self.vraag(als, methode, pad, content=body, headers=httpx.Headers(koppen))

    def ondertekenaar(self, partij: str) -> BestandsOndertekenaar:
        return ondertekenaar(self.pki, partij)

    def versleutelcertificaat(self, partij: str) -> Certificaat:
        paden = self.pki.deelnemers[partij].versleuteling
        assert paden is not None
        return Certificaat.uit_pem(paden.certificaat.read_bytes())

    def besluit(
        self, groep: str, soort: str, gegevens: Mapping[str, Any], *wie: tuple[str, str]
    ) -> None:
        """Een groepsbesluit, ondertekend door deze functionarissen; nooit twee op één ogenblik."""
        self.klok.vooruit(seconds=1)
        nu = self.klok()
        document = {
            "id": uuid7(nu),
            "groep": groep,
            "soort": soort,
            "tijdstip": utc_tekst(nu),
            "gegevens": dict(gegevens),
        }
        handtekeningen = {
            partij: teken(document, self.gekend[partij, functie], self.ondertekenaar(partij), nu)
            for partij, functie in wie
        }
        body = {"besluit": document, "handtekeningen": handtekeningen}
        antwoord = self.vraag("gemeente", "POST", "/v1/groepsbesluiten", json=body)
        assert antwoord.status_code == 201, antwoord.text

    def open_groep(self) -> str:
        """Een nieuwe groep in stap 1; het kenmerk."""
        self.groepen += 1
        groep = uuid7(self.klok())
        code = f"RTM-2026-{self.groepen:03}"
        self.besluit(groep, "openen", {"code": code}, ("gemeente", "regisseur"))
        return groep

    # --- bij een dienst -----------------------------------------------------------------------

    def bij(
        self, partij: str, autorisatie: str, methode: str, pad: str, **wat: Any
    ) -> httpx.Response:
        """Wat deze medewerker aan de eigen dienst vraagt."""
        token = self.bureaus[partij].uitgever.token(self.subs[autorisatie])
        return self.doe(self._bij(partij, token, methode, f"/v1{pad}", wat))

    async def _bij(
        self, partij: str, token: str, methode: str, pad: str, wat: Mapping[str, Any]
    ) -> httpx.Response:
        koppen = {"Authorization": f"Bearer {token}", **wat.get("headers", {})}
        rest = {naam: waarde for naam, waarde in wat.items() if naam != "headers"}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.bureaus[partij].app),
            base_url="https://partij.example",
        ) as client:
            return await client.request(methode, pad, headers=koppen, **rest)

    def ontvangen(self, partij: str, *groepen: str) -> list[OntvangenGegevenRij]:
        """Wat deze partij over deze groepen van anderen in haar bestand heeft, oudste eerst."""
        with self.bureaus[partij].uitwisseling.dienst.lezend() as sessie:
            vraag = sessie.query(OntvangenGegevenRij).filter(OntvangenGegevenRij.groep.in_(groepen))
            rijen = vraag.order_by(
                OntvangenGegevenRij.bericht_id, OntvangenGegevenRij.volgnummer
            ).all()
            sessie.expunge_all()
        return rijen

    def laat_bezorgen(self, partij: str) -> None:
        """De uitbak van deze partij bezorgt wat er nog ligt."""
        bureau = self.bureaus[partij]
        for _ in range(100):
            bureau.ronde()
            with bureau.uitwisseling.dienst.lezend() as sessie:
                if not sessie.query(UitgaandRij).filter_by(status="onderweg").count():
                    return
            self.doe(asyncio.sleep(0.01))
        raise AssertionError(f"bij {partij} blijft iets onderweg")

    # --- wie er werken ------------------------------------------------------------------------

    def neem_aan(self, functies: Iterable[tuple[str, str]]) -> None:
        """Van elke partij iemand in deze functies, en de gateway weet het."""
        for partij, functie in sorted(functies):
            self.gekend[partij, functie] = self._neem_aan(partij, functie)
        for bureau in self.bureaus.values():
            self.doe(Autorisatiemelder(bureau.uitwisseling.dienst).meld_wachtende())

    def _neem_aan(self, partij: str, functie: str) -> str:
        sub = f"{functie}@{partij}.example"
        _, verwijzing = self.bureaus[partij].medewerker(functie, sub)
        self.subs[verwijzing] = sub
        self.autorisaties[verwijzing] = {
            "partij": partij,
            "functie": functie,
            "aangewezen": True,
            "geautoriseerd": True,
            "geheimhouding": True,
            "vog": True,
            "geldigTot": "2027-06-30",
        }
        return verwijzing


class _Wegwijzer:
    """Brengt een verzoek van de gateway naar de dienst die op dat adres zit."""

    def __init__(self) -> None:
        self.diensten: dict[str, ASGIApp] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = dict(scope["headers"])[b"host"].decode().removesuffix(".example")
        await self.diensten[host](scope, receive, send)


@contextmanager
def in_geheugen() -> Iterator[Path]:
    """Een map die zo mogelijk in het geheugen staat: hier wordt geen schijf beproefd."""
    geheugen = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="driehoek-reeksen-", dir=geheugen if geheugen.is_dir() else None
    ) as map_:
        yield Path(map_)


@contextmanager
def draaiend_stelsel(
    uitgever: Uitgever,
    pki: Pki,
    map_: Path,
    partijen: Mapping[str, Partij] = DRIE,
    functies: Iterable[tuple[str, str]] = RECHTEN,
) -> Iterator[Stelsel]:
    """De gateway en de diensten, elk met een eigen lege databank, en iedereen in dienst."""
    with draaiende_lus() as runner:
        stapel = AsyncExitStack()
        stelsel = Stelsel(runner, VasteKlok(), pki)
        try:
            runner.run(_start(stelsel, uitgever, map_, stapel, partijen))
            stelsel.neem_aan(functies)
            yield stelsel
        finally:
            runner.run(_stop(stelsel, stapel))


async def _start(
    stelsel: Stelsel,
    uitgever: Uitgever,
    map_: Path,
    stapel: AsyncExitStack,
    partijen: Mapping[str, Partij],
) -> None:
    wegwijzer = _Wegwijzer()
    schrijf_partijen(stelsel.pki, map_ / "partijen.toml", partijen)
    gateway = _maak_gateway(stelsel, map_, wegwijzer)
    await stapel.enter_async_context(gateway.router.lifespan_context(gateway))
    gateway_pem = stelsel.pki.deelnemers["gateway"].transport.certificaat.read_text()
    vkey = log_verificatiesleutel(stelsel.pki).vkey
    for code, partij in partijen.items():
        pem = stelsel.pki.deelnemers[code].transport.certificaat.read_text()
        binnen = als_organisatie(gateway, pem)

        def maak_client(_: Instellingen, basis: str, binnen: ASGIApp = binnen) -> httpx.AsyncClient:
            return httpx.AsyncClient(transport=httpx.ASGITransport(binnen), base_url=basis)

        instellingen = partij_instellingen(
            partij, vkey, uitgever, stelsel.pki,
            lambda naam: f"sqlite:///{map_ / naam}.sqlite", map_, {"limieten": RONDE},
        )  # fmt: skip
        breng_partij_bij(partij, instellingen)
        app = maak_dienst(partij, instellingen, klok=stelsel.klok, maak_client=maak_client)
        await stapel.enter_async_context(app.router.lifespan_context(app))
        wegwijzer.diensten[code] = als_organisatie(app, gateway_pem)
        stelsel.bureaus[code] = Bureau(code, stelsel.klok, app, stelsel.runner, uitgever, pem)
        stelsel.aan_gateway[code] = maak_client(instellingen, "https://gateway.example")


def _maak_gateway(stelsel: Stelsel, map_: Path, wegwijzer: _Wegwijzer) -> FastAPI:
    url = f"sqlite:///{map_ / 'gateway'}.sqlite"
    breng_bij(url, GATEWAYMIGRATIES)

    def maak_client(_: Instellingen, _gebelden: Gebelden) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(wegwijzer), trust_env=False)

    instellingen = maak_instellingen(stelsel.pki, map_, url, limieten=RONDE)
    return maak_gateway(
        instellingen,
        klok=stelsel.klok,
        clientmaker=maak_client,
        bezorgermaker=bezorger_over(maak_client),
    )


async def _stop(stelsel: Stelsel, stapel: AsyncExitStack) -> None:
    for client in stelsel.aan_gateway.values():
        await client.aclose()
    for bureau in stelsel.bureaus.values():
        for klant in bureau.klanten:
            await klant.client.aclose()
    await stapel.aclose()
