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


def _samen(*delen: tuple[int, object], samen: int = 200) -> tuple[list[str], object]:
    """Wat een portaal vroeg en kreeg, bij een dienst die op `_samen` dit antwoordt."""
    gevraagd: list[str] = []

    def antwoord(verzoek: httpx.Request) -> httpx.Response:
        gevraagd.append(str(verzoek.url).removeprefix(DIENST))
        if verzoek.method == "GET":
            return httpx.Response(200, json={"apart": gevraagd[-1]})
        antwoorden = [{"status": status, "inhoud": inhoud} for status, inhoud in delen]
        return httpx.Response(samen, json={"antwoorden": antwoorden})

    async def vraag() -> list[object]:
        vervoer = httpx.MockTransport(antwoord)
        async with httpx.AsyncClient(base_url=DIENST, transport=vervoer) as klant:
            return await Apigesprek(klant, "token").samen("/groepen?code=x", "/werklijst")

    return gevraagd, asyncio.run(vraag())


def test_bij_een_dienst_die_ouder_is_vraagt_het_elke_lezing_apart() -> None:
    for status in (404, 405):
        gevraagd, gekregen = _samen(samen=status)
        assert gevraagd == ["/_samen", "/groepen?code=x", "/werklijst"]
        assert gekregen == [{"apart": "/groepen?code=x"}, {"apart": "/werklijst"}]


def test_alleen_wat_niet_paste_vraagt_het_apart_en_wat_er_niet_is_niet() -> None:
    gevraagd, gekregen = _samen((413, {}), (200, {"werk": []}))
    assert gevraagd == ["/_samen", "/groepen?code=x"]
    assert gekregen == [{"apart": "/groepen?code=x"}, {"werk": []}]
    with pytest.raises(ApiFout) as fout:
        _samen((200, {}), (404, {"status": 404}))
    assert fout.value.status == 404


def test_een_gewoon_adres_komt_waar_het_zegt() -> None:
    assert _vraag("/werklijst", "/partijdocumenten/om/1.2") == [
        f"{DIENST}/werklijst", f"{DIENST}/partijdocumenten/om/1.2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pad", "koppen", "zond", "herhaalbaar"),
    [
        ("/personen/_zoek", {}, 0, True),
        ("/concepten/start/x", {}, 0, True),
        ("/personen", {}, 1, False),
        ("/personen", {"Idempotency-Key": "s"}, 1, True),
        ("/besluiten/_teken", {}, 1, True),
    ],
)
def test_een_scherm_weet_of_er_al_iets_kan_zijn_gedaan(
    pad: str, koppen: dict[str, str], zond: int, herhaalbaar: bool
) -> None:
    """Valt de dienst daarna weg, dan zegt het niet dat er niets is verstuurd."""

    async def vraag() -> Apigesprek:
        vervoer = httpx.MockTransport(lambda _: httpx.Response(200, json={}))
        async with httpx.AsyncClient(base_url=DIENST, transport=vervoer) as klant:
            gesprek = Apigesprek(klant, "token")
            await gesprek.stuur("POST", pad, {}, koppen=koppen)
            await gesprek.haal("/groepen")
            return gesprek

    gesprek = asyncio.run(vraag())
    assert (gesprek.zond, gesprek.herhaalbaar) == (zond, herhaalbaar)
