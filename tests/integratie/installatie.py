"""Eén partij zoals zij bij een beheerder staat, met vier mensen in haar bestand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from deploy.configuratie import Omgevingspaden, schrijf_configuratie
from deploy.lokaal import lees_lokaal
from deploy.omgeving import vrije_poorten
from deploy.pki import Pki
from services.politie.partij import POLITIE
from shared.bestand.personen.register import PersonenRegister
from shared.cli.hoofd import main as driehoek
from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.kluis import Kluis
from shared.opslag.engine import maak_engine
from shared.partij.persoon import Persoonsgegevens
from shared.partijdienst.opdracht import databanken
from shared.web.instellingen.instellingen import laad_instellingen
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from tests.hulp.databank import NieuweDatabank
from tests.hulp.sjablonen import breng_bij


@dataclass
class Installatie:
    """Eén partij op deze machine, met vier mensen in haar bestand."""

    config: Path
    buiten: Path
    personen: list[str]

    @property
    def instellingen(self) -> PartijInstellingen:
        return laad_instellingen(self.config).vereis(PartijInstellingen)

    @property
    def hoofdsleutel(self) -> Path:
        return self.instellingen.kluis.hoofdsleutel

    @property
    def bestand(self) -> Path:
        return Path(make_url(self.instellingen.database.url).database or "")

    @contextmanager
    def kluis(self) -> Iterator[Kluis]:
        engine = maak_engine(self.instellingen.kluis.url)
        kluis = Kluis(engine, BestandsSleutelbron(self.hoofdsleutel, test_toegestaan=True))
        kluis.controleer()
        yield kluis
        engine.dispose()

    @contextmanager
    def register(self) -> Iterator[PersonenRegister]:
        engine = maak_engine(self.instellingen.database.url)
        with self.kluis() as kluis, Session(engine) as sessie, sessie.begin():
            yield PersonenRegister(sessie, kluis)
        engine.dispose()

    def herstel(self, opdracht: str, *meer: str) -> int:
        return driehoek(["herstel", opdracht, *meer, "--config", str(self.config)])


def richt_in(map_: Path, pki: Pki, databank: NieuweDatabank | None = None) -> Installatie:
    """Met lege databanken, en dan vier mensen."""
    shutil.copytree(pki.map, map_ / "pki")
    schrijf_configuratie(vrije_poorten(lees_lokaal()), Omgevingspaden(map_), databank=databank)
    installatie = Installatie(map_ / "politie.toml", map_, [])
    for een in databanken(POLITIE, installatie.instellingen):
        breng_bij(een.url, een.locaties)
    with installatie.register() as register:
        for nummer in range(4):
            gegevens = Persoonsgegevens(
                naam=f"Verzonneling {nummer}", geboortedatum=date(2010, 1, 1 + nummer)
            )
            installatie.personen.append(register.maak(gegevens, door=None).id)
    return installatie


def kopie_van(voorbeeld: Installatie, naar: Path) -> Installatie:
    """Dezelfde installatie op een andere plaats; de back-ups komen ernaast."""
    map_ = naar / "installatie"
    shutil.copytree(voorbeeld.config.parent, map_)
    config = map_ / voorbeeld.config.name
    tekst = config.read_text(encoding="utf-8")
    config.write_text(tekst.replace(str(voorbeeld.config.parent), str(map_)), encoding="utf-8")
    (naar / "back-ups").mkdir()
    return Installatie(config, naar / "back-ups", voorbeeld.personen)
