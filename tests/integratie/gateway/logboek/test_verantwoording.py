"""Wat de gateway over zichzelf vastlegt: per pseudoniem een verwerking, per besluit een regel."""

from __future__ import annotations

import json
from typing import Any

from gateway.logboek.verantwoording import Verantwoording
from gateway.web.afhankelijkheden import Diensten
from shared.dataverwerkingen.regels import in_groep
from tests.hulp.storing import weigerende_databank
from tests.integratie.gateway.controle import bladen_van, waarom
from tests.integratie.gateway.gegevens import GROEP
from tests.integratie.gateway.opstelling import Opstelling

TRACE, OUDER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
SPOOR = ("traceparent", f"00-{TRACE}-{OUDER}-01")


def log_van(gateway: Opstelling) -> Any:
    diensten: Diensten = gateway.app.state.onderdelen
    return diensten.een(Verantwoording).log


def kop_van(bericht: Any) -> dict[str, Any]:
    kop: dict[str, Any] = json.loads(bericht.body)["kop"]
    return kop


def test_een_bericht_laat_per_pseudoniem_een_verwerking_na_en_een_besluit(
    gateway: Opstelling,
) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    antwoord = gateway.verstuur(bericht, koppen=[*bericht.koppen, SPOOR])
    assert antwoord.status_code == 201, antwoord.text
    log, kop = log_van(gateway), kop_van(bericht)
    verwerkingen = [een for _, een in log.lees(na=0, limiet=50, trace_id=TRACE)]
    verwacht = {log.pseudoniem(in_groep(GROEP, deel["betrokkene"])) for deel in kop["onderdelen"]}
    assert {een.betrokkene for een in verwerkingen} == verwacht
    assert {een.activiteit for een in verwerkingen} == {log.register.met_code("doorgeven").uri}
    assert all(een.verwerker for een in verwerkingen), "de partij die belde"
    assert verwerkingen[0].ouder_id == OUDER
    (besluit,) = log.beslissingen(limiet=5, trace_id=TRACE)
    nummer = antwoord.json()["logboek"]["bladnummer"]
    blad = f"https://gateway.example/v1/logboek/bladen/{nummer}"
    assert besluit["attributen"]["adl.core.request"] == f"{blad}#/kop"
    assert besluit["attributen"]["adl.core.information"] == f"{blad}#/toestand"
    assert besluit["attributen"]["adl.fsc.transaction_id"] == kop["id"]
    assert "sha256=" in besluit["attributen"]["adl.core.policies"]
    assert besluit["inhoud"] == {"adl.core.response": {"decision": True}}
    delen = [*besluit["attributen"], *besluit["inhoud"]]
    assert sorted(naam for naam in delen if naam.startswith("adl.core.")) == [
        "adl.core.configuration",
        "adl.core.information",
        "adl.core.policies",
        "adl.core.request",
        "adl.core.response",
    ], "elk precies één keer"


def test_een_weigering_is_een_besluit_en_geen_fout(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(None)
    antwoord = gateway.verstuur(bericht, koppen=[*bericht.koppen, SPOOR])
    assert antwoord.status_code == 403
    (besluit,) = log_van(gateway).beslissingen(limiet=5, trace_id=TRACE)
    assert besluit["inhoud"]["adl.core.response"]["decision"] is False
    assert besluit["status"] == "Ok"


def test_een_vraag_vooraf_is_ook_een_besluit_met_alles_erbij(gateway: Opstelling) -> None:
    kop = kop_van(gateway.verstrekking(None))
    voor = len(log_van(gateway).beslissingen(limiet=500))
    vraag = {
        "subject": {"type": "medewerker", "id": kop["medewerker"]},
        "action": {"name": kop["soort"]},
        "resource": {"type": "groep", "id": kop["groep"]},
        "context": {"kop": kop},
    }
    antwoord = gateway.post("/access/v1/evaluation", vraag)
    assert antwoord.status_code == 200
    besluiten = log_van(gateway).beslissingen(limiet=500)
    assert len(besluiten) == voor + 1
    inhoud = besluiten[-1]["inhoud"]
    assert inhoud["adl.core.request"]["context"]["kop"] == kop
    assert inhoud["adl.core.response"]["decision"] == antwoord.json()["decision"]
    assert inhoud["adl.core.information"] == {"toestand": antwoord.json()["context"]["toestand"]}


def test_geen_pseudoniem_staat_er_zoals_het_in_de_kop_staat(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    gateway.verstuur(bericht)
    alles = repr(log_van(gateway).lees(na=0, limiet=500))
    for deel in kop_van(bericht)["onderdelen"]:
        assert deel["betrokkene"] not in alles


def test_alleen_een_onafhankelijke_auditor_leest_het_logboek_van_de_gateway(
    gateway: Opstelling,
) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    gateway.verstuur(bericht)
    deel = kop_van(bericht)["onderdelen"][0]
    vraag = {"dataSubjectId": {"groep": GROEP, "betrokkene": deel["betrokkene"]}}
    assert waarom(gateway.post("/v1/processing-activities", vraag, als="politie")).startswith(
        "403 Geen toegang: Dit logboek gaat over berichten van alle partijen"
    )


def test_wie_het_log_leest_laat_per_pseudoniem_een_verwerking_na(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    antwoord = gateway.verstuur(bericht)
    log, kop = log_van(gateway), kop_van(bericht)
    verwacht = {log.pseudoniem(in_groep(GROEP, deel["betrokkene"])) for deel in kop["onderdelen"]}
    nummer = antwoord.json()["logboek"]["bladnummer"]
    paden = (f"/v1/logboek/bladen/{nummer}", f"/v1/uitwisselingen/{kop['id']}")
    for teller, pad in enumerate(paden, start=1):
        trace = f"{teller:032x}"
        assert gateway.haal(pad, traceparent=f"00-{trace}-{OUDER}-01").status_code == 200
        verwerkingen = [een for _, een in log.lees(na=0, limiet=50, trace_id=trace)]
        assert {een.betrokkene for een in verwerkingen} == verwacht, pad
        assert len(verwerkingen) == len(verwacht), "elk een keer"


def test_opnieuw_beslissen_is_ook_een_besluit(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    antwoord = gateway.verstuur(bericht)
    kenmerk, log = kop_van(bericht)["id"], log_van(gateway)
    voor = len(log.beslissingen(limiet=500))
    pad = f"/v1/uitwisselingen/{kenmerk}/_herhaal"
    assert gateway.post(pad, {}, als="politie").status_code == 200
    besluiten = log.beslissingen(limiet=500)
    assert len(besluiten) == voor + 1
    nummer = antwoord.json()["logboek"]["bladnummer"]
    assert besluiten[-1]["attributen"]["adl.core.request"].endswith(f"/bladen/{nummer}#/kop")


def test_een_besluit_dat_niet_te_verantwoorden_is_gaat_niet_verder(gateway: Opstelling) -> None:
    """Ook zo is het als het proces sterft tussen de commit van het log en de verantwoording."""
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    log, doorgestuurd = log_van(gateway), gateway.net.doorgestuurd
    voor, bladen = log.beslissingen(limiet=500), len(bladen_van(gateway, "besluit"))
    with weigerende_databank(log.engine, "beslissing"):
        assert gateway.verstuur(bericht).status_code >= 500
    assert gateway.net.doorgestuurd == doorgestuurd
    assert log.beslissingen(limiet=500) == voor
    antwoord = gateway.verstuur(bericht)
    assert antwoord.status_code == 201
    nummer = antwoord.json()["logboek"]["bladnummer"]
    besluit = log.beslissingen(limiet=500)[-1]
    assert besluit["attributen"]["adl.core.request"].endswith(f"/bladen/{nummer}#/kop")
    opnieuw = len(bladen_van(gateway, "besluit")) - bladen
    assert opnieuw == 2, "na de mislukte poging is er opnieuw besloten, in een eigen blad"
