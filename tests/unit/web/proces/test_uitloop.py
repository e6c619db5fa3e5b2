"""Werk dat langer duurt dan iemand wacht gaat door, en een proces dat stopt wacht erop."""

from __future__ import annotations

import asyncio
import threading

import pytest
from structlog.testing import capture_logs

from shared.web.proces.uitloop import Uitloop


def test_wie_wacht_krijgt_de_uitkomst_en_de_fout() -> None:
    gedaan: list[int] = []

    async def loop() -> None:
        uitloop = Uitloop()
        assert await uitloop.hoogstens(None, gedaan.append, 1)
        with pytest.raises(ZeroDivisionError):
            await uitloop.hoogstens(None, lambda: 1 // 0)
        await uitloop.uitgewerkt()

    asyncio.run(loop())
    assert gedaan == [1]


def test_wie_niet_wacht_gaat_door_en_het_werk_ook() -> None:
    los, gedaan = threading.Event(), threading.Event()

    def werk() -> None:
        los.wait()
        gedaan.set()

    def mislukt() -> None:
        los.wait()
        raise ZeroDivisionError

    async def loop() -> None:
        uitloop = Uitloop()
        assert not await uitloop.hoogstens(0, werk)
        assert not await uitloop.hoogstens(0, mislukt)
        assert not gedaan.is_set()
        los.set()
        await uitloop.uitgewerkt()
        await uitloop.uitgewerkt()

    with capture_logs() as regels:
        asyncio.run(loop())
    assert gedaan.is_set()
    assert [een["fout"] for een in regels] == ["ZeroDivisionError"]
