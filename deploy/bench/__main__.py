"""``make bench``: measures, prints a table and writes ``build/bench.json``."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.bench import log
from deploy.bench.beslissing import microseconden
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
    toevoegingen = {}
    for naam, server in _LOGS.items():
        scherm.print(f"Toevoegen aan het log op {naam} ...")
        with server() as url:
            toevoegingen[naam] = log.toevoegingen_per_seconde(url)
    uitslag = _als_json(decision, metingen, toevoegingen)
    UITVOER.write_text(json.dumps(uitslag, indent=2) + "\n", encoding="utf-8")
    _toon(scherm, decision, metingen, toevoegingen)
    scherm.print(f"Geschreven: {UITVOER}")
    return 0


_LOGS: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "sqlite": log.sqlite_url,
    "postgresql": log.postgresql_url,
}


def _als_json(
    decision: float, metingen: dict[str, Meting], toevoegingen: dict[str, float]
) -> dict[str, Any]:
    rsa = metingen["rsa"]
    return {
        "uitwisseling": {**_uitwisseling(rsa), "p256": _uitwisseling(metingen["p256"])},
        "toetsing": {"microseconden": decision},
        "logboek": {
            naam: {"toevoegingenPerSeconde": waarde} for naam, waarde in toevoegingen.items()
        },
        "geheugenMb": dict(rsa.geheugen_belast),
        "geheugenMbRust": dict(rsa.geheugen_rust),
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
    scherm: Console, decision: float, metingen: dict[str, Meting], toevoegingen: dict[str, float]
) -> None:
    rijen = [("één beslissing", f"{decision:.0f} µs", "hoogstens 100 µs")]
    for soort, meting in metingen.items():
        rijen += _rijen(soort, meting)
    rijen += [
        (f"log, {naam}, 64 tegelijk", f"{waarde:.0f} per seconde", "minstens 2000")
        for naam, waarde in toevoegingen.items()
    ]
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
