"""``/v1/rechtenverzoeken/{id}``: deciding on the own part, and saying that it was answered."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import ETAG
from shared.partij.web.vormen import Invoermodel, Kenmerk, Tekst
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.rechtbesluiten.beslissen import Beslissen, Verzoekbesluit
from shared.zaak.rechtbesluiten.verlengen import Langer, verleng
from shared.zaak.rechten import voorbeelden
from shared.zaak.rechten.begrippen import BEHANDELEN, BEVESTIGEN
from shared.zaak.rechten.router import toon
from shared.zaak.rechten.vormen import Grondcode, Verzoekcode, VerzoekUit

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
Tweedelezer = Annotated[Medewerker, Depends(medewerker(BEVESTIGEN))]


class Besluitinvoer(Invoermodel):
    """What this party decides on its part."""

    uitkomst: Verzoekcode = Field(description="Uit het convenant.")
    gronden: list[Grondcode] = Field(
        default_factory=list, max_length=12, description="Waarop u afwijst; van uw eigen wet."
    )
    motivering: Tekst | None = Field(
        default=None, description="Waarom dat nodig en evenredig is; blijft bij uw partij."
    )
    waarom_niet_deels: Tekst | None = Field(
        default=None, description="Wijst u alles af: waarom ook een deel niet kan."
    )


class Langerinvoer(Invoermodel):
    """That it takes longer, as the betrokkene was told."""

    verteld_op: date = Field(description="Wanneer de betrokkene het hoorde.")
    reden: Tekst = Field(description="Waarom het langer duurt, zoals hij het hoorde.")
    meer_eenheden: bool = Field(
        default=False, description="Zijn gegevens staan bij meer dan één eenheid of parket."
    )


class Tweede(Invoermodel):
    """What the second person finds of it."""

    akkoord: bool


def verzoekbesluiten_router() -> APIRouter:
    """The operations on decisions."""
    router = maak_router("rechtenverzoeken")
    _voeg_beslissen_toe(router)
    _voeg_verlengen_toe(router)
    _voeg_beantwoorden_toe(router)
    return router


def _operatie(naam: str, titel: str, **anders: Any) -> dict[str, Any]:  # noqa: ANN401 - as operatie
    return operatie(naam, titel, antwoord=voorbeelden.UIT, fouten=(409,), koppen=ETAG, **anders)


def _voeg_beslissen_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/_beslis",
        response_model=VerzoekUit,
        **_operatie(
            "beslisOpRechtenverzoek",
            "Beslist over het eigen deel van een verzoek",
            verzoek=voorbeelden.BESLUIT,
            beschrijving="Wat iets afwijst geldt pas als een tweede het heeft bekeken.",
        ),
    )
    async def beslis(
        id: Kenmerk, invoer: Besluitinvoer, u: UitwisselingAfh, wie: Behandelaar, uit: Response
    ) -> VerzoekUit:
        besluit = Verzoekbesluit(
            invoer.uitkomst, tuple(invoer.gronden), invoer.motivering, invoer.waarom_niet_deels
        )
        await Beslissen(u, wie).beslis(id, besluit)
        return await asyncio.to_thread(toon, u.dienst, wie, id, uit)

    @router.post(
        "/rechtenverzoeken/{id}/_bevestig",
        response_model=VerzoekUit,
        **_operatie(
            "bevestigBesluitOpRechtenverzoek",
            "Bekijkt als tweede een besluit dat iets afwijst",
            verzoek={"akkoord": True},
        ),
    )
    async def bevestig(
        id: Kenmerk, invoer: Tweede, u: UitwisselingAfh, wie: Tweedelezer, uit: Response
    ) -> VerzoekUit:
        await Beslissen(u, wie).bevestig(id, akkoord=invoer.akkoord)
        return await asyncio.to_thread(toon, u.dienst, wie, id, uit)


def _voeg_verlengen_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/_verleng",
        response_model=VerzoekUit,
        **_operatie(
            "verlengRechtenverzoek",
            "Neemt langer de tijd voor het eigen deel, nadat de betrokkene het hoorde",
            verzoek=voorbeelden.LANGER,
            beschrijving=(
                "Alleen als uw wet dat kent, één keer, en als hij het binnen de eerste termijn "
                "hoort, met de reden."
            ),
        ),
    )
    def langer(
        id: Kenmerk, invoer: Langerinvoer, dienst: DienstAfh, wie: Behandelaar, uit: Response
    ) -> VerzoekUit:
        gevraagd = Langer(invoer.verteld_op, invoer.reden, invoer.meer_eenheden)
        verleng(dienst, wie, id, gevraagd)
        return toon(dienst, wie, id, uit)


def _voeg_beantwoorden_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/_beantwoord",
        response_model=VerzoekUit,
        **_operatie(
            "beantwoordRechtenverzoek",
            "Legt vast dat de betrokkene antwoord heeft",
        ),
    )
    def beantwoord(id: Kenmerk, u: UitwisselingAfh, wie: Behandelaar, uit: Response) -> VerzoekUit:
        Beslissen(u, wie).beantwoord(id)
        return toon(u.dienst, wie, id, uit)
