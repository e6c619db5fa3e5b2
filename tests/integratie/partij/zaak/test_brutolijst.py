"""De politie geeft het Openbaar Ministerie ongevraagd de brutolijst (convenant 5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.bestand.registreren.melder import Autorisatiemelder
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import wereld

DRIEHOEK = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}


@pytest.fixture
def driehoek(uitgever: Uitgever, pki: Pki, tmp_path: Path) -> Iterator[Kantoor]:
    def databank(naam: str) -> str:
        return f"sqlite:///{tmp_path / naam}.sqlite"

    with wereld(DRIEHOEK, databank, uitgever, pki, tmp_path) as alles:
        yield Kantoor.richt_in(alles)


def test_het_om_bewaart_de_brutolijst_met_een_laatste_dag_en_de_gemeente_ziet_niets(
    driehoek: Kantoor,
) -> None:
    om = driehoek.wereld.bureaus["om"]
    secretaris, secretaris_id = om.medewerker("parketsecretaris", "secretaris@om.example")
    driehoek.wereld.doe(Autorisatiemelder(om.uitwisseling.dienst).meld_wachtende())
    namen = ["Sterrin Nooitgedacht", "Knikker Bedenksel"]
    opdracht = driehoek.opdracht(
        driehoek.persoon(namen[0]), None, ontvanger="om", ontvangendeMedewerker=secretaris_id
    )
    tweede = driehoek.persoon(namen[1], "2011-04-05")
    opdracht["onderdelen"].append({"persoon": tweede, "gegevenssoort": "NAW"})
    for deel in opdracht["onderdelen"]:
        deel["grondslag"] = "WPG16_1_A_2"

    stand = driehoek.analist.maak("/verstrekkingen", opdracht)
    assert (stand["status"], stand["besluit"]["besluit"]) == ("afgeleverd", "toegestaan")
    pagina = secretaris.haal(f"/ontvangen-gegevens?groep={driehoek.groep}")
    lijst = pagina["ontvangenGegevens"]
    assert [g["gegevens"]["naam"] for g in lijst if g["gegevenssoort"] == "NAW"] == namen
    # Zonder nettolijst dertig dagen (convenant 8.1).
    assert {(g["bron"], g["vervaltOp"]) for g in lijst} == {("politie", "2026-12-23")}
    assert driehoek.ontvangen() == []
