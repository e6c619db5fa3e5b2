"""``make bench``: measures, prints a table and writes ``build/bench.json``."""

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

from deploy.bench import grootlog, log
from deploy.bench.beslissing import microseconden
from deploy.bench.grootlog import Grootlog
from deploy.bench.uitwisseling import Meting, meet

MAP = Path("build/bench")
UITVOER = Path("build/bench.json")
_MS = 1000

Rij = tuple[str, str, str]


def main() -> int:
    """Measure everything in one run, since only ratios within one run mean something."""
    scherm = Console()
    shutil.rmtree(MAP, ignore_errors=True)
    MAP.mkdir(parents=True)
    scherm.print("Eén beslissing ...")
    decision = microseconden()
    metingen = {}
    for soort in ("rsa", "p256"):
        scherm.print(f"Uitwisselingen met {soort}-ondertekening, tegen kaal en vloer ...")
        metingen[soort] = meet(MAP / soort, soort)
    logmeting = _meet_log(scherm)
    uitslag = _als_json(decision, metingen, logmeting)
    UITVOER.write_text(json.dumps(uitslag, indent=2) + "\n", encoding="utf-8")
    _toon(scherm, decision, metingen, logmeting)
    scherm.print(f"Geschreven: {UITVOER}")
    return 0


@dataclass(frozen=True)
class Logmeting:
    """What was measured of the log: by database, and of a bundle."""

    toevoegingen: dict[str, float]
    groot: dict[str, Grootlog]
    bundel_seconden: float


def _meet_log(scherm: Console) -> Logmeting:
    toevoegingen, groot = {}, {}
    bladen = int(os.environ.get("BENCH_BLADEN", grootlog.BLADEN))
    for naam, server in _LOGS.items():
        scherm.print(f"Toevoegen aan het log op {naam} ...")
        with server() as url:
            toevoegingen[naam] = log.toevoegingen_per_seconde(url)
        scherm.print(f"Een log van {bladen} bladen op {naam} (dit duurt enkele minuten) ...")
        with server() as url:
            groot[naam] = grootlog.meet_grootlog(url, bladen)
    scherm.print("Een bundel van 10.000 bladen controleren ...")
    return Logmeting(toevoegingen, groot, grootlog.bundel_seconden(MAP / "bundel"))


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


def _uitwisseling(meting: Meting) -> dict[str, float]:
    return {
        "doorvoerTegenKaal": meting.doorvoer_tegen_kaal,
        "cpuTegenKaalPlusVloer": meting.cpu_tegen_kaal_plus_vloer,
        "perSeconde": meting.ons.per_seconde,
        "p99Ms": meting.ons.p99_ms,
        "cpuMs": meting.ons.cpu_seconden * _MS,
        "kaalPerSeconde": meting.kaal.per_seconde,
        "kaalCpuMs": meting.kaal.cpu_seconden * _MS,
        "vloerCpuMs": meting.vloer_seconden * _MS,
    }


def _toon(
    scherm: Console, decision: float, metingen: dict[str, Meting], logmeting: Logmeting
) -> None:
    rijen = [("één beslissing", f"{decision:.0f} µs", "hoogstens 100 µs")]
    for soort, meting in metingen.items():
        rijen += _rijen(soort, meting)
    rijen += [
        (f"log, {naam}, 64 tegelijk", f"{waarde:.0f} per seconde", "minstens 2000")
        for naam, waarde in logmeting.toevoegingen.items()
    ]
    for naam, groot in logmeting.groot.items():
        rijen += _logrijen(naam, groot)
    duur = f"{logmeting.bundel_seconden:.1f} s"
    rijen.append(("bundel van 10.000 bladen controleren", duur, "onder 20 s"))
    rijen += [
        (f"geheugen onder belasting, {code}", f"{mb:.0f} MB", "onder 200 MB")
        for code, mb in metingen["rsa"].geheugen_belast.items()
    ]
    tabel = Table(title="Metingen (in één run op deze machine)", title_justify="left")
    for kop in ("wat", "gemeten", "doel"):
        tabel.add_column(kop)
    for rij in rijen:
        tabel.add_row(*rij)
    scherm.print(tabel)


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
    return [
        (f"doorvoer tegen kaal, {soort}", f"{meting.doorvoer_tegen_kaal:.2f}", "minstens 0,4"),
        (
            f"CPU tegen kaal + vloer, {soort}",
            f"{meting.cpu_tegen_kaal_plus_vloer:.2f}",
            "hoogstens 1,5",
        ),
        (
            f"uitwisselingen, {soort}, 16 tegelijk",
            f"{meting.ons.per_seconde:.0f} per seconde, p99 {meting.ons.p99_ms:.0f} ms",
            "",
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
