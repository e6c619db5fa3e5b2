"""Een auditor over alle partijen: drie mensen tekenen, elk bij de eigen dienst."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.keten import Keten, draaiende_keten

TEKENAARS = {"politie": "teamchef", "om": "officier", "gemeente": "burgemeester"}
"""Wie er van elke partij een aanstelling tekent."""
VOORBEREIDERS = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}


@pytest.fixture(scope="module", params=SOORTEN)
def keten(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Keten]:
    map_ = tmp_path_factory.mktemp("keten")
    with databanken(request, map_) as nieuw, draaiende_keten(nieuw, uitgever, pki, map_) as alles:
        yield alles


@pytest.fixture(scope="module")
def tekenaars(keten: Keten) -> dict[str, Klant]:
    return {code: keten.medewerker(code, functie)[0] for code, functie in TEKENAARS.items()}


@pytest.fixture
def auditor(keten: Keten) -> str:
    """Iemand van het OM die het log mag lezen, als de drie partijen dat willen."""
    keten.klok.nu = VasteKlok().nu
    _, wie = keten.medewerker("om", "auditor", naam=nieuw_id())
    return wie


def vraag(auditor: str, **anders: Any) -> dict[str, Any]:
    return {
        "autorisatie": auditor,
        "opdracht": "wettelijke-audit",
        "van": "2026-11-23",
        "tot": "2027-05-22",
        **anders,
    }


def teken(klant: Klant, kenmerk: str, digest: str) -> httpx.Response:
    return klant.vraag("POST", f"/aanstellingen/{kenmerk}/_onderteken", json={"digest": digest})


def stel_aan(tekenaars: dict[str, Klant], auditor: str, **anders: Any) -> dict[str, Any]:
    """De burgemeester legt voor, de anderen lezen en tekenen; hoe zij er dan voor staat."""
    gelegd: dict[str, Any] = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor, **anders))
    for code in ("politie", "om"):
        kenmerk = gelegd["aanstelling"]["id"]
        (gelezen,) = tekenaars[code].haal(f"/aanstellingen/{kenmerk}")["versies"]
        antwoord = teken(tekenaars[code], kenmerk, gelezen["digest"])
        assert antwoord.status_code == 200, antwoord.text
        gelegd = antwoord.json()
    return gelegd


def werk(klant: Klant) -> list[dict[str, Any]]:
    lijst = klant.haal("/werklijst?soort=aanstelling-ondertekenen")
    assert lijst["volledig"] is True
    rijen: list[dict[str, Any]] = lijst["werk"]
    return rijen


def wachtend_werk(klant: Klant, kenmerk: str) -> list[dict[str, Any]]:
    return [stuk for stuk in werk(klant) if stuk["onderwerp"] == kenmerk]


def test_zij_geldt_pas_als_de_derde_heeft_getekend_wat_hij_zelf_las(
    tekenaars: dict[str, Klant], auditor: str
) -> None:
    gelegd = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor))
    kenmerk = gelegd["aanstelling"]["id"]
    assert (gelegd["stand"], gelegd["geldt"]) == ("open", False)
    assert gelegd["wachtOp"] == ["politie", "om"]
    assert gelegd["digest"] == digest_header(jcs(gelegd["aanstelling"]))
    for code in ("politie", "om"):
        (gelezen,) = tekenaars[code].haal(f"/aanstellingen/{kenmerk}")["versies"]
        assert gelezen["aanstelling"] == gelegd["aanstelling"]
        assert (gelezen["partij"], gelezen["functie"]) == ("om", "auditor")
        assert gelezen["opdracht"] == "de audit die de wet vraagt"
        getekend = teken(tekenaars[code], kenmerk, gelezen["digest"]).json()
    assert (getekend["stand"], getekend["geldt"], getekend["wachtOp"]) == ("geldig", True, [])
    assert getekend["bladnummer"] is not None


def test_wie_moet_tekenen_heeft_het_op_zijn_werklijst_en_een_ander_niet(
    keten: Keten, tekenaars: dict[str, Klant], auditor: str
) -> None:
    kenmerk = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor))["aanstelling"]["id"]
    analist, _ = keten.medewerker("politie", "analist", naam=nieuw_id())
    assert wachtend_werk(analist, kenmerk) == []
    assert wachtend_werk(tekenaars["gemeente"], kenmerk) == [], "die heeft al getekend"
    (stuk,) = wachtend_werk(tekenaars["politie"], kenmerk)
    assert stuk["functies"] == ["teamchef"]
    assert "de audit die de wet vraagt" in stuk["titel"]
    (gelezen,) = tekenaars["politie"].haal(stuk["pad"])["versies"]
    teken(tekenaars["politie"], kenmerk, gelezen["digest"])
    assert wachtend_werk(tekenaars["politie"], kenmerk) == []
    assert len(wachtend_werk(tekenaars["om"], kenmerk)) == 1


@pytest.mark.parametrize("code", TEKENAARS)
def test_in_een_andere_functie_tekent_en_beeindigt_niemand(
    keten: Keten, tekenaars: dict[str, Klant], auditor: str, code: str
) -> None:
    gelegd = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor))
    kenmerk = gelegd["aanstelling"]["id"]
    ander, _ = keten.medewerker(code, VOORBEREIDERS[code], naam=nieuw_id())
    pad = f"/aanstellingen/{kenmerk}"
    for antwoord in (
        ander.vraag("POST", "/aanstellingen", json=vraag(auditor)),
        teken(ander, kenmerk, gelegd["digest"]),
        ander.vraag("POST", f"{pad}/_beeindig", json={"versie": 1}),
    ):
        assert antwoord.status_code == 403, antwoord.text
        if code == "gemeente":  # De anderen tekenen in deze functie helemaal niets.
            assert TEKENAARS[code] in antwoord.json()["detail"]
    (stand,) = tekenaars[code].haal(pad)["versies"]
    assert (stand["stand"], stand["getekendDoor"]) == ("open", ["gemeente"])


def test_een_ander_stuk_dan_hij_las_tekent_niemand(
    tekenaars: dict[str, Klant], auditor: str
) -> None:
    een = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor))
    ander = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor, opdracht="evaluatie"))
    antwoord = teken(tekenaars["om"], een["aanstelling"]["id"], ander["digest"])
    assert antwoord.status_code == 409
    (stand,) = tekenaars["om"].haal(f"/aanstellingen/{een['aanstelling']['id']}")["versies"]
    assert stand["getekendDoor"] == ["gemeente"]


def test_elke_fout_in_een_aanstelling_wordt_genoemd_en_er_komt_niets_van(
    tekenaars: dict[str, Klant], auditor: str
) -> None:
    fout = vraag(auditor, opdracht="nieuwsgierig", van="2026-01-01", tot="2030-01-01")
    antwoord = tekenaars["politie"].vraag("POST", "/aanstellingen", json=fout)
    assert antwoord.status_code == 400
    assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/opdracht", "/tot", "/van"]
    onbekend = vraag(nieuw_id())
    antwoord = tekenaars["politie"].vraag("POST", "/aanstellingen", json=onbekend)
    assert antwoord.status_code == 400
    assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/autorisatie"]
    lijst = tekenaars["politie"].haal("/aanstellingen")["aanstellingen"]
    assert onbekend["autorisatie"] not in [een["aanstelling"]["autorisatie"] for een in lijst]


@pytest.mark.parametrize("code", TEKENAARS)
def test_een_partij_alleen_beeindigt_haar_meteen(
    tekenaars: dict[str, Klant], auditor: str, code: str
) -> None:
    geldt = stel_aan(tekenaars, auditor)
    pad = f"/aanstellingen/{geldt['aanstelling']['id']}"
    for _ in range(2):  # Nog eens vragen verandert niets.
        antwoord = tekenaars[code].vraag("POST", f"{pad}/_beeindig", json={"versie": 1})
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.json()["beeindigdDoor"] == code
    for klant in tekenaars.values():
        (stand,) = klant.haal(pad)["versies"]
        assert (stand["stand"], stand["geldt"], stand["beeindigdDoor"]) == (
            "beeindigd", False, code,
        )  # fmt: skip
    assert teken(tekenaars["om"], geldt["aanstelling"]["id"], geldt["digest"]).status_code == 409


def test_dezelfde_vraag_met_een_eigen_kenmerk_geeft_dezelfde_aanstelling(
    tekenaars: dict[str, Klant], auditor: str
) -> None:
    kenmerk = nieuw_id()
    eerste = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor, id=kenmerk))
    assert tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor, id=kenmerk)) == eerste
    van_een_ander = tekenaars["om"].vraag("POST", "/aanstellingen", json=vraag(auditor, id=kenmerk))
    assert van_een_ander.status_code == 409, "wie haar nog niet las, tekent haar niet"


def test_een_nieuwe_versie_vervangt_de_oude_pas_als_iedereen_tekende(
    tekenaars: dict[str, Klant], auditor: str
) -> None:
    kenmerk = stel_aan(tekenaars, auditor)["aanstelling"]["id"]
    korter = vraag(auditor, id=kenmerk, tot="2027-01-31")
    tekenaars["gemeente"].maak("/aanstellingen", korter)
    versies = tekenaars["om"].haal(f"/aanstellingen/{kenmerk}")["versies"]
    assert [een["stand"] for een in versies] == ["geldig", "open"]
    for code in ("politie", "om"):
        assert teken(tekenaars[code], kenmerk, versies[1]["digest"]).status_code == 200
    versies = tekenaars["politie"].haal(f"/aanstellingen/{kenmerk}")["versies"]
    assert [een["stand"] for een in versies] == ["vervangen", "geldig"]
    assert versies[1]["aanstelling"]["tot"] == "2027-01-31"


def test_wie_er_tekende_en_beeindigde_staat_in_het_eigen_journaal(
    keten: Keten, tekenaars: dict[str, Klant], auditor: str
) -> None:
    kenmerk = stel_aan(tekenaars, auditor)["aanstelling"]["id"]
    pad = f"/aanstellingen/{kenmerk}/_beeindig"
    assert tekenaars["om"].vraag("POST", pad, json={"versie": 1}).status_code == 200
    functionaris, _ = keten.medewerker("om", "privacyfunctionaris", naam=nieuw_id())
    regels = functionaris.haal(f"/journaal?bericht={kenmerk}")["journaal"]
    assert [(een["handeling"], een["soort"], een["besluit"]) for een in regels] == [
        ("ondertekend", "aanstelling", "wettelijke-audit"),
        ("beeindigd", "aanstelling", "wettelijke-audit"),
    ]
    assert all(een["medewerker"] and een["digest"] for een in regels)


def test_een_aanstelling_begint_niet_in_het_verleden(
    tekenaars: dict[str, Klant], auditor: str
) -> None:
    te_vroeg = tekenaars["gemeente"].vraag(
        "POST", "/aanstellingen", json=vraag(auditor, van="2026-11-22")
    )
    assert te_vroeg.status_code == 400
    assert te_vroeg.json()["fouten"] == [
        {"pad": "/van", "melding": "is al voorbij; kies vandaag of later"}
    ]


def test_een_lopende_aanstelling_verlengen_laat_haar_eerste_dag_staan(
    keten: Keten, tekenaars: dict[str, Klant], auditor: str
) -> None:
    gelegd = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor))
    keten.klok.vooruit(days=30)
    kenmerk = gelegd["aanstelling"]["id"]
    langer = tekenaars["gemeente"].maak(
        "/aanstellingen", vraag(auditor, id=kenmerk, tot="2027-10-01")
    )
    assert (langer["aanstelling"]["versie"], langer["aanstelling"]["van"]) == (2, "2026-11-23")


def test_naast_een_aanstelling_komt_er_geen_tweede_die_hetzelfde_zegt(
    tekenaars: dict[str, Klant], auditor: str
) -> None:
    gelegd = tekenaars["gemeente"].maak("/aanstellingen", vraag(auditor))
    dubbel = tekenaars["politie"].vraag("POST", "/aanstellingen", json=vraag(auditor))
    assert dubbel.status_code == 409
    assert gelegd["aanstelling"]["id"] in dubbel.json()["detail"]
    ander = vraag(auditor, opdracht="evaluatie")
    assert tekenaars["politie"].vraag("POST", "/aanstellingen", json=ander).status_code == 201
