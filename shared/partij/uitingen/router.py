"""``/v1/uitingen``: what is said in one go, to everybody who hears it (6.2 to 6.4)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from shared.partij import voorbeelden
from shared.partij.modelbasis import Kenmerk
from shared.partij.routers.verstrekkingen import LOCATION, Idempotentiesleutel
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.uitingen.dienst import Uitingen
from shared.partij.uitingen.vormen import (
    Bevestigopdracht,
    UitingberichtUit,
    Uitingopdracht,
    Uitingoverzicht,
    UitingUit,
)
from shared.partij.uitwisseling import UitwisselingAfh
from shared.partij.verstrekkingen_modellen import VOORBEELD_BERICHT, VOORBEELD_OPDRACHT
from shared.web.routes import maak_router, operatie

Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
Spreker = Annotated[Medewerker, Depends(medewerker("overleggen"))]
Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]

_UITING = "0193aaaa-0000-7000-8000-000000000057"
_OVERLEG = "0193aaaa-0000-7000-8000-000000000056"
_MOMENT = "2026-11-23T12:00:00Z"
_OPDRACHT: dict[str, Any] = {
    "groep": VOORBEELD_OPDRACHT["groep"],
    "kanaal": voorbeelden.MONDELING,
    "overleg": _OVERLEG,
    "doel": voorbeelden.DOEL,
    "afweging": VOORBEELD_OPDRACHT["afweging"],
    "ontvangers": [
        {
            "ontvanger": voorbeelden.ONTVANGER,
            "ontvangendeMedewerker": VOORBEELD_OPDRACHT["ontvangendeMedewerker"],
            "onderdelen": VOORBEELD_OPDRACHT["onderdelen"],
        }
    ],
}
_BEVESTIGING = {"gezegdOp": _MOMENT, "berichten": [VOORBEELD_BERICHT]}
_STAND: dict[str, Any] = {
    "id": _UITING,
    "groep": VOORBEELD_OPDRACHT["groep"],
    "kanaal": voorbeelden.MONDELING,
    "overleg": _OVERLEG,
    "stand": "open",
    "magGezegd": True,
    "geldigTot": "2026-11-23T22:59:59Z",
    "wachtOp": [],
    "gezegdOp": None,
    "gezegdDoor": None,
    "gezegd": [],
    "zonderToestemming": None,
    "bladnummer": None,
    "berichten": [
        {
            "id": VOORBEELD_BERICHT,
            "ontvanger": voorbeelden.ONTVANGER,
            "status": "aangekondigd",
            "besluit": "toegestaan",
            "fout": None,
        }
    ],
}
_GEZEGD = {
    **_STAND, "stand": "bevestigd", "magGezegd": False, "geldigTot": None, "gezegdOp": _MOMENT,
    "gezegdDoor": "0193aaaa-0000-7000-8000-000000000011", "gezegd": [VOORBEELD_BERICHT],
    "zonderToestemming": False, "bladnummer": 44,
}  # fmt: skip


def uitingen_router() -> APIRouter:
    """Ask whether something may be said, and tell that it was."""
    router = maak_router("uitingen")
    _voeg_vragen_toe(router)
    _voeg_vertellen_toe(router)
    return router


def _voeg_vragen_toe(router: APIRouter) -> None:
    @router.post(
        "/uitingen",
        response_model=UitingUit,
        **operatie(
            "vraagUiting",
            "Vraagt of iets gezegd mag worden, voor iedereen die het hoort",
            status=201,
            verzoek=_OPDRACHT,
            antwoord=_STAND,
            fouten=(409, 410, 502),
            koppen=LOCATION,
            beschrijving=(
                "Zeg het alleen als magGezegd waar is, en voor geldigTot. Staat er bij een bericht "
                "een besluit geweigerd, lees dan bij die verstrekking waarom."
            ),
        ),
    )
    async def vraag(
        opdracht: Uitingopdracht,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> UitingUit:
        uitingen = Uitingen(u, wie)
        kenmerk = await uitingen.vraag(opdracht, sleutel)
        uit.headers["Location"] = f"{u.dienst.instellingen.server.publieke_url}/uitingen/{kenmerk}"
        return _uit(await uitingen.stand(kenmerk))

    @router.get(
        "/uitingen/{id}",
        response_model=UitingUit,
        **operatie(
            "leesUiting",
            "Geeft of iets gezegd mag worden, en wat ervan is verteld",
            antwoord=_STAND,
            fouten=(502,),
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> UitingUit:
        return _uit(await Uitingen(u, wie).stand(id))


def _voeg_vertellen_toe(router: APIRouter) -> None:
    @router.post(
        "/uitingen/{id}/_bevestig",
        response_model=UitingUit,
        **operatie(
            "bevestigUiting",
            "Vertelt wat er is gezegd; de inhoud daarvan gaat dan naar wie het hoorde",
            verzoek=_BEVESTIGING,
            antwoord=_GEZEGD,
            fouten=(409, 502),
            beschrijving=(
                "Ook wat zonder toestemming is gezegd, vertelt u hier; dan volgt er geen inhoud."
            ),
        ),
    )
    async def bevestig(
        id: Kenmerk, verteld: Bevestigopdracht, u: UitwisselingAfh, wie: Spreker
    ) -> UitingUit:
        return _uit(await Uitingen(u, wie).bevestig(id, verteld))

    @router.post(
        "/uitingen/{id}/_nietgezegd",
        response_model=UitingUit,
        **operatie(
            "meldUitingNietGezegd",
            "Vertelt dat er niets van is gezegd; de inhoud wordt hier vernietigd",
            antwoord={**_STAND, "stand": "niet_gezegd", "magGezegd": False, "geldigTot": None},
            fouten=(409,),
        ),
    )
    async def niet_gezegd(id: Kenmerk, u: UitwisselingAfh, wie: Spreker) -> UitingUit:
        return _uit(await Uitingen(u, wie).niet_gezegd(id))


def _uit(overzicht: Uitingoverzicht) -> UitingUit:
    velden = {naam: waarde for naam, waarde in vars(overzicht).items() if naam != "berichten"}
    return UitingUit(
        **velden,
        berichten=[
            UitingberichtUit(
                id=een.bericht_id,
                ontvanger=een.ontvanger,
                status=een.status,
                besluit=een.besluit,
                fout=een.fout,
            )
            for een in overzicht.berichten
        ],
    )
