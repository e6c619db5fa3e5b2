"""Carrying the leaves of a question away as a file, each in words."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends
from starlette.responses import Response, StreamingResponse

from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.uitvoer.export import BLADMEDIA, bladbrokken, koppen_van
from gateway.uitvoer.uitvoer import BLADEN, Uitvoer
from gateway.werkzaamheden.afhankelijkheden import ONDERWEG, KlaarzettenAfh
from gateway.zoeken import voorbeelden
from gateway.zoeken.bladrouter import bladregel, eis_woorden
from gateway.zoeken.bladvormen import Bladexportverzoek
from shared.web.beschrijving.routes import bewaar_voorbeeld, maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("logboek")

UitvoerAfh = Annotated[Uitvoer, Depends(van(Uitvoer))]

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
    anders=ONDERWEG,
    fouten=(409,),
    koppen={"Content-Disposition": "De bestandsnaam."},
    beveiliging=LEZERS,
)
_EXPORT["responses"][200]["content"] |= {
    "application/jsonl": {"example": bewaar_voorbeeld(voorbeelden.BLADJSONL_UIT)},
}


@router.post("/logboek/bladen/_exporteer", response_class=Response, **_EXPORT)
async def exporteer(
    vertaling: VertalingAfh,
    uitvoer: UitvoerAfh,
    wie: RaadplegerAfh,
    vraag: Bladexportverzoek,
    klaarzetten: KlaarzettenAfh,
) -> Response:
    opdracht = vraag.als_opdracht()
    eis_woorden(opdracht, await to_thread.run_sync(vertaling.woorden))
    if klaarzetten.wacht is not None:
        voorstel = await uitvoer.bereid_bladen(opdracht, wie, vraag.grootte, vraag.vorm)
        return await klaarzetten.doe(voorstel.later(BLADEN, vraag), wie)
    lezer = await to_thread.run_sync(vertaling.lezer)
    uit = await uitvoer.bladen(opdracht, wie, vraag.grootte, vraag.vorm)
    return StreamingResponse(
        bladbrokken((bladregel(een, lezer) for een in uit.regels), vraag.vorm),
        media_type=BLADMEDIA[vraag.vorm],
        headers=koppen_van(f"bladen.{vraag.vorm}"),
    )
