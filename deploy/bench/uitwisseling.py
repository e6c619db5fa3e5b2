"""Measures a full exchange against ``kaal`` and against the cryptographic floor, in one run."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.console import Console

from deploy.bench.afzender import INHOUD_BYTES, Afzender, MetingMislukt
from deploy.bench.belasting import Uitslag, belast
from deploy.bench.vloer import vloer_cpu_seconden
from deploy.demo.signalen import start_groep
from deploy.demo.spel import ANALIST, REGISSEUR, Spel
from deploy.demo.verteller import Verteller
from deploy.inrichting import richt_in
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from deploy.processen import Processen, Startopdracht
from shared.web.instellingen.instellingen import laad_instellingen
from shared.web.proces.clients import maak_client

AANTAL = 600
_LEDEN = 8
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Meting:
    """One exchange measured against the bare relay and the floor; memory in MB per deployable."""

    ons: Uitslag
    kaal: Uitslag
    vloer_seconden: float
    geheugen_rust: Mapping[str, float]
    geheugen_belast: Mapping[str, float]

    @property
    def doorvoer_tegen_kaal(self) -> float:
        return self.ons.per_seconde / self.kaal.per_seconde

    @property
    def cpu_tegen_kaal_plus_vloer(self) -> float:
        return self.ons.cpu_seconden / (self.kaal.cpu_seconden + self.vloer_seconden)


def meet(map_: Path, ondertekening: str) -> Meting:
    """``ondertekening``: 'rsa' or 'p256', for the parties' signing certificates."""
    omgeving = Omgeving(map_, vrije_poorten(lees_lokaal()), ondertekening=ondertekening)
    with omgeving:
        spel = _bereid_voor(omgeving)
        rust = _geheugen(omgeving)
        ons = asyncio.run(_meet_ons(spel))
        belasting = _geheugen(omgeving)
        spel.sluit()
    return Meting(
        ons=ons,
        kaal=_meet_kaal(omgeving),
        vloer_seconden=vloer_cpu_seconden(ondertekening, INHOUD_BYTES),
        geheugen_rust=rust,
        geheugen_belast=belasting,
    )


def _bereid_voor(omgeving: Omgeving) -> Spel:
    """A group in step 3 with members both sides know."""
    inrichting = richt_in(omgeving.lokaal, omgeving.pki)
    with Path(os.devnull).open("w", encoding="utf-8") as stil:
        spel = Spel(omgeving, inrichting, Verteller(Console(file=stil)))
        spel.open_groep()
        start_groep(spel)
        spel.stap(3)
        klant = spel.klant(ANALIST)
        for nummer in range(_LEDEN):
            persoon = klant.stuur(
                "/personen", {"naam": f"Meting {nummer}", "geboortedatum": "2009-06-01"}
            )["id"]
            klant.stuur(f"/groepen/{spel.groep}/leden", {"persoonId": persoon, "categorie": 1})
    return spel


async def _meet_ons(spel: Spel) -> Uitslag:
    instellingen = laad_instellingen(spel.omgeving.paden.config(ANALIST.partij))
    pids = [spel.omgeving.processen[code].pid for code in _ketting(spel.omgeving)]
    betrokkenen = list(spel.leden(ANALIST))
    async with maak_client(instellingen) as client:
        afzender = Afzender(spel, betrokkenen, client)
        return await belast(afzender.wissel_uit, AANTAL, pids)


def _meet_kaal(omgeving: Omgeving) -> Uitslag:
    gateway, ontvanger = _ketting(omgeving)
    naar = f"{omgeving.lokaal.onderdeel(ontvanger).url}/v1/ontvangsten"
    opdrachten = [
        _kaal(omgeving, ontvanger, "ontvang", ""),
        _kaal(omgeving, gateway, "doorgeef", naar),
    ]
    with Processen(opdrachten) as processen:
        pids = [processen[code].pid for code in (gateway, ontvanger)]
        return asyncio.run(_belast_kaal(omgeving, pids))


async def _belast_kaal(omgeving: Omgeving, pids: list[int]) -> Uitslag:
    instellingen = laad_instellingen(omgeving.paden.config(ANALIST.partij))
    body = b"{" + b" " * (INHOUD_BYTES * 3 // 2) + b"}"
    url = f"{omgeving.lokaal.gateway.url}/v1/berichten"
    async with maak_client(instellingen) as client:

        async def doe(_nummer: int) -> None:
            antwoord = await client.post(
                url, content=body, headers={"content-type": "application/json"}
            )
            if antwoord.status_code != 200:
                raise MetingMislukt(f"kaal: {antwoord.status_code}")

        return await belast(doe, AANTAL * 2, pids)


def _kaal(omgeving: Omgeving, code: str, rol: str, naar: str) -> Startopdracht:
    deel = omgeving.lokaal.onderdeel(code)
    config = str(omgeving.paden.config(code))
    return Startopdracht(
        code=code,
        argumenten=("-m", "deploy.bench.kaal", rol, "--config", config, "--naar", naar),
        gereed_url=f"{deel.url}/v1/gezondheid",
        vertrouwen=omgeving.pki.vertrouwen,
        uitvoer=omgeving.paden.uitvoer(f"kaal-{code}"),
    )


def _ketting(omgeving: Omgeving) -> tuple[str, str]:
    """The processes a message passes through after its sender."""
    return omgeving.lokaal.gateway.code, REGISSEUR.partij


def _geheugen(omgeving: Omgeving) -> dict[str, float]:
    codes = [deel.code for deel in omgeving.lokaal.onderdelen]
    pids = {code: omgeving.processen[code].pid for code in codes}
    return {code: psutil.Process(pid).memory_info().rss / _MEGABYTE for code, pid in pids.items()}
