"""Een partij verklaart dat zij iets vernietigde: een blad zonder namen, voor haar en de auditor."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.toegang.toegang import account_van
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.hulp.inloggen import Uitgever
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.controle import bladen_van, controleer_log
from tests.integratie.gateway.gegevens import GROEP, autorisatie
from tests.integratie.gateway.logboek.test_logboek import AUDITOR
from tests.integratie.gateway.opstelling import Opstelling

AUDIT = "auditor@toezicht.example"
PAD = "/v1/vernietigingsverklaringen"


def _verklaring(gateway: Opstelling, **anders: Any) -> dict[str, Any]:
    return {
        "id": uuid7(gateway.klok()),
        "partij": "politie",
        "groep": GROEP,
        "vernietigdOp": utc_tekst(gateway.klok()),
        "grond": "termijn",
        "convenant": "8.1",
        "aantallen": [{"wat": "personen", "aantal": 2}, {"wat": "gegevens", "aantal": 7}],
        **anders,
    }


def test_een_verklaring_is_een_blad_dat_de_andere_partijen_niet_lezen(gateway: Opstelling) -> None:
    verklaring = _verklaring(gateway)
    antwoord = gateway.dien_in("POST", PAD, verklaring, "politie")
    assert antwoord.status_code == 201, antwoord.text
    nummer = antwoord.json()["bladnummer"]
    (blad,) = bladen_van(gateway, "vernietiging")
    assert blad["aantallen"] == {"personen": 2, "gegevens": 7}
    assert (blad["partij"], blad["grond"], blad["convenant"]) == ("politie", "termijn", "8.1")
    leest = {
        partij: gateway.haal(f"/v1/logboek/bladen/{nummer}", als=partij).status_code
        for partij in ("politie", "gemeente", "om")
    }
    assert leest["politie"] == 200
    assert 200 not in (leest["gemeente"], leest["om"])
    # Opnieuw aangeboden, na een antwoord dat niet aankwam, komt er geen tweede.
    assert gateway.dien_in("POST", PAD, verklaring, "politie").json()["bladnummer"] == nummer
    anders = {**verklaring, "aantallen": [{"wat": "personen", "aantal": 3}]}
    assert gateway.dien_in("POST", PAD, anders, "politie").status_code == 409
    controleer_log(gateway)


@pytest.mark.parametrize(
    ("anders", "status", "pad"),
    [
        ({"grond": "omdat Knikker het vroeg"}, 400, "/grond"),
        ({"aantallen": [{"wat": "Knikker Bedenksel", "aantal": 1}]}, 400, "/aantallen"),
        ({"aantallen": []}, 400, "/aantallen"),
        ({"aantallen": [{"wat": "personen", "aantal": -1}]}, 400, "/aantallen"),
        ({"aantallen": [{"wat": "personen", "aantal": 1}] * 2}, 400, "/aantallen"),
        ({"convenant": "vanwege Knikker"}, 400, "/convenant"),
        ({"vernietigdOp": "2027-01-01T00:00:00Z"}, 400, "/vernietigdOp"),
        ({"partij": "om"}, 403, ""),
    ],
)
def test_in_een_verklaring_staat_alleen_een_code_of_een_aantal(
    balie: Opstelling, anders: dict[str, Any], status: int, pad: str
) -> None:
    antwoord = balie.dien_in("POST", PAD, _verklaring(balie, **anders), "politie")
    assert antwoord.status_code == status, antwoord.text
    assert all(pad in fout["pad"] for fout in antwoord.json().get("fouten", ()))
    assert "Knikker" not in antwoord.text
    assert not bladen_van(balie, "vernietiging")


def test_de_auditor_van_alle_partijen_leest_haar(
    gateway_met_inlog: Opstelling, uitgever: Uitgever
) -> None:
    gateway = gateway_met_inlog
    document = autorisatie("gemeente", "auditor", account=account_van(uitgever.url, AUDIT))
    assert gateway.zet_autorisatie(AUDITOR, document, "gemeente").status_code == 200
    stel_aan(gateway, AUDITOR)
    nummer = gateway.dien_in("POST", PAD, _verklaring(gateway), "politie").json()["bladnummer"]
    pad, token = f"/v1/logboek/bladen/{nummer}", uitgever.token(AUDIT)
    gelezen = gateway.haal(pad, als=None, Authorization=f"Bearer {token}")
    assert gelezen.status_code == 200, gelezen.text
