"""``/v1/werkzaamheden``: how far the files are that I asked for without waiting, and the files."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response
from starlette.responses import StreamingResponse

from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.web.afhankelijkheden import KlokAfh
from gateway.web.voorbeelden import BUNDEL_UIT
from gateway.web.vormen import Kenmerk
from gateway.werkzaamheden.dienst import Werkzaamheden
from gateway.werkzaamheden.voorbeelden import VOORBEELD
from gateway.werkzaamheden.vormen import WerkzaamhedenUit, WerkzaamheidUit, werk_uit
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.langwerk.begrippen import HERHAAL_SECONDEN
from shared.web.verzoek.onderdelen import van

router = maak_router("logboek")

WerkzaamhedenAfh = Annotated[Werkzaamheden, Depends(van(Werkzaamheden))]

_HERHAAL = {"Retry-After": "Na hoeveel seconden het loont om opnieuw te vragen."}


@router.get(
    "/werkzaamheden",
    response_model=WerkzaamhedenUit,
    **operatie(
        "lijstWerkzaamheden",
        "Geeft de bestanden die u vroeg zonder te wachten, het nieuwste eerst",
        antwoord={"werkzaamheden": [VOORBEELD]},
        beschrijving="Alleen die van uzelf. Een dag nadat een bestand klaar is, is het weg.",
        beveiliging=LEZERS,
    ),
)
def lijst(werkzaamheden: WerkzaamhedenAfh, klok: KlokAfh, wie: RaadplegerAfh) -> WerkzaamhedenUit:
    nu = klok()
    alle = werkzaamheden.lijst(wie)
    return WerkzaamhedenUit(
        werkzaamheden=[werk_uit(een, werkzaamheden.soort_van(een), nu) for een in alle]
    )


@router.get(
    "/werkzaamheden/{id}",
    response_model=WerkzaamheidUit,
    **operatie(
        "leesWerkzaamheid",
        "Zegt hoe ver een bestand is dat u vroeg zonder te wachten",
        antwoord=VOORBEELD,
        koppen=_HERHAAL,
        beveiliging=LEZERS,
    ),
)
def lees(
    id: Kenmerk, werkzaamheden: WerkzaamhedenAfh, klok: KlokAfh, wie: RaadplegerAfh, uit: Response
) -> WerkzaamheidUit:
    werk = werkzaamheden.lees(id, wie)
    if werk.klaar_op is None:
        uit.headers["Retry-After"] = str(HERHAAL_SECONDEN)
    return werk_uit(werk, werkzaamheden.soort_van(werk), klok())


@router.get(
    "/werkzaamheden/{id}/bestand",
    response_class=Response,
    **operatie(
        "haalBestand",
        "Geeft een bestand dat voor u is klaargezet",
        antwoord=BUNDEL_UIT,
        vorm="application/octet-stream",
        fouten=(409,),
        koppen={"Content-Disposition": "De bestandsnaam."},
        beschrijving="In de vorm die u vroeg. Dat u het vroeg staat al in het logboek; zo vaak u "
        "het ophaalt komt er niets bij. Alleen voor wie het vroeg, met dezelfde autorisatie of "
        "aanstelling.",
        beveiliging=LEZERS,
    ),
)
def haal(id: Kenmerk, werkzaamheden: WerkzaamhedenAfh, wie: RaadplegerAfh) -> Response:
    bestand = werkzaamheden.open(id, wie)
    return StreamingResponse(
        iter(bestand.brokken), media_type=bestand.media, headers=dict(bestand.koppen)
    )
