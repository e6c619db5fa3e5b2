"""``make bench``: measures, prints a table and writes ``build/bench.json``.

``BENCH_ALLEEN=uitwisseling make bench`` measures the exchange only, and prints it;
``BENCH_ALLEEN=portalen`` the pages of the portals.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.bench import log
from deploy.bench.belasting import Uitslag
from deploy.bench.beslissing import microseconden
from deploy.bench.bundel import bundel_seconden
from deploy.bench.groot import BLADEN, Grootlog, meet_grootlog
from deploy.bench.kaal import CLIENTS
from deploy.bench.portalen import DOEL_MS, Bladmeting, Portaal, meet_paginas
from deploy.bench.uitwisseling import Meting, meet
from deploy.demo import signalen, voorspel
from deploy.demo.bezetting import verzin
from deploy.demo.spel import ANALIST, OVER_ALLES, REGISSEUR, Spel
from deploy.demo.verteller import Verteller
from deploy.inrichting import richt_in
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten

MAP = Path("build/bench")
UITVOER = Path("build/bench.json")
_MS = 1000

Rij = tuple[str, str, str]


def main() -> int:
    """Measure everything in one run, since only ratios within one run mean something."""
    scherm = Console()
    shutil.rmtree(MAP, ignore_errors=True)
    MAP.mkdir(parents=True)
    if os.environ.get("BENCH_ALLEEN") == "portalen":
        _toon_rijen(scherm, _paginarijen(_meet_portalen(scherm)))
        return 0
    scherm.print("Eén beslissing ...")
    decision = microseconden()
    metingen = {}
    for soort in ("rsa", "p256"):
        scherm.print(f"Uitwisselingen met {soort}-ondertekening, tegen kaal en vloer ...")
        metingen[soort] = meet(MAP / soort, soort)
    if os.environ.get("BENCH_ALLEEN") == "uitwisseling":
        _toon(scherm, decision, metingen, None, [])
        return 0
    paginas = _meet_portalen(scherm)
    logmeting = _meet_log(scherm)
    uitslag = {**_als_json(decision, metingen, logmeting), "portalen": _paginas(paginas)}
    UITVOER.write_text(json.dumps(uitslag, indent=2) + "\n", encoding="utf-8")
    _toon(scherm, decision, metingen, logmeting, _paginarijen(paginas))
    scherm.print(f"Geschreven: {UITVOER}")
    return 0


def _meet_portalen(scherm: Console) -> list[Bladmeting]:
    scherm.print("Pagina's van de portalen, in rust ...")
    omgeving = Omgeving(MAP / "portalen", vrije_poorten(lees_lokaal(), portalen=True))
    with omgeving:
        spel = _zaak_in_stap_twee(omgeving)
        lokaal = omgeving.lokaal
        wie = {een.functie: lokaal.account(een.partij, een.functie) for een in (REGISSEUR, ANALIST)}
        wie[OVER_ALLES.functie] = lokaal.auditor
        accounts = {een.sub: een for een in wie.values()}

        def portaal(sub: str) -> Portaal:
            gevonden = lokaal.portaal_van(accounts[sub])
            if gevonden is None:
                raise LookupError(sub)
            uitvoer = omgeving.paden.uitvoer(gevonden.onderdeel)
            pids = list(omgeving.processen.pids.values())
            return Portaal(gevonden.url, uitvoer, omgeving.pki.vertrouwen, pids)

        subs = {functie: een.sub for functie, een in wie.items()}
        metingen = meet_paginas(portaal, spel.groep, subs)
        spel.sluit()
    return metingen


def _zaak_in_stap_twee(omgeving: Omgeving) -> Spel:
    """The demo's own story, until the politie knows everybody and may give something."""
    inrichting = richt_in(omgeving.lokaal, omgeving.pki)
    with Path(os.devnull).open("w", encoding="utf-8") as stil:
        spel = Spel(omgeving, inrichting, Verteller(Console(file=stil)))
        bezetting = verzin(spel.vandaag)
        signalen.stap_een(spel)
        voorspel.vul_bestand_politie(spel, bezetting)
        voorspel.vul_bestand_gemeente(spel, bezetting)
        signalen.startbesluit(spel)
    return spel


@dataclass(frozen=True)
class Logmeting:
    """What was measured of the log: by database, and of a bundle."""

    toevoegingen: dict[str, float]
    groot: dict[str, Grootlog]
    bundel_seconden: float


def _meet_log(scherm: Console) -> Logmeting:
    toevoegingen, groot = {}, {}
    bladen = int(os.environ.get("BENCH_BLADEN", BLADEN))
    for naam, server in _LOGS.items():
        scherm.print(f"Toevoegen aan het log op {naam} ...")
        with server() as url:
            toevoegingen[naam] = log.toevoegingen_per_seconde(url)
        scherm.print(f"Een log van {bladen} bladen op {naam} (dit duurt enkele minuten) ...")
        with server() as url:
            groot[naam] = meet_grootlog(url, bladen)
    scherm.print("Een bundel van 10.000 bladen controleren ...")
    return Logmeting(toevoegingen, groot, bundel_seconden(MAP / "bundel"))


_LOGS: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "sqlite": log.sqlite_url,
    "postgresql": log.postgresql_url,
}


def _als_json(decision: float, metingen: dict[str, Meting], logmeting: Logmeting) -> dict[str, Any]:
    rsa = metingen["rsa"]
    return {
        "uitwisseling": {**_uitwisseling(rsa), "p256": _uitwisseling(metingen["p256"])},
        "toetsing": {"microseconden": decision},
        "logboek": {
            **{naam: _logboek(logmeting, naam) for naam in logmeting.toevoegingen},
            "bundel10kSeconden": logmeting.bundel_seconden,
        },
        "geheugenMb": dict(rsa.geheugen_belast),
        "geheugenMbRust": dict(rsa.geheugen_rust),
    }


def _logboek(logmeting: Logmeting, naam: str) -> dict[str, float]:
    groot = logmeting.groot[naam]
    return {
        "toevoegingenPerSeconde": logmeting.toevoegingen[naam],
        "bladen": groot.bladen,
        "bewijsP95Ms": groot.bewijs_p95_ms,
        "zoekP95Ms": groot.zoek_p95_ms,
        "zoekEersteP95Ms": groot.zoek_eerste_p95_ms,
        "zoekHonderdsteP95Ms": groot.zoek_honderdste_p95_ms,
        "checkpointP95Ms": groot.checkpoint_p95_ms,
        "geheugenTiendeMb": groot.geheugen_tiende_mb,
        "geheugenMb": groot.geheugen_mb,
    }


def _uitwisseling(meting: Meting) -> dict[str, Any]:
    eigen, goedkoop = (meting.kaal[client] for client in CLIENTS)
    return {
        "doorvoerTegenKaal": meting.doorvoer_tegen_kaal,
        "cpuTegenKaalPlusVloer": meting.cpu_tegen_kaal_plus_vloer(),
        "cpuTegenGoedkoopKaalPlusVloer": meting.cpu_tegen_kaal_plus_vloer(CLIENTS[1]),
        **_last(meting.ons),
        "alleen": _last(meting.alleen),
        "kaalPerSeconde": eigen.per_seconde,
        "kaalCpuMs": eigen.cpu_seconden * _MS,
        "kaalGoedkoop": _last(goedkoop),
        "vloerCpuMs": meting.vloer_seconden * _MS,
        "opdrachten": {code: een.opdrachten for code, een in meting.tellingen.items()},
        "vastleggingen": {code: een.vastleggingen for code, een in meting.tellingen.items()},
    }


def _paginas(metingen: list[Bladmeting]) -> dict[str, Any]:
    return {
        een.scherm: {
            "p95Ms": een.p95_ms,
            "tegenVragen": een.verhouding,
            "vragen": een.vragen,
            "cpuMs": een.cpu_ms,
        }
        for een in metingen
    }


def _paginarijen(metingen: list[Bladmeting]) -> list[Rij]:
    return [
        (
            f"pagina in rust, {een.scherm}",
            f"p95 {een.p95_ms:.0f} ms, {een.verhouding:.2f} keer zijn vragen ({een.vragen}), "
            f"CPU {een.cpu_ms:.0f} ms",
            f"onder {DOEL_MS} ms",
        )
        for een in metingen
    ]


def _last(uitslag: Uitslag) -> dict[str, Any]:
    return {
        "perSeconde": uitslag.per_seconde,
        "p50Ms": uitslag.p50_ms,
        "p99Ms": uitslag.p99_ms,
        "cpuMs": uitslag.cpu_seconden * _MS,
        "cpuMsPerProces": {code: cpu * _MS for code, cpu in uitslag.per_proces.items()},
    }


def _toon(
    scherm: Console,
    decision: float,
    metingen: dict[str, Meting],
    logmeting: Logmeting | None,
    paginas: list[Rij],
) -> None:
    rijen = [("één beslissing", f"{decision:.0f} µs", "hoogstens 100 µs")]
    for soort, meting in metingen.items():
        rijen += _rijen(soort, meting)
    if logmeting is not None:
        rijen += _alle_logrijen(logmeting)
    rijen += [
        (f"geheugen onder belasting, {code}", f"{mb:.0f} MB", "onder 200 MB")
        for code, mb in metingen["rsa"].geheugen_belast.items()
    ]
    _toon_rijen(scherm, rijen + paginas)


def _toon_rijen(scherm: Console, rijen: list[Rij]) -> None:
    tabel = Table(title="Metingen (in één run op deze machine)", title_justify="left")
    for kop in ("wat", "gemeten", "doel"):
        tabel.add_column(kop)
    for rij in rijen:
        tabel.add_row(*rij)
    scherm.print(tabel)


def _alle_logrijen(logmeting: Logmeting) -> list[Rij]:
    rijen = [
        (f"log, {naam}, 64 tegelijk", f"{waarde:.0f} per seconde", "minstens 2000")
        for naam, waarde in logmeting.toevoegingen.items()
    ]
    for naam, groot in logmeting.groot.items():
        rijen += _logrijen(naam, groot)
    duur = f"{logmeting.bundel_seconden:.1f} s"
    return [*rijen, ("bundel van 10.000 bladen controleren", duur, "onder 20 s")]


def _logrijen(naam: str, groot: Grootlog) -> list[Rij]:
    wat = f"{naam}, {groot.bladen} bladen"
    geheugen = f"{groot.geheugen_tiende_mb:.0f} MB bij een tiende, {groot.geheugen_mb:.0f} MB"
    return [
        (f"inclusiebewijs, {wat}", f"p95 {groot.bewijs_p95_ms:.1f} ms", "onder 5 ms"),
        (f"eerste pagina, {wat}", f"p95 {groot.zoek_eerste_p95_ms:.1f} ms", "onder 50 ms"),
        (f"honderdste pagina, {wat}", f"p95 {groot.zoek_honderdste_p95_ms:.1f} ms", "onder 50 ms"),
        (f"checkpoint, {wat}", f"p95 {groot.checkpoint_p95_ms:.2f} ms", "vlak"),
        (f"geheugen, {wat}", geheugen, "vlak"),
    ]


def _rijen(soort: str, meting: Meting) -> list[Rij]:
    hoogstens = {"rsa": "hoogstens 2,2", "p256": "hoogstens 2,7"}[soort]
    goedkoop = f"{meting.cpu_tegen_kaal_plus_vloer(CLIENTS[1]):.2f}"
    rijen = [
        (f"doorvoer tegen kaal, {soort}", f"{meting.doorvoer_tegen_kaal:.3f}", "minstens 0,11"),
        (
            f"CPU tegen kaal + vloer, {soort}",
            f"{meting.cpu_tegen_kaal_plus_vloer():.2f}",
            hoogstens,
        ),
        (f"hetzelfde, kaal met de goedkope client, {soort}", goedkoop, ""),
        (f"uitwisselingen, {soort}, 16 tegelijk", _beschrijf(meting.ons), ""),
        (f"uitwisselingen, {soort}, een tegelijk", _beschrijf(meting.alleen), ""),
    ]
    rijen += [
        (f"kaal, {client} client, {soort}", _beschrijf(uitslag), "")
        for client, uitslag in meting.kaal.items()
    ]
    rijen += [
        (
            f"databank per uitwisseling, {code}, {soort}",
            f"{een.opdrachten:.1f} opdrachten, {een.vastleggingen:.2f} naar schijf",
            "",
        )
        for code, een in meting.tellingen.items()
    ]
    return rijen


def _beschrijf(uitslag: Uitslag) -> str:
    waar = ", ".join(f"{code} {cpu * _MS:.2f}" for code, cpu in uitslag.per_proces.items())
    return (
        f"{uitslag.per_seconde:.0f} per seconde, p50 {uitslag.p50_ms:.1f} en p99 "
        f"{uitslag.p99_ms:.0f} ms; CPU {uitslag.cpu_seconden * _MS:.2f} ms: {waar}"
    )


if __name__ == "__main__":
    sys.exit(main())
