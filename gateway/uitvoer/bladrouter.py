"""Carrying the leaves of a question away as a file, each in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from anyio import to_thread
from fastapi import Depends
from starlette.responses import Response, StreamingResponse

from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.uitvoer.export import jsonregels
from gateway.uitvoer.uitvoer import Uitvoer
from gateway.zoeken import voorbeelden
from gateway.zoeken.bladrouter import bladregel, eis_woorden
from gateway.zoeken.bladvormen import Bladexportverzoek, Bladregelvorm
from shared.leesbaar.rekenblad import rekenbladtijd, tabel
from shared.web.beschrijving.routes import bewaar_voorbeeld, maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("logboek")

UitvoerAfh = Annotated[Uitvoer, Depends(van(Uitvoer))]

_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
_KOPPEN = ["bladnummer", "bladsoort", "titel", "tijdstip", "lokaleTijd", "zin", "inhoud"]
_EXPORT = operatie(
    "exporteerBladen",
    "Alle bladen van een vraag als bestand, in woorden",
    beschrijving=(
        "Dezelfde bladen als `_zoek` met deze filters geeft, en alleen wat u mag zien. CSV heeft "
        "puntkomma's en opent in een rekenblad; wat op het blad staat is er een cel met een regel "
        "per lid. JSONL heeft een object per blad, zoals `_zoek` het geeft. Bewijs zit er niet "
        "bij: vraag daarvoor een bewijsbundel. Elke export krijgt een eigen blad in het logboek, "
        "met wie erom vroeg en hoeveel bladen het waren."
    ),
    verzoek=voorbeelden.BLADEXPORT_IN,
    antwoord=voorbeelden.BLADCSV_UIT,
    vorm="text/csv",
    koppen={"Content-Disposition": "De bestandsnaam."},
    beveiliging=LEZERS,
)
_EXPORT["responses"][200]["content"] |= {
    "application/jsonl": {"example": bewaar_voorbeeld(voorbeelden.BLADJSONL_UIT)},
}


@router.post("/logboek/bladen/_exporteer", response_class=Response, **_EXPORT)
async def exporteer(
    vertaling: VertalingAfh, uitvoer: UitvoerAfh, wie: RaadplegerAfh, vraag: Bladexportverzoek
) -> Response:
    opdracht = vraag.als_opdracht()
    eis_woorden(opdracht, await to_thread.run_sync(vertaling.woorden))
    lezer = await to_thread.run_sync(vertaling.lezer)
    uit = await uitvoer.bladen(opdracht, wie, vraag.grootte, vraag.vorm)
    regels = (bladregel(een, lezer) for een in uit.regels)
    return StreamingResponse(
        _als_csv(regels) if vraag.vorm == "csv" else _als_jsonl(regels),
        media_type=_MEDIA[vraag.vorm],
        headers={"Content-Disposition": f'attachment; filename="bladen.{vraag.vorm}"'},
    )


def _als_jsonl(regels: Iterator[Bladregelvorm]) -> Iterator[bytes]:
    return jsonregels(een.model_dump(mode="json", by_alias=True) for een in regels)


def _als_csv(regels: Iterator[Bladregelvorm]) -> Iterator[bytes]:
    return tabel(_KOPPEN, map(_cellen, regels))


def _cellen(een: Bladregelvorm) -> list[Any]:
    woorden, moment = een.in_woorden, een.model_dump(mode="json")["tijdstip"]
    inhoud = "\n".join(
        "  " * regel.diepte + (f"{regel.naam}: {regel.waarde}" if regel.waarde else regel.naam)
        for regel in woorden.regels
    )
    return [
        een.bladnummer,
        een.bladsoort,
        woorden.titel,
        moment,
        rekenbladtijd(woorden.lokale_tijd),
        woorden.zin,
        inhoud,
    ]
