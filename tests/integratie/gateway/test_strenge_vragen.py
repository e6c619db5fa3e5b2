"""Een vraag aan de gateway die niemand leest, is een fout en geen antwoord."""

from __future__ import annotations

import pytest

from tests.hulp.beschrijving import beschrijving, vrije_keuzes
from tests.integratie.gateway.opstelling import Opstelling


@pytest.mark.parametrize(
    ("pad", "plaats", "melding"),
    [
        ("logboek/checkpoint?medeondertekent=true", "query:medeondertekent", "onbekend"),
        ("logboek/checkpoint?medeondertekend=on", "query:medeondertekend", "true of false"),
        ("logboek/consistentie?van=1&tot=2&tot=3", "query:tot", "één keer"),
        ("logboek/bladen/0?x=1", "query:x", "onbekend"),
        ("partijen?actief=true", "query:actief", "onbekend"),
        ("alarmen?van=1900-01-01T00:00:00Z", "query:van", "op of na 1 januari 2000"),
    ],
)
def test_een_vraag_betekent_wat_er_staat(
    balie: Opstelling, pad: str, plaats: str, melding: str
) -> None:
    antwoord = balie.haal(f"/v1/{pad}")
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert fout["pad"] == plaats
    assert melding in fout["melding"]


def test_een_filter_met_een_waarde_die_niet_bestaat_is_een_fout_en_geen_leeg_antwoord(
    balie: Opstelling,
) -> None:
    anders = []
    for pad, methoden in beschrijving("gateway")["paths"].items():
        for naam in vrije_keuzes(methoden.get("get", {})):
            antwoord = balie.haal(f"/v1{pad}?{naam}=onzin")
            plaatsen = [een["pad"] for een in antwoord.json().get("fouten", ())]
            if (antwoord.status_code, plaatsen) != (400, [f"query:{naam}"]):
                anders.append((pad, naam, antwoord.status_code, antwoord.text[:150]))
    assert anders == []


def test_ook_een_bericht_heeft_geen_vraag(balie: Opstelling) -> None:
    antwoord = balie.post("/v1/berichten?proef=1", {}, "politie")
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"] == [{"pad": "query:proef", "melding": "is hier onbekend"}]


def test_een_vraag_zonder_besluit_krijgt_haar_nummer_terug(balie: Opstelling) -> None:
    """NLgov AuthZEN: `X-Request-ID` komt terug, wat er ook in staat."""
    nummer = "urn:uuid:7 {met} van alles"
    antwoord = balie.post("/access/v1/evaluation", {}, "politie", X_Request_ID=nummer)
    assert antwoord.headers["x-request-id"] == nummer
