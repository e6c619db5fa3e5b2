"""De toetsing volgens AuthZEN: hetzelfde antwoord als een echt bericht zou krijgen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integratie.gateway.controle import bladen_van, lees_log
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS
from tests.integratie.gateway.opstelling import Opstelling

GEVALLEN = Path(__file__).parents[4] / "shared" / "profiel" / "gevallen"


def vraag(kop: dict[str, Any], **context: Any) -> dict[str, Any]:
    return {
        "subject": {
            "type": "medewerker",
            "id": kop["medewerker"],
            "properties": {"partij": kop["afzender"]},
        },
        "action": {"name": kop["soort"]},
        "resource": {"type": "groep", "id": kop["groep"]},
        "context": {"kop": kop, **context},
    }


def _kop(bericht: Any) -> dict[str, Any]:
    kop: dict[str, Any] = json.loads(bericht.body)["kop"]
    return kop


def test_de_vraag_vooraf_en_het_besluit_in_het_log_zijn_gelijk(gateway: Opstelling) -> None:
    for bericht in (
        gateway.verstrekking(gateway.vraag_informatie()),
        gateway.verstrekking(None),
    ):
        antwoord = gateway.post("/access/v1/evaluation", vraag(_kop(bericht)))
        assert antwoord.status_code == 200
        verstuurd = gateway.verstuur(bericht)
        blad = bladen_van(gateway, "besluit")[-1]
        context = antwoord.json()["context"]
        assert context.pop("toestand") == blad["toestand"]
        assert context == blad["besluit"]
        assert antwoord.json()["decision"] is (verstuurd.status_code == 201)


def test_vragen_verandert_niets(balie: Opstelling) -> None:
    voor = lees_log(balie)
    kop = balie.verzoekkop()
    assert balie.post("/access/v1/evaluation", vraag(kop), als="gemeente").json()["decision"]
    assert lees_log(balie) == voor
    assert balie.haal(f"/v1/groepen/{GROEP}").json()["informatieverzoeken"] == []


@pytest.mark.parametrize("geval", sorted(GEVALLEN.glob("*.json")), ids=lambda pad: pad.stem)
def test_elk_uitgewerkt_geval_krijgt_opnieuw_hetzelfde_besluit(
    balie: Opstelling, geval: Path
) -> None:
    inhoud = json.loads(geval.read_text(encoding="utf-8"))
    verzoek, verwacht = inhoud["toetsverzoek"], inhoud["verwacht"]
    antwoord = balie.post(
        "/access/v1/evaluation", vraag(verzoek["kop"], toestand=verzoek["toestand"]), als="om"
    )
    assert antwoord.status_code == 200, antwoord.text
    context = antwoord.json()["context"]
    assert antwoord.json()["decision"] is (verwacht["besluit"] == "toegestaan")
    assert sorted({r["poort"] for r in context["redenen"]}) == verwacht["poorten"]
    assert context["toestand"] == verzoek["toestand"]


def test_zonder_toestand_vraagt_een_partij_alleen_over_eigen_berichten(balie: Opstelling) -> None:
    kop = balie.verzoekkop()
    assert balie.post("/access/v1/evaluation", vraag(kop), als="politie").status_code == 403
    assert balie.post("/access/v1/evaluation", vraag(kop), als=None).status_code == 401


def test_elke_fout_in_de_vraag_wordt_genoemd(balie: Opstelling) -> None:
    kop = balie.verzoekkop(stap=9)
    document = vraag(kop, toestand={"nu": "nu"})
    document["subject"]["type"] = "burger"
    antwoord = balie.post("/access/v1/evaluation", document, als="gemeente")
    assert antwoord.status_code == 400
    paden = {fout["pad"] for fout in antwoord.json()["fouten"]}
    assert {"/context/kop/stap", "/context/toestand/nu", "/subject/type"} <= paden


@pytest.mark.parametrize(
    ("deel", "waarde", "pad"),
    [
        ("subject", {"type": "medewerker", "id": MEDEWERKERS["om"][0]}, "/subject/id"),
        ("action", {"name": "correctie"}, "/action/name"),
        ("resource", {"type": "groep", "id": MEDEWERKERS["om"][0]}, "/resource/id"),
    ],
)
def test_de_vraag_gaat_over_de_kop_die_erbij_zit(
    balie: Opstelling, deel: str, waarde: dict[str, Any], pad: str
) -> None:
    document = {**vraag(balie.verzoekkop()), deel: waarde}
    antwoord = balie.post("/access/v1/evaluation", document, als="gemeente")
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]


def test_het_werkwoord_mag_ook(balie: Opstelling) -> None:
    document = {**vraag(balie.verzoekkop()), "action": {"name": "verzoeken"}}
    assert balie.post("/access/v1/evaluation", document, als="gemeente").status_code == 200


def test_een_reeks_neemt_over_wat_ontbreekt(balie: Opstelling) -> None:
    kop = balie.verzoekkop()
    document = {
        **vraag(kop),
        "evaluations": [{}, {"context": {"kop": {**kop, "kanaal": "postduif"}}}],
    }
    antwoord = balie.post("/access/v1/evaluations", document, als="gemeente")
    assert [a["decision"] for a in antwoord.json()["evaluations"]] == [True, False]
    stop = {"options": {"evaluations_semantic": "permit_on_first_permit"}}
    antwoord = balie.post("/access/v1/evaluations", {**document, **stop}, als="gemeente")
    assert [a["decision"] for a in antwoord.json()["evaluations"]] == [True]


def test_een_reeks_noemt_de_plaats_van_elke_fout(balie: Opstelling) -> None:
    document = {"evaluations": [{}, vraag(balie.verzoekkop(stap=0))]}
    antwoord = balie.post("/access/v1/evaluations", document, als="gemeente")
    assert antwoord.status_code == 400
    assert {fout["pad"] for fout in antwoord.json()["fouten"]} == {
        "/evaluations/0/subject",
        "/evaluations/0/action",
        "/evaluations/0/resource",
        "/evaluations/0/context",
    }


def test_het_verzoekkenmerk_komt_terug(balie: Opstelling) -> None:
    antwoord = balie.post(
        "/access/v1/evaluation", vraag(balie.verzoekkop()), als="gemeente", X_Request_ID="abc-123"
    )
    assert antwoord.headers["x-request-id"] == "abc-123"


def test_waar_de_toetsing_staat_is_zonder_aanmelden_te_lezen(balie: Opstelling) -> None:
    document = balie.haal("/.well-known/authzen-configuration", als=None).json()
    assert document == {
        "policy_decision_point": "https://gateway.example",
        "access_evaluation_endpoint": "https://gateway.example/access/v1/evaluation",
        "access_evaluations_endpoint": "https://gateway.example/access/v1/evaluations",
    }
