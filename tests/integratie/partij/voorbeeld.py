"""Een partij waar al mensen werken: per testrun eenmaal gemaakt, per wereld gekopieerd.

De eerste mensen in dienst nemen zijn zes verzoeken en kost meer dan de dienst zelf starten. De
kopie is een gewoon bestand; de dienst start erop zoals na een herstart.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.partij.partij import Partij
from shared.web.instellingen.instellingen import Instellingen
from tests.hulp.databank import NieuweDatabank
from tests.hulp.sjablonen import kopieer_databank, server_van, voorbeeldplek
from tests.integratie.partij.bureau import Bureau

WIE_ER_ALTIJD_WERKT = {"politie": "analist", "gemeente": "regisseur", "om": "parketsecretaris"}


@dataclass(frozen=True)
class Voorbeeld:
    """Waar het staat, wie er werken en wat de gateway van hen weet."""

    instellingen: Instellingen
    collegas: Mapping[str, str]
    autorisaties: Mapping[str, Any]

    def kopieer(self, naar: Instellingen) -> None:
        """Alles wat deze partij bewaart, op de nog lege plaatsen van deze instellingen."""
        van = self.instellingen
        assert van.kluis is not None
        assert naar.kluis is not None
        assert van.verwerkingenlog is not None
        assert naar.verwerkingenlog is not None
        kopieer_databank(van.database.url, naar.database.url)
        kopieer_databank(van.kluis.url, naar.kluis.url)
        kopieer_databank(van.verwerkingenlog.url, naar.verwerkingenlog.url)
        shutil.copyfile(van.kluis.hoofdsleutel, naar.kluis.hoofdsleutel)
        shutil.copyfile(van.verwerkingenlog.sleutel, naar.verwerkingenlog.sleutel)


Maker = Callable[[NieuweDatabank, Path], AbstractContextManager[tuple[Bureau, Instellingen, Any]]]
_gemaakt: dict[tuple[str, ...], Voorbeeld] = {}


def voorbeeld(partij: Partij, naar: Instellingen, maak: Maker) -> Voorbeeld:
    """Het voorbeeld op de soort databank van `naar`; `maak` start de dienst op een lege plek."""
    assert naar.oidc is not None
    server = server_van(naar.database.url)
    assert naar.ondertekening is not None
    wie = (partij.code, server, naar.oidc.uitgever, str(naar.ondertekening.sleutel))
    if wie not in _gemaakt:
        plek, map_ = voorbeeldplek(naar.database.url)
        with maak(plek, map_) as (bureau, instellingen, autorisaties):
            _, kenmerk = bureau.collega(functie := WIE_ER_ALTIJD_WERKT[partij.code])
        _gemaakt[wie] = Voorbeeld(instellingen, {functie: kenmerk}, dict(autorisaties))
    return _gemaakt[wie]
