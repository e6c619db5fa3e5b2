"""``/v1/groepen/{groepId}/tijdlijn``: what happened around a group, near and from afar."""

from __future__ import annotations

import operator
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.overzicht.tijdlijn.lijn import Tijdlijn
from shared.partij.bladeren import Plek, blader
from shared.partij.poorten.tijdlijnfeit import Volgorde, Zoom
from shared.partij.web.paginering import paginagrootte_van
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import WEGGELATEN, Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.paginering import Cursors


class FeitUit(Uitvoermodel):
    """One fact: a reference, never a name."""

    tijdstip: datetime
    soort: str
    onderwerp: str = Field(description="Waar het over gaat: een verwijzing.")
    titel: str
    hoofdlijn: bool
    partij: str | None = Field(description="De partij die het betreft, of waarmee het was.")
    door: str | None = Field(description="De autorisatie van wie het deed, als dat bekend is.")
    pad: str | None = Field(description="Waar in deze API meer staat, na /v1.")
    aantallen: dict[str, int] | None = Field(description="Bij een vernietiging: hoeveel.")


class TijdlijnUit(Uitvoermodel):
    """A page of a timeline."""

    feiten: list[FeitUit]
    volledig: bool = Field(
        description="Onwaar als de gateway nu niet te bereiken is: dan ontbreken overleggen van "
        "anderen en kan een stap later verschijnen."
    )
    weggelaten: int = Field(description=WEGGELATEN)
    positie: str | None = Field(description="Geef dit mee als cursor om hier terug te komen.")
    volgende: str | None = Field(description="De cursor van de volgende pagina.")
    vorige: str | None = Field(description="De cursor van de pagina hiervoor.")


VOORBEELD: dict[str, Any] = {
    "feiten": [
        {
            "tijdstip": VOORBEELD_TIJD,
            "soort": "stap",
            "onderwerp": "0193aaaa-0000-7000-8000-000000000001:3",
            "titel": "Stap 3: Problematiek definiëren",
            "hoofdlijn": True,
            "partij": None,
            "door": None,
            "pad": "/groepen/0193aaaa-0000-7000-8000-000000000001",
            "aantallen": None,
        }
    ],
    "volledig": True,
    "weggelaten": 0,
    "positie": "AAECAwQFBgcICQ",
    "volgende": None,
    "vorige": None,
}


def tijdlijn_router() -> APIRouter:
    """The operation on the timeline."""
    router = maak_router("tijdlijn")

    @router.get(
        "/groepen/{groepId}/tijdlijn",
        response_model=TijdlijnUit,
        **operatie(
            "toonTijdlijn",
            "Geeft wat er rond een groep is gebeurd, op hoofdlijnen of alles",
            antwoord=VOORBEELD,
            beschrijving=(
                "Uit het eigen bestand en het eigen journaal, met wat de gateway over de groep "
                "laat zien. Wat over vernietigde personen ging blijft als verwijzing of aantal."
            ),
        ),
    )
    async def toon(
        groepId: Annotated[Kenmerk, Path(description="De groep.")],  # noqa: N803
        u: UitwisselingAfh,
        wie: Lezer,
        zoom: Annotated[Zoom, Query(description="Hoe dichtbij.")] = Zoom.HOOFDLIJNEN,
        volgorde: Annotated[Volgorde, Query(description="Wat bovenaan.")] = Volgorde.NIEUWSTE,
        cursor: Annotated[
            str | None, Query(max_length=1024, description="Van een eerdere pagina.")
        ] = None,
        paginagrootte: Annotated[
            int | None, Query(ge=1, description="Hoeveel er op een pagina staan.")
        ] = None,
    ) -> TijdlijnUit:
        grootte = paginagrootte_van(u.dienst, paginagrootte)
        binding: JsonWaarde = ["tijdlijn", wie.autorisatie_id, groepId, zoom, volgorde]
        cursors = Cursors.uit_instellingen(u.dienst.instellingen)
        plek = None if cursor is None else Plek.uit_json(cursors.lees(cursor, binding))
        lijn = await Tijdlijn(u, wie).toon(groepId, zoom, volgorde)
        voor = operator.gt if volgorde is Volgorde.NIEUWSTE else operator.lt
        blad = blader(lijn.feiten, plek, grootte, voor)
        tekens = [
            None if een is None else cursors.geef(een.als_json(), binding)
            for een in (blad.positie, blad.volgende, blad.vorige)
        ]
        return TijdlijnUit(
            feiten=[
                FeitUit(**{naam: getattr(feit, naam) for naam in FeitUit.model_fields})
                for feit in blad.stukken
            ],
            volledig=lijn.volledig,
            weggelaten=lijn.weggelaten,
            positie=tekens[0],
            volgende=tekens[1],
            vorige=tekens[2],
        )

    return router
