"""De toetsing langs de standaardweg: het NLgov-profiel voor AuthZEN 1.0."""

from __future__ import annotations

from typing import Any

from tests.conformiteit import profiel
from tests.conformiteit.afzender import Bericht, onderdeel, verbinding
from tests.conformiteit.boek import bladen_over, stand
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.probleem import eis_probleem, eis_vaste_koppen, fouten

WERKWOORDEN = {"verstrekking": "verstrekken"}
"""What somebody does who sends such a message."""


def _vraag(kop: dict[str, Any], **anders: Any) -> dict[str, Any]:
    return {
        "subject": {
            "type": "medewerker",
            "id": kop["medewerker"],
            "properties": {"partij": kop["afzender"]},
        },
        "action": {"name": WERKWOORDEN.get(kop["soort"], kop["soort"])},
        "resource": {"type": "groep", "id": kop["groep"]},
        "context": {"kop": kop},
        **anders,
    }


def test_toestemming_is_true_met_grondslagen(buiten: Buitenstaander, bericht: Bericht) -> None:
    antwoord = buiten.als("politie").post("/access/v1/evaluation", json=_vraag(bericht.kop))
    assert antwoord.status_code == 200, antwoord.text
    eis_vaste_koppen(antwoord)
    assert antwoord.json()["decision"] is True
    assert antwoord.json()["context"]["besluit"] == "toegestaan"
    assert antwoord.json()["context"]["grondslagen"]


def test_weigering_is_200_met_false_en_redenen(buiten: Buitenstaander, groep: str) -> None:
    delen = [onderdeel(profiel.uuid4(), leeftijdsklasse="24+")]
    kop = buiten.verstrekking(groep, onderdelen=delen).kop
    antwoord = buiten.als("politie").post("/access/v1/evaluation", json=_vraag(kop))
    assert antwoord.status_code == 200, antwoord.text
    gegeven = antwoord.json()
    assert gegeven["decision"] is False
    assert [reden["poort"] for reden in gegeven["context"]["redenen"]] == [6]


def test_evaluatie_en_bericht_besluiten_hetzelfde(buiten: Buitenstaander, bericht: Bericht) -> None:
    vooraf = buiten.als("politie").post("/access/v1/evaluation", json=_vraag(bericht.kop)).json()
    echt = buiten.stuur(bericht).json()["besluit"]
    assert {naam: vooraf["context"][naam] for naam in echt} == echt


def test_vragen_verstuurt_en_onthoudt_niets(buiten: Buitenstaander, bericht: Bericht) -> None:
    voor = stand(buiten).grootte
    for _ in range(2):
        antwoord = buiten.als("politie").post("/access/v1/evaluation", json=_vraag(bericht.kop))
        assert antwoord.status_code == 200, antwoord.text
    assert bladen_over(buiten, bericht.id, voor) == [], "er staat niets van in het log"
    assert buiten.stuur(bericht).status_code == 201, "het bericht is nog niet eerder aangeboden"
    assert bladen_over(buiten, bericht.id, voor) != []


def test_een_partij_bedenkt_de_toestand_niet_zelf(buiten: Buitenstaander, bericht: Bericht) -> None:
    """Alleen wie controleert neemt met een toestand een eerder besluit opnieuw."""
    eerste = buiten.als("politie").post("/access/v1/evaluation", json=_vraag(bericht.kop)).json()
    toestand = eerste["context"]["toestand"]
    vraag = _vraag(bericht.kop, context={"kop": bericht.kop, "toestand": toestand})
    antwoord = buiten.als("politie").post("/access/v1/evaluation", json=vraag)
    eis_probleem(antwoord, 403)


def test_een_partij_vraagt_het_alleen_voor_de_medewerker_in_de_kop(
    buiten: Buitenstaander, bericht: Bericht
) -> None:
    ander = _vraag(bericht.kop)
    ander["subject"] = {**ander["subject"], "id": buiten.wie("politie", "teamchef")}
    antwoord = buiten.als("politie").post("/access/v1/evaluation", json=ander)
    assert "/subject/id" in fouten(eis_probleem(antwoord, 400))


def test_andermans_kop_wordt_niet_getoetst(buiten: Buitenstaander, bericht: Bericht) -> None:
    antwoord = buiten.als("om").post("/access/v1/evaluation", json=_vraag(bericht.kop))
    eis_probleem(antwoord, 403)


def test_vraag_die_iets_anders_zegt_dan_de_kop_is_400(
    buiten: Buitenstaander, bericht: Bericht
) -> None:
    anders = _vraag(
        bericht.kop,
        action={"name": "intrekking"},
        resource={"type": "groep", "id": profiel.uuid7()},
        subject={"type": "medewerker", "id": profiel.uuid7()},
    )
    antwoord = buiten.als("politie").post("/access/v1/evaluation", json=anders)
    gemeld = fouten(eis_probleem(antwoord, 400))
    assert {"/action/name", "/resource/id", "/subject/id"} <= set(gemeld)


def test_kop_die_niet_klopt_is_400_met_elke_fout(buiten: Buitenstaander, bericht: Bericht) -> None:
    kapot = {**bericht.kop, "stap": "twee", "kanaal": 5, "extra": 1}
    vraag = {**_vraag(bericht.kop), "context": {"kop": kapot}}
    antwoord = buiten.als("politie").post("/access/v1/evaluation", json=vraag)
    gemeld = fouten(eis_probleem(antwoord, 400))
    assert {"/context/kop/stap", "/context/kop/kanaal", "/context/kop/extra"} <= set(gemeld)


def test_reeks_vragen_met_gedeelde_delen(buiten: Buitenstaander, groep: str) -> None:
    mag = buiten.verstrekking(groep).kop
    mag_niet = buiten.verstrekking(
        groep, onderdelen=[onderdeel(profiel.uuid4(), leeftijdsklasse="24+")]
    ).kop
    gedeeld = _vraag(mag)
    del gedeeld["context"]
    reeks = {
        **gedeeld,
        "evaluations": [{"context": {"kop": kop}} for kop in (mag, mag_niet, mag)],
    }
    antwoord = buiten.als("politie").post("/access/v1/evaluations", json=reeks)
    assert antwoord.status_code == 200, antwoord.text
    assert [een["decision"] for een in antwoord.json()["evaluations"]] == [True, False, True]
    reeks["options"] = {"evaluations_semantic": "deny_on_first_deny"}
    kort = buiten.als("politie").post("/access/v1/evaluations", json=reeks)
    assert [een["decision"] for een in kort.json()["evaluations"]] == [True, False]


def test_waar_de_toetsing_staat_is_te_vinden(buiten: Buitenstaander) -> None:
    with verbinding(buiten.doel, None) as client:
        antwoord = client.get("/.well-known/authzen-configuration")
    assert antwoord.status_code == 200, antwoord.text
    gevonden = antwoord.json()
    assert gevonden["access_evaluation_endpoint"] == f"{buiten.doel.gateway}/access/v1/evaluation"


def test_verzoekkenmerk_komt_terug(buiten: Buitenstaander, bericht: Bericht) -> None:
    antwoord = buiten.als("politie").post(
        "/access/v1/evaluation", json=_vraag(bericht.kop), headers={"x-request-id": "vraag-7"}
    )
    assert antwoord.headers["x-request-id"] == "vraag-7"
