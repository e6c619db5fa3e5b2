"""A proof bundle that is made while nobody waits: what is asked, kept until it is made."""

from __future__ import annotations

from typing import Final

from anyio import to_thread

from gateway.bundels.bundels import SOORT, Bundelopdracht, Bundels, Bundelvoorstel
from gateway.bundels.rapporten import maak_rapport
from gateway.werkzaamheden.begrippen import Bestandsoort, Werk
from gateway.werkzaamheden.bestand import Bestand, Teller, in_blokken

PDF: Final = "application/pdf"
ZIP: Final = "application/zip"
_NAMEN: Final = {"zip": ("bewijs.zip", ZIP), "rapport": ("rapport.pdf", PDF)}


def bundelsoort(bundels: Bundels) -> Bestandsoort:
    """How they are made, and how people read of it."""

    async def maak(werk: Werk, teller: Teller) -> Bestand:
        voorstel = await bundels.zonder_wat_weg_is(Bundelvoorstel.uit_json(werk.wat["voorstel"]))
        opdracht = Bundelopdracht(
            voorstel, werk.wie, werk.begonnen_op, werk.bladnummer, teller.door
        )
        bundel = await bundels.schrijf(opdracht)
        naam, media = _NAMEN[werk.wat["vorm"]]
        koppen = {"Content-Disposition": f'attachment; filename="{naam}"'}
        koppen |= bundel.uitgave.koppen()
        if media == PDF:
            pdf = await to_thread.run_sync(maak_rapport, bundel, werk.begonnen_op)
            return Bestand([pdf], media, koppen)
        return Bestand(in_blokken(bundel.bestand), media, koppen)

    return Bestandsoort(
        soort=SOORT,
        titel="Een bewijsbundel maken",
        eenheid=("blad", "bladen"),
        gedaan="in de bundel gezet",
        operatie=("maakBewijsbundel", "logboek"),
        maak=maak,
    )
