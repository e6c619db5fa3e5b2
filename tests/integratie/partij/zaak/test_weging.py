"""Wat op de lijst van de gemeente staat, en wie daar wat over besliste."""

from __future__ import annotations

import pytest

from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import AFWEGING, DROMER, KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.vervolging import VERKLARING


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    return Driehoek.richt_in(gedeelde_driehoek, eigen_mensen=True)


def test_wat_het_om_aanvult_staat_op_de_lijst_van_de_gemeente(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    secretaris = driehoek.secretaris
    leden = secretaris.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    namen_bij_om = {
        secretaris.haal(f"/personen/{lid['persoonId']}")["naam"]: lid["persoonId"] for lid in leden
    }
    sterrin = namen_bij_om[STERRIN[0]]
    secretaris.vraag("PUT", f"/personen/{sterrin}/omverklaring", json=VERKLARING)
    secretaris.maak(
        "/verstrekkingen",
        {
            "soort": "verstrekking",
            "ontvanger": "gemeente",
            "ontvangendeMedewerker": driehoek.kantoor.regisseur_id,
            "groep": driehoek.groep,
            "stap": 2,
            "doel": "D1",
            "inReactieOp": driehoek.vraag("gemeente", "om"),
            "afweging": {**AFWEGING, "zwaarwegendAlgemeenBelang": True},
            "onderdelen": [
                {"persoon": sterrin, "gegevenssoort": "BEKENDHEID", "grondslag": "WJSG39F_B"}
            ],
        },
    )
    bekend = {r["naam"]: r["bekend"]["om"] for r in driehoek.stel_samen("gemeente")["regels"]}
    assert bekend == {STERRIN[0]: False, KNIKKER[0]: None, DROMER[0]: None}


def test_een_weging_heeft_een_reden_en_noemt_wie_woog(driehoek: Driehoek) -> None:
    driehoek.persoon("gemeente", STERRIN)
    lijst = driehoek.stel_samen("gemeente")
    (regel,) = lijst["regels"]
    pad = f"{driehoek.pad}/{lijst['id']}/regels/{regel['id']}/weging"
    koppen = {"If-Match": regel["etag"]}
    for lijf in ({"besluit": "verwijderd"}, {"besluit": "verwijderd", "reden": " "}):
        antwoord = driehoek.kantoor.regisseur.vraag("PUT", pad, json=lijf, headers=koppen)
        assert antwoord.status_code == 400, antwoord.text
    driehoek.weeg(lijst["id"], regel, "blijft")
    (weging,) = driehoek.lijst()["regels"][0]["wegingen"]
    assert (weging["door"], weging["reden"]) == (
        driehoek.kantoor.regisseur_id, "Geheime reden van weging (verzonnen).",
    )  # fmt: skip
