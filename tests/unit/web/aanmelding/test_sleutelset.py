"""The provider's key set: kept, refreshed in time, and never asked for too often."""

from __future__ import annotations

import asyncio

import pytest

from shared.web.aanmelding.sleutelset import Sleutelset, SleutelsetOnbereikbaar
from shared.web.limieten import Limieten
from tests.unit.web.aanmelding.uitgever import EC, OIDC, RSA, Klok, Uitgever


def _sleutelset(uitgever: Uitgever) -> tuple[Sleutelset, Klok]:
    klok = Klok()
    return Sleutelset(OIDC, Limieten(), klok=klok, haal=uitgever), klok


def test_sleutels_worden_onthouden_en_op_tijd_ververst() -> None:
    uitgever = Uitgever(RSA)
    sleutels, klok = _sleutelset(uitgever)

    async def doe() -> None:
        for _ in range(3):
            assert await sleutels.zoek("rsa", "RS256")
        assert uitgever.gevraagd == 1
        klok.stand += 601
        assert await sleutels.zoek("rsa", "RS256")
        assert uitgever.gevraagd == 2

    asyncio.run(doe())


def test_verzonnen_sleutelnamen_maken_van_ons_geen_stoorzender() -> None:
    uitgever = Uitgever(RSA)
    sleutels, klok = _sleutelset(uitgever)

    async def doe() -> None:
        for nummer in range(20):
            assert not await sleutels.zoek(f"verzonnen-{nummer}", "RS256")
        assert uitgever.gevraagd == 1
        uitgever.sleutels.append(EC.as_dict(private=False))
        klok.stand += 31
        assert await sleutels.zoek("ec", "ES256")
        assert uitgever.gevraagd == 2

    asyncio.run(doe())


def test_een_uitgever_die_even_weg_is_houdt_niemand_tegen() -> None:
    uitgever = Uitgever(RSA)
    sleutels, klok = _sleutelset(uitgever)

    async def doe() -> None:
        assert await sleutels.zoek("rsa", "RS256")
        uitgever.weg = True
        klok.stand += 900
        assert await sleutels.zoek("rsa", "RS256")
        klok.stand += 400
        with pytest.raises(SleutelsetOnbereikbaar):
            await sleutels.zoek("rsa", "RS256")

    asyncio.run(doe())


def test_een_uitgever_die_later_opkomt_dan_wij_wordt_gauw_gevonden() -> None:
    uitgever = Uitgever(RSA)
    uitgever.weg = True
    sleutels, klok = _sleutelset(uitgever)

    async def doe() -> None:
        with pytest.raises(SleutelsetOnbereikbaar):
            await sleutels.zoek("rsa", "RS256")
        uitgever.weg = False
        klok.stand += 2
        assert await sleutels.zoek("rsa", "RS256")

    asyncio.run(doe())


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"[]",
        b'{"keys": 3}',
        b'{"keys": [3]}',
        b'{"keys": [null]}',
        b'{"keys": {}, "x": 1}',
        b"\xff",
    ],
)
def test_een_onleesbare_sleutelset_is_onbereikbaar(inhoud: bytes) -> None:
    async def haal() -> bytes:
        return inhoud

    sleutels = Sleutelset(OIDC, Limieten(), klok=Klok(), haal=haal)
    with pytest.raises(SleutelsetOnbereikbaar):
        asyncio.run(sleutels.zoek("rsa", "RS256"))
