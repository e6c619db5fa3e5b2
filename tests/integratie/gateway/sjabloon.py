"""Een ingerichte gateway als voorbeeld: één keer gemaakt per testrun, per test gekopieerd.

Migreren en inrichten duurt langer dan de meeste tests zelf. De kopie is een gewone databank; de
gateway van de test start erop zoals na elke herstart.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.pki import Pki
from tests.hulp.databank import gooi_weg, maak_databank, naam_in, nieuwe_url
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
    url: str

    @classmethod
    def maak(cls, pki: Pki, map_: Path, server: str) -> PostgresSjabloon:
        sjabloon = cls(server, nieuwe_url(server, "sjabloon"))
        maak_databank(server, sjabloon.url)
        _richt_in(pki, map_, sjabloon.url)
        return sjabloon

    @contextmanager
    def kopie(self) -> Iterator[str]:
        """De url van een eigen kopie, die na het blok verdwijnt."""
        url = nieuwe_url(self.server, "gateway")
        maak_databank(self.server, url, naam_in(self.url))
        try:
            yield url
        finally:
            gooi_weg(self.server, url)

    def ruim_op(self) -> None:
        gooi_weg(self.server, self.url)
