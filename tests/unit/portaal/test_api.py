"""Wat iemand in een adres zet brengt zijn token naar dat adres, en nergens anders."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from shared.portaal.api import ApiFout, Apigesprek

DIENST = "https://dienst.example/v1"


def _vraag(*paden: str) -> list[str]:
    """Waar een portaal kwam dat deze paden na elkaar vroeg."""
    gevraagd: list[str] = []

    def antwoord(verzoek: httpx.Request) -> httpx.Response:
        gevraagd.append(str(verzoek.url))
        return httpx.Response(200, json={})

    async def vraag() -> None:
        vervoer = httpx.MockTransport(antwoord)
        async with httpx.AsyncClient(base_url=DIENST, transport=vervoer) as klant:
            for pad in paden:
                await Apigesprek(klant, "token").haal(pad)

    asyncio.run(vraag())
    return gevraagd


@pytest.mark.parametrize(
    "pad",
    [
        "/incidentvoorstellen/../personen/0193aaaa-0000-7000-8000-000000000001",
        "/incidentvoorstellen/..",
        "/incidentvoorstellen/./x",
        "https://elders.example/v1/werklijst",
        "werklijst",
    ],
)
def test_een_adres_dat_ergens_anders_uitkomt_is_er_niet(pad: str) -> None:
    with pytest.raises(ApiFout) as fout:
        _vraag(pad)
    assert fout.value.status == 404


def test_een_gewoon_adres_komt_waar_het_zegt() -> None:
    assert _vraag("/werklijst", "/partijdocumenten/om/1.2") == [
        f"{DIENST}/werklijst", f"{DIENST}/partijdocumenten/om/1.2",
    ]  # fmt: skip
