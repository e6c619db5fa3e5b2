"""Een vernietiging door de echte gateway: haar verklaring is een blad zonder naam (8.2; H10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from services.om.bewaren.onderhoud import ruim_wjsg
from shared.partijdienst.onderdelen import maak_verklaringmelder
from tests.hulp.inloggen import Uitgever
from tests.integratie.diensten.test_dossiers import JUSTITIEEL, PERSOON
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.keten import Keten, draaiende_keten

PLAN = {"reden": "De gegevens zijn niet meer nodig.", "bevestigdZonderPersonen": True}


@pytest.fixture(scope="module")
def keten(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Keten]:
    map_ = tmp_path_factory.mktemp("keten")

    def nieuw(naam: str) -> str:
        return f"sqlite:///{map_ / naam}.sqlite"

    with draaiende_keten(nieuw, uitgever, pki, map_) as alles:
        yield alles


def _twee(keten: Keten, code: str) -> tuple[Klant, Klant]:
    return (
        keten.medewerker(code, "privacyfunctionaris", naam="een")[0],
        keten.medewerker(code, "privacyfunctionaris", naam="twee")[0],
    )


def _leest(keten: Keten, code: str, bladnummer: int) -> httpx.Response:
    async def vraag() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=keten.inkomend(code), base_url="https://gateway.example"
        ) as client:
            return await client.get(f"/v1/logboek/bladen/{bladnummer}")

    return keten.doe(vraag())


def _verklaring(keten: Keten, code: str, wie: Klant) -> dict[str, Any]:
    """Wat deze partij als laatste verklaarde, nu het in het log staat."""
    melder = maak_verklaringmelder(keten.bureaus[code].geheel)
    assert keten.doe(melder.ronde())["verklaringen"] == 1
    assert keten.doe(melder.ronde())["verklaringen"] == 0
    rij: dict[str, Any] = wie.haal("/vernietigingsverklaringen")["vernietigingsverklaringen"][0]
    return rij


def test_een_verklaring_staat_in_het_log_en_een_andere_partij_leest_haar_niet(keten: Keten) -> None:
    een, ander = _twee(keten, "politie")
    persoon = een.maak("/personen", PERSOON)["id"]
    invoer = {**PLAN, "personen": [persoon], "grond": "nietMeerNodig"}
    plan = een.maak("/vernietigingsplannen", invoer)
    ander.maak(f"/vernietigingsplannen/{plan['id']}/_bevestig", {}, 200)
    rij = _verklaring(keten, "politie", een)
    antwoord = _leest(keten, "politie", rij["bladnummer"])
    assert antwoord.status_code == 200, antwoord.text
    for iets in (persoon, *(str(waarde) for waarde in PERSOON.values())):
        assert iets not in antwoord.text
    assert _leest(keten, "gemeente", rij["bladnummer"]).status_code in (403, 404)


def test_ook_het_om_vernietigt_een_eigen_gegeven_pas_met_akkoord_van_de_archivaris(
    keten: Keten,
) -> None:
    een, ander = _twee(keten, "om")
    schrijver, _ = keten.medewerker("om", "parketsecretaris")
    persoon = schrijver.maak("/personen", PERSOON)["id"]
    schrijver.maak(f"/personen/{persoon}/justitiele-gegevens", JUSTITIEEL)
    invoer = {**PLAN, "personen": [persoon], "grond": "termijn"}
    geweigerd = een.vraag("POST", "/vernietigingsplannen", json=invoer)
    assert geweigerd.status_code == 409
    assert "archivaris" in geweigerd.json()["detail"]
    (soort,) = een.maak("/vernietigingsplannen/_proef", {"personen": [persoon]}, 200)[
        "zonderAkkoord"
    ]
    akkoord = {
        "selectielijst": "Selectielijst openbaar ministerie 2019", "nummer": "4.2",
        "archivaris": "de archivaris van het parket, besluit 2026-7", "akkoordOp": "2026-11-01",
    }  # fmt: skip
    gelukt = een.vraag("PUT", f"/selectielijst/{soort}", json=akkoord)
    assert gelukt.status_code == 200, gelukt.text
    plan = een.maak("/vernietigingsplannen", invoer)
    gedaan = ander.maak(f"/vernietigingsplannen/{plan['id']}/_bevestig", {}, 200)
    assert gedaan["aantallen"][soort] == 1
    assert _verklaring(keten, "om", een)["grond"] == "termijn"


def test_ook_wat_vanzelf_weggaat_staat_als_verklaring_in_het_log(keten: Keten) -> None:
    een, _ = keten.medewerker("om", "privacyfunctionaris", naam="drie")
    schrijver, _ = keten.medewerker("om", "parketsecretaris", naam="vanzelf")
    persoon = schrijver.maak("/personen", {**PERSOON, "naam": "Vonk Vanzelf"})["id"]
    pad = f"/personen/{persoon}"
    gegeven = schrijver.maak(f"{pad}/justitiele-gegevens", JUSTITIEEL)["id"]
    termijn = {"categorie": "overtreding", "afgedaanOp": "2019-11-01"}
    gezet = schrijver.vraag("PUT", f"{pad}/wjsg-termijnen/{gegeven}", json=termijn)
    assert gezet.status_code == 200, gezet.text
    assert ruim_wjsg(keten.bureaus["om"].geheel.dienst)["wjsgPersonen"] == 1
    rij = _verklaring(keten, "om", een)
    assert (rij["grond"], rij["groep"]) == ("wjsg-termijn", None)
    assert rij["aantallen"] == {"personen": 1, "justitieel_gegeven": 1}
    antwoord = _leest(keten, "om", rij["bladnummer"])
    assert antwoord.status_code == 200, antwoord.text
    assert persoon not in antwoord.text
    assert _leest(keten, "politie", rij["bladnummer"]).status_code in (403, 404)
