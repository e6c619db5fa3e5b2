"""A proof bundle that is made while nobody waits: what is asked, kept until it is made."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from anyio import to_thread

from gateway.bundels.bundels import Bundelopdracht, Bundels, Voorstel
from gateway.bundels.keuze import Keuze
from gateway.bundels.rapporten import maak_rapport
from gateway.bundels.reeks import Reeks
from gateway.werkzaamheden.begrippen import Bestand, Bestandsoort, Bestandsvraag, Teller, Werk
from shared.bericht.tijd import utc_tekst

PDF: Final = "application/pdf"
ZIP: Final = "application/zip"
_SOORT: Final = "bewijsbundel"
_NAMEN: Final = {"zip": ("bewijs.zip", ZIP), "rapport": ("rapport.pdf", PDF)}
_BLOK: Final = 64 * 1024


def bundelsoort(bundels: Bundels) -> Bestandsoort:
    """How they are made, and how people read of it."""

    async def maak(werk: Werk, teller: Teller) -> Bestand:
        voorstel = await bundels.zonder_wat_weg_is(_voorstel(werk.wat["voorstel"]))
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
        return Bestand(iter(lambda: bundel.bestand.read(_BLOK), b""), media, koppen)

    return Bestandsoort(
        soort=_SOORT,
        titel="Een bewijsbundel maken",
        eenheid=("blad", "bladen"),
        gedaan="in de bundel gezet",
        operatie=("maakBewijsbundel", "logboek"),
        maak=maak,
    )


def bundelvraag(voorstel: Voorstel, vorm: str) -> Bestandsvraag:
    """What is asked. ``vorm``: zip or rapport."""
    reeks = voorstel.reeks
    wat: dict[str, Any] = {
        "vraag": voorstel.vraag,
        "nummers": voorstel.keuze.nummers,
        "opgeschoond": voorstel.keuze.opgeschoond,
        "reeks": None
        if reeks is None
        else [*map(_tekst, reeks.periode), reeks.eerste, reeks.eind, reeks.open],
    }
    totaal = len(voorstel.keuze.nummers)
    return Bestandsvraag(_SOORT, {"voorstel": wat, "vorm": vorm}, voorstel.voor_log, totaal)


def _tekst(moment: datetime) -> str:
    return utc_tekst(moment)


def _voorstel(wat: dict[str, Any]) -> Voorstel:
    reeks = None
    if wat["reeks"] is not None:
        van, tot, eerste, eind, is_open = wat["reeks"]
        periode = datetime.fromisoformat(van), datetime.fromisoformat(tot)
        reeks = Reeks(periode, eerste, eind, is_open)
    return Voorstel(wat["vraag"], Keuze(wat["nummers"], wat["opgeschoond"]), reeks)
