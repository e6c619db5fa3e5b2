"""Een ronde over heel veel gegevens, telkens gesneuveld, en wat het convenant ervan zegt.

Echte processen, met SIGKILL gestopt midden in hun werk. `DRIEHOEK_BEWAAR` zegt hoeveel gegevens:
met 100000 is dit de maat die de dienst moet halen, in hoogstens een minuut, en sneuvelt het vijf
keer.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select

from deploy.configuratie import Omgevingspaden, schrijf_configuratie
from deploy.lokaal import lees_lokaal
from deploy.omgeving import vrije_poorten
from deploy.pki import Pki
from services.gemeente.gegevens.bronnen import OverlastRij
from services.gemeente.partij import GEMEENTE
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import PersoonRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partijdienst.opdracht import main
from shared.partijdienst.opstarten import open_stil
from shared.partijdienst.transport import maak_client
from shared.tijd.klok import nu_utc
from shared.web.instellingen.instellingen import laad_instellingen
from shared.zaak.bewaren.tabellen import VernietigdtalRij
from tests.integratie.partijdienst.bewaarvoorraad import Mens, Uitkomst, verwacht, vul

GEVRAAGD = os.environ.get("DRIEHOEK_BEWAAR")
AANTAL = int(GEVRAAGD or "2000")
#: Elke keer is een proces: gewoon een paar, op de maat vijf.
KEREN = 5 if GEVRAAGD else 2
GENOEG_SECONDEN = 600
T = TypeVar("T")
SLOT_SECONDEN = 1.1


@pytest.fixture
def omgeving(tmp_path: Path, pki: Pki) -> Path:
    shutil.copytree(pki.map, tmp_path / "pki")
    schrijf_configuratie(vrije_poorten(lees_lokaal()), Omgevingspaden(tmp_path))
    config = tmp_path / "gemeente.toml"
    tekst = config.read_text(encoding="utf-8")
    assert "[limieten]" not in tekst
    # Een gesneuvelde ronde houdt het slot zo lang vast; hier wachten wij daar niet op.
    config.write_text(f"{tekst}\n[limieten]\nonderhoud_slot_seconden = 1\n", encoding="utf-8")
    assert main(GEMEENTE, ["migreer", "--config", str(config)]) == 0
    return tmp_path


def test_telkens_gesneuveld_is_hetzelfde_als_ongestoord_en_als_het_convenant(
    omgeving: Path,
    tmp_path_factory: pytest.TempPathFactory,
    record_property: Callable[[str, object], None],
) -> None:
    mensen = _in_dienst(omgeving, lambda dienst: vul(dienst, AANTAL))
    assert sum(len(een.eigens) + len(een.ontvangens) for een in mensen) == AANTAL
    ander = _kopie(omgeving, tmp_path_factory.mktemp("gesneuveld") / "omgeving")
    begonnen = time.monotonic()
    _ongestoord(omgeving)
    seconden = time.monotonic() - begonnen
    over = _over(omgeving)
    for keer in range(1, KEREN + 1):
        _sneuvel(ander, tot=AANTAL - (AANTAL - over) * keer // (KEREN + 1))
    _ongestoord(ander)
    vandaag = datum_nl(nu_utc())
    (eerst, geteld), (daarna, ook) = _uitkomst(omgeving), _uitkomst(ander)
    record_property("seconden", round(seconden, 1))
    record_property("geteld", str(geteld))
    assert eerst == verwacht(mensen, vandaag)
    assert daarna == eerst
    assert ook == geteld, "wat er ging is precies een keer geteld"
    assert _iets_van_alles(mensen, eerst), "deze voorraad beproeft niets"


def _iets_van_alles(mensen: list[Mens], na: Uitkomst) -> bool:
    eigen = {een.id for mens in mensen for een in mens.eigens}
    ontvangen = {een.id for mens in mensen for een in mens.ontvangens}
    allen = {mens.id for mens in mensen}
    paren = ((na.eigen, eigen), (na.ontvangen, ontvangen), (na.mensen, allen))
    return all(0.1 < len(blijft) / len(alle) < 0.9 for blijft, alle in paren)


def _start(map_: Path) -> subprocess.Popen[str]:
    opdracht = [sys.executable, "-m", "services.gemeente", "onderhoud", "--config"]
    return subprocess.Popen(
        [*opdracht, str(map_ / "gemeente.toml")], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def _ongestoord(map_: Path) -> None:
    """De gateway is er niet: van de groepen is geen stand te krijgen, en de rest gaat door."""
    time.sleep(SLOT_SECONDEN)
    with _start(map_) as proces:
        uit, fout = proces.communicate(timeout=GENOEG_SECONDEN)
    assert proces.returncode == 1, fout[-3000:]
    assert '"groepenOnbekend": 8' in uit


def _sneuvel(map_: Path, *, tot: int) -> None:
    """Het proces sterft zodra het iets heeft weggegooid en er nog zoveel over zijn."""
    time.sleep(SLOT_SECONDEN)
    begin = _over(map_)
    with _start(map_) as proces, closing(_open(map_)) as lezer:
        while not _stand(lezer) < min(begin, tot + 1) and proces.poll() is None:
            pass
        proces.send_signal(signal.SIGKILL)
        proces.communicate(timeout=60)
    assert proces.returncode == -signal.SIGKILL, "het was al klaar voor het kon sneuvelen"


def _over(map_: Path) -> int:
    with closing(_open(map_)) as lezer:
        return _stand(lezer)


def _stand(lezer: sqlite3.Connection) -> int:
    tellingen = (
        lezer.execute(f"select count(*) from {tabel}").fetchone()[0]  # noqa: S608 - vaste namen
        for tabel in ("ontvangen_gegeven", "overlastgegeven")
    )
    return sum(tellingen)


def _open(map_: Path) -> sqlite3.Connection:
    databank = Omgevingspaden(map_).databank("gemeente")
    return sqlite3.connect(f"file:{databank}?mode=ro", uri=True)


def _kopie(van: Path, naar: Path) -> Path:
    """Dezelfde bestanden, kluis en sleutels op een andere plek."""
    shutil.copytree(van, naar)
    config = naar / "gemeente.toml"
    tekst = config.read_text(encoding="utf-8")
    config.write_text(tekst.replace(str(van), str(naar)), encoding="utf-8")
    return naar


def _in_dienst(map_: Path, doe: Callable[[Dienst], T]) -> T:
    instellingen = laad_instellingen(map_ / "gemeente.toml")

    async def werk() -> T:
        async with open_stil(GEMEENTE, instellingen, maak_client, nu_utc) as geheel:
            return await asyncio.to_thread(doe, geheel.dienst)

    return asyncio.run(werk())


def _uitkomst(map_: Path) -> tuple[Uitkomst, dict[tuple[date, str], int]]:
    def lees(dienst: Dienst) -> tuple[Uitkomst, dict[tuple[date, str], int]]:
        with dienst.lezend() as sessie:
            leven = PersoonRij.sleutel_id.is_not(None)
            staat = Uitkomst(
                frozenset(sessie.scalars(select(OverlastRij.id))),
                frozenset(sessie.scalars(select(OntvangenGegevenRij.id))),
                frozenset(sessie.scalars(select(PersoonRij.id).where(leven))),
            )
            rijen = sessie.scalars(select(VernietigdtalRij))
            return staat, {(rij.dag, rij.regel): rij.aantal for rij in rijen}

    return _in_dienst(map_, lees)
