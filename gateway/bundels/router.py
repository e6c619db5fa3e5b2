"""`POST /v1/bewijsbundels`: what proves an answer to who has only the file."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from gateway.bundels.bundels import Bundel, Bundels
from gateway.bundels.rapporten import rapport_van
from gateway.bundels.vormen import Bundelvraag
from gateway.bundels.zoekvraag import Zoekvraag
from gateway.fouten import InvoerOngeldig
from gateway.getuigen.uitgave import UITLEG_KOPPEN
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.web import voorbeelden
from gateway.web.afhankelijkheden import KlokAfh
from gateway.web.voorbeelden import RAPPORT_UIT
from gateway.werkzaamheden.afhankelijkheden import ONDERWEG, KlaarzettenAfh
from gateway.werkzaamheden.bestand import in_blokken
from shared.web.beschrijving.routes import bewaar_voorbeeld, maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("logboek")

BundelsAfh = Annotated[Bundels, Depends(van(Bundels))]

PDF, ZIP = "application/pdf", "application/zip"


_BUNDEL = operatie(
    "maakBewijsbundel",
    "Een bundel die zonder ons te controleren is: bladen, bewijzen, sleutels en convenant",
    beschrijving=(
        "Noem precies één van `bladnummers`, `bericht`, `groep` of `periode`. De bundel bevat "
        "wat u mag zien, en zegt van welke bladen de inhoud na de bewaartermijn weg is; alleen "
        "als er niets over is komt er geen. Met `vorm=rapport` krijgt u dezelfde bundel als PDF "
        "voor een dossier: elk besluit in woorden, en de bundel zelf als bijlage. Ook deze "
        "raadpleging komt in het logboek, en gaat mee in de bundel: zo is er niets uit te halen. "
        "Een bundel van een periode toont dat zij heel is. De getuigen worden eerst om dit logboek "
        "gevraagd; wie niet tekent, staat in `Getuigen-Ontbreken`."
    ),
    verzoek=voorbeelden.BUNDEL_IN,
    antwoord=voorbeelden.BUNDEL_UIT,
    vorm=ZIP,
    anders=ONDERWEG,
    fouten=(409, 410),
    koppen={"Content-Disposition": "De bestandsnaam van de bundel.", **UITLEG_KOPPEN},
    beveiliging=LEZERS,
)
_BUNDEL["responses"][200]["content"][PDF] = {"example": bewaar_voorbeeld(RAPPORT_UIT)}


@router.post("/bewijsbundels", response_class=Response, **_BUNDEL)
async def maak_bewijsbundel(
    bundels: BundelsAfh,
    klok: KlokAfh,
    wie: RaadplegerAfh,
    vraag: Bundelvraag,
    klaarzetten: KlaarzettenAfh,
    vorm: Annotated[
        Literal["zip", "rapport"],
        Query(description="zip: de bundel; rapport: een PDF voor een dossier, met haar erin."),
    ] = "zip",
) -> Response:
    if klaarzetten.wacht is not None:
        voorstel = await bundels.bereid(_zoekvraag(vraag), wie)
        return await klaarzetten.doe(voorstel.later(vorm), wie)
    bundel = await bundels.maak(_zoekvraag(vraag), wie)
    if vorm == "rapport":
        return rapportantwoord(await rapport_van(bundel, klok()), bundel)
    naam = {"Content-Disposition": 'attachment; filename="bewijs.zip"'}
    return StreamingResponse(
        in_blokken(bundel.bestand),
        media_type=ZIP,
        headers=naam | bundel.uitgave.koppen(),
        background=BackgroundTask(bundel.bestand.close),
    )


def rapportantwoord(pdf: bytes, bundel: Bundel) -> Response:
    """The report over this bundle, as a file."""
    naam = {"Content-Disposition": 'attachment; filename="rapport.pdf"'}
    return Response(pdf, media_type=PDF, headers=naam | bundel.uitgave.koppen())


def _zoekvraag(vraag: Bundelvraag) -> Zoekvraag:
    gegeven = vraag.model_dump(exclude_none=True)
    if len(gegeven) != 1:
        raise InvoerOngeldig(
            "Het verzoek klopt niet; zie fouten.",
            (("", "noem precies één van bladnummers, bericht, groep of periode"),),
        )
    periode = vraag.periode
    return Zoekvraag(
        bladnummers=None if vraag.bladnummers is None else tuple(vraag.bladnummers),
        bericht=vraag.bericht,
        groep=vraag.groep,
        periode=None if periode is None else (periode.van, periode.tot),
    )
