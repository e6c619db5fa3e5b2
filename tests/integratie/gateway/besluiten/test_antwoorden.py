"""Nee, of ja mits: een partij die niet tekent zegt dat, ondertekend, en dan is het voorbij."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.hulp.besluiten import BESLISSERS, teken
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS
from tests.integratie.gateway.opstelling import Opstelling

_JA = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}
_DECIDEERT = {
    "gemeente": BESLISSERS["gemeente", "burgemeester"],
    "politie": BESLISSERS["politie", "teamchef"],
    "om": BESLISSERS["om", "officier"],
}


def _leg_voor(gateway: Opstelling) -> dict[str, Any]:
    """De gemeente legt een prioritering voor."""
    for stap in (3, 4):
        antwoord = gateway.groepsbesluit("stap", {"stap": stap}, "gemeente")
        assert antwoord.status_code in (201, 409), antwoord.text
    besluit = {
        "id": uuid7(gateway.klok()),
        "groep": GROEP,
        "soort": "prioritering",
        "tijdstip": utc_tekst(gateway.klok()),
        "gegevens": _JA,
    }
    assert _teken(gateway, besluit, "gemeente").status_code == 200
    return besluit


def _teken(gateway: Opstelling, besluit: dict[str, Any], als: str) -> httpx.Response:
    handtekening = gateway.handtekeningen(besluit, als)[als]
    return gateway.client.vraag(
        "PUT",
        f"/v1/besluitvoorstellen/{besluit['id']}",
        json={"besluit": besluit, **handtekening},
        headers={"x-proef-als": als},
    )


def _antwoord(gateway: Opstelling, besluit: dict[str, Any], **anders: Any) -> dict[str, Any]:
    return {
        "besluit": digest_header(jcs(besluit)),
        "antwoord": "nee",
        "randvoorwaarden": [],
        "toelichting": "A" * 43,
        "tijdstip": utc_tekst(gateway.klok()),
        **anders,
    }


def _zeg(
    gateway: Opstelling,
    besluit: dict[str, Any],
    als: str,
    antwoord: dict[str, Any],
    *,
    wie: str | None = None,
    tekent: str | None = None,
) -> httpx.Response:
    namens = gateway.ondertekenaars[tekent or als]
    zetting = teken(antwoord, wie or _DECIDEERT[als], namens, gateway.klok())
    return gateway.post(
        f"/v1/besluitvoorstellen/{besluit['id']}/_antwoord", {"antwoord": antwoord, **zetting}, als
    )


def _afgedaan(gateway: Opstelling, als: str, vraag: str = "") -> list[dict[str, Any]]:
    lijst: list[dict[str, Any]] = gateway.haal(
        f"/v1/besluitvoorstellen?afgedaan=true{vraag}", als
    ).json()["besluitvoorstellen"]
    return lijst


def test_een_nee_eindigt_het_voorstel_voor_iedereen_en_blijft_staan(balie: Opstelling) -> None:
    besluit = _leg_voor(balie)
    nee = _antwoord(balie, besluit)
    gezegd = _zeg(balie, besluit, "om", nee)
    assert gezegd.status_code == 200, gezegd.text
    assert gezegd.json()["voorstel"]["stand"] == "afgewezen"
    # Hetzelfde nog eens verandert niets; tekenen en intrekken kan niet meer.
    assert _zeg(balie, besluit, "om", nee).json() == gezegd.json()
    for als in ("gemeente", "politie", "om"):
        (gezien,) = _afgedaan(balie, als)
        assert gezien["antwoorden"]["om"]["antwoord"] == nee
        assert gezien["antwoorden"]["om"]["medewerker"] == _DECIDEERT["om"]
        assert balie.haal("/v1/besluitvoorstellen", als).json()["besluitvoorstellen"] == []
        te_laat = _teken(balie, besluit, als)
        assert te_laat.status_code == 409
        assert "afgewezen door het Openbaar Ministerie" in te_laat.json()["detail"]
    weg = balie.client.vraag(
        "DELETE", f"/v1/besluitvoorstellen/{besluit['id']}", headers={"x-proef-als": "gemeente"}
    )
    assert weg.status_code == 409
    assert balie.haal(f"/v1/groepen/{GROEP}").json()["stap"] == 4
    # En er is plaats voor een nieuw voorstel.
    assert _leg_voor(balie)["id"] != besluit["id"]


def test_ja_mits_geeft_het_terug_met_de_voorwaarde(balie: Opstelling) -> None:
    besluit = _leg_voor(balie)
    assert _teken(balie, besluit, "politie").status_code == 200
    mits = _antwoord(balie, besluit, antwoord="ja_mits", randvoorwaarden=["extra-toezicht"])
    terug = _zeg(balie, besluit, "om", mits).json()["voorstel"]
    assert (terug["stand"], terug["wachtOp"]) == ("teruggegeven", [])
    assert terug["getekendDoor"] == ["gemeente", "politie"]
    assert terug["antwoorden"]["om"]["antwoord"]["randvoorwaarden"] == ["extra-toezicht"]
    assert balie.haal(f"/v1/groepen/{GROEP}").json()["stap"] == 4
    (per_groep,) = _afgedaan(balie, "politie", f"&groep={GROEP}")
    assert per_groep["stand"] == "teruggegeven"


def test_een_antwoord_kruist_een_intrekking_en_wie_eerst_komt_telt(balie: Opstelling) -> None:
    besluit = _leg_voor(balie)
    pad = f"/v1/besluitvoorstellen/{besluit['id']}"
    weg = balie.client.vraag("DELETE", pad, headers={"x-proef-als": "gemeente"})
    assert weg.status_code == 204
    te_laat = _zeg(balie, besluit, "om", _antwoord(balie, besluit))
    assert te_laat.status_code == 409
    assert "ingetrokken" in te_laat.json()["detail"]
    (gezien,) = _afgedaan(balie, "om")
    assert (gezien["stand"], gezien["antwoorden"]) == ("ingetrokken", {})


def test_wie_tekende_kan_zich_bedenken_zolang_niet_iedereen_tekende(balie: Opstelling) -> None:
    besluit = _leg_voor(balie)
    assert _teken(balie, besluit, "politie").status_code == 200
    nee = _zeg(balie, besluit, "politie", _antwoord(balie, besluit))
    assert nee.json()["voorstel"]["stand"] == "afgewezen"
    besluit = _leg_voor(balie)
    for als in ("politie", "om"):
        assert _teken(balie, besluit, als).status_code == 200
    te_laat = _zeg(balie, besluit, "politie", _antwoord(balie, besluit))
    assert te_laat.status_code == 409
    assert "al besloten" in te_laat.json()["detail"]


def test_alleen_wie_tekent_antwoordt_en_wie_voorlegde_trekt_in(balie: Opstelling) -> None:
    besluit = _leg_voor(balie)
    nee = _antwoord(balie, besluit)
    assert _zeg(balie, besluit, "gemeente", nee).status_code == 403
    parketsecretaris = _zeg(balie, besluit, "om", nee, wie=MEDEWERKERS["om"][0])
    assert parketsecretaris.status_code == 403
    assert "officier van justitie" in parketsecretaris.json()["redenen"][0]["uitleg"]
    assert _zeg(balie, besluit, "om", nee, tekent="politie").status_code == 403
    assert _afgedaan(balie, "om") == []


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"antwoord": "misschien"}, "/antwoord/antwoord"),
        ({"antwoord": "ja_mits"}, "/antwoord/randvoorwaarden"),
        ({"randvoorwaarden": ["extra-toezicht"]}, "/antwoord/randvoorwaarden"),
        (
            {"antwoord": "ja_mits", "randvoorwaarden": ["zelf-bedacht"]},
            "/antwoord/randvoorwaarden/0",
        ),
        (
            {"antwoord": "ja_mits", "randvoorwaarden": ["extra-toezicht"] * 2},
            "/antwoord/randvoorwaarden/1",
        ),
        ({"toelichting": "omdat het niet kan"}, "/antwoord/toelichting"),
    ],
)
def test_een_antwoord_dat_niet_klopt_zegt_waar(
    balie: Opstelling, anders: dict[str, Any], pad: str
) -> None:
    besluit = _leg_voor(balie)
    fout = _zeg(balie, besluit, "om", _antwoord(balie, besluit, **anders))
    assert fout.status_code == 400, fout.text
    assert [een["pad"] for een in fout.json()["fouten"]] == [pad]
    assert _afgedaan(balie, "om") == []


def test_een_antwoord_op_een_ander_voorstel_telt_niet(balie: Opstelling) -> None:
    besluit = _leg_voor(balie)
    ander = {**besluit, "gegevens": {**_JA, "randvoorwaarden": []}}
    botst = _zeg(balie, besluit, "om", _antwoord(balie, ander))
    assert botst.status_code == 409
    assert _zeg(
        balie, {"id": uuid7(balie.klok())}, "om", _antwoord(balie, besluit)
    ).status_code == (404)
