"""Politie en gemeente aan één gateway, op SQLite en op PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deploy.pki import Pki, maak_pki
from services.gemeente.partij import GEMEENTE
from services.politie.partij import POLITIE
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.opstelling import GROEP, Bureau, Klant, Wereld, wereld


@pytest.fixture(scope="session")
def uitgever() -> Iterator[Uitgever]:
    with draaiende_uitgever() as gevonden:
        yield gevonden


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    # Geldig voor de klok van de test en voor de echte, want TLS kijkt naar de echte.
    moment = min(datetime.now(UTC), VasteKlok().nu)
    map_ = tmp_path_factory.mktemp("pki")
    return maak_pki(map_, ondertekening="p256", rsa_bits=2048, nu=moment)


@dataclass
class Kantoor:
    """Een analist bij de politie en een regisseur bij de gemeente, klaar om te werken."""

    wereld: Wereld
    politie: Bureau
    gemeente: Bureau
    analist: Klant
    analist_id: str
    regisseur: Klant
    regisseur_id: str

    def vraag_om_informatie(self) -> str:
        """De gemeente vraagt de politie wie er bij de groep horen; het id van dat verzoek."""
        stand = self.regisseur.maak(
            "/informatieverzoeken",
            {
                "groep": GROEP,
                "ontvanger": "politie",
                "ontvangendeMedewerker": self.analist_id,
                "reden": "Wie horen er bij deze groep?",
            },
        )
        assert stand["status"] == "afgeleverd", stand
        return str(stand["id"])

    def opdracht(self, persoon: str, verzoek: str | None, **anders: Any) -> dict[str, Any]:
        """Een verstrekking die in alles klopt, op `anders` na."""
        soorten = anders.pop("soorten", ("NAW", "GEBOORTEDATUM"))
        return {
            "soort": "verstrekking",
            "ontvanger": "gemeente",
            "ontvangendeMedewerker": self.regisseur_id,
            "groep": GROEP,
            "stap": 2,
            "doel": "D1",
            "inReactieOp": verzoek,
            "afweging": {
                "noodzaak": True,
                "proportionaliteit": True,
                "subsidiariteit": True,
                "motivering": "Drie meldingen op het plein.",
            },
            "onderdelen": [
                {"persoon": persoon, "gegevenssoort": soort, "grondslag": "WPG16_1_B_2"}
                for soort in soorten
            ],
            **anders,
        }


@pytest.fixture
def kantoor(
    nieuwe_databank: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Kantoor]:
    partijen = {"politie": POLITIE, "gemeente": GEMEENTE}
    with wereld(partijen, nieuwe_databank, uitgever, pki, tmp_path) as alles:
        politie, gemeente = alles.bureaus["politie"], alles.bureaus["gemeente"]
        analist, analist_id = politie.medewerker("analist")
        regisseur, regisseur_id = gemeente.medewerker("regisseur")
        # De gateway hoort van beide autorisaties voordat er iets verstuurd wordt.
        for bureau in (politie, gemeente):
            alles.doe(_meld(bureau))
        yield Kantoor(alles, politie, gemeente, analist, analist_id, regisseur, regisseur_id)


async def _meld(bureau: Bureau) -> None:
    from shared.partij.autorisatiemelder import Autorisatiemelder

    await Autorisatiemelder(bureau.uitwisseling.dienst).meld_wachtende()
