"""Een ingerichte gateway als voorbeeld: één keer gemaakt per testrun, per test gekopieerd.

Migreren en inrichten duurt langer dan de meeste tests zelf. De kopie is een gewone databank; de
gateway van de test start erop zoals na elke herstart.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from deploy.pki import Pki
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.gegevens import MEDEWERKERS
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import draaiende_gateway


def _richt_in(pki: Pki, map_: Path, url: str) -> None:
    klok = VasteKlok()
    with draaiende_gateway(pki, map_, url, klok, Net(pki, klok, *MEDEWERKERS)) as opstelling:
        opstelling.richt_in()


@dataclass(frozen=True)
class SqliteSjabloon:
    """Het voorbeeld als bestand."""

    bestand: Path

    @classmethod
    def maak(cls, pki: Pki, map_: Path) -> SqliteSjabloon:
        bestand = map_ / "sjabloon.sqlite"
        _richt_in(pki, map_, f"sqlite:///{bestand}")
        assert not bestand.with_name("sjabloon.sqlite-wal").exists(), (
            "niet alles staat in het bestand"
        )
        return cls(bestand)

    def kopie(self, map_: Path) -> str:
        """De url van een eigen kopie."""
        doel = map_ / "gateway.sqlite"
        shutil.copyfile(self.bestand, doel)
        return f"sqlite:///{doel}"


@dataclass(frozen=True)
class PostgresSjabloon:
    """Het voorbeeld als databank op de testserver."""

    server: str
    databank: str

    @classmethod
    def maak(cls, pki: Pki, map_: Path, server: str) -> PostgresSjabloon:
        sjabloon = cls(server, f"sjabloon_{uuid.uuid4().hex[:12]}")
        sjabloon._opdracht(f"CREATE DATABASE {sjabloon.databank} TEMPLATE template0")
        _richt_in(pki, map_, sjabloon._url(sjabloon.databank))
        return sjabloon

    @contextmanager
    def kopie(self) -> Iterator[str]:
        """De url van een eigen kopie, die na het blok verdwijnt."""
        databank = f"gateway_{uuid.uuid4().hex[:12]}"
        self._opdracht(f"CREATE DATABASE {databank} TEMPLATE {self.databank}")
        try:
            yield self._url(databank)
        finally:
            self._opdracht(f"DROP DATABASE {databank} WITH (FORCE)")

    def ruim_op(self) -> None:
        self._opdracht(f"DROP DATABASE {self.databank} WITH (FORCE)")

    def _opdracht(self, opdracht: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as verbinding:
            verbinding.execute(opdracht.encode())

    def _url(self, databank: str) -> str:
        url = make_url(self.server).set(drivername="postgresql+psycopg", database=databank)
        return url.render_as_string(hide_password=False)
