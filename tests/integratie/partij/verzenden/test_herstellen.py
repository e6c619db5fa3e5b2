"""Wat niet aankwam wordt opnieuw samengesteld: één keer, wie het ook vraagt."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from tests.hulp.kenmerk import nieuw_id
from tests.hulp.ontmoeting import ontmoeting, schrijft_samen
from tests.integratie.partij.kantoor import Kantoor, iemand


@pytest.fixture
def geweigerd(kantoor: Kantoor) -> str:
    """Een verstrekking aan iemand die er niet is; het id."""
    opdracht = kantoor.opdracht(kantoor.persoon(), kantoor.vraag_om_informatie())
    opdracht["ontvangendeMedewerker"] = nieuw_id()
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.status_code == 403, antwoord.text
    return str(antwoord.json()["id"])


def _herstel(kantoor: Kantoor, bericht: str) -> tuple[str, dict[str, Any]]:
    pad = f"/v1/verstrekkingen/{bericht}/_hersamenstellen"
    return pad, {"ontvangendeMedewerker": kantoor.regisseur_id}


def _in_de_plaats_van(kantoor: Kantoor, bericht: str) -> list[str]:
    lijst = kantoor.analist.haal(f"/verstrekkingen?groep={kantoor.groep}")["verstrekkingen"]
    return [een["id"] for een in lijst if een["opnieuwVan"] == bericht]


def test_twee_medewerkers_tegelijk_maken_samen_een_bericht(
    kantoor: Kantoor, geweigerd: str
) -> None:
    collega, _ = iemand(kantoor.politie, "analist", kantoor.groep)
    pad, anders = _herstel(kantoor, geweigerd)
    engine = kantoor.politie.uitwisseling.dienst.engine
    samen = schrijft_samen(engine)

    async def tegelijk() -> list[httpx.Response]:
        klanten = (kantoor.analist.client, collega.client)
        return await asyncio.gather(*(een.post(pad, json=anders) for een in klanten))

    with ontmoeting(engine, "INSERT INTO uitgaand ", samen=samen) as wachter:
        antwoorden = kantoor.wereld.doe(tegelijk())
    assert wachter.gelukt == samen
    assert {een.status_code for een in antwoorden} <= {201, 202}
    (gemaakt,) = {een.json()["id"] for een in antwoorden}
    assert _in_de_plaats_van(kantoor, geweigerd) == [gemaakt]
    assert len(kantoor.ontvangen()) == 2, "naam en geboortedatum, één keer"


def test_een_sleutel_van_een_client_is_nooit_een_herstel(kantoor: Kantoor, geweigerd: str) -> None:
    opdracht = kantoor.opdracht(kantoor.persoon("Ander Verzonnen"), kantoor.vraag_om_informatie())
    koppen = {"Idempotency-Key": f"opnieuw:{geweigerd}"}
    eigen = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht, headers=koppen)
    assert (eigen.status_code, eigen.json()["opnieuwVan"]) == (201, None), eigen.text
    pad, anders = _herstel(kantoor, geweigerd)
    herstel = kantoor.analist.vraag("POST", pad.removeprefix("/v1"), json=anders)
    assert (herstel.status_code, herstel.json()["opnieuwVan"]) == (201, geweigerd), herstel.text
    assert herstel.json()["id"] != eigen.json()["id"]
    assert _in_de_plaats_van(kantoor, geweigerd) == [herstel.json()["id"]]


@pytest.mark.parametrize("storing", ["sterft-voor-bezorging", "sterft-na-bezorging"])
def test_na_een_dood_onderweg_is_opnieuw_vragen_hetzelfde_herstel(
    kantoor: Kantoor, geweigerd: str, storing: str
) -> None:
    """Toegezegd en nog niet bezorgd, of bezorgd en nog niet gehoord: het blijft één bericht."""
    kantoor.wereld.gateway.storingen.append(storing)
    pad, anders = _herstel(kantoor, geweigerd)
    vraag = ("POST", pad.removeprefix("/v1"))
    eerste = kantoor.analist.vraag(*vraag, json=anders)
    assert (eerste.status_code, eerste.json()["status"]) == (202, "wachtend"), eerste.text
    nogmaals = kantoor.analist.vraag(*vraag, json=anders)
    assert (nogmaals.status_code, nogmaals.json()["id"]) == (202, eerste.json()["id"])
    kantoor.wereld.klok.vooruit(seconds=10)
    kantoor.politie.ronde()
    assert kantoor.stand(eerste.json()["id"])["status"] == "afgeleverd"
    assert _in_de_plaats_van(kantoor, geweigerd) == [eerste.json()["id"]]
    assert len(kantoor.ontvangen()) == 2, "naam en geboortedatum, één keer"


def test_wat_de_databank_om_iets_anders_weigert_heet_geen_gebruikte_sleutel(
    eigen_kantoor: Kantoor,
) -> None:
    persoon, verzoek = eigen_kantoor.persoon(), eigen_kantoor.vraag_om_informatie()
    with eigen_kantoor.politie.uitwisseling.dienst.engine.begin() as verbinding:
        verbinding.execute(text("CREATE UNIQUE INDEX proef ON uitgaand (soort)"))
    opdracht = eigen_kantoor.opdracht(persoon, verzoek)
    assert eigen_kantoor.analist.maak("/verstrekkingen", opdracht)["status"] == "afgeleverd"
    antwoord = eigen_kantoor.analist.vraag(
        "POST", "/verstrekkingen", json=opdracht, headers={"Idempotency-Key": "nooit-eerder"}
    )
    assert antwoord.status_code == 409, antwoord.text
    assert "Idempotency-Key" not in antwoord.json()["detail"]
