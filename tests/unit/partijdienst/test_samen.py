"""Een lezing in een reeks heeft geen inhoud; wie wacht of de vrager er nog is, houdt niets op."""

from __future__ import annotations

import asyncio

from shared.overzicht.samen.router import zonder_inhoud


def test_na_het_begin_komt_er_niets_tot_er_genoeg_is() -> None:
    async def luister() -> tuple[object, bool, object]:
        genoeg = asyncio.Event()
        ontvang = zonder_inhoud(genoeg)
        begin = await ontvang()
        wacht = asyncio.ensure_future(ontvang())
        await asyncio.sleep(0)
        klaar = wacht.done()
        genoeg.set()
        return begin, klaar, await wacht

    begin, klaar, eind = asyncio.run(luister())
    assert begin == {"type": "http.request", "body": b"", "more_body": False}
    assert not klaar
    assert eind == {"type": "http.disconnect"}, "dan houdt een lang antwoord op"
