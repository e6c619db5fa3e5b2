"""Een groep verandert alleen door een besluit dat de juiste partijen ondertekenden."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bericht.identiteit import uuid7
from shared.bericht.tijd import utc_tekst
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import GROEP, STARTBESLUIT
from tests.integratie.gateway.opstelling import Opstelling


def _groep(gateway: Opstelling) -> dict[str, Any]:
    groep: dict[str, Any] = gateway.haal(f"/v1/groepen/{GROEP}").json()
    return groep


def _besluit(gateway: Opstelling, soort: str, gegevens: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": uuid7(gateway.klok()),
        "groep": GROEP,
        "soort": soort,
        "tijdstip": utc_tekst(gateway.klok()),
        "gegevens": gegevens,
    }


def test_een_groep_loopt_de_stappen_door(gateway: Opstelling) -> None:
    assert _groep(gateway)["stap"] == 2
    for stap in (3, 4):
        assert gateway.groepsbesluit("stap", {"stap": stap}, "gemeente").status_code == 201
    besluit = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}
    samen = gateway.groepsbesluit("prioritering", besluit, "gemeente", "politie", "om")
    assert samen.status_code == 201, samen.text
    assert samen.json()["groep"] == _groep(gateway)
    groep = _groep(gateway)
    assert (groep["stap"], groep["prioritering"], groep["code"]) == (5, "ja", "PROEF-014")
    soorten = [b["besluit"]["soort"] for b in bladen_van(gateway, "groepsbesluit")]
    assert soorten == ["openen", "start", "stap", "stap", "prioritering"]


def test_zonder_de_handtekening_van_alle_drie_geen_prioritering(balie: Opstelling) -> None:
    for stap in (3, 4):
        balie.groepsbesluit("stap", {"stap": stap}, "gemeente")
    besluit = {"prioritering": "ja", "randvoorwaarden": []}
    antwoord = balie.groepsbesluit("prioritering", besluit, "gemeente", "politie")
    assert antwoord.status_code == 403
    assert [reden["code"] for reden in antwoord.json()["redenen"]] == ["BESLUIT_HANDTEKENING"]
    assert _groep(balie)["stap"] == 4


def test_een_valse_handtekening_keurt_het_hele_besluit_af(balie: Opstelling) -> None:
    besluit = _besluit(balie, "stap", {"stap": 3})
    ander = {**besluit, "gegevens": {"stap": 4}}
    handtekeningen = balie.handtekeningen(ander, "gemeente")
    assert balie.dien_besluit_in(besluit, handtekeningen).status_code == 403
    verwisseld = {"gemeente": balie.handtekeningen(besluit, "politie")["politie"]}
    assert balie.dien_besluit_in(besluit, verwisseld).status_code == 403
    onbekend = {**balie.handtekeningen(besluit, "gemeente"), "waterschap": "a..b"}
    assert balie.dien_besluit_in(besluit, onbekend).status_code == 403
    assert _groep(balie)["stap"] == 2
    assert len(bladen_van(balie, "groepsbesluit")) == 2


def test_een_stap_overslaan_kan_niet(balie: Opstelling) -> None:
    antwoord = balie.groepsbesluit("stap", {"stap": 6}, "gemeente")
    assert antwoord.status_code == 409
    assert antwoord.json()["type"].endswith("groepsbesluit-botst")
    assert antwoord.json()["redenen"][0]["uitleg"]


def test_een_startbesluit_zonder_drie_meldingen_start_niets(kale_gateway: Opstelling) -> None:
    assert kale_gateway.groepsbesluit("openen", {"code": "P-1"}, "gemeente").status_code == 201
    te_weinig = {**STARTBESLUIT, "meldingen": STARTBESLUIT["meldingen"][:2]}
    assert kale_gateway.groepsbesluit("start", te_weinig, "gemeente").status_code == 409
    assert _groep(kale_gateway)["stap"] == 1


@pytest.mark.parametrize(
    ("wijziging", "pad"),
    [
        ({"tijdstip": "gisteren"}, "/besluit/tijdstip"),
        ({"id": "0193AAAA-0000-7000-8000-000000000001"}, "/besluit/id"),
        ({"soort": "feest"}, "/besluit"),
        ({"gegevens": {"stap": "drie"}}, "/besluit"),
        ({"naam": "Kruimel"}, "/besluit/naam"),
    ],
)
def test_een_besluit_dat_niet_klopt_is_een_invoerfout(
    balie: Opstelling, wijziging: dict[str, Any], pad: str
) -> None:
    besluit = {**_besluit(balie, "stap", {"stap": 3}), **wijziging}
    antwoord = balie.dien_besluit_in(besluit, balie.handtekeningen(besluit, "gemeente"))
    assert antwoord.status_code == 400
    assert pad in [fout["pad"] for fout in antwoord.json()["fouten"]]


def test_hetzelfde_besluit_nog_eens_geeft_hetzelfde_antwoord(gateway: Opstelling) -> None:
    besluit = _besluit(gateway, "stap", {"stap": 3})
    handtekeningen = gateway.handtekeningen(besluit, "gemeente")
    eerste = gateway.dien_besluit_in(besluit, handtekeningen)
    assert gateway.groepsbesluit("stap", {"stap": 4}, "gemeente").status_code == 201
    tweede = gateway.dien_besluit_in(besluit, handtekeningen)
    assert (eerste.status_code, tweede.status_code) == (201, 201)
    assert tweede.json() == eerste.json()
    assert _groep(gateway)["stap"] == 4


def test_een_ander_besluit_onder_hetzelfde_kenmerk_botst(balie: Opstelling) -> None:
    besluit = _besluit(balie, "stap", {"stap": 3})
    balie.dien_besluit_in(besluit, balie.handtekeningen(besluit, "gemeente"))
    ander = {**besluit, "gegevens": {"stap": 4}}
    antwoord = balie.dien_besluit_in(ander, balie.handtekeningen(ander, "gemeente"))
    assert antwoord.status_code == 409


def test_twee_groepen_met_dezelfde_code_kan_niet(balie: Opstelling) -> None:
    ander = "0193aaaa-0000-7000-8000-0000000000ff"
    antwoord = balie.groepsbesluit("openen", {"code": "PROEF-014"}, "gemeente", groep=ander)
    assert antwoord.status_code == 409
    assert balie.haal(f"/v1/groepen/{ander}").status_code == 404


def test_een_besluit_uit_de_toekomst_wordt_geweigerd(balie: Opstelling) -> None:
    besluit = {**_besluit(balie, "stap", {"stap": 3}), "tijdstip": "2026-11-23T11:00:00Z"}
    antwoord = balie.dien_besluit_in(besluit, balie.handtekeningen(besluit, "gemeente"))
    assert antwoord.status_code == 400


def test_een_onbekende_organisatie_dient_niets_in(balie: Opstelling) -> None:
    besluit = _besluit(balie, "stap", {"stap": 3})
    handtekeningen = balie.handtekeningen(besluit, "gemeente")
    assert balie.dien_besluit_in(besluit, handtekeningen, als="gateway").status_code == 403


def test_groepen_worden_per_pagina_gelezen(balie: Opstelling) -> None:
    for nummer in range(3):
        groep = f"0193aaaa-0000-7000-8000-00000000010{nummer}"
        code = {"code": f"PROEF-{nummer}"}
        assert balie.groepsbesluit("openen", code, "gemeente", groep=groep).status_code == 201
    gelezen: list[str] = []
    na = ""
    while True:
        pagina = balie.haal(f"/v1/groepen?paginagrootte=2{na}").json()
        assert len(pagina["groepen"]) <= 2
        gelezen += [groep["code"] for groep in pagina["groepen"]]
        if pagina["volgende"] is None:
            break
        na = f"&na={pagina['volgende']}"
    assert gelezen == ["PROEF-014", "PROEF-0", "PROEF-1", "PROEF-2"]
