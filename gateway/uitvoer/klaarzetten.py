"""Taking an answer along while nobody waits: what is asked, as of which size of the log."""

from __future__ import annotations

import json
from typing import IO, Final

from anyio import to_thread

from gateway.keuzes.vertaling import Vertaling
from gateway.uitvoer.bestanden import BLADMEDIA, VORMEN, bladbrokken, koppen_van, regelbrokken
from gateway.uitvoer.uitvoer import Uitvoer, Uitvoervoorstel
from gateway.werkzaamheden.begrippen import Bestand, Bestandsoort, Bestandsvraag, Teller, Werk
from gateway.zoeken.bladvormen import Bladexportverzoek
from gateway.zoeken.vormen import Exportverzoek

_REGELS: Final = "uitwisselingen"
_BLADEN: Final = "bladen"
_BLOK: Final = 64 * 1024


def uitvoersoorten(uitvoer: Uitvoer, vertaling: Vertaling) -> tuple[Bestandsoort, ...]:
    """How they are made, and how people read of them."""

    async def maak_regels(werk: Werk, teller: Teller) -> Bestand:
        vraag = Exportverzoek.model_validate_json(json.dumps(werk.wat["vraag"]))
        opdracht, grootte = vraag.als_opdracht(), int(werk.wat["grootte"])
        media, naam = VORMEN[vraag.vorm]
        regels = teller.door(uitvoer.lees_regels(opdracht, werk.wie, grootte))
        if vraag.vorm == "parquet":
            bestand = await uitvoer.als_parquet(opdracht, regels, grootte)
            return Bestand(_uit(bestand), media, koppen_van(naam))
        woorden = await to_thread.run_sync(vertaling.woorden)
        return Bestand(regelbrokken(regels, vraag.vorm, woorden), media, koppen_van(naam))

    async def maak_bladen(werk: Werk, teller: Teller) -> Bestand:
        vraag = Bladexportverzoek.model_validate_json(json.dumps(werk.wat["vraag"]))
        grootte = int(werk.wat["grootte"])
        lezer = await to_thread.run_sync(vertaling.lezer)
        bladen = teller.door(uitvoer.lees_bladen(vraag.als_opdracht(), werk.wie, grootte))
        brokken = bladbrokken(bladen, vraag.vorm, lezer)
        return Bestand(brokken, BLADMEDIA[vraag.vorm], koppen_van(f"bladen.{vraag.vorm}"))

    return (
        Bestandsoort(
            soort=_REGELS,
            titel="Uitwisselingen meenemen",
            eenheid=("regel", "regels"),
            gedaan="opgeschreven",
            operatie=("exporteerUitwisselingen", "uitwisselingen"),
            maak=maak_regels,
        ),
        Bestandsoort(
            soort=_BLADEN,
            titel="Bladen van het logboek meenemen",
            eenheid=("blad", "bladen"),
            gedaan="opgeschreven",
            operatie=("exporteerBladen", "logboek"),
            maak=maak_bladen,
        ),
    )


def regelvraag(vraag: Exportverzoek, voorstel: Uitvoervoorstel) -> Bestandsvraag:
    """Exchanges that are asked."""
    return _vraag(_REGELS, vraag, voorstel)


def bladvraag(vraag: Bladexportverzoek, voorstel: Uitvoervoorstel) -> Bestandsvraag:
    """Leaves that are asked."""
    return _vraag(_BLADEN, vraag, voorstel)


def _vraag(
    soort: str, vraag: Exportverzoek | Bladexportverzoek, voorstel: Uitvoervoorstel
) -> Bestandsvraag:
    gevraagd = vraag.model_dump(mode="json", by_alias=True, exclude_unset=True)
    wat = {"vraag": gevraagd, "grootte": voorstel.grootte}
    return Bestandsvraag(soort, wat, voorstel.voor_log, voorstel.aantal)


def _uit(bestand: IO[bytes]) -> list[bytes]:
    with bestand:
        return list(iter(lambda: bestand.read(_BLOK), b""))
