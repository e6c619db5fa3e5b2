"""Twee mensen leggen tegelijk hetzelfde voor het eerst vast: één lukt, de ander hoort het.

Op PostgreSQL staan beide echt tegelijk voor hun eerste regel: ze keken allebei en zagen niets. Op
SQLite schrijft er één tegelijk; daar ziet de tweede wat de eerste deed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.hulp.ontmoeting import ontmoeting, schrijft_samen
from tests.integratie.partij.bureau import Bureau, Klant
from tests.integratie.partij.gemeente.test_aanpak import BEVESTIGD, DEFINITIE, TEKST
from tests.integratie.partij.kantoor import Kantoor

Vraag = tuple[str, str, dict[str, Any]]


def _botsing(
    bureau: Bureau, klant: Klant, tabel: str, *vragen: Vraag
) -> tuple[httpx.Response, httpx.Response]:
    """Wie won en wie te laat was; op PostgreSQL hoort die laatste altijd hetzelfde."""
    engine = bureau.uitwisseling.dienst.engine
    samen = schrijft_samen(engine)
    with ontmoeting(engine, f"INSERT INTO {tabel} ", samen=samen) as wachter:
        antwoorden = klant.tegelijk(*vragen)
    gelukt, te_laat = sorted(antwoorden, key=lambda een: een.status_code)
    assert gelukt.status_code in {200, 201}, gelukt.text
    assert wachter.gelukt == samen
    if samen:
        assert te_laat.status_code == 409, te_laat.text
        assert te_laat.json()["detail"].startswith("Iemand anders legde dit net vast.")
    return gelukt, te_laat


def _document(kantoor: Kantoor) -> tuple[str, str]:
    kantoor.naar_stap(3)
    return f"/probleemdefinities/{kantoor.groep}", "groepsdocument_versie"


def _groepsverband(kantoor: Kantoor) -> tuple[str, str]:
    return f"/groepen/{kantoor.groep}/groepsverband", "groepsverband"


def _reeks(_: Kantoor) -> tuple[str, str]:
    # Dat er niemand in staat gaat in dezelfde transactie mee, en komt het eerst.
    return f"/overlegreeksen/{nieuw_id()}", "tekstbevestiging"


ZINNEN = ("Het werd drukker.", "Het werd rustiger.")
REEKS = {
    "doel": TEKST, "frequentie": "elke maand", "samenstelling": ["regisseur"], **BEVESTIGD,
}  # fmt: skip
GEVALLEN: dict[str, tuple[Callable[[Kantoor], tuple[str, str]], str, dict[str, Any]]] = {
    "document": (_document, "aard", {**DEFINITIE, **BEVESTIGD}),
    "groepsverband": (
        _groepsverband,
        "motivering",
        {"hoofdzakelijk": True, "motivering": TEKST, **BEVESTIGD},
    ),
    "overlegreeks": (_reeks, "doel", REEKS),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_van_twee_eerste_versies_blijft_er_een_en_de_ander_hoort_het(
    kantoor: Kantoor, geval: str
) -> None:
    waar, lid, document = GEVALLEN[geval]
    pad, tabel = waar(kantoor)
    if geval == "overlegreeks":
        document = {**document, "groep": kantoor.groep}
    vragen: list[Vraag] = [
        ("PUT", pad, {"json": {**document, lid: f"{TEKST} {zin}"}}) for zin in ZINNEN
    ]
    gelukt, te_laat = _botsing(kantoor.gemeente, kantoor.regisseur, tabel, *vragen)
    # Wie echt na de ander kwam, moet zeggen op welke versie zijn wijziging rust.
    assert te_laat.status_code in {409, 412, 428}
    nu = kantoor.regisseur.vraag("GET", pad)
    assert {lid: nu.json()[lid] for lid in gelukt.json()} == gelukt.json()
    assert nu.json()["versie"] == 1
    opnieuw = kantoor.regisseur.vraag(
        "PUT", pad, **vragen[0][2], headers={"If-Match": nu.headers["ETag"]}
    )
    assert (opnieuw.status_code, opnieuw.json()["versie"]) == (200, 2), opnieuw.text


def test_een_melding_die_twee_mensen_tegelijk_overtikken_telt_een_keer(kantoor: Kantoor) -> None:
    groep = f"/groepen/{kantoor.groep}"
    melding = {
        "bron": "politie",
        "bronkenmerk": "PL-2026-1",
        "datum": "2026-10-01",
        "plek": "het plein",
        "omschrijving": TEKST,
        **BEVESTIGD,
    }
    # De eerste melding van een groep legt ook haar zout vast; hier gaat het om wat daarna komt.
    kantoor.regisseur.maak(f"{groep}/meldingen", {**melding, "bronkenmerk": "PL-2026-0"})
    vraag = ("POST", f"{groep}/meldingen", {"json": melding})
    _, te_laat = _botsing(kantoor.gemeente, kantoor.regisseur, "groepsmelding", vraag, vraag)
    assert te_laat.status_code == 409
    assert len(kantoor.regisseur.haal(f"{groep}/meldingen")["meldingen"]) == 2


def test_een_ouder_die_twee_mensen_tegelijk_vastleggen_staat_er_een_keer(kantoor: Kantoor) -> None:
    kind, ouder = kantoor.persoon(), kantoor.persoon("Wende Verzonnen", "1980-02-03")
    pad = f"/personen/{kind}/vertegenwoordigers"
    vraag = ("POST", pad, {"json": {"ouderId": ouder, "soort": "ouder"}})
    _, te_laat = _botsing(kantoor.politie, kantoor.analist, "vertegenwoordiger", vraag, vraag)
    assert te_laat.status_code in {201, 409}
    assert len(kantoor.analist.haal(pad)["vertegenwoordigers"]) == 1


def test_een_lid_dat_twee_mensen_tegelijk_toevoegen_heeft_een_pseudoniem(kantoor: Kantoor) -> None:
    persoon = kantoor.analist.maak(
        "/personen", {"naam": "Jorrit Verzonnen", "geboortedatum": "2010-05-04"}
    )["id"]
    pad = f"/groepen/{kantoor.groep}/leden"
    vraag = ("POST", pad, {"json": {"persoonId": persoon, "categorie": 1}})
    engine = kantoor.politie.uitwisseling.dienst.engine
    with ontmoeting(engine, "INSERT INTO groepslid ", samen=False) as wachter:
        antwoorden = kantoor.analist.tegelijk(vraag, vraag)
    # De tweede wacht op het slot van de persoon, en vindt dan wat de eerste deed.
    assert not wachter.gelukt
    assert [een.status_code for een in antwoorden] == [201, 201]
    assert len({een.json()["betrokkene"] for een in antwoorden}) == 1
    assert len(kantoor.analist.haal(pad)["leden"]) == 1
