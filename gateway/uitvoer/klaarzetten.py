"""Taking an answer along while nobody waits: what is asked, as of which size of the log."""

from __future__ import annotations

import json

from anyio import to_thread

from gateway.keuzes.vertaling import Vertaling
from gateway.uitvoer.export import BLADMEDIA, VORMEN, bladbrokken, koppen_van, regelbrokken
from gateway.uitvoer.uitvoer import BLADEN, REGELS, Uitvoer
from gateway.werkzaamheden.begrippen import Bestandsoort, Werk
from gateway.werkzaamheden.bestand import Bestand, Teller, in_blokken
from gateway.zoeken.bladrouter import bladregel
from gateway.zoeken.bladvormen import Bladexportverzoek
from gateway.zoeken.vormen import REGELKOLOMMEN, Exportverzoek


def uitvoersoorten(uitvoer: Uitvoer, vertaling: Vertaling) -> tuple[Bestandsoort, ...]:
    """How they are made, and how people read of them."""

    async def maak_regels(werk: Werk, teller: Teller) -> Bestand:
        vraag = Exportverzoek.model_validate_json(json.dumps(werk.wat["vraag"]))
        opdracht, grootte = vraag.als_opdracht(), int(werk.wat["grootte"])
        media, naam = VORMEN[vraag.vorm]
        regels = teller.door(uitvoer.lees_regels(opdracht, werk.wie, grootte))
        if vraag.vorm == "parquet":
            bestand = await uitvoer.als_parquet(opdracht, regels, grootte)
            return Bestand(in_blokken(bestand), media, koppen_van(naam))
        woorden = await to_thread.run_sync(vertaling.woorden)
        brokken = regelbrokken(regels, vraag.vorm, REGELKOLOMMEN, woorden)
        return Bestand(brokken, media, koppen_van(naam))

    async def maak_bladen(werk: Werk, teller: Teller) -> Bestand:
        vraag = Bladexportverzoek.model_validate_json(json.dumps(werk.wat["vraag"]))
        grootte = int(werk.wat["grootte"])
        lezer = await to_thread.run_sync(vertaling.lezer)
        bladen = teller.door(uitvoer.lees_bladen(vraag.als_opdracht(), werk.wie, grootte))
        brokken = bladbrokken((bladregel(een, lezer) for een in bladen), vraag.vorm)
        return Bestand(brokken, BLADMEDIA[vraag.vorm], koppen_van(f"bladen.{vraag.vorm}"))

    return (
        Bestandsoort(
            soort=REGELS,
            titel="Uitwisselingen meenemen",
            eenheid=("regel", "regels"),
            gedaan="opgeschreven",
            operatie=("exporteerUitwisselingen", "uitwisselingen"),
            maak=maak_regels,
        ),
        Bestandsoort(
            soort=BLADEN,
            titel="Bladen van het logboek meenemen",
            eenheid=("blad", "bladen"),
            gedaan="opgeschreven",
            operatie=("exporteerBladen", "logboek"),
            maak=maak_bladen,
        ),
    )
