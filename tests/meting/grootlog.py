"""Measures a log of a million leaves: proofs, searches, memory.

``python -m tests.meting.grootlog URL BLADEN`` prints the figures as JSON; ``make bench`` runs it.
It looks into the gateway, so it stands where that may be imported, and in a process of its own.

The leaves are real leaves with the real search register beside them, written by the real writer;
only what they say is invented (`zoekbladen`). Filling takes minutes and is not part of any figure.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rich.console import Console
from rich.progress import track
from sqlalchemy import Engine

from deploy.bench.groot import Grootlog
from deploy.bench.zoekbladen import BEGIN, PARTIJEN, Bladenmaker
from gateway.kern import MIGRATIES
from gateway.zoekregister.regels import lees_regels
from gateway.zoekregister.register import Zoekregister
from gateway.zoekregister.selectie import Selectie
from gateway.zoekregister.vraag import Zoekopdracht
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import lezend, maak_engine
from shared.opslag.migratie import migreer

PORTIE = 5_000
PAGINA = 50
HONDERDSTE = 99
KEREN = 300
_MS = 1000
_Geval = TypeVar("_Geval")


def meet_grootlog(url: str, bladen: int) -> Grootlog:
    """Fill a log in this database and ask it things."""
    migreer(url, MIGRATIES)
    engine = maak_engine(url)
    try:
        tiende = _vul(engine, bladen)
        kans = random.Random(3)
        lezer = Loglezer(engine)
        bewijs = _p95(lambda: lezer.inclusiebewijs(kans.randrange(bladen)))
        checkpoint = _p95(lezer.stand)
        vragen = [_vraag(kans, bladen) for _ in range(KEREN)]
        eerste = _p95_over(vragen, lambda vraag: _pagina(engine, vraag, bladen, 0))
        honderdste = _p95_over(vragen, lambda vraag: _pagina(engine, vraag, bladen, HONDERDSTE))
        return Grootlog(bladen, bewijs, eerste, honderdste, checkpoint, tiende, _resident_mb())
    finally:
        engine.dispose()


def _vul(engine: Engine, bladen: int) -> float:
    """Write the leaves; the memory in use when a tenth of them was there."""
    sleutel = Notitiesleutel("meting.example/log", Ed25519PrivateKey.generate())
    stroom = Bladenmaker().bladen(bladen)
    tiende = 0.0
    with Logschrijver(
        engine, sleutel, bijwerking=Zoekregister(standaard_convenant()).neem_op
    ) as schrijver:
        for ronde in track(
            range(0, bladen, PORTIE), description="  bladen schrijven", console=Console(stderr=True)
        ):
            schrijver.voeg_toe_sync(*islice(stroom, PORTIE))
            if ronde <= bladen // 10 < ronde + PORTIE:
                tiende = _resident_mb()
    return tiende


def _vraag(kans: random.Random, bladen: int) -> Zoekopdracht:
    """What an auditor asks: a period of a quarter or more, a party, and one more condition."""
    dagen = max(1, bladen // 2000)
    begin = BEGIN + timedelta(days=kans.randrange(0, max(1, dagen // 4)))
    tot = begin + timedelta(days=max(2, dagen * 3 // 4))
    afzender, ontvanger = kans.sample(PARTIJEN, 2)
    if kans.random() < 0.5:
        return Zoekopdracht(van=begin, tot=tot, afzender=afzender, kanaal="koppelvlak")
    return Zoekopdracht(van=begin, tot=tot, ontvanger=ontvanger, stap=2)


def _pagina(engine: Engine, vraag: Zoekopdracht, grootte: int, nummer: int) -> int:
    """A page with its counts as the API makes it; how many lines it has."""
    with lezend(engine).connect() as verbinding:
        selectie = Selectie(verbinding, vraag, None, grootte)
        selectie.aantal()
        nummers = list(islice(selectie.nummers(), nummer * PAGINA, (nummer + 1) * PAGINA))
        return len(lees_regels(verbinding, nummers, grootte))


def _p95(werk: Callable[[], object]) -> float:
    return _p95_over(range(KEREN), lambda _: werk())


def _p95_over(gevallen: Iterable[_Geval], werk: Callable[[_Geval], object]) -> float:
    """95th percentile in milliseconds, one measurement a case."""
    tijden = []
    for geval in gevallen:
        begin = time.perf_counter()
        werk(geval)
        tijden.append(time.perf_counter() - begin)
    return sorted(tijden)[int(len(tijden) * 0.95)] * _MS


def _resident_mb() -> float:
    regels = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    _, adres, hoeveel = sys.argv
    json.dump(asdict(meet_grootlog(adres, int(hoeveel))), sys.stdout)
