"""Het log lezen: wie mag wat zien, en elke lezing laat zelf een spoor na."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from deploy.pki import Pki
from gateway.toegang.toegang import account_van
from shared.bericht.jsonvorm import jcs
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.merkle import bladhash, controleer_consistentie, controleer_inclusie
from shared.logboek.opslag import LOG_BLAD
from shared.opslag.engine import maak_engine
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.controle import bladen_van, lees_log, logsleutel
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, autorisatie
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway

AUDITOR = "0193aaaa-0000-7000-8000-0000000000a1"
TOEZICHT = "0193aaaa-0000-7000-8000-0000000000a2"


def _nummer_van(gateway: Opstelling, soort: str) -> int:
    return next(n for n, blad in enumerate(lees_log(gateway)) if blad["soort"] == soort)


def test_een_blad_komt_met_bewijs_en_de_lezing_staat_in_het_log(gateway: Opstelling) -> None:
    gateway.vraag_informatie()
    nummer = _nummer_van(gateway, "besluit")
    document = gateway.haal(f"/v1/logboek/bladen/{nummer}").json()
    checkpoint, _ = open_checkpoint(document["checkpoint"], logsleutel(gateway))
    assert (document["bladnummer"], checkpoint.grootte) == (nummer, document["grootte"])
    controleer_inclusie(
        bladhash(base64.b64decode(document["blad"])),
        nummer,
        document["grootte"],
        [base64.b64decode(knoop) for knoop in document["bewijs"]],
        checkpoint.wortel,
    )
    (lezing,) = bladen_van(gateway, "raadpleging")
    assert lezing["partij"] == "politie"
    assert lezing["oin"] == gateway.pki.deelnemers["politie"].deelnemer.oin
    assert lezing["vraag"] == {"soort": "blad", "bladnummers": [nummer]}


def test_een_gewijzigd_blad_wordt_niet_uitgegeven(gateway: Opstelling) -> None:
    """Wie in de databank een woord verandert, krijgt daar geen bewijs van het log bij."""
    bericht = gateway.vraag_informatie()
    nummer, blad = next((n, b) for n, b in enumerate(lees_log(gateway)) if b["soort"] == "besluit")
    echt = jcs(blad)
    blad["kop"]["gewijzigd"] = True
    _schrijf_over(gateway, nummer, jcs(blad))
    lezingen = len(bladen_van(gateway, "raadpleging"))
    for antwoord in (
        gateway.haal(f"/v1/logboek/bladen/{nummer}"),
        gateway.haal(f"/v1/uitwisselingen/{bericht}"),
        gateway.post("/v1/bewijsbundels", {"bericht": bericht}),
    ):
        assert antwoord.status_code == 500, antwoord.text
        assert "niet uitgegeven" in antwoord.json()["detail"]
    # Van het blad zelf is dan ook niet vastgelegd dat het is gelezen.
    vragen = [b["vraag"]["soort"] for b in bladen_van(gateway, "raadpleging")[lezingen:]]
    assert "blad" not in vragen
    _schrijf_over(gateway, nummer, echt)
    assert gateway.haal(f"/v1/logboek/bladen/{nummer}").status_code == 200


def _schrijf_over(gateway: Opstelling, nummer: int, inhoud: bytes) -> None:
    engine = maak_engine(gateway.instellingen.database.url)
    with engine.begin() as verbinding:
        verbinding.execute(
            update(LOG_BLAD).where(LOG_BLAD.c.nummer == nummer).values(inhoud=inhoud)
        )
    engine.dispose()


def test_een_derde_partij_ziet_het_bericht_van_twee_anderen_niet(gateway: Opstelling) -> None:
    gateway.vraag_informatie()
    for soort in ("besluit", "bevestiging"):
        nummer = _nummer_van(gateway, soort)
        assert gateway.haal(f"/v1/logboek/bladen/{nummer}", als="om").status_code == 404
        assert gateway.haal(f"/v1/logboek/bladen/{nummer}", als="gemeente").status_code == 200
    for soort in ("partij", "convenant", "groepsbesluit"):
        nummer = _nummer_van(gateway, soort)
        assert gateway.haal(f"/v1/logboek/bladen/{nummer}", als="om").status_code == 200


def test_een_partij_ziet_alleen_eigen_autorisaties_en_lezingen(balie: Opstelling) -> None:
    nummer = _nummer_van(balie, "autorisatie")
    assert balie.haal(f"/v1/logboek/bladen/{nummer}", als="politie").status_code == 200
    assert balie.haal(f"/v1/logboek/bladen/{nummer}", als="om").status_code == 404
    lezing = _nummer_van(balie, "raadpleging")
    assert balie.haal(f"/v1/logboek/bladen/{lezing}", als="politie").status_code == 200
    assert balie.haal(f"/v1/logboek/bladen/{lezing}", als="om").status_code == 404
    instelling = _nummer_van(balie, "configuratie")
    assert balie.haal(f"/v1/logboek/bladen/{instelling}", als="politie").status_code == 404


def test_een_blad_dat_er_niet_is_bestaat_niet(balie: Opstelling) -> None:
    voor = len(lees_log(balie))
    assert balie.haal("/v1/logboek/bladen/100000").status_code == 404
    assert balie.haal("/v1/logboek/bladen/-1").status_code == 400
    assert balie.haal("/v1/logboek/bladen/0", als="gateway").status_code == 403
    assert balie.haal("/v1/logboek/bladen/0", als=None).status_code == 401
    assert len(lees_log(balie)) == voor


def test_checkpoint_en_consistentie_laten_zien_dat_het_log_alleen_groeit(
    gateway: Opstelling,
) -> None:
    antwoord = gateway.haal("/v1/logboek/checkpoint")
    assert antwoord.headers["content-type"].startswith("text/plain")
    toen, _ = open_checkpoint(antwoord.text, logsleutel(gateway))
    gateway.vraag_informatie()
    nu, _ = open_checkpoint(gateway.haal("/v1/logboek/checkpoint").text, logsleutel(gateway))
    assert nu.grootte == toen.grootte + 2
    pad = f"/v1/logboek/consistentie?van={toen.grootte}&tot={nu.grootte}"
    bewijs = [base64.b64decode(knoop) for knoop in gateway.haal(pad).json()["bewijs"]]
    controleer_consistentie(toen.grootte, nu.grootte, bewijs, toen.wortel, nu.wortel)


def test_een_onmogelijke_consistentie_wordt_geweigerd(balie: Opstelling) -> None:
    onmogelijk = {"van=0&tot=1": 400, "van=5&tot=2": 400, "van=1&tot=100000": 404, "van=1": 400}
    for vraag, status in onmogelijk.items():
        antwoord = balie.haal(f"/v1/logboek/consistentie?{vraag}")
        assert antwoord.status_code == status, vraag


# --- mensen met een token -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def uitgever() -> Iterator[Uitgever]:
    with draaiende_uitgever() as uitgever:
        yield uitgever


@pytest.fixture
def met_inlog(
    pki: Pki, tmp_path: Path, sqlite_url: str, vaste_klok: VasteKlok, net: Net, uitgever: Uitgever
) -> Iterator[Opstelling]:
    """Een gateway met een onafhankelijke auditor en een privacyfunctionaris van één partij."""
    with draaiende_gateway(
        pki, tmp_path, sqlite_url, vaste_klok, net, oidc=uitgever.oidc()
    ) as opstelling:
        opstelling.richt_in()
        for verwijzing, partij, functie, sub in (
            (AUDITOR, "gemeente", "auditor", "auditor@toezicht.example"),
            (TOEZICHT, "om", "privacyfunctionaris", "privacy@om.example"),
        ):
            document = autorisatie(partij, functie, account=account_van(uitgever.url, sub))
            assert opstelling.zet_autorisatie(verwijzing, document, partij).status_code == 200
        stel_aan(opstelling, AUDITOR)
        yield opstelling


def _met_token(gateway: Opstelling, pad: str, token: str) -> int:
    return gateway.haal(pad, als=None, Authorization=f"Bearer {token}").status_code


def test_de_onafhankelijke_auditor_ziet_alles_en_staat_met_naam_noch_toenaam_in_het_log(
    met_inlog: Opstelling, uitgever: Uitgever
) -> None:
    met_inlog.vraag_informatie()
    token = uitgever.token("auditor@toezicht.example")
    for nummer in range(len(lees_log(met_inlog))):
        assert _met_token(met_inlog, f"/v1/logboek/bladen/{nummer}", token) == 200
    lezing = bladen_van(met_inlog, "raadpleging")[-1]
    assert (lezing["autorisatie"], lezing["partij"], lezing["oin"]) == (AUDITOR, None, None)
    assert "toezicht.example" not in json.dumps(lees_log(met_inlog))


def test_een_functionaris_van_een_partij_ziet_wat_die_partij_ziet(
    met_inlog: Opstelling, uitgever: Uitgever
) -> None:
    met_inlog.vraag_informatie()
    token = uitgever.token("privacy@om.example")
    besluit, groep = (_nummer_van(met_inlog, soort) for soort in ("besluit", "groepsbesluit"))
    assert _met_token(met_inlog, f"/v1/logboek/bladen/{besluit}", token) == 404
    assert _met_token(met_inlog, f"/v1/logboek/bladen/{groep}", token) == 200


def test_wie_niet_geregistreerd_of_niet_meer_geldig_is_leest_niets(
    met_inlog: Opstelling, uitgever: Uitgever
) -> None:
    vreemde = uitgever.token("iemand@nergens.example")
    koppen = {"Authorization": f"Bearer {vreemde}"}
    antwoord = met_inlog.haal("/v1/logboek/bladen/0", als=None, **koppen)
    assert antwoord.status_code == 403
    titel = standaard_convenant().functies["om"]["privacyfunctionaris"].titel
    assert titel in antwoord.json()["detail"]
    assert "leest u bij uw eigen partij" in antwoord.json()["detail"]
    niemand = met_inlog.haal("/v1/logboek/bladen/0", als=None)
    assert niemand.status_code == 401
    assert "clientcertificaat van een deelnemer, of een toegangstoken" in niemand.json()["detail"]
    met_inlog.klok.vooruit(days=400)
    auditor = uitgever.token("auditor@toezicht.example")
    assert _met_token(met_inlog, "/v1/logboek/bladen/0", auditor) == 403


def test_een_functie_zonder_recht_op_controle_leest_niets(
    met_inlog: Opstelling, uitgever: Uitgever
) -> None:
    sub = "analist@politie.example"
    met_inlog.registreer("politie", account=account_van(uitgever.url, sub))
    assert _met_token(met_inlog, "/v1/logboek/bladen/0", uitgever.token(sub)) == 403


def test_de_auditor_neemt_een_besluit_opnieuw(met_inlog: Opstelling, uitgever: Uitgever) -> None:
    met_inlog.vraag_informatie()
    blad = bladen_van(met_inlog, "besluit")[-1]
    kop = blad["kop"]
    antwoord = met_inlog.post(
        "/access/v1/evaluation",
        {
            "subject": {"type": "medewerker", "id": kop["medewerker"]},
            "action": {"name": kop["soort"]},
            "resource": {"type": "groep", "id": kop["groep"]},
            "context": {"kop": kop, "toestand": blad["toestand"]},
        },
        als=None,
        Authorization=f"Bearer {uitgever.token('auditor@toezicht.example')}",
    )
    context = antwoord.json()["context"]
    assert context.pop("toestand") == blad["toestand"]
    assert context == blad["besluit"]


def test_de_auditor_leest_wat_er_met_een_pseudoniem_is_gedaan_en_laat_dat_zelf_ook_na(
    met_inlog: Opstelling, uitgever: Uitgever
) -> None:
    bericht = met_inlog.verstrekking(met_inlog.vraag_informatie())
    spoor = "4bf92f3577b34da6a3ce929d0e0e4736"
    koppen = [*bericht.koppen, ("traceparent", f"00-{spoor}-00f067aa0ba902b7-01")]
    assert met_inlog.verstuur(bericht, koppen=koppen).status_code == 201
    wie = {"groep": GROEP, "betrokkene": BETROKKENE}

    def lees(sub: str = "auditor@toezicht.example", **vraag: Any) -> httpx.Response:
        kop = {"Authorization": f"Bearer {uitgever.token(sub)}"}
        return met_inlog.post("/v1/processing-activities", vraag, als=None, **kop)

    antwoord = lees(traceId=spoor, dataSubjectId=wie)
    assert antwoord.status_code == 200, antwoord.text
    (regel,) = antwoord.json()["processingActivities"]
    assert (regel["traceId"], regel["name"], regel["status"]) == (spoor, "verstuurBericht", "Ok")
    assert antwoord.json()["volgende"] is None
    assert BETROKKENE not in antwoord.text, "de naam in dit log is er een van het log zelf"
    # Langs elk van de drie wegen komt dezelfde regel terug, een pagina tegelijk.
    attributen = regel["attributes"]
    activiteit = attributen["dpl.core.processing_activity_id"]
    assert lees(traceId=spoor).json()["processingActivities"] == [regel]
    assert regel in lees(processingActivityId=activiteit).json()["processingActivities"]
    eerste = lees(dataSubjectId=wie, paginagrootte=1).json()
    assert eerste["processingActivities"] == [regel]
    # Ook het lezen is een verwerking, en komt onder dezelfde betrokkene te staan.
    (lezing,) = lees(dataSubjectId=wie, paginagrootte=1, na=eerste["volgende"]).json()[
        "processingActivities"
    ]
    assert lezing["name"] == "zoekDataverwerkingen"
    assert (
        lezing["attributes"]["dpl.core.data_subject_id"] == attributen["dpl.core.data_subject_id"]
    )
    niemand = {"groep": GROEP, "betrokkene": AUDITOR}
    assert lees(dataSubjectId=niemand).json()["processingActivities"] == []
    assert lees().status_code == 400
    assert lees("privacy@om.example", dataSubjectId=wie).status_code == 403
