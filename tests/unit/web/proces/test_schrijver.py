"""Kop en inhoud van een antwoord gaan samen de lijn op; de volgorde blijft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from shared.web.proces.schrijver import SamenSchrijver


class Lijn(asyncio.Transport):
    """Onthoudt wat er in één keer geschreven werd, en hoe zij sloot."""

    def __init__(self) -> None:
        super().__init__()
        self.geschreven: list[bytes | str] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.geschreven.append(bytes(data))

    def close(self) -> None:
        self.geschreven.append("dicht")

    def abort(self) -> None:
        self.geschreven.append("weg")

    def is_closing(self) -> bool:
        return self.geschreven[-1:] in (["dicht"], ["weg"])


def _na(doe: Callable[[SamenSchrijver], object]) -> list[bytes | str]:
    async def verloop() -> list[bytes | str]:
        lijn = Lijn()
        doe(SamenSchrijver(lijn, asyncio.get_running_loop().call_soon))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return lijn.geschreven

    return asyncio.run(verloop())


def test_kop_en_inhoud_gaan_samen() -> None:
    def antwoord(schrijver: SamenSchrijver) -> None:
        schrijver.write(b"kop")
        schrijver.write(b"inhoud")

    assert _na(antwoord) == [b"kopinhoud"]


def test_twee_antwoorden_na_elkaar_houden_hun_volgorde() -> None:
    def antwoorden(schrijver: SamenSchrijver) -> None:
        for deel in (b"a", b"b", b"c"):
            schrijver.write(deel)

    assert _na(antwoorden) == [b"ab", b"c"]


def test_waar_niets_op_volgt_gaat_vanzelf() -> None:
    assert _na(lambda schrijver: schrijver.write(b"kop")) == [b"kop"]


def test_wat_groot_is_wacht_niet() -> None:
    groot = b"x" * 20_000

    async def verloop() -> list[bytes | str]:
        lijn = Lijn()
        schrijver = SamenSchrijver(lijn, asyncio.get_running_loop().call_soon)
        schrijver.write(b"kop")
        schrijver.write(groot)
        schrijver.write(groot)
        return lijn.geschreven

    assert asyncio.run(verloop()) == [b"kop" + groot, groot]


def test_wie_sluit_stuurt_eerst_wat_er_nog_lag() -> None:
    def sluit(schrijver: SamenSchrijver) -> None:
        schrijver.write(b"kop")
        schrijver.close()

    assert _na(sluit) == [b"kop", "dicht"]


def test_wie_afbreekt_stuurt_niets_meer() -> None:
    def breek_af(schrijver: SamenSchrijver) -> None:
        schrijver.write(b"kop")
        schrijver.abort()

    assert _na(breek_af) == ["weg"]
