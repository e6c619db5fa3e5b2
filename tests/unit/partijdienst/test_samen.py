"""Een lezing in een reeks heeft geen inhoud; wie wacht of de vrager er nog is, houdt niets op."""

from __future__ import annotations

import asyncio

from shared.overzicht.samen.router import zonder_inhoud


def test_na_het_begin_komt_er_niets_en_wacht_wie_luistert() -> None:
    async def luister() -> tuple[object, bool]:
        ontvang = zonder_inhoud()
        begin = await ontvang()
        wacht = asyncio.ensure_future(ontvang())
        await asyncio.sleep(0)
        klaar = wacht.done()
        wacht.cancel()
        return begin, klaar

    begin, klaar = asyncio.run(luister())
    assert begin == {"type": "http.request", "body": b"", "more_body": False}
    assert not klaar
