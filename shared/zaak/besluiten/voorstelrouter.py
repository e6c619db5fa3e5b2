"""``/v1/besluitvoorstellen``: joint decisions that wait for signatures."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.besluiten.afhankelijkheden import Ondertekenaar
from shared.zaak.besluiten.voorstellen import Voorstellen
from shared.zaak.besluiten.vormen import (
    VOORBEELD_STUK,
    Besluit,
    Besluitgegevens,
    Besluitsoort,
    BesluitstukUit,
    Digest,
    Groepstand,
    stuk_onder_besluit_uit,
)

Voorstelpad = Annotated[
    Kenmerk, Path(alias="id", description="Het voorstel: `id` uit de lijst of de werklijst.")
]

_VOORBEELD_GEGEVENS = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}
_VOORBEELD_VRAAG: dict[str, Any] = {
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "soort": "prioritering",
    "gegevens": _VOORBEELD_GEGEVENS,
}
_DIGEST = "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="
_VOORBEELD: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000e1",
    "titel": "prioritering door de driehoek",
    "besluit": {
        "id": "0193aaaa-0000-7000-8000-0000000000e1",
        "tijdstip": "2026-11-23T12:00:00Z",
        **_VOORBEELD_VRAAG,
    },
    "digest": _DIGEST,
    "stukken": [VOORBEELD_STUK],
    "voorgelegdDoor": voorbeelden.ONTVANGER,
    "voorgelegdOp": "2026-11-23T12:00:00Z",
    "getekendDoor": [voorbeelden.ONTVANGER],
    "wachtOp": [voorbeelden.AFZENDER],
    "bladnummer": None,
    "groepNa": None,
}


class Voorstelvraag(Invoermodel):
    """What several parties should decide together."""

    groep: Kenmerk = Field(description="De groep.")
    soort: Besluitsoort = Field(description="De soort besluit.")
    gegevens: Besluitgegevens = Field(description="Wat het besluit zegt; per soort anders.")


class Voorsteltekenvraag(Invoermodel):
    """That exactly the decision that was shown is signed."""

    digest: Digest = Field(description="De digest van het voorstel dat u las.")


class BesluitvoorstelUit(Uitvoermodel):
    """A proposal, and what it became once everybody had signed."""

    id: str
    titel: str = Field(description="Hoe dit besluit heet.")
    besluit: Besluit = Field(description="Precies wat u ondertekent.")
    digest: str = Field(description="Geef deze mee bij het ondertekenen: dit is wat u zag.")
    stukken: list[BesluitstukUit] = Field(
        description="Wat eronder ligt, zoals het in uw eigen dienst staat; lees het voor u tekent."
    )
    voorgelegd_door: str
    voorgelegd_op: datetime
    getekend_door: list[str]
    wacht_op: list[str] = Field(description="Wie nog moet tekenen; leeg: het besluit is genomen.")
    bladnummer: int | None = Field(description="Waar het besluit in het log staat.")
    groep_na: Groepstand | None = Field(description="De groep na het besluit.")


class BesluitvoorstellenUit(Uitvoermodel):
    """The proposals that wait."""

    besluitvoorstellen: list[BesluitvoorstelUit]


def besluitvoorstellen_router() -> APIRouter:
    """Propose, see, sign, take back."""
    router = maak_router("groepen")
    _voeg_lezen_toe(router)
    _voeg_tekenen_toe(router)
    return router


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/besluitvoorstellen",
        response_model=BesluitvoorstellenUit,
        **operatie(
            "lijstBesluitvoorstellen",
            "Geeft de besluiten die op een handtekening wachten, het oudste eerst",
            antwoord={"besluitvoorstellen": [_VOORBEELD]},
            beschrijving="Wat is besloten of ingetrokken, staat er niet meer bij.",
            fouten=(502,),
        ),
    )
    async def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        groep: Annotated[Kenmerk | None, Query(description="Alleen deze groep.")] = None,
    ) -> BesluitvoorstellenUit:
        gevonden = await Voorstellen(u, wie).open(groep)
        return BesluitvoorstellenUit(
            besluitvoorstellen=[await _vorm(u, wie, een) for een in gevonden]
        )

    @router.get(
        "/besluitvoorstellen/{id}",
        response_model=BesluitvoorstelUit,
        **operatie(
            "leesBesluitvoorstel",
            "Geeft een besluit dat op een handtekening wacht",
            antwoord=_VOORBEELD,
            fouten=(502,),
        ),
    )
    async def lees(kenmerk: Voorstelpad, u: UitwisselingAfh, wie: Lezer) -> BesluitvoorstelUit:
        return await _vorm(u, wie, await Voorstellen(u, wie).een(kenmerk))


def _voeg_tekenen_toe(router: APIRouter) -> None:
    @router.post(
        "/besluitvoorstellen",
        response_model=BesluitvoorstelUit,
        **operatie(
            "legBesluitVoor",
            "Ondertekent een besluit en legt het voor aan wie het ook moeten tekenen",
            status=201,
            verzoek=_VOORBEELD_VRAAG,
            antwoord=_VOORBEELD,
            beschrijving=(
                "Bij de anderen komt het op de werklijst. De laatste handtekening neemt het "
                "besluit. Kan het nu niet, dan staat in redenen waarom."
            ),
            fouten=(409, 502),
        ),
    )
    async def leg_voor(
        vraag: Voorstelvraag, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> BesluitvoorstelUit:
        voorstel = await Voorstellen(u, wie).leg_voor(vraag.groep, vraag.soort, vraag.gegevens)
        return await _vorm(u, wie, voorstel)

    @router.post(
        "/besluitvoorstellen/{id}/_onderteken",
        response_model=BesluitvoorstelUit,
        **operatie(
            "ondertekenBesluitvoorstel",
            "Zet de handtekening van deze partij onder het voorstel dat u las",
            verzoek={"digest": _DIGEST},
            antwoord={**_VOORBEELD, "getekendDoor": [voorbeelden.AFZENDER, voorbeelden.ONTVANGER]},
            fouten=(409, 502),
        ),
    )
    async def onderteken(
        kenmerk: Voorstelpad, vraag: Voorsteltekenvraag, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> BesluitvoorstelUit:
        voorstel = await Voorstellen(u, wie).onderteken(kenmerk, vraag.digest)
        return await _vorm(u, wie, voorstel)

    @router.delete(
        "/besluitvoorstellen/{id}",
        **operatie(
            "trekBesluitvoorstelIn",
            "Trekt een eigen voorstel in, voor iedereen die het moet tekenen",
            status=204,
            beschrijving="Alleen de partij die het voorlegde. Daarna kan er een ander komen.",
            fouten=(409, 502),
        ),
    )
    async def trek_in(kenmerk: Voorstelpad, u: UitwisselingAfh, wie: Ondertekenaar) -> None:
        await Voorstellen(u, wie).trek_in(kenmerk)


async def _vorm(u: Uitwisseling, wie: Medewerker, voorstel: Voorstel) -> BesluitvoorstelUit:
    stukken = await asyncio.to_thread(Voorstellen(u, wie).stukken, voorstel)
    rij = u.dienst.regels.groepsbesluiten.get(voorstel.soort)
    return BesluitvoorstelUit(
        id=voorstel.id,
        titel=voorstel.soort if rij is None else rij.titel,
        besluit=dict(voorstel.besluit),
        digest=voorstel.digest,
        stukken=[stuk_onder_besluit_uit(een) for een in stukken],
        voorgelegd_door=voorstel.voorgelegd_door,
        voorgelegd_op=voorstel.voorgelegd_op,
        getekend_door=list(voorstel.getekend_door),
        wacht_op=list(voorstel.wacht_op),
        bladnummer=voorstel.bladnummer,
        groep_na=None if voorstel.stand is None else dict(voorstel.stand),
    )
