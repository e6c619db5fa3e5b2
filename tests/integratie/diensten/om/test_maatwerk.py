"""Het maatwerk van het OM is intern: het ligt vast, en er is geen weg naar buiten."""

from __future__ import annotations

from typing import Any

import pytest

from services.om.maatwerk.tabellen import MaatwerkRij
from services.om.partij import OM
from shared.partijdienst.onderwerpen import bijdragen_van
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import Klant, Opstelling

MAATWERK: dict[str, Any] = {
    "soort": "zitting-versnellen",
    "recidivebeperkend": True,
    "intern": "De zittingen over deze groep worden na elkaar gepland.",
    "terugkoppeling": "Het OM heeft zijn deel in gang gezet.",
    "bevestigdZonderPersonen": True,
}


@pytest.fixture
def secretaris(om: Opstelling) -> Klant:
    return om.medewerker("parketsecretaris")


def test_maatwerk_van_het_om_komt_nergens_buiten(secretaris: Klant) -> None:
    pad = f"/groepen/{nieuw_id()}/maatwerk"
    gemaakt = secretaris.maak(pad, MAATWERK)
    assert "bevestigdZonderPersonen" not in gemaakt
    assert secretaris.haal(pad)["maatwerk"] == [gemaakt]
    # Geen bron leest deze tabel, dus geen bericht kan er iets van bevatten.
    assert all(
        getattr(getattr(bron, "soort", None), "tabel", None) is not MaatwerkRij
        for bron in OM.bronnen.values()
    )
    assert MaatwerkRij not in bijdragen_van(OM).dossiers


@pytest.mark.parametrize("soort", ["zitting-versnellen", "zaken-koppelen", "context-requisitoir"])
def test_elke_soort_maatwerk_ligt_vast_met_wie_het_deed(secretaris: Klant, soort: str) -> None:
    pad = f"/groepen/{nieuw_id()}/maatwerk"
    secretaris.maak(pad, {**MAATWERK, "soort": soort})
    (gelezen,) = secretaris.haal(pad)["maatwerk"]
    wie = secretaris.haal("/autorisaties/mij")["id"]
    assert (gelezen["soort"], gelezen["vastgelegdDoor"]) == (soort, wie)
    assert gelezen["intern"] == MAATWERK["intern"]


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"recidivebeperkend": False}, "/recidivebeperkend"),
        ({"soort": "doorgeven"}, "/soort"),
        ({"intern": "De zaak van Zorivanio B. gaat voor."}, "/intern"),
        ({"terugkoppeling": "Zorivanio B. komt voor."}, "/terugkoppeling"),
    ],
)
def test_maatwerk_dat_niet_past(secretaris: Klant, anders: dict[str, Any], pad: str) -> None:
    antwoord = secretaris.vraag("POST", f"/groepen/{nieuw_id()}/maatwerk", json=MAATWERK | anders)
    assert antwoord.status_code == 400
    assert pad in [fout["pad"] for fout in antwoord.json()["fouten"]]


def test_maatwerk_van_een_groep_buiten_de_taak(om: Opstelling) -> None:
    ander = om.medewerker("parketsecretaris", alleGroepen=False, groepen=[nieuw_id()])
    pad = f"/groepen/{nieuw_id()}/maatwerk"
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("POST", pad, json=MAATWERK).status_code == 403
