"""``/v1/vernietigingsplannen``: one proposes, another decides, and what is left of it."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.werkzaamheden.afhankelijkheden import LangwerkAfh
from shared.drukwerk.opgemaakt import druk_document
from shared.opslag.draad import in_draad
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.langwerk.onderweg import LANG_WERK, ONDERWEG
from shared.zaak.vernietigen import opslag, vormen
from shared.zaak.vernietigen.begrippen import RAADPLEGEN, TOEZICHT, VERNIETIGEN
from shared.zaak.vernietigen.document import als_stuk
from shared.zaak.vernietigen.plannen import Plannen
from shared.zaak.vernietigen.tabellen import VernietigingsplanRij
from shared.zaak.vernietigen.uitvoeren import voer_plan_uit
from shared.zaak.vernietigen.vormen import (
    Proefinvoer,
    ProefUit,
    VernietigingsdocumentUit,
    Vernietigingsplaninvoer,
    VernietigingsplanKop,
    VernietigingsplannenUit,
    VernietigingsplanUit,
    VernietigingsverklaringenUit,
    VernietigingsverklaringUit,
)

Vernietiger = Annotated[Medewerker, Depends(medewerker(VERNIETIGEN))]
Rekenaar = Annotated[Medewerker, Depends(medewerker(VERNIETIGEN, zoekt=True))]
# Who may plan one, and who oversees.
Kijker = Annotated[Medewerker, Depends(medewerker(VERNIETIGEN, TOEZICHT))]
Lezer = Annotated[Medewerker, Depends(medewerker(RAADPLEGEN))]


def vernietigingsplannen_router() -> APIRouter:
    """The operations on plans and verklaringen."""
    router = maak_router("personen")
    _voeg_plannen_toe(router)
    _voeg_oordelen_toe(router)
    _voeg_verklaringen_toe(router)
    return router


def _voeg_plannen_toe(router: APIRouter) -> None:
    @router.post(
        "/vernietigingsplannen/_proef",
        response_model=ProefUit,
        **operatie(
            "proefVernietiging",
            "Wat er zou worden vernietigd, in aantallen; er verandert niets",
            verzoek={"personen": vormen.PLAN_IN["personen"]},
            antwoord=vormen.PROEF,
        ),
    )
    def proef(invoer: Proefinvoer, dienst: DienstAfh, wie: Rekenaar) -> ProefUit:
        with dienst.transactie() as sessie:
            return ProefUit.van(Plannen(sessie, dienst, wie).proef(invoer.personen))

    @router.post(
        "/vernietigingsplannen",
        response_model=VernietigingsplanKop,
        **operatie(
            "stelVernietigingVoor",
            "Stelt voor om mensen te vernietigen; een ander beslist",
            status=201,
            verzoek=vormen.PLAN_IN,
            antwoord=vormen.PLAN,
            fouten=(409,),
        ),
    )
    def stel_voor(
        invoer: Vernietigingsplaninvoer, dienst: DienstAfh, wie: Vernietiger,
        sleutel: Idempotentiesleutel = None,
    ) -> VernietigingsplanKop:  # fmt: skip
        opdracht = eenmalig(wie.autorisatie_id, sleutel, "vernietigingsplannen", invoer)

        def doe() -> VernietigingsplanKop:
            with dienst.transactie() as sessie:
                eerder = al_gedaan(sessie, opdracht)
                if eerder is not None:
                    return _kop(opslag.lees(sessie, eerder))
                rij = Plannen(sessie, dienst, wie).stel_op(invoer.als_invoer())
                onthoud(sessie, opdracht, rij.id)
                return _kop(rij)

        return een_keer(opdracht, doe)

    @router.get(
        "/vernietigingsplannen",
        response_model=VernietigingsplannenUit,
        **operatie(
            "lijstVernietigingsplannen",
            "De plannen, het nieuwste eerst; zonder wie erin staat",
            antwoord={"vernietigingsplannen": [vormen.PLAN], "volgende": None},
        ),
    )
    def lijst(dienst: DienstAfh, _: Kijker, pagina: PaginaAfh) -> VernietigingsplannenUit:
        with dienst.transactie() as sessie:
            gevonden = opslag.plannen(sessie, pagina.na, pagina.een_meer())
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            return VernietigingsplannenUit(
                vernietigingsplannen=[_kop(rij) for rij in rijen], volgende=volgende
            )

    @router.get(
        "/vernietigingsplannen/{id}",
        response_model=VernietigingsplanUit,
        **operatie(
            "leesVernietigingsplan",
            "Een plan, met wie erin staat en nog niet is vernietigd",
            antwoord={**vormen.PLAN, "proef": vormen.PROEF},
        ),
    )
    def een(id: Kenmerk, dienst: DienstAfh, wie: Kijker) -> VernietigingsplanUit:
        with dienst.transactie() as sessie:
            rij, proef = Plannen(sessie, dienst, wie).lees(id)
            return VernietigingsplanUit(**vormen.kop(rij), proef=ProefUit.van(proef))


def _voeg_oordelen_toe(router: APIRouter) -> None:
    @router.post(
        "/vernietigingsplannen/{id}/_bevestig",
        response_model=VernietigingsplanKop,
        **operatie(
            "bevestigVernietiging",
            "Een ander dan wie het voorstelde zegt ja: dan wordt er vernietigd",
            antwoord={
                **vormen.PLAN,
                "stand": "uitgevoerd",
                "aantallen": vormen.PROEF["aantallen"],
            },
            fouten=(409,),
            ook=ONDERWEG,
            koppen=LANG_WERK,
            beschrijving=(
                "Zolang er nog wordt vernietigd is de stand `bevestigd`. Sneuvelt de dienst "
                "onderweg, dan maakt zij het vanzelf af, en niets twee keer."
            ),
        ),
    )
    async def bevestig(
        id: Kenmerk, dienst: DienstAfh, wie: Vernietiger, lang: LangwerkAfh
    ) -> VernietigingsplanKop:
        werk = await in_draad(_zeg_ja, dienst, wie, id)
        # After the yes is on file: who dies here leaves a plan that the next round finishes.
        await lang.doe(werk, voer_plan_uit, dienst, id)
        return await in_draad(_lees_kop, dienst, id)

    @router.post(
        "/vernietigingsplannen/{id}/_weiger",
        response_model=VernietigingsplanKop,
        **operatie(
            "weigerVernietiging",
            "Een ander dan wie het voorstelde zegt nee",
            antwoord={**vormen.PLAN, "stand": "geweigerd"},
            fouten=(409,),
        ),
    )
    def weiger(id: Kenmerk, dienst: DienstAfh, wie: Vernietiger) -> VernietigingsplanKop:
        return _oordeel(dienst, wie, lambda plannen: plannen.weiger(id))

    @router.post(
        "/vernietigingsplannen/{id}/_intrekken",
        response_model=VernietigingsplanKop,
        **operatie(
            "trekVernietigingIn",
            "Wie het voorstelde neemt het terug",
            antwoord={**vormen.PLAN, "stand": "ingetrokken"},
            fouten=(409,),
        ),
    )
    def trek_in(id: Kenmerk, dienst: DienstAfh, wie: Vernietiger) -> VernietigingsplanKop:
        return _oordeel(dienst, wie, lambda plannen: plannen.trek_in(id))


def _voeg_verklaringen_toe(router: APIRouter) -> None:
    @router.get(
        "/vernietigingsverklaringen",
        response_model=VernietigingsverklaringenUit,
        **operatie(
            "lijstVernietigingsverklaringen",
            "Wat er is vernietigd, het nieuwste eerst: hoeveel, wanneer en waarom, zonder namen",
            antwoord={"vernietigingsverklaringen": [vormen.VERKLARING], "volgende": None},
        ),
    )
    def verklaringen(
        dienst: DienstAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk | None, Query(description="Alleen van deze groep.")] = None,
    ) -> VernietigingsverklaringenUit:
        with dienst.transactie() as sessie:
            gevonden = opslag.verklaringen(sessie, groep, wie.taak, pagina.na, pagina.een_meer())
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            return VernietigingsverklaringenUit(
                vernietigingsverklaringen=[VernietigingsverklaringUit.van(rij) for rij in rijen],
                volgende=volgende,
            )

    @router.get(
        "/vernietigingsverklaringen/{id}",
        response_model=VernietigingsverklaringUit,
        **operatie(
            "leesVernietigingsverklaring",
            "Eén verklaring van vernietiging",
            antwoord=vormen.VERKLARING,
        ),
    )
    def verklaring(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> VernietigingsverklaringUit:
        with dienst.transactie() as sessie:
            rij = opslag.verklaring(sessie, id)
            _eis_taak(wie, rij.groep)
            return VernietigingsverklaringUit.van(rij)

    @router.get(
        "/vernietigingsverklaringen/{id}/document",
        response_model=VernietigingsdocumentUit,
        **operatie(
            "drukVernietigingsverklaring",
            "De verklaring als document, dat ook een schermlezer leest (PDF)",
            antwoord=vormen.DOCUMENT,
        ),
    )
    async def document(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> VernietigingsdocumentUit:
        def lees() -> bytes:
            with dienst.transactie() as sessie:
                rij = opslag.verklaring(sessie, id)
                _eis_taak(wie, rij.groep)
                stuk = als_stuk(rij, dienst.regels, dienst.partij.code)
            return druk_document(stuk, dienst.klok())

        pdf = await asyncio.to_thread(lees)
        return VernietigingsdocumentUit(
            id=id,
            bestandsnaam=f"verklaring-{id}.pdf",
            document=base64.b64encode(pdf).decode("ascii"),
        )


def _zeg_ja(dienst: Dienst, wie: Medewerker, kenmerk: str) -> str:
    with dienst.transactie() as sessie:
        return Plannen(sessie, dienst, wie).bevestig(kenmerk)


def _lees_kop(dienst: Dienst, kenmerk: str) -> VernietigingsplanKop:
    with dienst.lezend() as sessie:
        return _kop(opslag.lees(sessie, kenmerk))


def _oordeel(
    dienst: Dienst, wie: Medewerker, oordeel: Callable[[Plannen], VernietigingsplanRij]
) -> VernietigingsplanKop:
    with dienst.transactie() as sessie:
        return _kop(oordeel(Plannen(sessie, dienst, wie)))


def _eis_taak(wie: Medewerker, groep: str | None) -> None:
    if groep is not None:
        wie.eis_groep(groep)


def _kop(rij: VernietigingsplanRij) -> VernietigingsplanKop:
    return VernietigingsplanKop(**vormen.kop(rij))
