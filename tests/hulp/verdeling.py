"""Hoe tests over werkers gaan: wat een omgeving deelt, blijft bij elkaar.

xdist's own groups (`--dist loadgroup`) hang on a suffix of the test's id, which this version of
pytest no longer takes over; so the folder says what belongs together.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from zlib import crc32

import pytest
from xdist.scheduler import LoadScopeScheduling

SAMEN = (
    "tests/e2e/eigen/",
    "tests/e2e/",
    "tests/portaal/",
    "tests/conformiteit/openapi/test_gedrag.py",
    "tests/conformiteit/",
    "tests/e2e/eigen/test_getuigen.py",
    "tests/e2e/eigen/test_aanvallen.py",
    "tests/e2e/eigen/test_partijdocumenten.py",
    "tests/e2e/eigen/test_op_postgresql.py",
    "tests/integratie/reeksen/",
    "tests/architectuur/",
)
"""Beginnen van test-id's, het langste werk eerst; elk start een omgeving, en dat kost tien
seconden, of leest alle broncode. Wie een eigen omgeving heeft, hoeft op niemand te wachten."""

PER_TEST = "tests/property/"
"""Lang rekenen, elk op zichzelf; overal elders delen de tests van een bestand hun diensten."""

LANG = (
    "tests/integratie/test_installatie.py",
    "tests/integratie/partijdienst/test_bewaren_in_het_groot.py",
    "tests/integratie/recepten/",
    "tests/integratie/leesgrens/",
    "tests/integratie/test_herstel_opdracht.py",
    "tests/integratie/test_sleutels_verversen.py",
    "tests/integratie/test_vernietigen_gedood.py",
    "tests/integratie/partij/test_rechtenmatrix.py",
    "tests/integratie/partij/zaak/test_na_afsluiting.py",
    "tests/integratie/partij/zaak/test_terugblik.py",
    "tests/integratie/partij/zaak/test_namenlijst.py",
    "tests/integratie/partij/zaak/test_opstanding.py",
)
"""Weinig tests die elk lang duren. Aan het aantal is dat niet te zien, en aan het eind zou een
werker er nog een minuut mee bezig zijn terwijl de anderen klaar zijn."""

STEEKPROEF = (
    "tests/integratie/dataverwerkingen/",
    "tests/integratie/diensten/",
    "tests/integratie/gateway/",
    "tests/integratie/meldingen/",
    "tests/integratie/partij/",
)
"""Wat de databank door de diensten heen gebruikt, op SQLite en op PostgreSQL. In `make test` draait
op PostgreSQL van elke map en van een op de zes bestanden de eerste test; wat over de databank
zelf gaat (`opslag`, `logboek`, `kluis`) altijd. `make test ALLES=1` draait alles."""
_EEN_OP = 6
GEVALLEN = ("tests/integratie/gateway/", "tests/integratie/partij/")
_KORT_ZICHZELF_IN = "tests/integratie/partij/test_rechtenmatrix.py"
_VEEL_GEVALLEN = 4
"""Van een test met meer gevallen dan dit draait in een steekproef een op de twee."""

_DATABANK = re.compile(r"[\[-](sqlite|postgresql)[-\]]")


class PerOmgeving(LoadScopeScheduling):
    """Every test goes to whoever is free, except those that share running services.

    In the order in which they were collected: see `op_volgorde`.
    """

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return deel(nodeid)


def op_volgorde(items: list[pytest.Item]) -> None:
    """What takes minutes and nobody can help with comes first; then few but long, and the largest.

    So at the end everybody still has something to do.
    """
    delen = {item.nodeid: deel(item.nodeid) for item in items}
    aantal = Counter(delen.values())

    def beurt(item: pytest.Item) -> tuple[int, int, str]:
        eigen = delen[item.nodeid]
        if eigen in SAMEN:
            return 0, SAMEN.index(eigen), eigen
        if eigen.startswith(LANG):
            return 1, 0, eigen
        return (2 if eigen.startswith(PER_TEST) else 3), -aantal[eigen], eigen

    items.sort(key=beurt)


def is_steekproef() -> bool:
    """Whether this run may leave out what another test proves in another place."""
    return os.environ.get("DRIEHOEK_STEEKPROEF") == "1"


def buiten_de_steekproef(nodeids: Sequence[str]) -> set[str]:
    """Which of these do not run now: the same ones every time."""
    gekozen: dict[str, str] = {}
    buiten = _helft_van_veel_gevallen(nodeids)
    for nodeid in nodeids:
        if not nodeid.startswith(STEEKPROEF) or "postgresql" not in _databank(nodeid):
            continue
        bestand = nodeid.split("::", 1)[0]
        map_ = bestand.rsplit("/", 1)[0]
        doet_mee = map_ not in gekozen or crc32(bestand.encode()) % _EEN_OP == 0
        if doet_mee and bestand not in gekozen:
            gekozen[bestand] = gekozen[map_] = nodeid
        else:
            buiten.add(nodeid)
    return buiten


def _helft_van_veel_gevallen(nodeids: Sequence[str]) -> set[str]:
    per_test: dict[str, list[str]] = {}
    for nodeid in nodeids:
        if not nodeid.startswith(GEVALLEN) or nodeid.startswith(_KORT_ZICHZELF_IN):
            continue
        if "postgresql" not in _databank(nodeid):
            per_test.setdefault(nodeid.split("[", 1)[0], []).append(nodeid)
    veel = (gevallen for gevallen in per_test.values() if len(gevallen) > _VEEL_GEVALLEN)
    return {geval for gevallen in veel for geval in gevallen[1::2]}


def _databank(nodeid: str) -> str:
    gevonden = _DATABANK.search(nodeid)
    return gevonden[0] if gevonden else ""


def deel(nodeid: str) -> str:
    """Of tests with the same answer every one goes to one worker, one after the other."""
    samen = [begin for begin in SAMEN if nodeid.startswith(begin)]
    if samen:
        return max(samen, key=len)
    if nodeid.startswith(PER_TEST):
        return nodeid
    return nodeid.split("::", 1)[0] + _databank(nodeid)
