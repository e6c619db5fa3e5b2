"""Twee partijen en een gateway in dit proces: echte databanken, kluizen, sleutels en tokens.

Geen TLS en geen poorten: wie aan de andere kant zit staat in de ASGI-uitbreiding, zoals de server
dat doet. De achtergrondtaken van een dienst lopen alleen zolang er een vraag loopt, zodat een test
zelf bepaalt wanneer de uitbak aan de beurt is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.pki import Pki
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.convenant.regels.laden import standaard_convenant
from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.tabellen import MIGRATIES as KLUISMIGRATIES
from shared.partij.partij import Partij
from shared.partijdienst.app import maak_app
from shared.partijdienst.onderwerpen import migraties_van
from shared.web.instellingen.instellingen import Instellingen
from tests.hulp.briefhoofd import BRIEFHOOFD
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.hulp.lus import draaiende_lus
from tests.hulp.partijdocumenten import documenten_van
from tests.hulp.sjablonen import breng_bij
from tests.hulp.verwerkingen import verwerkingenlog
from tests.hulp.web import als_organisatie
from tests.integratie.partij.bureau import BEHEERDER, TWEEDE_BEHEERDER, Bureau
from tests.integratie.partij.nepgateway import Nepgateway
from tests.integratie.partij.nepregister import Geregistreerd
from tests.integratie.partij.voorbeeld import voorbeeld

PARTIJEN = tuple(standaard_convenant().partijen)
VERZENDING = {
    # De uitbak kijkt alleen als een test dat vraagt.
    "rusttijd_seconden": 3600.0,
    "eerste_wachttijd_seconden": 10.0,
    "maximale_wachttijd_seconden": 300.0,
    "maximale_pogingen": 6,
    "lease_seconden": 90.0,
    "wacht_seconden": 20.0,
    "spreiding": 0.0,
}
_T = TypeVar("_T")


@dataclass
class Wereld:
    """Alles bij elkaar. `doe` voert iets asynchroons uit in de lus van de diensten."""

    runner: asyncio.Runner
    klok: VasteKlok
    gateway: Nepgateway
    pki: Pki
    bureaus: dict[str, Bureau] = field(default_factory=dict)

    def doe(self, werk: Coroutine[Any, Any, _T]) -> _T:
        return self.runner.run(werk)

    def sluit_aan(self, code: str) -> None:
        """De gateway kan deze partij bereiken."""
        gateway_pem = self.pki.deelnemers["gateway"].transport.certificaat.read_text()
        self.gateway.partijen[code].app = als_organisatie(self.bureaus[code].app, gateway_pem)

    def sluit_af(self, code: str) -> None:
        """De gateway kan deze partij niet bereiken."""
        self.gateway.partijen[code].app = None


@contextmanager
def wereld(
    partijen: Mapping[str, Partij],
    nieuwe_databank: NieuweDatabank,
    uitgever: Uitgever,
    pki: Pki,
    map_: Path,
    extra: Mapping[str, Mapping[str, Any]] | None = None,
) -> Iterator[Wereld]:
    """De partijen draaiend aan één gateway, met wie er altijd werken al in dienst.

    `extra`: tabellen van de instellingen, per partij.
    """
    with _lege_wereld(pki) as (alles, stapel):
        for code, partij in partijen.items():
            instellingen = maak_instellingen(
                partij, alles.gateway.vkey, uitgever, pki, nieuwe_databank, map_,
                (extra or {}).get(code, {}),
            )  # fmt: skip
            gemaakt = voorbeeld(partij, instellingen, partial(_alleen, partij, uitgever, pki))
            gemaakt.kopieer(instellingen)
            alles.gateway.autorisaties.update(deepcopy(gemaakt.autorisaties))
            alles.runner.run(_start(alles, partij, instellingen, uitgever, stapel))
            alles.bureaus[code].kent(gemaakt.collegas)
            alles.sluit_aan(code)
        yield alles


@contextmanager
def _alleen(
    partij: Partij, uitgever: Uitgever, pki: Pki, nieuwe_databank: NieuweDatabank, map_: Path
) -> Iterator[tuple[Bureau, Instellingen, dict[str, Any]]]:
    """Eén partij, met lege bestanden; en de autorisaties die de gateway van haar hoort."""
    with _lege_wereld(pki) as (alles, stapel):
        instellingen = maak_instellingen(
            partij, alles.gateway.vkey, uitgever, pki, nieuwe_databank, map_, {}
        )
        breng_partij_bij(partij, instellingen)
        alles.runner.run(_start(alles, partij, instellingen, uitgever, stapel))
        yield alles.bureaus[partij.code], instellingen, alles.gateway.autorisaties


@contextmanager
def _lege_wereld(pki: Pki) -> Iterator[tuple[Wereld, AsyncExitStack]]:
    klok = VasteKlok()
    with draaiende_lus() as runner:
        stapel = AsyncExitStack()
        alles = Wereld(runner, klok, _gateway(pki, klok), pki)
        try:
            yield alles, stapel
        finally:
            runner.run(_stop(alles, stapel))


async def _start(
    alles: Wereld,
    partij: Partij,
    instellingen: Instellingen,
    uitgever: Uitgever,
    stapel: AsyncExitStack,
) -> None:
    paden = alles.pki.deelnemers[partij.code]
    pem = paden.transport.certificaat.read_text()
    oin = Certificaat.uit_pem(pem).oin
    assert paden.versleuteling is not None
    alles.gateway.partijen[partij.code] = Geregistreerd(
        partij.code,
        oin,
        Certificaat.uit_pem(paden.ondertekening.certificaat.read_bytes()),
        Certificaat.uit_pem(paden.versleuteling.certificaat.read_bytes()),
        documenten_van(alles.pki, partij.code),
    )

    def maak_client(_: Instellingen, basis: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(alles.gateway.app(oin))
        return httpx.AsyncClient(transport=transport, base_url=basis)

    app = maak_app(partij, instellingen, klok=alles.klok, maak_client=maak_client)
    await stapel.enter_async_context(app.router.lifespan_context(app))
    alles.bureaus[partij.code] = Bureau(partij.code, alles.klok, app, alles.runner, uitgever, pem)


async def _stop(alles: Wereld, stapel: AsyncExitStack) -> None:
    for bureau in alles.bureaus.values():
        for klant in bureau.klanten:
            await klant.client.aclose()
    await stapel.aclose()


def _gateway(pki: Pki, klok: VasteKlok) -> Nepgateway:
    paar = pki.deelnemers["gateway"].ondertekening
    logsleutel = load_pem_private_key(pki.logsleutel.read_bytes(), None)
    assert isinstance(logsleutel, Ed25519PrivateKey)
    return Nepgateway(
        klok=klok,
        vertrouwen=Vertrouwenslijst.uit_pem(pki.vertrouwen.read_bytes()),
        ondertekenaar=BestandsOndertekenaar.uit_pem(
            paar.sleutel.read_bytes(), paar.certificaat.read_bytes()
        ),
        logsleutel=logsleutel,
    )


def groep_in_stap(groep: str, stap: int, **anders: Any) -> dict[str, Any]:
    """Een groep die aan alle startcriteria voldoet."""
    return {
        "id": groep,
        "code": f"RTM-2026-{int(groep[-4:], 16):03}",
        "stap": stap,
        "status": "actief",
        "startbesluit": {
            "datum": "2026-09-01",
            "groepsverband": True,
            "eerdereInterventie": True,
            "meldingen": [
                {"datum": "2026-03-04", "bron": "politie", "incident": "1" * 43},
                {"datum": "2026-05-11", "bron": "stadsbeheer", "incident": "2" * 43},
                {"datum": "2026-08-20", "bron": "jongerenwerk", "incident": "3" * 43},
            ],
        },
        "eindcriterium": None,
        "prioritering": None,
        "strafrechtelijkOnderzoek": None,
        "informatieverzoeken": [],
        **anders,
    }


def breng_partij_bij(partij: Partij, instellingen: Instellingen) -> None:
    """De lege databanken van een partij."""
    breng_bij(instellingen.database.url, migraties_van(partij))
    if instellingen.kluis is not None:
        breng_bij(instellingen.kluis.url, (KLUISMIGRATIES,))


def maak_instellingen(
    partij: Partij,
    log_vkey: str,
    uitgever: Uitgever,
    pki: Pki,
    nieuwe_databank: NieuweDatabank,
    map_: Path,
    eigen: Mapping[str, Any],
) -> Instellingen:
    """De instellingen van een partij, met sleutels van de proef-PKI."""
    code = partij.code
    paden, gatewaypaden = pki.deelnemers[code], pki.deelnemers["gateway"]
    hoofdsleutel = map_ / f"{code}.hoofdsleutel"
    BestandsSleutelbron.maak(hoofdsleutel, test=True)
    assert paden.versleuteling is not None

    def paar(naam: str) -> dict[str, str]:
        gekozen = getattr(paden, naam)
        return {"certificaat": str(gekozen.certificaat), "sleutel": str(gekozen.sleutel)}

    return Instellingen.model_validate(
        {
            "omgeving": "ontwikkeling",
            "onderdeel": code,
            "server": {"poort": 0, "publieke_url": "https://partij.example/v1"},
            "tls": {**paar("transport"), "vertrouwen": str(pki.vertrouwen)},
            "ondertekening": paar("ondertekening"),
            "versleuteling": paar("versleuteling"),
            "database": {"url": nieuwe_databank(code)},
            "kluis": {"url": nieuwe_databank(f"{code}_kluis"), "hoofdsleutel": str(hoofdsleutel)},
            "gateway": {
                "url": "https://gateway.example",
                "ondertekening_certificaat": str(gatewaypaden.ondertekening.certificaat),
                "transport_certificaten": [str(gatewaypaden.transport.certificaat)],
                "log_vkey": log_vkey,
            },
            "verwerkingenlog": verwerkingenlog(map_, code),
            "oidc": uitgever.oidc(),
            "beheerders": [{"sub": BEHEERDER}, {"sub": TWEEDE_BEHEERDER}],
            "verzending": VERZENDING,
            "limieten": {"alarmronde_seconden": 3600.0},
            "partijen": {
                ander: pki.deelnemers[ander].deelnemer.oin for ander in PARTIJEN if ander != code
            },
            "briefhoofd": BRIEFHOOFD,
            **eigen,
        }
    )
