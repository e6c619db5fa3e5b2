"""Werk naast de verzoeken: wat er ook misgaat in een ronde, de volgende komt."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from shared.web.proces.achtergrond import VAST_NA, op_de_achtergrond, steeds


class Verwacht(Exception):
    """Wat een ronde mag overkomen."""


@dataclass
class Proef:
    """Rondes die doen wat er staat, en een slaap die niet duurt: na de laatste is het genoeg."""

    rondes: list[Exception | bool | None]
    gedaan: int = 0
    pauzes: list[float] = field(default_factory=list)

    async def ronde(self) -> bool | None:
        wat = self.rondes[self.gedaan]
        self.gedaan += 1
        if isinstance(wat, Exception):
            raise wat
        return wat

    async def slaap(self, duur: float) -> None:
        self.pauzes.append(duur)
        if self.gedaan == len(self.rondes):
            raise asyncio.CancelledError
        await asyncio.sleep(0)

    def draai(self, rust: float | Callable[[], float] = 7.0, *, eerst_rust: bool = False) -> None:
        async def werk() -> None:
            await steeds(
                "proeven", self.ronde, rust,
                eerst_rust=eerst_rust, verwacht=(Verwacht,), slaap=self.slaap,
            )  # fmt: skip

        with pytest.raises(asyncio.CancelledError):
            asyncio.run(werk())


@pytest.mark.parametrize(
    ("fout", "niveau"), [(RuntimeError("onverwacht"), "error"), (Verwacht(), "warning")]
)
def test_een_fout_wordt_gezegd_en_de_volgende_ronde_komt(fout: Exception, niveau: str) -> None:
    proef = Proef([fout, None])
    with capture_logs() as regels:
        proef.draai()
    assert proef.gedaan == 2
    assert [(regel["event"], regel["log_level"]) for regel in regels] == [
        ("proeven lukt nu niet", niveau),
        ("proeven lukt weer", "info"),
    ]


def test_een_fout_kost_een_rust_en_niet_meer() -> None:
    proef = Proef([RuntimeError(), Verwacht(), None])
    proef.draai()
    assert proef.pauzes == [7.0, 7.0, 7.0]


def test_wie_werk_overhield_begint_meteen_opnieuw() -> None:
    proef = Proef([True, True, False, None])
    proef.draai()
    assert proef.pauzes == [7.0, 7.0]


def test_wie_eerst_rust_kijkt_niet_bij_het_begin() -> None:
    proef = Proef([None])
    proef.draai(eerst_rust=True)
    assert proef.pauzes == [7.0, 7.0]


def test_hoe_lang_de_rust_is_mag_elke_keer_anders_zijn() -> None:
    duren = iter([1.0, 2.0, 4.0])
    proef = Proef([None, RuntimeError(), None])
    proef.draai(lambda: next(duren))
    assert proef.pauzes == [1.0, 2.0, 4.0]


def test_wie_vast_zit_zegt_het_een_keer() -> None:
    proef = Proef([*[RuntimeError()] * (2 * VAST_NA), None, *[RuntimeError()] * VAST_NA])
    with capture_logs() as regels:
        proef.draai()
    vast = [regel for regel in regels if regel["event"] == "achtergrondwerk zit vast"]
    assert [(regel["soort"], regel["aantal"]) for regel in vast] == [("proeven", VAST_NA)] * 2


async def _met_wekker(rondes: int, wek: Callable[[asyncio.Event], Awaitable[None]]) -> int:
    """Hoeveel rondes er kwamen van een lus die anders een dag rust."""
    wekker, genoeg, gedaan = asyncio.Event(), asyncio.Event(), 0

    async def ronde() -> None:
        nonlocal gedaan
        gedaan += 1
        await wek(wekker)
        if gedaan == rondes:
            genoeg.set()

    async with (
        asyncio.timeout(30),
        op_de_achtergrond("proeven", steeds("proeven", ronde, 86_400.0, wekker)),
    ):
        await genoeg.wait()
    return gedaan


def test_een_wekker_breekt_de_rust_ook_als_hij_tijdens_de_ronde_ging() -> None:
    async def wek(wekker: asyncio.Event) -> None:
        wekker.set()

    assert asyncio.run(_met_wekker(3, wek)) == 3


def test_afbreken_stopt_ook_een_ronde_die_bezig_is() -> None:
    """Na het blok is het werk voorbij, en ruimde het op wat het vasthield."""
    stappen: list[str] = []

    async def proef() -> None:
        begonnen = asyncio.Event()

        async def ronde() -> None:
            begonnen.set()
            try:
                await asyncio.Event().wait()
            finally:
                stappen.append("opgeruimd")

        async with op_de_achtergrond("proeven", steeds("proeven", ronde, 1.0)):
            await begonnen.wait()
        stappen.append("voorbij")

    with capture_logs() as regels:
        asyncio.run(proef())
    assert stappen == ["opgeruimd", "voorbij"]
    assert regels == []


def test_een_fout_in_het_blok_komt_er_onveranderd_uit() -> None:
    async def proef() -> None:
        async with op_de_achtergrond("proeven", asyncio.sleep(3600)):
            raise Verwacht

    with pytest.raises(Verwacht):
        asyncio.run(proef())


@pytest.mark.parametrize("fout", [None, RuntimeError("onverwacht")])
def test_werk_dat_vanzelf_ophoudt_wordt_gezegd(fout: Exception | None) -> None:
    """Het proces gaat door: wat ernaast loopt weet van niets."""

    async def houdt_op() -> None:
        if fout is not None:
            raise fout

    async def proef() -> None:
        async with op_de_achtergrond("proeven", houdt_op()):
            for _ in range(3):
                await asyncio.sleep(0)

    with capture_logs() as regels:
        asyncio.run(proef())
    gezegd = [(regel["event"], regel["soort"]) for regel in regels]
    assert gezegd == [("achtergrondwerk is gestopt", "proeven")]
