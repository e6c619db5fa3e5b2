"""De toetsing volgens AuthZEN: hetzelfde antwoord als een echt bericht zou krijgen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.tijd.kenmerk import uuid7
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van, lees_log, waarom
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS
from tests.integratie.gateway.logboek.test_verantwoording import log_van
from tests.integratie.gateway.opstelling import Opstelling


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


def _verzoek(gateway: Opstelling) -> dict[str, Any]:
    return _kop(gateway.onderteken(gateway.verzoekkop()))


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
    kop = _verzoek(balie)
    assert balie.post("/access/v1/evaluation", vraag(kop), als="gemeente").json()["decision"]
    assert lees_log(balie) == voor
    assert balie.haal(f"/v1/groepen/{GROEP}").json()["informatieverzoeken"] == []


def test_zonder_toestand_vraagt_een_partij_alleen_over_eigen_berichten(balie: Opstelling) -> None:
    kop = _verzoek(balie)
    assert waarom(balie.post("/access/v1/evaluation", vraag(kop), als="politie")).startswith(
        "403 Geen toegang: Zonder toestand"
    )
    assert waarom(balie.post("/access/v1/evaluation", vraag(kop), als=None)).startswith(
        "401 Niet aangemeld: Dit adres"
    )


def test_elke_fout_in_de_vraag_wordt_genoemd(balie: Opstelling) -> None:
    kop = {**_verzoek(balie), "stap": 9, "doel": "praatje", "stuk": "praatje"}
    document = vraag(kop)
    document["subject"]["type"] = "burger"
    antwoord = balie.post("/access/v1/evaluation", document, als="gemeente")
    assert antwoord.status_code == 400
    paden = {fout["pad"] for fout in antwoord.json()["fouten"]}
    assert paden == {
        "/context/kop/stap", "/context/kop/doel", "/context/kop/stuk", "/subject/type",
    }  # fmt: skip


@pytest.mark.parametrize("kop", [{}, {"afzender": 3}, {"afzender": None, "soort": ["x"]}])
def test_wat_geen_kop_is_krijgt_geen_besluit(balie: Opstelling, kop: dict[str, Any]) -> None:
    document = vraag({"medewerker": None, "afzender": None, "soort": "x", "groep": None})
    document["context"]["kop"] = kop
    antwoord = balie.post("/access/v1/evaluation", document, als="gemeente")
    assert antwoord.status_code == 400
    assert {"/context/kop/versie", "/context/kop/onderdelen"} <= {
        fout["pad"] for fout in antwoord.json()["fouten"]
    }


def test_een_partij_geeft_geen_toestand_mee(balie: Opstelling) -> None:
    kop = _verzoek(balie)
    antwoord = balie.post("/access/v1/evaluation", vraag(kop), als="gemeente")
    toestand = antwoord.json()["context"]["toestand"]
    for als in ("gemeente", "politie", "om"):
        met = balie.post("/access/v1/evaluation", vraag(kop, toestand=toestand), als=als)
        assert met.status_code == 403, als
    besluiten = log_van(balie).beslissingen(limiet=500)
    assert len([b for b in besluiten if "toestand" in str(b["inhoud"])]) == 1


def test_elke_vraag_laat_een_besluit_na_ook_een_weigering(balie: Opstelling) -> None:
    voor = len(log_van(balie).beslissingen(limiet=500))
    goed, weg = _verzoek(balie), {**_verzoek(balie), "kanaal": "email"}
    for kop in (goed, weg):
        assert balie.post("/access/v1/evaluation", vraag(kop), als="gemeente").status_code == 200
    besluiten = log_van(balie).beslissingen(limiet=500)[voor:]
    assert [b["inhoud"]["adl.core.response"]["decision"] for b in besluiten] == [True, False]


def test_vooraf_vragen_kan_ook_over_wat_gezegd_gaat_worden(balie: Opstelling) -> None:
    balie.naar_stap_3()
    kop = koppen.mondeling(
        _kop(balie.onderteken(koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3))),
        uuid7(balie.klok()),
    )
    assert balie.post("/access/v1/evaluation", vraag(kop)).json()["decision"] is True
    assert balie.haal(f"/v1/uitingen/{kop['uiting']}").status_code == 404


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
    document = {**vraag(_verzoek(balie)), deel: waarde}
    antwoord = balie.post("/access/v1/evaluation", document, als="gemeente")
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]


def test_gaat_de_kop_over_geen_groep_dan_staat_er_wat_er_met_id_moet(balie: Opstelling) -> None:
    kop = _verzoek(balie)
    document = {**vraag({**kop, "groep": None}), "resource": {"type": "groep", "id": kop["groep"]}}
    antwoord = balie.post("/access/v1/evaluation", document, als="gemeente")
    assert antwoord.status_code == 400
    meldingen = {fout["pad"]: fout["melding"] for fout in antwoord.json()["fouten"]}
    assert "laat id weg of maak het null" in meldingen["/resource/id"]


def test_het_werkwoord_mag_ook(balie: Opstelling) -> None:
    document = {**vraag(_verzoek(balie)), "action": {"name": "verzoeken"}}
    assert balie.post("/access/v1/evaluation", document, als="gemeente").status_code == 200


def test_een_reeks_neemt_over_wat_ontbreekt(balie: Opstelling) -> None:
    kop = _verzoek(balie)
    document = {
        **vraag(kop),
        "evaluations": [{}, {"context": {"kop": {**kop, "kanaal": "email"}}}],
    }
    antwoord = balie.post("/access/v1/evaluations", document, als="gemeente")
    assert [a["decision"] for a in antwoord.json()["evaluations"]] == [True, False]
    stop = {"options": {"evaluations_semantic": "permit_on_first_permit"}}
    antwoord = balie.post("/access/v1/evaluations", {**document, **stop}, als="gemeente")
    assert [a["decision"] for a in antwoord.json()["evaluations"]] == [True]


@pytest.mark.parametrize("reeks", [{}, {"evaluations": []}])
def test_zonder_reeks_is_het_verzoek_een_vraag_en_het_antwoord_een_besluit(
    balie: Opstelling, reeks: dict[str, object]
) -> None:
    gevraagd = vraag(_verzoek(balie))
    een = balie.post("/access/v1/evaluation", gevraagd, als="gemeente").json()
    antwoord = balie.post("/access/v1/evaluations", {**gevraagd, **reeks}, als="gemeente").json()
    assert antwoord["decision"] is een["decision"] is True
    assert antwoord.keys() == een.keys()


def test_een_reeks_noemt_de_plaats_van_elke_fout(balie: Opstelling) -> None:
    document = {"evaluations": [{}, vraag({**_verzoek(balie), "stap": 0})]}
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
        "/access/v1/evaluation", vraag(_verzoek(balie)), als="gemeente", X_Request_ID="abc-123"
    )
    assert antwoord.headers["x-request-id"] == "abc-123"


def test_waar_de_toetsing_staat_is_zonder_aanmelden_te_lezen(balie: Opstelling) -> None:
    document = balie.haal("/.well-known/authzen-configuration", als=None).json()
    assert document == {
        "policy_decision_point": "https://gateway.example",
        "access_evaluation_endpoint": "https://gateway.example/access/v1/evaluation",
        "access_evaluations_endpoint": "https://gateway.example/access/v1/evaluations",
    }
