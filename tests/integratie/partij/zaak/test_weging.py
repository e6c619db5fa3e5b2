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


def test_wie_een_persoon_leest_of_weegt_leest_niemand_anders_van_de_lijst(
    driehoek: Driehoek,
) -> None:
    for wie in (STERRIN, KNIKKER):
        driehoek.persoon("gemeente", wie)
    lijst = driehoek.stel_samen("gemeente")
    regel, _ = lijst["regels"]
    pad = f"{driehoek.pad}/{lijst['id']}/regels/{regel['id']}"
    regisseur = driehoek.kantoor.regisseur
    spoor = "4bf92f3577b34da6a3ce929d0e0e4736"
    koppen = {"traceparent": f"00-{spoor}-00f067aa0ba902b7-01"}
    gelezen = regisseur.vraag("GET", pad, headers=koppen)
    assert gelezen.json() == regel
    koppen["If-Match"] = gelezen.headers["etag"]
    weging = {"besluit": "blijft", "reden": "Bij elke melding gezien (verzonnen)."}
    gewogen = regisseur.vraag("PUT", f"{pad}/weging", json=weging, headers=koppen)
    assert gewogen.json()["stand"] == "blijft", gewogen.text

    privacy = driehoek.bureau("gemeente").collega("privacyfunctionaris")[0]
    antwoord = privacy.maak("/processing-activities", {"traceId": spoor}, 200)
    over = {
        een["attributes"].get("dpl.core.data_subject_id")
        for een in antwoord["processingActivities"]
    } - {None}
    assert len(over) == 1, "van de een wel, van de ander niet"
    assert regisseur.vraag("GET", f"{pad[:-36]}{lijst['id']}").status_code == 404
