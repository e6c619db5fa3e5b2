"""``/v1/rechtenverzoeken/{id}``: carrying out what follows, and what was done with a complaint."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import een_keer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web.afhankelijkheden import ETAG, Idempotentiesleutel
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Partijcode, Tekst, Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.rechtbesluiten.gevolgen import Gevolgen
from shared.zaak.rechtbesluiten.vervolg import Vervolgstap, leg_vervolg_vast, stappen
from shared.zaak.rechten import opslag, voorbeelden
from shared.zaak.rechten.begrippen import BEHANDELEN, RAADPLEEGSOORT
from shared.zaak.rechten.opslag import eis_in_taak
from shared.zaak.rechten.router import toon
from shared.zaak.rechten.vormen import Verzoekcode, VerzoekUit

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
Vernietiger = Annotated[Medewerker, Depends(medewerker("personen.vernietigen"))]
Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]


class Rechtzetting(Invoermodel):
    """Why what others hold is different now."""

    aard: Verzoekcode = Field(description="Wat eraan mankeerde: een code uit het convenant.")
    reden: Tekst = Field(description="Wat wie het gegeven kreeg leest. Noem niemand.")


class RechtgezetUit(Uitvoermodel):
    """That it was told."""

    verzoek: str
    uitgevoerd: bool


class Gedaan(Invoermodel):
    """What was done of what was granted in part."""

    gedaan: Verzoekcode = Field(
        description="In één woord: verbeterd, vernietigd, beperkt of gegeven."
    )


class Vervolginvoer(Invoermodel):
    """A step in dealing with a complaint or a claim."""

    stap: Verzoekcode = Field(description="Uit het convenant.")
    op: date
    naar: Partijcode | None = Field(default=None, description="Aan welke partij het ging.")
    toelichting: Tekst | None = None


class VervolgstapUit(Uitvoermodel):
    """A step that was recorded."""

    stap: str
    op: date
    naar: str | None
    vastgelegd_op: datetime
    vastgelegd_door: str


class VervolgUit(Uitvoermodel):
    """Everything that was done."""

    vervolg: list[VervolgstapUit]


def verzoekgevolgen_router() -> APIRouter:
    """The operations on what follows."""
    router = maak_router("rechtenverzoeken")
    _voeg_uitvoeren_toe(router)
    _voeg_vervolg_toe(router)
    return router


def _voeg_uitvoeren_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/_vernietig",
        response_model=VerzoekUit,
        **operatie(
            "vernietigOpVerzoek",
            "Vernietigt alles van wie om wissing vroeg en die kreeg, en vertelt het de anderen",
            antwoord=voorbeelden.UIT,
            fouten=(409,),
            koppen=ETAG,
            beschrijving="Een ander dan wie besliste doet het. Wat is gedaan blijft als bewijs.",
        ),
    )
    async def vernietig(
        id: Kenmerk, u: UitwisselingAfh, wie: Vernietiger, uit: Response
    ) -> VerzoekUit:
        await Gevolgen(u, wie).vernietig(id)
        return await asyncio.to_thread(toon, u.dienst, wie, id, uit)

    @router.post(
        "/rechtenverzoeken/{id}/_zetrecht",
        response_model=RechtgezetUit,
        **operatie(
            "zetRechtOpVerzoek",
            "Vertelt iedereen die iets over hem kreeg hoe het na de verbetering is",
            verzoek={"aard": "onjuist", "reden": "Het adres klopte niet (verzonnen)."},
            antwoord={"verzoek": voorbeelden.UIT["id"], "uitgevoerd": True},
            fouten=(409, 410),
        ),
    )
    async def zet_recht(
        id: Kenmerk, invoer: Rechtzetting, u: UitwisselingAfh, wie: Verstrekker
    ) -> RechtgezetUit:
        await Gevolgen(u, wie).verbeter(id, invoer.aard, invoer.reden)
        return RechtgezetUit(verzoek=id, uitgevoerd=True)

    @router.post(
        "/rechtenverzoeken/{id}/_uitgevoerd",
        response_model=VerzoekUit,
        **operatie(
            "zegVerzoekUitgevoerd",
            "Legt vast dat is gedaan wat in deel is toegewezen",
            verzoek={"gedaan": "vernietigd"},
            antwoord=voorbeelden.UIT,
            fouten=(409,),
            koppen=ETAG,
        ),
    )
    def gedaan(
        id: Kenmerk, invoer: Gedaan, u: UitwisselingAfh, wie: Behandelaar, uit: Response
    ) -> VerzoekUit:
        Gevolgen(u, wie).zeg_gedaan(id, invoer.gedaan)
        return toon(u.dienst, wie, id, uit)


def _voeg_vervolg_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/vervolg",
        response_model=VervolgUit,
        **operatie(
            "legVervolgVast",
            "Legt vast wat er met een klacht of een claim is gedaan",
            status=201,
            verzoek=_STAP,
            antwoord={"vervolg": [_STAP_UIT]},
            fouten=(409,),
        ),
    )
    def leg_vast(
        id: Kenmerk, invoer: Vervolginvoer, dienst: DienstAfh, wie: Behandelaar,
        sleutel: Idempotentiesleutel = None,
    ) -> VervolgUit:  # fmt: skip
        opdracht = eenmalig(wie.autorisatie_id, sleutel, f"vervolg/{id}", invoer)
        stap = Vervolgstap(invoer.stap, invoer.op, invoer.naar, invoer.toelichting)
        een_keer(opdracht, lambda: leg_vervolg_vast(dienst, wie, id, stap, opdracht))
        return _vervolg(dienst, wie, id)

    @router.get(
        "/rechtenverzoeken/{id}/vervolg",
        response_model=VervolgUit,
        **operatie(
            "leesVervolg",
            "Geeft wat er met een klacht of een claim is gedaan",
            antwoord={"vervolg": [_STAP_UIT]},
        ),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Behandelaar) -> VervolgUit:
        return _vervolg(dienst, wie, id)


def _vervolg(dienst: Dienst, wie: Medewerker, kenmerk: str) -> VervolgUit:
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        eis_in_taak(sessie, wie, rij)
        gelezen = [Geraadpleegd(kenmerk, rij.persoon_id)]
        leg_raadpleging_vast(sessie, dienst.klok, wie, "historie", RAADPLEEGSOORT, gelezen)
        velden = VervolgstapUit.model_fields
        return VervolgUit(
            vervolg=[
                VervolgstapUit(**{naam: getattr(een, naam) for naam in velden})
                for een in stappen(sessie, kenmerk)
            ]
        )


_STAP: dict[str, Any] = {
    "stap": "bevestigd",
    "op": "2026-11-24",
    "naar": None,
    "toelichting": "Een brief gestuurd (verzonnen).",
}
_STAP_UIT: dict[str, Any] = {
    "stap": "bevestigd",
    "op": "2026-11-24",
    "naar": None,
    "vastgelegdOp": VOORBEELD_TIJD,
    "vastgelegdDoor": VOORBEELD_MEDEWERKER,
}
