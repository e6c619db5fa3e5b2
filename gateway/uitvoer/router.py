"""Carrying the whole answer of a question away as a file."""

from __future__ import annotations

from typing import IO, Annotated

from anyio import to_thread
from fastapi import Depends
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from gateway.bundels.rapporten import rapport_van
from gateway.bundels.router import rapportantwoord
from gateway.getuigen.uitgave import UITLEG_KOPPEN
from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.toegang.zicht import Raadpleger
from gateway.uitvoer.export import PDF, VORMEN, koppen_van, regelbrokken
from gateway.uitvoer.uitvoer import REGELS, Uitvoer
from gateway.web.afhankelijkheden import KlokAfh
from gateway.web.voorbeelden import BUNDEL_UIT, RAPPORT_UIT
from gateway.werkzaamheden.afhankelijkheden import ONDERWEG, KlaarzettenAfh
from gateway.werkzaamheden.bestand import Bestandsvraag, in_blokken
from gateway.zoeken import voorbeelden
from gateway.zoeken.vormen import REGELKOLOMMEN, Exportverzoek
from gateway.zoeken.woordenschat import Woordenschat
from shared.web.beschrijving.routes import bewaar_voorbeeld, maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("uitwisselingen")

WoordenschatAfh = Annotated[Woordenschat, Depends(van(Woordenschat))]

UitvoerAfh = Annotated[Uitvoer, Depends(van(Uitvoer))]

_EXPORT = operatie(
    "exporteerUitwisselingen",
    "Alle regels van een vraag als bestand, of als bewijsbundel",
    beschrijving=(
        "CSV heeft puntkomma's en opent in een rekenblad; JSONL heeft een object per regel; "
        "Parquet heeft kolommen met een type, tijden in UTC en lijsten als lijsten; de "
        "bewijsbundel bevat de bladen zelf, met wat terugkwam, en is zonder ons te controleren; "
        "het rapport is een PDF voor een dossier, met de besluiten in woorden en de bundel erin. "
        "Elke export krijgt een eigen blad in het logboek, met wie erom vroeg."
    ),
    verzoek=voorbeelden.EXPORT_IN,
    antwoord=voorbeelden.CSV_UIT,
    vorm="text/csv",
    anders=ONDERWEG,
    fouten=(409, 410),
    koppen={"Content-Disposition": "De bestandsnaam."}
    | {kop: f"Bij een bewijsbundel. {uitleg}" for kop, uitleg in UITLEG_KOPPEN.items()},
    beveiliging=LEZERS,
)
_EXPORT["responses"][200]["content"] |= {
    "application/jsonl": {"example": bewaar_voorbeeld(voorbeelden.JSONL_UIT)},
    "application/vnd.apache.parquet": {"example": bewaar_voorbeeld(voorbeelden.PARQUET_UIT)},
    "application/zip": {"example": bewaar_voorbeeld(BUNDEL_UIT)},
    PDF: {"example": bewaar_voorbeeld(RAPPORT_UIT)},
}


@router.post("/uitwisselingen/_exporteer", response_class=Response, **_EXPORT)
async def exporteer(
    klok: KlokAfh,
    woordenschat: WoordenschatAfh,
    uitvoer: UitvoerAfh,
    vertaling: VertalingAfh,
    wie: RaadplegerAfh,
    vraag: Exportverzoek,
    klaarzetten: KlaarzettenAfh,
) -> Response:
    opdracht = vraag.als_opdracht()
    await to_thread.run_sync(woordenschat.controleer, opdracht)
    if klaarzetten.wacht is not None:
        return await klaarzetten.doe(await _later(uitvoer, wie, vraag), wie)
    media, naam = VORMEN[vraag.vorm]
    koppen = koppen_van(naam)
    if vraag.vorm in ("bewijsbundel", "rapport"):
        bundel = await uitvoer.bundel(opdracht, wie, vraag.grootte)
        if vraag.vorm == "rapport":
            return rapportantwoord(await rapport_van(bundel, klok()), bundel)
        return _antwoord(bundel.bestand, media, koppen | bundel.uitgave.koppen())
    if vraag.vorm == "parquet":
        bestand = await uitvoer.parquet(opdracht, wie, vraag.grootte)
        return _antwoord(bestand, media, koppen)
    geexporteerd = await uitvoer.regels(opdracht, wie, vraag.grootte, vraag.vorm)
    woorden = await to_thread.run_sync(vertaling.woorden)
    regels = regelbrokken(geexporteerd.regels, vraag.vorm, REGELKOLOMMEN, woorden)
    return StreamingResponse(regels, media_type=media, headers=koppen)


async def _later(uitvoer: Uitvoer, wie: Raadpleger, vraag: Exportverzoek) -> Bestandsvraag:
    """What is asked without waiting: found to be right, and not recorded yet."""
    opdracht = vraag.als_opdracht()
    if vraag.vorm in ("bewijsbundel", "rapport"):
        bundel = await uitvoer.bereid_bundel(opdracht, wie, vraag.grootte)
        return bundel.later("rapport" if vraag.vorm == "rapport" else "zip")
    voorstel = await uitvoer.bereid_regels(opdracht, wie, vraag.grootte, vraag.vorm)
    return voorstel.later(REGELS, vraag)


def _antwoord(bestand: IO[bytes], media: str, koppen: dict[str, str]) -> StreamingResponse:
    """A file that was made whole before its first byte leaves; closed with the answer."""
    return StreamingResponse(
        in_blokken(bestand),
        media_type=media,
        headers=koppen,
        background=BackgroundTask(bestand.close),
    )
