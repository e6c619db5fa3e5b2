"""Measures a full exchange against ``kaal`` and against the cryptographic floor, in one run.

``kaal`` is measured twice: with the client it has had from the start, which is what the target is
set against, and with the cheapest one there is, which says what HTTP over mutual TLS costs at
least.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
from rich.console import Console

from deploy.bench.afzender import INHOUD_BYTES, Afzender, MetingMislukt
from deploy.bench.belasting import GELIJKTIJDIG, Uitslag, belast, ronde
from deploy.bench.geteld import Tellingen, lees_tellingen
from deploy.bench.kaal import CLIENTS, maak_post
from deploy.bench.vloer import vloer_cpu_seconden
from deploy.demo.signalen import beantwoord, start_groep
from deploy.demo.spel import ANALIST, REGISSEUR, Spel
from deploy.demo.verteller import Verteller
from deploy.inrichting import richt_in
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from deploy.processen import Processen, Startopdracht
from shared.web.instellingen.instellingen import laad_instellingen
from shared.web.proces.clients import maak_client

AANTAL = 600
ALLEEN = 150
_GETELD = 320
_LEDEN = 8
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Meting:
    """One exchange measured against the bare relay and the floor; memory in MB per deployable.

    ``alleen``: one at a time. ``kaal`` by client. ``tellingen`` per process, for each exchange.
    """

    ons: Uitslag
    alleen: Uitslag
    kaal: Mapping[str, Uitslag]
    vloer_seconden: float
    tellingen: Mapping[str, Tellingen]
    geheugen_rust: Mapping[str, float]
    geheugen_belast: Mapping[str, float]

    @property
    def doorvoer_tegen_kaal(self) -> float:
        return self.ons.per_seconde / self.kaal[CLIENTS[0]].per_seconde

    def cpu_tegen_kaal_plus_vloer(self, client: str = CLIENTS[0]) -> float:
        return self.ons.cpu_seconden / (self.kaal[client].cpu_seconden + self.vloer_seconden)


def meet(map_: Path, ondertekening: str) -> Meting:
    """``ondertekening``: 'rsa' or 'p256', for the parties' signing certificates."""
    omgeving = Omgeving(map_, vrije_poorten(lees_lokaal()), ondertekening=ondertekening)
    with omgeving:
        spel = _bereid_voor(omgeving)
        rust = _geheugen(omgeving)
        betrokkenen = list(spel.leden(ANALIST))
        ons = asyncio.run(_meet_ons(spel, betrokkenen, AANTAL, GELIJKTIJDIG))
        belasting = _geheugen(omgeving)
        alleen = asyncio.run(_meet_ons(spel, betrokkenen, ALLEEN, 1))
        tellingen = _tel(spel, betrokkenen)
        spel.sluit()
    return Meting(
        ons=ons,
        alleen=alleen,
        kaal={client: _meet_kaal(omgeving, client) for client in CLIENTS},
        vloer_seconden=vloer_cpu_seconden(ondertekening, INHOUD_BYTES),
        tellingen=tellingen,
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
        beantwoord(spel, 2)
        spel.stap(3)
        klant = spel.klant(ANALIST)
        for nummer in range(_LEDEN):
            persoon = klant.stuur(
                "/personen", {"naam": f"Meting {nummer}", "geboortedatum": "2009-06-01"}
            )["id"]
            klant.stuur(f"/groepen/{spel.groep}/leden", {"persoonId": persoon, "categorie": 1})
    return spel


async def _meet_ons(
    spel: Spel, betrokkenen: Sequence[str], aantal: int, gelijktijdig: int
) -> Uitslag:
    instellingen = laad_instellingen(spel.omgeving.paden.config(ANALIST.partij))
    pids = {code: spel.omgeving.processen[code].pid for code in _ketting(spel.omgeving)}
    async with maak_client(instellingen) as client:
        afzender = Afzender(spel, betrokkenen, client)
        return await belast(afzender.wissel_uit, aantal, pids, gelijktijdig=gelijktijdig)


def _tel(spel: Spel, betrokkenen: Sequence[str]) -> dict[str, Tellingen]:
    """What each process on the way asks of its databases, in a run of its own: counting costs."""
    omgeving = spel.omgeving
    ketting = _ketting(omgeving)
    bestanden = {code: omgeving.paden.map / f"{code}.tellingen" for code in ketting}
    opdrachten = [omgeving.processen[code].opdracht for code in ketting]
    for code in ketting:
        omgeving.processen.stop(code)
    geteld = [_geteld(een, bestanden[een.code]) for een in opdrachten]
    with Processen(geteld):
        asyncio.run(_wissel_uit(spel, betrokkenen, GELIJKTIJDIG))
        begin = {code: lees_tellingen(pad) for code, pad in bestanden.items()}
        asyncio.run(_wissel_uit(spel, betrokkenen, _GETELD))
        einde = {code: lees_tellingen(pad) for code, pad in bestanden.items()}
    return {code: einde[code].sinds(begin[code], _GETELD) for code in ketting}


def _geteld(opdracht: Startopdracht, bestand: Path) -> Startopdracht:
    _, *argumenten = opdracht.argumenten
    return replace(opdracht, argumenten=("-m", "deploy.bench.geteld", str(bestand), *argumenten))


async def _wissel_uit(spel: Spel, betrokkenen: Sequence[str], aantal: int) -> None:
    instellingen = laad_instellingen(spel.omgeving.paden.config(ANALIST.partij))
    async with maak_client(instellingen) as client:
        doe = Afzender(spel, betrokkenen, client).wissel_uit
        await ronde(doe, range(aantal), [], GELIJKTIJDIG)


def _meet_kaal(omgeving: Omgeving, client: str) -> Uitslag:
    gateway, ontvanger = _ketting(omgeving)
    naar = f"{omgeving.lokaal.onderdeel(ontvanger).url}/v1/ontvangsten"
    opdrachten = [
        _kaal(omgeving, ontvanger, client, "ontvang", ""),
        _kaal(omgeving, gateway, client, "doorgeef", naar),
    ]
    with Processen(opdrachten) as processen:
        pids = {code: processen[code].pid for code in (gateway, ontvanger)}
        return asyncio.run(_belast_kaal(omgeving, client, pids))


async def _belast_kaal(omgeving: Omgeving, client: str, pids: Mapping[str, int]) -> Uitslag:
    instellingen = laad_instellingen(omgeving.paden.config(ANALIST.partij))
    body = b"{" + b" " * (INHOUD_BYTES * 3 // 2) + b"}"
    url = f"{omgeving.lokaal.gateway.url}/v1/berichten"
    async with maak_post(client, instellingen) as post:

        async def doe(_nummer: int) -> None:
            status, _ = await post(url, body)
            if status != 200:
                raise MetingMislukt(f"kaal: {status}")

        return await belast(doe, AANTAL * 2, pids)


def _kaal(omgeving: Omgeving, code: str, client: str, rol: str, naar: str) -> Startopdracht:
    deel = omgeving.lokaal.onderdeel(code)
    config = str(omgeving.paden.config(code))
    keuzes = ("--config", config, "--naar", naar, "--client", client)
    return Startopdracht(
        code=code,
        argumenten=("-m", "deploy.bench.kaal", rol, *keuzes),
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
