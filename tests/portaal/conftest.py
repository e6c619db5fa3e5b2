"""Eén draaiende omgeving met de portalen, en daarin een verzonnen zaak in stap 2.

Wat zonder browser te bewijzen is, vraagt een gewone client: dat kost weinig. Een browser is er een
per werker; is er geen te vinden, dan worden die tests met een zin overgeslagen.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

from deploy.browser import zoek_browser
from deploy.demo import namenlijst, signalen, voorspel
from deploy.demo.bezetting import verzin
from deploy.demo.spel import Spel
from deploy.demo.verteller import Verteller
from deploy.inrichting import richt_in
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from tests.portaal.zaal import Zaal

GEEN_BROWSER = (
    "Er is geen browser: zet er een neer (chromium-headless-shell), wijs er een aan met "
    "DRIEHOEK_BROWSER, of zorg dat npm er een kan halen."
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("portaal"))


@pytest.fixture(scope="package")
def zaal(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Zaal]:
    """The environment, with a case that came as far as what step two shares and refuses."""
    map_ = tmp_path_factory.mktemp("portaal") / "omgeving"
    shutil.copytree(lege_omgeving, map_)
    # De inlog is een andere site dan de portalen, zoals in het echt.
    lokaal = replace(vrije_poorten(lees_lokaal(), portalen=True), inlog_host="127.0.0.1")
    omgeving = Omgeving(map_, lokaal)
    with omgeving.processen:
        inrichting = richt_in(omgeving.lokaal, omgeving.pki)
        spel = Spel(omgeving, inrichting, Verteller(Console(file=io.StringIO())))
        try:
            speel_tot_stap_twee(spel)
            zaal = Zaal(omgeving, inrichting, spel)
            yield zaal
            zaal.sluit()
        finally:
            spel.sluit()


def speel_tot_stap_twee(spel: Spel) -> None:
    """The demo's own story, up to everything that may and may not be shared in step two."""
    bezetting = verzin(spel.vandaag)
    signalen.stap_een(spel)
    lijst = voorspel.vul_bestand_politie(spel, bezetting)
    voorspel.vul_bestand_gemeente(spel, bezetting)
    voorspel.te_vroeg(spel, lijst, bezetting)
    signalen.startbesluit(spel)
    verzoeken = voorspel.opvragen(spel, lijst)
    namenlijst.groepsscan(spel, lijst, bezetting)
    voorspel.brutolijst(spel, lijst, bezetting)
    voorspel.bijdrage_gemeente(spel, verzoeken["gemeente"])
    voorspel.weigeringen_stap_twee(spel, lijst, bezetting)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real browser, one for all tests."""
    gevonden = zoek_browser()
    if gevonden is None:
        if os.environ.get("DRIEHOEK_EIS_BROWSER") == "1":
            pytest.fail(GEEN_BROWSER)
        pytest.skip(GEEN_BROWSER)
    with sync_playwright() as pw:
        browser = pw.chromium.launch(
            executable_path=str(gevonden.programma),
            args=["--no-sandbox"],
            env={**os.environ, **gevonden.omgeving},
        )
        yield browser
        browser.close()
