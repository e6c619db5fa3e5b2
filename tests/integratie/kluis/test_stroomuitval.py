"""Gedood op elk moment van een vernietiging is de kluis heel: voor of na, nooit ertussen."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.fouten import SleutelVernietigd
from shared.kluis.kluis import Kluis
from shared.kluis.zegel import zegelcontext
from tests.integratie.kluis.opstelling import Opstelling
from tests.integratie.kluis.sterft import MOMENTEN, begin_en_sterf, vernietig_en_sterf

PLEK = zegelcontext("persoon", "naam", "1")

_processen = multiprocessing.get_context("forkserver")
_processen.set_forkserver_preload(["tests.integratie.kluis.sterft"])


def _gedood(werk: Callable[..., None], *argumenten: str) -> bool:
    proces = _processen.Process(target=werk, args=argumenten)
    proces.start()
    proces.join()
    uitkomst = proces.exitcode
    proces.close()
    return uitkomst == -signal.SIGKILL


@pytest.mark.parametrize("moment", MOMENTEN)
def test_gedood_tijdens_een_vernietiging(opstelling: Opstelling, moment: str) -> None:
    kluis = opstelling.kluis
    weg, blijft = kluis.maak_sleutel(), kluis.maak_sleutel()
    van_weg, van_blijft = (kluis.verzegel(s, s.encode(), PLEK) for s in (weg, blijft))

    assert _gedood(vernietig_en_sterf, opstelling.url, str(opstelling.pad), moment, weg)

    na_herstart, bron = _herstart(opstelling)
    assert na_herstart.open(blijft, van_blijft, PLEK) == blijft.encode()
    na_herstart.controleer()
    if MOMENTEN[moment]:
        with pytest.raises(SleutelVernietigd):
            na_herstart.open(weg, van_weg, PLEK)
    else:
        assert na_herstart.open(weg, van_weg, PLEK) == weg.encode()
    assert len(bron.tijdperken()) == 1
    assert _sporen(opstelling.pad) == {"sleutelbron.json", "sleutelbron.json.slot"}

    na_herstart.vernietig(weg)
    with pytest.raises(SleutelVernietigd):
        na_herstart.open(weg, van_weg, PLEK)
    assert na_herstart.open(blijft, van_blijft, PLEK) == blijft.encode()


@pytest.mark.parametrize(
    "moment",
    [
        "voor het nieuwe geheim",
        "nieuw geheim half geschreven",
        "na het nieuwe geheim",
        "net voor het vastleggen",
    ],
)
def test_gedood_bij_het_allereerste_gebruik(opstelling: Opstelling, moment: str) -> None:
    assert _gedood(begin_en_sterf, opstelling.url, str(opstelling.pad), moment)
    na_herstart, bron = _herstart(opstelling)
    na_herstart.controleer()
    sleutel = na_herstart.maak_sleutel()
    verzegeld = na_herstart.verzegel(sleutel, b"inhoud", PLEK)
    assert opstelling.kluis.open(sleutel, verzegeld, PLEK) == b"inhoud"
    assert len(bron.tijdperken()) == 1


def _herstart(opstelling: Opstelling) -> tuple[Kluis, BestandsSleutelbron]:
    bron = BestandsSleutelbron(opstelling.pad, test_toegestaan=True)
    return Kluis(opstelling.engine, bron), bron


def _sporen(pad: Path) -> set[str]:
    return {bestand.name for bestand in pad.parent.glob("sleutelbron*")}
