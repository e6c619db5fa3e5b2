"""``/v1/besluitconcepten``: decisions that one official prepares and another takes."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.besluiten.groepsbesluit import tekenende_functies
from shared.partij.besluitconcept import Conceptstand
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.besluiten.afhankelijkheden import Ondertekenaar
from shared.zaak.besluiten.concepten import Besluitconcepten, Getoond
from shared.zaak.besluiten.vormen import (
    VOORBEELD_STUK,
    Besluit,
    Besluitgegevens,
    Besluitsoort,
    BesluitstukUit,
    Digest,
    stuk_onder_besluit_uit,
)

Conceptpad = Annotated[
    Kenmerk, Path(alias="id", description="Het concept: `id` uit de lijst of de werklijst.")
]

_ID = "0193aaaa-0000-7000-8000-0000000000e2"
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_VOORBEELD_GEGEVENS = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}
_VOORBEELD_VRAAG: dict[str, Any] = {
    "groep": _GROEP,
    "soort": "prioritering",
    "gegevens": _VOORBEELD_GEGEVENS,
}
_DIGEST = "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="
VOORBEELD: dict[str, Any] = {
    "id": _ID,
    "groep": _GROEP,
    "soort": "prioritering",
    "titel": "prioritering door de driehoek",
    "inhoud": {"gegevens": _VOORBEELD_GEGEVENS},
    "besluit": {
        "id": _ID,
        "groep": _GROEP,
        "soort": "prioritering",
        "tijdstip": "2026-11-23T12:00:00Z",
        "gegevens": _VOORBEELD_GEGEVENS,
    },
    "digest": _DIGEST,
    "stukken": [VOORBEELD_STUK],
    "beletsel": None,
    "redenen": [],
    "stand": "open",
    "opgesteldOp": "2026-11-23T12:00:00Z",
    "opgesteldDoor": VOORBEELD_MEDEWERKER,
    "tekentIn": ["burgemeester"],
    "uTekent": False,
    "afgedaanOp": None,
    "afgedaanDoor": None,
    "bladnummer": None,
}


class Conceptvraag(Invoermodel):
    """A decision to be prepared for who takes it."""

    groep: Kenmerk = Field(description="De groep.")
    soort: Besluitsoort = Field(description="De soort besluit.")
    gegevens: Besluitgegevens = Field(description="Wat het besluit zegt; per soort anders.")


class Conceptondertekening(Invoermodel):
    """That exactly the decision that was shown is signed."""

    digest: Digest = Field(description="De digest van het besluit dat u las.")


class BesluitconceptUit(Uitvoermodel):
    """A prepared decision as it would be taken now, or as it was taken."""

    id: str
    groep: str
    soort: str
    titel: str = Field(description="Hoe dit besluit heet.")
    inhoud: dict[str, Any] = Field(description="Wat wie het voorbereidde erbij koos en schreef.")
    besluit: Besluit | None = Field(
        description="Precies wat er getekend zou worden; null als het zo niet kan."
    )
    digest: str | None = Field(description="Geef deze mee bij het ondertekenen: dit is wat u zag.")
    stukken: list[BesluitstukUit] = Field(
        description="Wat eronder ligt, zoals het in uw dienst staat; wie tekent heeft het gelezen."
    )
    beletsel: str | None = Field(description="Waarom het nu niet kan.")
    redenen: list[dict[str, Any]] = Field(description="Alles wat eraan in de weg staat.")
    stand: Conceptstand
    opgesteld_op: datetime
    opgesteld_door: str = Field(description="De autorisatie van wie het voorbereidde.")
    tekent_in: list[str] = Field(description="Wie dit besluit bij deze partij neemt.")
    u_tekent: bool = Field(description="Of uw functie daarbij hoort.")
    afgedaan_op: datetime | None
    afgedaan_door: str | None = Field(description="Wie besloot, of wie het introk.")
    bladnummer: int | None


class BesluitconceptenUit(Uitvoermodel):
    """What waits for a signature."""

    besluitconcepten: list[BesluitconceptUit]


def besluitconcepten_router() -> APIRouter:
    """Prepare, read, sign and take back."""
    router = maak_router("besluitconcepten")
    _voeg_voorbereiden_toe(router)
    _voeg_lezen_toe(router)
    _voeg_tekenen_toe(router)
    return router


def _voeg_voorbereiden_toe(router: APIRouter) -> None:
    @router.post(
        "/besluitconcepten",
        response_model=BesluitconceptUit,
        **operatie(
            "bereidBesluitVoor",
            "Bereidt een besluit voor; wie erover gaat, leest het en tekent",
            status=201,
            verzoek=_VOORBEELD_VRAAG,
            antwoord=VOORBEELD,
            beschrijving=(
                "Er ligt van elke soort één concept per groep. Wat de dienst zelf opstelt uit wat "
                "is vastgelegd heeft een eigen adres."
            ),
            fouten=(409, 502),
        ),
    )
    async def bereid_voor(
        vraag: Conceptvraag, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> BesluitconceptUit:
        getoond = await Besluitconcepten(u, wie).bereid_gegeven_besluit_voor(
            vraag.groep, vraag.soort, vraag.gegevens
        )
        return await concept_uit(u, wie, getoond)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/besluitconcepten",
        response_model=BesluitconceptenUit,
        **operatie(
            "lijstBesluitconcepten",
            "Geeft de besluiten die wachten op wie ze mag nemen",
            antwoord={"besluitconcepten": [VOORBEELD]},
            fouten=(502,),
        ),
    )
    async def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        groep: Annotated[Kenmerk | None, Query(description="Alleen deze groep.")] = None,
    ) -> BesluitconceptenUit:
        gevonden = await Besluitconcepten(u, wie).lijst(groep)
        return BesluitconceptenUit(
            besluitconcepten=[await concept_uit(u, wie, getoond) for getoond in gevonden]
        )

    @router.get(
        "/besluitconcepten/{id}",
        response_model=BesluitconceptUit,
        **operatie(
            "leesBesluitconcept",
            "Geeft een besluit precies zoals het getekend zou worden",
            antwoord=VOORBEELD,
            fouten=(502,),
        ),
    )
    async def lees(kenmerk: Conceptpad, u: UitwisselingAfh, wie: Lezer) -> BesluitconceptUit:
        return await concept_uit(u, wie, await Besluitconcepten(u, wie).toon(kenmerk))


def _voeg_tekenen_toe(router: APIRouter) -> None:
    @router.post(
        "/besluitconcepten/{id}/_onderteken",
        response_model=BesluitconceptUit,
        **operatie(
            "ondertekenBesluitconcept",
            "Neemt het besluit dat u las",
            verzoek={"digest": _DIGEST},
            antwoord={**VOORBEELD, "stand": "voorgelegd", "afgedaanOp": "2026-11-24T09:00:00Z",
                      "afgedaanDoor": VOORBEELD_MEDEWERKER},
            beschrijving=(
                "Alleen wie het volgens het convenant neemt. Tekenen er meer partijen, dan wordt "
                "het aan hen voorgelegd. Hetzelfde nog eens vragen geeft hetzelfde antwoord."
            ),
            fouten=(409, 502),
        ),
    )  # fmt: skip
    async def onderteken(
        kenmerk: Conceptpad, vraag: Conceptondertekening, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> BesluitconceptUit:
        return await concept_uit(
            u, wie, await Besluitconcepten(u, wie).onderteken(kenmerk, vraag.digest)
        )

    @router.delete(
        "/besluitconcepten/{id}",
        **operatie(
            "trekBesluitconceptIn",
            "Trekt een concept in waarover nog niet is besloten",
            status=204,
            fouten=(409,),
        ),
    )
    async def trek_in(kenmerk: Conceptpad, u: UitwisselingAfh, wie: Ondertekenaar) -> None:
        await Besluitconcepten(u, wie).trek_in(kenmerk)


async def concept_uit(u: Uitwisseling, wie: Medewerker, getoond: Getoond) -> BesluitconceptUit:
    """A concept as the API shows it to this official."""
    concept, dienst = getoond.concept, u.dienst
    rij = dienst.regels.groepsbesluiten[concept.soort]
    functies = tekenende_functies(rij, dienst.partij.code) or ()
    bekend = dienst.regels.functies[dienst.partij.code]
    beletsel = getoond.beletsel
    stukken = await asyncio.to_thread(Besluitconcepten(u, wie).stukken, getoond)
    return BesluitconceptUit(
        id=concept.id,
        groep=concept.groep,
        soort=concept.soort,
        titel=rij.titel,
        inhoud=dict(concept.inhoud),
        besluit=None if getoond.besluit is None else dict(getoond.besluit),
        digest=getoond.digest,
        stukken=[stuk_onder_besluit_uit(een) for een in stukken],
        beletsel=None if beletsel is None else beletsel.melding,
        redenen=list(getattr(beletsel, "redenen", ())),
        stand=concept.stand,
        opgesteld_op=concept.opgesteld_op,
        opgesteld_door=concept.opgesteld_door,
        tekent_in=[bekend[code].titel for code in functies],
        u_tekent=wie.functie in functies,
        afgedaan_op=concept.afgedaan_op,
        afgedaan_door=concept.afgedaan_door,
        bladnummer=concept.bladnummer,
    )
