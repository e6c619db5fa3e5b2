"""Een groep van het eerste signaal tot het afsluiten, langs de API's: het verhaal van de demo.

Daarna wordt in de bestanden zelf gekeken: van wie met de brutolijst wegging is bij geen van de drie
partijen nog iets te lezen, ook niet in een kopie van vóór die dag.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
from pathlib import Path

import pytest
from rich.console import Console

from deploy.demo.bezetting import Bezetting
from deploy.demo.spel import Spel
from deploy.demo.verhaal import speel
from deploy.demo.verteller import Verteller
from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.fouten import SleutelVernietigd
from shared.kluis.kluis import Kluis
from shared.opslag.engine import maak_engine
from tests.e2e.wereld import Wereld
from tests.e2e.zoeken import gevonden, vormen

VAN_ANDEREN = ("gemeente", "om")
BEWAARD_VAN_ANDEREN = (
    "SELECT p.sleutel_id, p.zegel, 'persoon/' || p.id FROM persoon p "
    "WHERE p.herkomst <> 'eigen' AND p.sleutel_id IS NOT NULL",
    "SELECT sleutel_id, inhoud, 'ontvangen/' || id FROM ontvangen_gegeven "
    "WHERE sleutel_id IS NOT NULL",
)


@pytest.fixture
def spel(wereld: Wereld) -> Spel:
    scherm = Console(file=io.StringIO(), width=200)
    return Spel(wereld.omgeving, wereld.inrichting, Verteller(scherm))


def test_een_groep_van_signaal_tot_afsluiten_en_dan_is_weg_ook_weg(
    wereld: Wereld, spel: Spel, tmp_path: Path
) -> None:
    oud: dict[str, list[tuple[str, bytes, str]]] = {}
    toen: dict[str, list[str]] = {}
    bewaard: dict[str, list[str]] = {}
    verhaal: list[Bezetting] = []

    def kijk(bezetting: Bezetting) -> None:
        verhaal.append(bezetting)
        for partij in VAN_ANDEREN:
            oud[partij] = _verzegeld(wereld, partij, tmp_path)
            toen[partij], _ = _leesbaar(wereld, partij, oud[partij])

    def kijk_wie_bleef() -> None:
        # Op de dag van sluiten gaat ook wie bleef: na het verhaal is het te laat om te kijken. En
        # wie zijn brutolijst vernietigde kreeg hen daarna opnieuw: dus in het bestand van dan.
        for partij in VAN_ANDEREN:
            nieuw = _verzegeld(wereld, partij, tmp_path / "later")
            bewaard[partij], _ = _leesbaar(wereld, partij, nieuw)

    try:
        weg = speel(spel, voor_netto=kijk, voor_sluiten=kijk_wie_bleef)
    finally:
        spel.sluit()
    assert len(spel.functies) >= 6, "zes functies werken eraan mee"
    assert (spel.verteller.toegestaan, len(weg)) >= (15, 5)

    figuren = [figuur for figuur in verhaal[0].jongeren if figuur.naam in weg]
    naalden = {
        vorm: tekst
        for figuur in figuren
        for tekst in (
            figuur.naam,
            figuur.geboortedatum.isoformat(),
            figuur.adres,
            figuur.email,
        )
        for vorm in vormen(tekst)
        if len(vorm) > 8
    }
    map_ = wereld.omgeving.paden.map
    bestanden = [p for p in map_.rglob("*") if p.is_file() and "pki" not in p.parts]
    assert gevonden(bestanden, naalden) == []
    # De gemeente en het OM hadden hen alleen van een ander: ook een oude kopie gaat niet meer open.
    for partij in VAN_ANDEREN:
        assert all(any(naam in tekst for tekst in toen[partij]) for naam in weg)
        nu, dicht = _leesbaar(wereld, partij, oud[partij])
        assert dicht >= len(weg)
        assert not [naam for naam in weg if any(naam in tekst for tekst in nu)]
        assert not [naam for naam in weg if any(naam in tekst for tekst in bewaard[partij])]
        blijft = [een.naam for een in verhaal[0].jongeren if een.naam not in weg]
        gelezen = [naam for naam in blijft if any(naam in tekst for tekst in bewaard[partij])]
        assert gelezen == blijft, "wie bleef was voor het sluiten gewoon te lezen"


def _verzegeld(wereld: Wereld, partij: str, map_: Path) -> list[tuple[str, bytes, str]]:
    """Wat een kopie van het bestand verzegeld heeft over mensen van wie een ander vertelde."""
    map_.mkdir(exist_ok=True)
    bron = wereld.omgeving.paden.databank(partij)
    for deel in bron.parent.glob(f"{bron.name}*"):
        shutil.copy(deel, map_ / deel.name)
    with sqlite3.connect(map_ / bron.name) as verbinding:
        return [rij for vraag in BEWAARD_VAN_ANDEREN for rij in verbinding.execute(vraag)]


def _leesbaar(
    wereld: Wereld, partij: str, rijen: list[tuple[str, bytes, str]]
) -> tuple[list[str], int]:
    """Wat van een oude kopie met de sleutels van nu nog opengaat, en hoeveel niet meer."""
    paden = wereld.omgeving.paden
    engine = maak_engine(f"sqlite:///{paden.databank(partij + '-kluis')}")
    sleutel = paden.map / "sleutels" / f"{partij}.hoofdsleutel"
    kluis = Kluis(engine, BestandsSleutelbron(sleutel, test_toegestaan=True))
    namen, dicht = [], 0
    for sleutel, zegel, plaats in rijen:
        try:
            namen.append(kluis.open(sleutel, zegel, plaats.encode()).decode())
        except SleutelVernietigd:
            dicht += 1
    engine.dispose()
    return namen, dicht
