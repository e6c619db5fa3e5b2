"""De driehoek tekent op drie kantoren, elk op een eigen moment; niets gaat per mail."""

from __future__ import annotations

from typing import Any

import httpx

from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.hulp.besluiten import BESLISSERS
from tests.integratie.gateway.controle import bladen_van, waarom
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS, autorisatie
from tests.integratie.gateway.opstelling import Opstelling

_JA = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}


def _naar_stap_vier(gateway: Opstelling) -> None:
    for stap in (3, 4):
        assert gateway.groepsbesluit("stap", {"stap": stap}, "gemeente").status_code == 201


def _voorstel(gateway: Opstelling, soort: str = "prioritering", **anders: Any) -> dict[str, Any]:
    return {
        "id": uuid7(gateway.klok()),
        "groep": GROEP,
        "soort": soort,
        "tijdstip": utc_tekst(gateway.klok()),
        "gegevens": _JA,
        **anders,
    }


def _teken(
    gateway: Opstelling,
    besluit: dict[str, Any],
    als: str,
    tekent: str | None = None,
    wie: str | None = None,
) -> httpx.Response:
    tekent = tekent or als
    handtekening = gateway.handtekeningen(besluit, tekent, wie=wie)[tekent]
    return gateway.client.vraag(
        "PUT",
        f"/v1/besluitvoorstellen/{besluit['id']}",
        json={"besluit": besluit, **handtekening},
        headers={"x-proef-als": als},
    )


def _open(gateway: Opstelling, als: str) -> list[dict[str, Any]]:
    lijst: list[dict[str, Any]] = gateway.haal("/v1/besluitvoorstellen", als).json()[
        "besluitvoorstellen"
    ]
    return lijst


def _trek_in(gateway: Opstelling, besluit: dict[str, Any], als: str) -> httpx.Response:
    pad = f"/v1/besluitvoorstellen/{besluit['id']}"
    return gateway.client.vraag("DELETE", pad, headers={"x-proef-als": als})


def test_de_laatste_handtekening_neemt_het_besluit(gateway: Opstelling) -> None:
    _naar_stap_vier(gateway)
    besluit = _voorstel(gateway)
    eerste = _teken(gateway, besluit, "gemeente")
    assert eerste.status_code == 200, eerste.text
    assert eerste.json()["voorstel"]["wachtOp"] == ["politie", "om"]
    (gezien,) = _open(gateway, "om")
    assert gezien["besluit"] == besluit
    assert _teken(gateway, gezien["besluit"], "om").json()["groep"] is None
    laatste = _teken(gateway, besluit, "politie").json()
    assert (laatste["voorstel"]["wachtOp"], laatste["groep"]["stap"]) == ([], 5)
    assert _teken(gateway, besluit, "politie").json()["bladnummer"] == laatste["bladnummer"]
    assert _open(gateway, "gemeente") == []
    (blad,) = [b for b in bladen_van(gateway, "groepsbesluit") if b["besluit"] == besluit]
    assert {p: rij["functie"] for p, rij in blad["handtekeningen"].items()} == {
        "gemeente": "burgemeester", "politie": "teamchef", "om": "officier",
    }  # fmt: skip


def test_wat_niet_kan_wordt_niemand_voorgelegd(balie: Opstelling) -> None:
    te_vroeg = _teken(balie, _voorstel(balie), "gemeente")
    assert te_vroeg.status_code == 409
    assert te_vroeg.json()["redenen"][0]["code"] == "BESLUIT_STAP"
    _naar_stap_vier(balie)
    onbekend = _voorstel(balie, gegevens={**_JA, "randvoorwaarden": ["zelf-bedacht"]})
    assert _teken(balie, onbekend, "gemeente").status_code == 400
    vreemd = _teken(balie, _voorstel(balie, "onderzoek", gegevens={"van": "2026-11-01"}), "politie")
    assert vreemd.status_code == 400
    assert vreemd.json()["fouten"][0]["pad"] == "/besluit/soort"
    assert _open(balie, "politie") == []


def test_alleen_de_eigen_handtekening_telt(balie: Opstelling) -> None:
    _naar_stap_vier(balie)
    besluit = _voorstel(balie)
    assert _teken(balie, besluit, "gemeente", tekent="politie").status_code == 403
    assert _teken(balie, besluit, "gemeente").status_code == 200
    anders = {**besluit, "gegevens": {**_JA, "prioritering": "nee"}}
    assert _teken(balie, anders, "politie").status_code == 409
    (open_,) = _open(balie, "politie")
    assert open_["getekendDoor"] == ["gemeente"]


def test_wie_er_niet_over_gaat_tekent_geen_voorstel(balie: Opstelling) -> None:
    _naar_stap_vier(balie)
    besluit = _voorstel(balie)
    regisseur = BESLISSERS["gemeente", "regisseur"]
    geweigerd = _teken(balie, besluit, "gemeente", wie=regisseur)
    assert geweigerd.status_code == 403
    assert geweigerd.json()["redenen"][0]["code"] == "BESLUIT_FUNCTIE"
    assert _open(balie, "gemeente") == []
    assert _teken(balie, besluit, "gemeente").status_code == 200
    analist = _teken(balie, besluit, "politie", wie=MEDEWERKERS["politie"][0])
    assert analist.status_code == 403
    (open_,) = _open(balie, "politie")
    assert open_["wachtOp"] == ["politie", "om"]


def test_wie_intussen_niet_meer_mag_telt_niet_mee(balie: Opstelling) -> None:
    """Tussen de eerste en de laatste handtekening verliest de burgemeester zijn autorisatie."""
    _naar_stap_vier(balie)
    besluit = _voorstel(balie)
    for partij in ("gemeente", "politie"):
        assert _teken(balie, besluit, partij).status_code == 200
    wie = BESLISSERS["gemeente", "burgemeester"]
    weg = autorisatie("gemeente", "burgemeester", aangewezen=False)
    assert balie.zet_autorisatie(wie, weg, "gemeente").status_code == 200
    assert _teken(balie, besluit, "om").status_code == 403
    assert balie.haal(f"/v1/groepen/{GROEP}").json()["stap"] == 4
    terug = autorisatie("gemeente", "burgemeester")
    assert balie.zet_autorisatie(wie, terug, "gemeente").status_code == 200
    assert _teken(balie, besluit, "om").json()["groep"]["stap"] == 5


def test_een_tweede_voorstel_kan_pas_als_het_eerste_is_ingetrokken(balie: Opstelling) -> None:
    _naar_stap_vier(balie)
    eerste = _voorstel(balie)
    tweede = _voorstel(balie, gegevens={**_JA, "randvoorwaarden": []})
    assert _teken(balie, eerste, "gemeente").status_code == 200
    assert waarom(_teken(balie, tweede, "politie")).startswith(
        "409 groepsbesluit-botst: Dit groepsbesluit kan niet"
    )
    assert waarom(_trek_in(balie, eerste, "om")).startswith(
        "403 Geen toegang: Alleen de partij die dit voorlegde"
    )
    assert _trek_in(balie, eerste, "gemeente").status_code == 204
    assert waarom(_teken(balie, eerste, "politie")).startswith(
        "409 kenmerk-al-gebruikt: Dit voorstel is ingetrokken"
    )
    assert _teken(balie, tweede, "politie").status_code == 200
    for partij in ("om", "gemeente"):
        _teken(balie, tweede, partij)
    assert waarom(_trek_in(balie, tweede, "politie")).startswith(
        "409 kenmerk-al-gebruikt: Over dit voorstel is al besloten"
    )
    assert waarom(_trek_in(balie, _voorstel(balie), "politie")).startswith(
        "404 Niet gevonden: Dit voorstel"
    )


def test_een_voorstel_waar_de_groep_voorbij_is_vraagt_niemand_meer(balie: Opstelling) -> None:
    _naar_stap_vier(balie)
    assert _teken(balie, _voorstel(balie), "gemeente").status_code == 200
    afsluiting = {"eindcriterium": "overlast_gestopt"}
    assert balie.groepsbesluit("afsluiting", afsluiting, "gemeente").status_code == 201
    assert _open(balie, "om") == []
