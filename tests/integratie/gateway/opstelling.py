"""Een hele gateway in één proces: echte registers, echt log, echte handtekeningen en ontvangers
die de HTTP-kant echt uitvoeren. Alleen TLS is weggelaten; het certificaat staat op de verbinding.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from deploy.pki import Pki
from gateway.app import maak_app
from gateway.kern import MIGRATIES
from gateway.registers.tabellen import Basis
from shared.bericht.bericht import VerzendklaarBericht
from shared.bericht.inhoud import Inhoud
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bericht.tijd import utc_tekst
from shared.bericht.vergelijking import gebonden_leden
from shared.convenant.regels.laden import standaard_convenant
from shared.opslag.migratie import migreer
from shared.tijd.kenmerk import uuid7
from shared.web.instellingen.instellingen import Instellingen
from tests.hulp.besluiten import BESLISSERS, beslisser, teken
from tests.hulp.bezorger import bezorger_over
from tests.hulp.klok import VasteKlok
from tests.hulp.koppen import kop_met_inhoud, maak_bericht
from tests.hulp.registerdocument import met_versie
from tests.integratie.gateway import koppen
from tests.integratie.gateway.gegevens import (
    GROEP,
    MEDEWERKERS,
    PRIVACY,
    SCHUILNAAM,
    STARTBESLUIT,
    autorisatie,
    inhoud_bij,
    onderdeel,
)
from tests.integratie.gateway.omgeving import (
    maak_instellingen,
    schrijf_partijen,
    transportcertificaten,
)
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.sleutels import ondertekenaar

ALS = "x-proef-als"
REGELS = standaard_convenant()


class Verbindingen:
    """De app, waarbij elk verzoek zelf zegt met wiens transportcertificaat het komt."""

    def __init__(self, app: FastAPI, pems: Mapping[str, str]) -> None:
        self._app = app
        self._pems = pems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            koppen = [(naam, waarde) for naam, waarde in scope["headers"]]
            wie = next((w.decode() for naam, w in koppen if naam == ALS.encode()), None)
            keten = () if wie is None else (self._pems[wie],)
            scope = {
                **scope,
                "headers": [kop for kop in koppen if kop[0] != ALS.encode()],
                "extensions": {
                    **scope.get("extensions", {}),
                    "tls": {"client_cert_chain": keten, "client_cert_error": None},
                },
            }
        await self._app(scope, receive, send)


class Client:
    """Roept de app aan vanuit gewone (ook gelijktijdige) draden; de app heeft één eigen lus."""

    def __init__(self, portaal: BlockingPortal, client: httpx.AsyncClient) -> None:
        self._portaal = portaal
        self._client = client

    def vraag(self, methode: str, pad: str, **wat: Any) -> httpx.Response:
        return self._portaal.call(partial(self._client.request, methode, pad, **wat))

    def begin(self, methode: str, pad: str, **wat: Any) -> Future[httpx.Response]:
        """Een verzoek dat loopt; `cancel()` is een aanvrager die weggaat."""
        return self._portaal.start_task_soon(partial(self._client.request, methode, pad, **wat))


@dataclass
class Opstelling:
    """De gateway met alles eromheen; één per test."""

    client: Client
    app: FastAPI
    klok: VasteKlok
    net: Net
    pki: Pki
    instellingen: Instellingen
    ondertekenaars: Mapping[str, BestandsOndertekenaar]

    # --- berichten --------------------------------------------------------------------------------

    def kop(self, soort: str, van: str, naar: str, **anders: Any) -> dict[str, Any]:
        """Een kop zonder onderdelen, met een nieuw kenmerk en het tijdstip van de klok."""
        return koppen.kop(self.klok(), soort, van, naar, **anders)

    def verzoekkop(self, **anders: Any) -> dict[str, Any]:
        """Een informatieverzoek van de gemeente aan de politie."""
        return koppen.verzoek(self.klok(), "gemeente", "politie", **anders)

    def verstrekking(self, verzoek: str | None, **anders: Any) -> VerzendklaarBericht:
        """Een verstrekking van de politie aan de gemeente, met versleutelde inhoud."""
        velden = {"inReactieOp": verzoek, **anders}
        delen = velden.pop("onderdelen", [onderdeel("NAW"), onderdeel("GEBOORTEDATUM")])
        van, naar = velden.pop("afzender", "politie"), velden.pop("ontvanger", "gemeente")
        return self.onderteken(koppen.verstrekking(self.klok(), van, naar, delen, **velden))

    def onderteken(self, kop: dict[str, Any], inhoud: Inhoud | None = None) -> VerzendklaarBericht:
        """Het bericht zoals de afzender het verstuurt; zonder inhoud krijgt het een verzonnen."""
        verplicht = REGELS.soorten[kop["soort"]].inhoud == "verplicht"
        if inhoud is None and verplicht and kop["inhoudCommitment"] is None:
            inhoud = inhoud_bij(kop)
        return maak_bericht(
            kop
            if inhoud is None
            else kop_met_inhoud(kop, inhoud, gebonden_leden(REGELS, kop["soort"])),
            inhoud,
            self.ondertekenaars[kop["afzender"]],
            self.versleutelcertificaat(kop["ontvanger"]),
            self.klok(),
            REGELS,
        )

    def onderteken_rauw(self, document: Any, afzender: str, kenmerk: str) -> VerzendklaarBericht:
        """Wat een afzender ook maar ondertekent, zonder dat er iets in is nagekeken."""
        body = json.dumps(document, ensure_ascii=False).encode()
        digest = digest_header(body)
        handtekening = onderteken_digest(self.ondertekenaars[afzender], digest, self.klok())
        koppen = (
            ("Content-Type", "application/json"),
            ("Digest", digest),
            ("Payload-Signature", handtekening),
            ("Fsc-Transaction-Id", kenmerk),
        )
        return VerzendklaarBericht(body, koppen)

    def versleutelcertificaat(self, partij: str) -> Certificaat:
        """Waarmee de inhoud voor deze partij wordt versleuteld."""
        paden = self.pki.deelnemers[partij].versleuteling
        assert paden is not None
        return Certificaat.uit_pem(paden.certificaat.read_bytes())

    def verstuur(
        self,
        bericht: VerzendklaarBericht,
        als: str | None = None,
        koppen: list[tuple[str, str]] | None = None,
    ) -> httpx.Response:
        """Bied een bericht aan; zonder `als` komt het over de verbinding van de afzender."""
        kop = json.loads(bericht.body)["kop"]
        regels = list(bericht.koppen) if koppen is None else koppen
        return self.client.vraag(
            "POST",
            "/v1/berichten",
            content=bericht.body,
            headers=httpx.Headers([*regels, (ALS, als or kop["afzender"])]),
        )

    def bied_aan(self, kop: dict[str, Any]) -> httpx.Response:
        """Onderteken een kop met verzonnen inhoud en bied het bericht aan."""
        return self.verstuur(self.onderteken(kop))

    def geef(self, kop: dict[str, Any]) -> str:
        """Een bericht dat mag en dat de ander aanneemt; het kenmerk."""
        antwoord = self.bied_aan(kop)
        assert antwoord.status_code == 201, antwoord.text
        assert json.loads(antwoord.json()["ontvangst"]["inhoud"])["status"] == "aanvaard"
        return str(kop["id"])

    def poorten(self, kop: dict[str, Any]) -> set[int]:
        """De poorten die voor deze kop sluiten; geen enkele als het bericht mag."""
        antwoord = self.bied_aan(kop)
        if antwoord.status_code == 201:
            return set()
        assert antwoord.status_code == 403, antwoord.text
        return {reden["poort"] for reden in antwoord.json()["redenen"]}

    def redenen(self, kop: dict[str, Any]) -> set[str]:
        """De codes van de redenen waarom dit bericht niet mag."""
        antwoord = self.bied_aan(kop)
        assert antwoord.status_code == 403, antwoord.text
        return {reden["code"] for reden in antwoord.json()["redenen"]}

    def vraag_informatie(self) -> str:
        """Een aanvaard informatieverzoek; geeft het kenmerk."""
        bericht = self.onderteken(self.verzoekkop())
        antwoord = self.verstuur(bericht)
        assert antwoord.status_code == 201, antwoord.text
        kenmerk: str = antwoord.json()["id"]
        return kenmerk

    # --- registers --------------------------------------------------------------------------------

    def registreer(self, partij: str, **anders: Any) -> httpx.Response:
        """Registreer de medewerker van een partij."""
        verwijzing, functie = MEDEWERKERS[partij]
        return self.zet_autorisatie(verwijzing, autorisatie(partij, functie, **anders), partij)

    def zet_autorisatie(
        self, verwijzing: str, document: dict[str, Any], als: str, tekent: str | None = None
    ) -> httpx.Response:
        """Dien een autorisatie in, ondertekend door `tekent` (standaard: wie haar indient)."""
        document = met_versie(verwijzing, document, self.klok())
        return self.dien_in("PUT", f"/v1/autorisaties/{verwijzing}", document, als, tekent)

    def dien_in(
        self, methode: str, pad: str, document: dict[str, Any], als: str, tekent: str | None = None
    ) -> httpx.Response:
        """Een document met de handtekening van `tekent` (standaard: wie het indient)."""
        body = json.dumps(document).encode()
        digest = digest_header(body)
        handtekening = onderteken_digest(self.ondertekenaars[tekent or als], digest, self.klok())
        return self.client.vraag(
            methode,
            pad,
            content=body,
            headers={
                "Content-Type": "application/json",
                "Digest": digest,
                "Payload-Signature": handtekening,
                ALS: als,
            },
        )

    def groepsbesluit(
        self, soort: str, gegevens: dict[str, Any], *tekenaars: str, **anders: Any
    ) -> httpx.Response:
        """Neem een besluit over de groep, ondertekend door `tekenaars`."""
        besluit = {
            "id": uuid7(self.klok()),
            "groep": GROEP,
            "soort": soort,
            "tijdstip": utc_tekst(self.klok()),
            "gegevens": gegevens,
            **anders,
        }
        return self.dien_besluit_in(besluit, self.handtekeningen(besluit, *tekenaars))

    def handtekeningen(
        self, besluit: dict[str, Any], *tekenaars: str, wie: str | None = None
    ) -> dict[str, Any]:
        """Van elke partij wie er besloot (of `wie`), en haar handtekening."""
        return {
            partij: teken(
                besluit,
                wie or beslisser(partij, besluit["soort"]),
                self.ondertekenaars[partij],
                self.klok(),
            )
            for partij in tekenaars
        }

    def dien_besluit_in(
        self, besluit: dict[str, Any], handtekeningen: Mapping[str, Any], als: str = "gemeente"
    ) -> httpx.Response:
        return self.post(
            "/v1/groepsbesluiten",
            {"besluit": besluit, "handtekeningen": dict(handtekeningen)},
            als,
        )

    def richt_in(self) -> None:
        """Van elke partij één medewerker en wie er besluit, en een groep in stap 2."""
        for partij in MEDEWERKERS:
            assert self.registreer(partij).status_code == 200
        self.registreer_beslissers()
        self.open_groep()

    def registreer_beslissers(self) -> None:
        """Wie namens een partij over een groep besluit."""
        for (partij, functie), verwijzing in BESLISSERS.items():
            gezet = self.zet_autorisatie(verwijzing, autorisatie(partij, functie), partij)
            assert gezet.status_code == 200, gezet.text

    def registreer_privacy(self) -> None:
        """Van elke partij de privacyfunctionaris."""
        for partij, verwijzing in PRIVACY.items():
            document = autorisatie(partij, "privacyfunctionaris")
            assert self.zet_autorisatie(verwijzing, document, partij).status_code == 200

    def naar_stap_3(self) -> None:
        """De groep gaat door naar stap 3: daar hoeft niemand meer eerst te vragen."""
        antwoord = self.groepsbesluit("stap", {"stap": 3}, "gemeente")
        assert antwoord.status_code == 201, antwoord.text

    def onderzoek(self, **dagen: Any) -> None:
        """Er loopt een strafrechtelijk onderzoek in deze dagen."""
        antwoord = self.groepsbesluit("onderzoek", dagen, "om")
        assert antwoord.status_code == 201, antwoord.text

    def open_groep(self) -> None:
        """Een groep in stap 2, met een startbesluit dat aan alle criteria voldoet."""
        geopend = self.groepsbesluit("openen", {"code": SCHUILNAAM}, "gemeente")
        assert geopend.status_code == 201, geopend.text
        gestart = self.groepsbesluit("start", STARTBESLUIT, "gemeente")
        assert gestart.status_code == 201, gestart.text

    # --- lezen ------------------------------------------------------------------------------------

    def haal(self, pad: str, als: str | None = "politie", **koppen: str) -> httpx.Response:
        return self.client.vraag("GET", pad, headers=_koppen(als, koppen))

    def post(
        self, pad: str, document: Any, als: str | None = "politie", **koppen: str
    ) -> httpx.Response:
        return self.client.vraag("POST", pad, json=document, headers=_koppen(als, koppen))


def _met_inhoud(kop: dict[str, Any], inhoud: Inhoud) -> dict[str, Any]:
    return kop_met_inhoud(kop, inhoud, gebonden_leden(REGELS, kop["soort"]))


def _koppen(als: str | None, koppen: Mapping[str, str]) -> dict[str, str]:
    namen = {naam.replace("_", "-"): waarde for naam, waarde in koppen.items()}
    return namen if als is None else {**namen, ALS: als}


@contextmanager
def draaiende_gateway(
    pki: Pki,
    map_: Path,
    url: str,
    klok: VasteKlok,
    net: Net,
    *,
    migreren: bool = True,
    aangepast: Callable[[FastAPI], None] | None = None,
    ook: Mapping[str, str] | None = None,
    **instellingen: Any,
) -> Iterator[Opstelling]:
    """Een gateway die draait; de registers zijn nog leeg op de partijen en het convenant na.

    `ook`: nog een certificaat (PEM) waarmee iemand verbinding maakt, met een naam voor `als`.
    """
    if migreren:
        migreer(url, MIGRATIES, Basis.metadata)
    if not (map_ / "partijen.toml").exists():
        schrijf_partijen(pki, map_ / "partijen.toml")
    gekozen = maak_instellingen(pki, map_, url, **instellingen)
    app = maak_app(
        gekozen,
        klok=klok,
        clientmaker=net.maak_client,
        bezorgermaker=bezorger_over(net.maak_client),
    )
    if aangepast is not None:
        aangepast(app)
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(
            app=Verbindingen(app, {**transportcertificaten(pki), **(ook or {})})
        ),
        base_url="https://gateway.example",
        trust_env=False,
    )
    with (
        start_blocking_portal() as portaal,
        portaal.wrap_async_context_manager(app.router.lifespan_context(app)),
        portaal.wrap_async_context_manager(client),
    ):
        yield Opstelling(
            client=Client(portaal, client),
            app=app,
            klok=klok,
            net=net,
            pki=pki,
            instellingen=gekozen,
            ondertekenaars={code: ondertekenaar(pki, code) for code in pki.deelnemers},
        )
