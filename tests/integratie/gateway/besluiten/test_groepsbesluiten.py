"""Een groep verandert alleen door een besluit dat de juiste partijen ondertekenden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.hulp.besluiten import BESLISSERS
from tests.integratie.gateway.controle import bladen_van, lees_log, waarom
from tests.integratie.gateway.gegevens import (
    GROEP,
    MEDEWERKERS,
    SCHUILNAAM,
    STARTBESLUIT,
    autorisatie,
)
from tests.integratie.gateway.opstelling import Opstelling

_JA = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}


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
        gateway.klok.vooruit(seconds=1)
        assert gateway.groepsbesluit("stap", {"stap": stap}, "gemeente").status_code == 201
    gateway.klok.vooruit(seconds=1)
    besluit = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}
    samen = gateway.groepsbesluit("prioritering", besluit, "gemeente", "politie", "om")
    assert samen.status_code == 201, samen.text
    groep = _groep(gateway)
    gelezen: dict[str, Any] = {
        "afgeslotenOp": None,
        "convenant": {
            "laatsteOndertekening": "2019-07-16",
            "beeindigdPer": None,
            "opzeggingen": [],
        },
        "verloop": groep["verloop"],
    }
    # Openen en starten gebeurde op één ogenblik: dan zegt het log wat het eerst kwam.
    assert [een["stap"] for een in groep["verloop"]] == [1, 2, 3, 4, 5]
    assert {**samen.json()["groep"], **gelezen} == groep
    assert (groep["stap"], groep["prioritering"], groep["code"]) == (5, "ja", SCHUILNAAM)
    soorten = [b["besluit"]["soort"] for b in bladen_van(gateway, "groepsbesluit")]
    assert soorten == ["openen", "start", "stap", "stap", "prioritering"]


@pytest.mark.parametrize(
    ("stappen", "soort", "gegevens", "wie"),
    [
        ((), "afsluiting", {"eindcriterium": "overlast_gestopt"}, ("gemeente",)),
        (
            (3, 4), "prioritering", {"prioritering": "nee", "randvoorwaarden": []},
            ("gemeente", "politie", "om"),
        ),
    ],
)  # fmt: skip
def test_wie_een_groep_leest_ziet_op_welke_dag_zij_echt_eindigde(
    balie: Opstelling,
    stappen: tuple[int, ...],
    soort: str,
    gegevens: dict[str, Any],
    wie: tuple[str, ...],
) -> None:
    """De dag in Amsterdam waarop het besluit viel, en niet die waarop iemand kijkt."""
    for stap in stappen:
        balie.groepsbesluit("stap", {"stap": stap}, "gemeente")
    assert _groep(balie)["afgeslotenOp"] is None
    balie.klok.nu = balie.klok().replace(hour=23, minute=30)
    assert balie.groepsbesluit(soort, gegevens, *wie).status_code == 201
    morgen = (balie.klok().date() + timedelta(days=1)).isoformat()
    balie.klok.vooruit(days=40)
    assert _groep(balie)["afgeslotenOp"] == morgen
    (gelezen,) = balie.haal("/v1/groepen").json()["groepen"]
    assert gelezen == _groep(balie)


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
    eigen = balie.handtekeningen(besluit, "gemeente")
    onbekend = {**eigen, "waterschap": {**eigen["gemeente"], "handtekening": "a..b"}}
    assert balie.dien_besluit_in(besluit, onbekend).status_code == 403
    ongevraagd = balie.handtekeningen(besluit, "gemeente", "politie")
    antwoord = balie.dien_besluit_in(besluit, ongevraagd)
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "/handtekeningen/politie"
    assert _groep(balie)["stap"] == 2
    assert len(bladen_van(balie, "groepsbesluit")) == 2


def test_wie_besluit_staat_met_zijn_functie_in_het_log(gateway: Opstelling) -> None:
    blad = bladen_van(gateway, "groepsbesluit")[1]
    assert blad["besluit"]["soort"] == "start"
    assert set(blad["handtekeningen"]) == {"gemeente"}
    getekend = blad["handtekeningen"]["gemeente"]
    assert getekend["medewerker"] == BESLISSERS["gemeente", "burgemeester"]
    assert getekend["functie"] == "burgemeester"


@pytest.mark.parametrize(
    ("soort", "gegevens", "partijen", "verkeerd"),
    [
        ("afsluiting", {"eindcriterium": "overlast_gestopt"}, ["gemeente"], "regisseur"),
        ("onderzoek", {"van": "2026-11-20"}, ["om"], "parketsecretaris"),
        ("stap", {"stap": 3}, ["gemeente"], "burgemeester"),
    ],
)
def test_alleen_wie_daarover_gaat_besluit(
    balie: Opstelling,
    soort: str,
    gegevens: dict[str, Any],
    partijen: list[str],
    verkeerd: str,
) -> None:
    """De regisseur tekent niet voor de burgemeester, en de burgemeester niet voor de regisseur."""
    besluit = _besluit(balie, soort, gegevens)
    wie = {**{f: w for (_, f), w in BESLISSERS.items()}, "parketsecretaris": MEDEWERKERS["om"][0]}
    door = balie.handtekeningen(besluit, *partijen, wie=wie[verkeerd])
    antwoord = balie.dien_besluit_in(besluit, door)
    assert antwoord.status_code == 403
    assert [reden["code"] for reden in antwoord.json()["redenen"]] == ["BESLUIT_FUNCTIE"]
    assert _groep(balie)["stap"] == 2
    goed = balie.handtekeningen(besluit, *partijen)
    assert balie.dien_besluit_in(besluit, goed).status_code == 201


@pytest.mark.parametrize(
    "anders",
    [
        {"vog": False},
        {"geheimhouding": False},
        {"aangewezen": False},
        {"geautoriseerd": False},
        {"geldigTot": "2026-11-22"},
    ],
)
def test_zonder_volledige_autorisatie_besluit_niemand(
    balie: Opstelling, anders: dict[str, Any]
) -> None:
    wie = BESLISSERS["gemeente", "burgemeester"]
    document = autorisatie("gemeente", "burgemeester", **anders)
    assert balie.zet_autorisatie(wie, document, "gemeente").status_code == 200
    antwoord = balie.groepsbesluit("afsluiting", {"eindcriterium": "overlast_gestopt"}, "gemeente")
    assert antwoord.status_code == 403
    assert antwoord.json()["redenen"][0]["code"] == "BESLUIT_FUNCTIE"


def test_een_medewerker_van_een_ander_besluit_niet_voor_ons(balie: Opstelling) -> None:
    besluit = _besluit(balie, "onderzoek", {"van": "2026-11-20"})
    vreemd = balie.handtekeningen(besluit, "om", wie=BESLISSERS["gemeente", "burgemeester"])
    assert waarom(balie.dien_besluit_in(besluit, vreemd)).startswith(
        "403 handtekeningen-onvolledig: Het groepsbesluit is niet"
    )
    niemand = balie.handtekeningen(besluit, "om", wie="0193aaaa-0000-7000-8000-0000000000ee")
    assert waarom(balie.dien_besluit_in(besluit, niemand)).startswith(
        "403 handtekeningen-onvolledig: Het groepsbesluit is niet"
    )


@pytest.mark.parametrize(
    ("soort", "gegevens", "groep"),
    [
        ("openen", {"code": "Familie Nooitgedacht"}, "0193aaaa-0000-7000-8000-0000000000fe"),
        ("openen", {"code": "RTM-2026-1"}, "0193aaaa-0000-7000-8000-0000000000fe"),
        ("afsluiting", {"eindcriterium": "het-is-mooi-geweest"}, GROEP),
        ("afsluiting", {"eindcriterium": "overlast_gestopt", "reden": "Kruimel"}, GROEP),
    ],
)
def test_een_woord_van_iemand_zelf_komt_in_geen_besluit(
    balie: Opstelling, soort: str, gegevens: dict[str, Any], groep: str
) -> None:
    voor = len(lees_log(balie))
    antwoord = balie.groepsbesluit(soort, gegevens, "gemeente", groep=groep)
    assert antwoord.status_code in (400, 409)
    assert len(lees_log(balie)) == voor


def test_een_stap_overslaan_kan_niet(balie: Opstelling) -> None:
    antwoord = balie.groepsbesluit("stap", {"stap": 6}, "gemeente")
    assert antwoord.status_code == 409
    assert antwoord.json()["type"].endswith("groepsbesluit-botst")
    assert antwoord.json()["redenen"][0]["uitleg"]


def test_een_startbesluit_zonder_drie_meldingen_start_niets(kale_gateway: Opstelling) -> None:
    kale_gateway.registreer("gemeente")
    kale_gateway.registreer_beslissers()
    geopend = kale_gateway.groepsbesluit("openen", {"code": "RTM-2026-001"}, "gemeente")
    assert geopend.status_code == 201
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
    assert waarom(antwoord).startswith("409 kenmerk-al-gebruikt: Dit kenmerk is al gebruikt voor")


def test_twee_groepen_met_dezelfde_code_kan_niet(balie: Opstelling) -> None:
    ander = "0193aaaa-0000-7000-8000-0000000000ff"
    antwoord = balie.groepsbesluit("openen", {"code": SCHUILNAAM}, "gemeente", groep=ander)
    assert waarom(antwoord).startswith("409 groepsbesluit-botst: Dit groepsbesluit kan niet")
    assert waarom(balie.haal(f"/v1/groepen/{ander}")).startswith("404 Niet gevonden: Deze groep")


def test_een_besluit_uit_de_toekomst_wordt_geweigerd(balie: Opstelling) -> None:
    besluit = {**_besluit(balie, "stap", {"stap": 3}), "tijdstip": "2026-11-23T11:00:00Z"}
    antwoord = balie.dien_besluit_in(besluit, balie.handtekeningen(besluit, "gemeente"))
    assert antwoord.status_code == 400


def test_een_onbekende_organisatie_dient_niets_in(balie: Opstelling) -> None:
    besluit = _besluit(balie, "stap", {"stap": 3})
    handtekeningen = balie.handtekeningen(besluit, "gemeente")
    assert waarom(balie.dien_besluit_in(besluit, handtekeningen, als="gateway")).startswith(
        "403 andere-afzender: De organisatie achter deze verbinding"
    )


def test_groepen_worden_per_pagina_gelezen(balie: Opstelling) -> None:
    for nummer in range(3):
        groep = f"0193aaaa-0000-7000-8000-00000000010{nummer}"
        code = {"code": f"RTM-2026-00{nummer + 1}"}
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
    assert gelezen == [SCHUILNAAM, "RTM-2026-001", "RTM-2026-002", "RTM-2026-003"]


@pytest.mark.parametrize(
    ("soort", "gegevens", "partijen"),
    [
        ("afsluiting", {"eindcriterium": "overlast_gestopt"}, ["gemeente"]),
        ("prioritering", _JA, ["gemeente", "politie", "om"]),
    ],
)
def test_wie_de_groep_opende_besluit_er_later_niet_over(
    balie: Opstelling, soort: str, gegevens: dict[str, Any], partijen: list[str]
) -> None:
    """De regisseur die opende neemt waar als burgemeester: haar functie mag het, zij niet."""
    for stap in (3, 4):
        assert balie.groepsbesluit("stap", {"stap": stap}, "gemeente").status_code == 201
    wie = BESLISSERS["gemeente", "regisseur"]
    waarnemend = autorisatie("gemeente", "burgemeester")
    assert balie.zet_autorisatie(wie, waarnemend, "gemeente").status_code == 200
    besluit = _besluit(balie, soort, gegevens)
    anderen = balie.handtekeningen(besluit, *partijen)
    alleen = {**anderen, **balie.handtekeningen(besluit, "gemeente", wie=wie)}
    antwoord = balie.dien_besluit_in(besluit, alleen)
    assert antwoord.status_code == 403
    (reden,) = antwoord.json()["redenen"]
    assert reden["code"] == "BESLUIT_VIER_OGEN"
    assert "groep openen" in reden["uitleg"]
    assert _groep(balie)["stap"] == 4
    assert balie.dien_besluit_in(besluit, anderen).status_code == 201


_ADVIES = {"soort": "advies", "digest": "A" * 43}


def test_de_stukken_onder_een_besluit_staan_in_wat_er_is_getekend(balie: Opstelling) -> None:
    for stap in (3, 4):
        assert balie.groepsbesluit("stap", {"stap": stap}, "gemeente").status_code == 201
    besluit = _besluit(balie, "prioritering", {**_JA, "stukken": [_ADVIES]})
    handtekeningen = balie.handtekeningen(besluit, "gemeente", "politie", "om")
    ander = {**besluit, "gegevens": {**_JA, "stukken": [{**_ADVIES, "digest": "B" * 43}]}}
    assert balie.dien_besluit_in(ander, handtekeningen).status_code == 403
    assert balie.dien_besluit_in(besluit, handtekeningen).status_code == 201
    blad = bladen_van(balie, "groepsbesluit")[-1]
    assert blad["besluit"]["gegevens"]["stukken"] == [_ADVIES]
    assert "stukken" not in _groep(balie)


@pytest.mark.parametrize(
    ("stukken", "pad"),
    [
        ([{"soort": "leerpunten", "digest": "A" * 43}], "/gegevens/stukken/0/soort"),
        ([_ADVIES, _ADVIES], "/gegevens/stukken/1"),
        ([{"soort": "advies", "digest": "kort"}], "/gegevens/stukken/0/digest"),
        ([{"soort": "advies"}], "/gegevens/stukken/0/digest"),
        ([_ADVIES] * 21, "/gegevens/stukken"),
        ("advies", "/gegevens/stukken"),
    ],
)
def test_een_stuk_dat_er_niet_onder_kan_liggen(
    balie: Opstelling, stukken: object, pad: str
) -> None:
    for stap in (3, 4):
        assert balie.groepsbesluit("stap", {"stap": stap}, "gemeente").status_code == 201
    antwoord = balie.groepsbesluit(
        "prioritering", {**_JA, "stukken": stukken}, "gemeente", "politie", "om"
    )
    assert antwoord.status_code == 400
    assert any(pad in fout["melding"] for fout in antwoord.json()["fouten"]), antwoord.text


def test_onder_een_afsluiting_ligt_geen_stuk(balie: Opstelling) -> None:
    antwoord = balie.groepsbesluit(
        "afsluiting", {"eindcriterium": "overlast_gestopt", "stukken": [_ADVIES]}, "gemeente"
    )
    assert antwoord.status_code == 400
    assert "hoort niet bij dit besluit" in antwoord.json()["fouten"][0]["melding"]
