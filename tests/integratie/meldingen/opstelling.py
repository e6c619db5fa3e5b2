"""Een bezorger met een echte webhook en een echte mailserver."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import httpx
from sqlalchemy import Engine

from deploy.pki import Pki
from shared.meldingen.bezorger import Bezorger
from shared.meldingen.gebeurtenis import CloudEvent, bron_urn
from shared.meldingen.kanalen import Kanaalbouw
from shared.meldingen.mail import Brief
from shared.meldingen.opslag import Meldingenbak, Status
from shared.opslag.sessies import transactie_zonder_orm
from shared.tijd.kenmerk import uuid7
from shared.web.instellingen.bezorging import Meldingbestemming, Smtp
from shared.web.limieten import Verzending
from tests.hulp.klok import VasteKlok
from tests.hulp.postvak import Haak, Postvak
from tests.integratie.gateway.sleutels import ondertekenaar

RITME = Verzending(
    eerste_wachttijd_seconden=10.0, maximale_pogingen=3, spreiding=0.0, lease_seconden=60.0,
    rusttijd_seconden=0.01,
)  # fmt: skip
PIKET, FG = "piket@politie.example", "fg@politie.example"
BRON = bron_urn("00000001999999990000", "proef")


def melding(onderwerp: str, nu: datetime, nummer: int = 0) -> CloudEvent:
    return CloudEvent(
        uuid7(nu), BRON, "nl.driehoek.proef.gebeurd", onderwerp, nu, {"nummer": nummer}
    )


def zet(engine: Engine, klok: VasteKlok, gebeurtenis: CloudEvent, *bestemmingen: str) -> None:
    with transactie_zonder_orm(engine) as verbinding:
        Meldingenbak(verbinding).zet(gebeurtenis, bestemmingen, klok())


def aantallen(engine: Engine) -> dict[str, int]:
    with transactie_zonder_orm(engine) as verbinding:
        return {s.value: Meldingenbak(verbinding).aantal(s) for s in Status}


def brief(gebeurtenis: CloudEvent) -> Brief:
    return Brief("Er is iets gebeurd", f"Kijk bij {gebeurtenis.subject}.\n")


def smtp(postvak: Postvak) -> Smtp:
    return Smtp(
        host="127.0.0.1", poort=postvak.poort, beveiliging="geen", afzender="alarm@driehoek.example"
    )


@asynccontextmanager
async def bezorgend(
    engine: Engine, pki: Pki, klok: VasteKlok, haak: Haak, postvak: Postvak | None = None
) -> AsyncIterator[Bezorger]:
    tekenaar = ondertekenaar(pki, "gateway")
    mail = () if postvak is None else (PIKET, FG)
    async with httpx.AsyncClient(trust_env=False) as client:
        bouw = Kanaalbouw(client, tekenaar, None if postvak is None else smtp(postvak), klok)
        bestemming = Meldingbestemming(webhook=haak.url, mail=mail)
        yield Bezorger(engine, bouw.bouw(bestemming, brief), RITME, klok)


async def een_ronde(engine: Engine, pki: Pki, haak: Haak, klok: VasteKlok) -> None:
    async with bezorgend(engine, pki, klok, haak) as bezorger:
        await bezorger.ronde()


async def ronden(
    engine: Engine, pki: Pki, haak: Haak, postvak: Postvak, klok: VasteKlok, keren: int
) -> None:
    async with bezorgend(engine, pki, klok, haak, postvak) as bezorger:
        for _ in range(keren):
            await bezorger.ronde()
            klok.vooruit(minutes=10)
