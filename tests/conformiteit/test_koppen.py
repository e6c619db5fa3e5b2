"""Wat elk antwoord van elk onderdeel meekrijgt, ook als het over niets gaat."""

from __future__ import annotations

import re

import pytest

from tests.conformiteit.afzender import verbinding
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.probleem import eis_probleem, eis_vaste_koppen

OPEN = ["/v1/gezondheid", "/v1/gezondheid/gereed", "/v1/openapi.json"]
ONDERDELEN = ["gateway", "gemeente", "politie", "om"]


def _url(buiten: Buitenstaander, onderdeel: str) -> str:
    return buiten.doel.diensten.get(onderdeel, buiten.doel.gateway)


@pytest.mark.parametrize("onderdeel", ONDERDELEN)
@pytest.mark.parametrize("pad", OPEN)
def test_open_adres_geeft_de_vaste_koppen(buiten: Buitenstaander, onderdeel: str, pad: str) -> None:
    with verbinding(buiten.doel, None, _url(buiten, onderdeel)) as client:
        antwoord = client.get(pad)
    assert antwoord.status_code == 200, antwoord.text
    eis_vaste_koppen(antwoord)


@pytest.mark.parametrize("onderdeel", ONDERDELEN)
def test_beschrijving_is_openapi_3_voor_iedereen(buiten: Buitenstaander, onderdeel: str) -> None:
    with verbinding(buiten.doel, None, _url(buiten, onderdeel)) as client:
        antwoord = client.get("/v1/openapi.json", headers={"origin": "https://elders.example"})
    assert antwoord.headers["access-control-allow-origin"] == "*"
    beschrijving = antwoord.json()
    assert beschrijving["openapi"].startswith("3.")
    assert {"name", "email", "url"} <= set(beschrijving["info"]["contact"])
    assert beschrijving["info"]["version"] == antwoord.headers["api-version"]
    assert all(server["url"].startswith("https://") for server in beschrijving["servers"])
    for pad in beschrijving["paths"]:
        assert not pad.endswith("/"), pad


@pytest.mark.parametrize("onderdeel", ONDERDELEN)
def test_ook_een_404_en_een_405_hebben_de_vaste_koppen(
    buiten: Buitenstaander, onderdeel: str
) -> None:
    with verbinding(buiten.doel, None, _url(buiten, onderdeel)) as client:
        eis_probleem(client.get("/v1/bestaat-niet"), 404)
        eis_probleem(client.delete("/v1/gezondheid"), 405)


@pytest.mark.parametrize("partij", ["gemeente", "politie", "om"])
@pytest.mark.parametrize("pad", ["/v1/personen", "/v1/verstrekkingen", "/v1/autorisaties"])
def test_zonder_token_is_er_bij_een_partij_niets_te_halen(
    buiten: Buitenstaander, partij: str, pad: str
) -> None:
    """Ook niet met het transportcertificaat van een andere partij, of dat van haar zelf."""
    doel = buiten.doel
    for wie in (None, doel.partijen["om"], doel.partijen[partij]):
        with verbinding(doel, wie, doel.diensten[partij]) as client:
            antwoord = client.get(pad)
        eis_probleem(antwoord, 401)
        assert "Bearer" in antwoord.headers["www-authenticate"]


def test_spoor_en_verzoekkenmerk_komen_terug(buiten: Buitenstaander) -> None:
    spoor = f"00-{'1f' * 16}-{'2e' * 8}-01"
    antwoord = buiten.als("politie").get(
        "/v1/partijen", headers={"traceparent": spoor, "x-request-id": "verzoek-42"}
    )
    assert antwoord.headers["x-request-id"] == "verzoek-42"
    terug = antwoord.headers["traceparent"].split("-")
    assert terug[1] == "1f" * 16, "hetzelfde spoor"
    assert re.fullmatch(r"[0-9a-f]{16}", terug[2])


@pytest.mark.parametrize("spoor", ["", "rommel", f"00-{'0' * 32}-{'2e' * 8}-01", "ff" * 400])
def test_een_spoor_dat_niet_deugt_houdt_niets_tegen(buiten: Buitenstaander, spoor: str) -> None:
    antwoord = buiten.als("politie").get("/v1/partijen", headers={"traceparent": spoor})
    assert antwoord.status_code == 200
    assert re.fullmatch(
        r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", antwoord.headers["traceparent"]
    )


def test_andere_oorsprong_mag_een_antwoord_niet_lezen(buiten: Buitenstaander) -> None:
    antwoord = buiten.als("politie").get(
        "/v1/partijen", headers={"origin": "https://elders.example"}
    )
    assert "access-control-allow-origin" not in antwoord.headers
