"""``/v1/incidenten/{id}/…``: what this party decides and does about an incident."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.incidentbehandeling.dienst import Incidentbehandeling
from shared.zaak.incidentbehandeling.document import als_tekst, regels_van
from shared.zaak.incidentbehandeling.voorbeelden import (
    BESLUIT,
    DOCUMENT,
    MET_BESLUIT,
    MET_TAAK,
    OORDEEL,
    TAAK,
    UITKOMST,
)
from shared.zaak.incidentbehandeling.vormen import (
    Incidentbesluitinvoer,
    Incidentoordeel,
    Incidenttaakinvoer,
    Incidentuitkomst,
    Meldingregel,
    ToezichtdocumentUit,
    Toezichtmeldinginvoer,
)
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import BEHANDELEN, LEZEN, MELDEN
from shared.zaak.incidenten.inzicht import bekijk
from shared.zaak.incidenten.router import lees_incident
from shared.zaak.incidenten.voorbeelden import INCIDENT
from shared.zaak.incidenten.vormen import IncidentUit

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
Eigenaar = Annotated[Medewerker, Depends(medewerker(MELDEN))]
Registerlezer = Annotated[Medewerker, Depends(medewerker(LEZEN))]
_FOUTEN = (409, 412, 428)


def incidentbehandeling_router() -> APIRouter:
    """The operations on what is decided and done about incidents."""
    router = maak_router("incidenten")
    _voeg_besluiten_toe(router)
    _voeg_oordelen_toe(router)
    _voeg_taken_toe(router)
    _voeg_toezicht_toe(router)
    _voeg_sluiten_toe(router)
    return router


def _stap(naam: str, zin: str, verzoek: Any, antwoord: Any, **anders: Any) -> dict[str, Any]:  # noqa: ANN401 - examples
    return operatie(
        naam, zin, verzoek=verzoek, antwoord=antwoord, fouten=_FOUTEN, koppen=ETAG, **anders
    )


def _voeg_besluiten_toe(router: APIRouter) -> None:
    @router.post(
        "/incidenten/{id}/besluiten",
        response_model=IncidentUit,
        **_stap(
            "stelIncidentbesluitVoor",
            "Stelt voor of de toezichthouder of de betrokkenen het horen; een tweede kijkt ernaar",
            BESLUIT,
            MET_BESLUIT,
            beschrijving="Later of niet informeren vraagt een grond van de eigen wet, de noodzaak "
            "en een dag binnen drie maanden waarop er opnieuw naar wordt gekeken.",
        ),
    )
    def stel_voor(
        id: Kenmerk, invoer: Incidentbesluitinvoer, u: UitwisselingAfh, wie: Behandelaar,
        uit: Response, if_match: IfMatch = None,
    ) -> IncidentUit:  # fmt: skip
        Incidentbehandeling(u, wie).stel_voor(
            id, invoer.voorgesteld(), versie_eis(if_match, id),
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        return lees_incident(u, id, uit)


def _voeg_oordelen_toe(router: APIRouter) -> None:
    for pad, naam, zin, goed in (
        ("_goedkeuren", "keurIncidentbesluitGoed", "Keurt als tweede een besluit goed", True),
        ("_afkeuren", "keurIncidentbesluitAf", "Keurt als tweede een besluit af", False),
    ):
        router.post(
            f"/incidenten/{{id}}/besluiten/{{besluit}}/{pad}",
            response_model=IncidentUit,
            **_stap(naam, zin, OORDEEL, MET_BESLUIT),
        )(_oordeel(goed=goed))


def _oordeel(*, goed: bool) -> Callable[..., IncidentUit]:
    def oordeel(
        id: Kenmerk, besluit: Kenmerk, invoer: Incidentoordeel, u: UitwisselingAfh,
        wie: Behandelaar, uit: Response, if_match: IfMatch = None,
    ) -> IncidentUit:  # fmt: skip
        Incidentbehandeling(u, wie).beoordeel(
            id, besluit, versie_eis(if_match, id), goed=goed, reden=invoer.reden,
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        return lees_incident(u, id, uit)

    return oordeel


def _voeg_taken_toe(router: APIRouter) -> None:
    @router.post(
        "/incidenten/{id}/taken",
        response_model=IncidentUit,
        **_stap(
            "geefIncidenttaak",
            "Geeft woordvoering, onderzoek of informeren een eigenaar en een dag",
            TAAK,
            MET_TAAK,
        ),
    )
    def geef(
        id: Kenmerk, invoer: Incidenttaakinvoer, u: UitwisselingAfh, wie: Behandelaar,
        uit: Response, if_match: IfMatch = None,
    ) -> IncidentUit:  # fmt: skip
        Incidentbehandeling(u, wie).geef_taak(
            id, invoer.soort, invoer.eigenaar, invoer.uiterlijk, versie_eis(if_match, id)
        )
        return lees_incident(u, id, uit)

    @router.post(
        "/incidenten/{id}/taken/{taak}/_afronden",
        response_model=IncidentUit,
        **_stap("rondIncidenttaakAf", "Zegt wat er van zo'n taak is gekomen", UITKOMST, MET_TAAK),
    )
    def rond_af(
        id: Kenmerk, taak: Kenmerk, invoer: Incidentuitkomst, u: UitwisselingAfh, wie: Eigenaar,
        uit: Response, if_match: IfMatch = None,
    ) -> IncidentUit:  # fmt: skip
        Incidentbehandeling(u, wie).rond_taak_af(
            id, taak, invoer.uitkomst, versie_eis(if_match, id),
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        return lees_incident(u, id, uit)


def _voeg_toezicht_toe(router: APIRouter) -> None:
    @router.post(
        "/incidenten/{id}/_toezichtmelding",
        response_model=IncidentUit,
        **_stap(
            "legToezichtmeldingVast",
            "Legt vast dat de toezichthouder het weet, en vertelt het alle andere partijen",
            {"gemeld": "2026-11-24"},
            INCIDENT,
            ook=ONDERWEG,
            beschrijving="Kan ook zonder besluit: de wettelijke tijd wacht niet op afstemming.",
        ),
    )
    async def gemeld(
        id: Kenmerk, invoer: Toezichtmeldinginvoer, u: UitwisselingAfh, wie: Behandelaar,
        uit: Response, if_match: IfMatch = None,
    ) -> IncidentUit:  # fmt: skip
        eis = versie_eis(if_match, id)
        await Incidentbehandeling(u, wie).leg_toezichtmelding_vast(id, invoer.gemeld, eis)
        gelezen = await asyncio.to_thread(lees_incident, u, id, uit)
        if any(een.status in opslag.WACHT for een in gelezen.ontvangers):
            uit.status_code = 202
        return gelezen

    @router.get(
        "/incidenten/{id}/toezichtdocument",
        response_model=ToezichtdocumentUit,
        **operatie(
            "toonToezichtdocument",
            "Geeft de melding aan de toezichthouder, opgesteld uit het register",
            antwoord=DOCUMENT,
        ),
    )
    def document(id: Kenmerk, u: UitwisselingAfh, wie: Registerlezer) -> ToezichtdocumentUit:  # noqa: ARG001 - who may ask
        partij, regels, nu = u.dienst.partij.code, u.dienst.regels, u.dienst.klok()
        with u.dienst.lezend() as sessie:
            (blik,) = bekijk(sessie, regels, partij, [opslag.lees(sessie, id)], nu)
            gevonden = list(regels_van(blik, regels, partij))
        return ToezichtdocumentUit(
            incident=id,
            opgesteld_op=nu,
            regels=[Meldingregel(vraag=vraag, antwoord=antwoord) for vraag, antwoord in gevonden],
            tekst=als_tekst(gevonden, datum_nl(nu).isoformat()),
        )


def _voeg_sluiten_toe(router: APIRouter) -> None:
    @router.post(
        "/incidenten/{id}/_sluiten",
        response_model=IncidentUit,
        **_stap(
            "sluitIncident",
            "Sluit een incident met wat eruit kwam; een 409 zegt wat er nog moet",
            UITKOMST,
            {**INCIDENT, "stand": "gesloten", "uitkomst": UITKOMST["uitkomst"], "versie": 9},
        ),
    )
    def sluit(
        id: Kenmerk, invoer: Incidentuitkomst, u: UitwisselingAfh, wie: Behandelaar,
        uit: Response, if_match: IfMatch = None,
    ) -> IncidentUit:  # fmt: skip
        Incidentbehandeling(u, wie).sluit(
            id, invoer.uitkomst, versie_eis(if_match, id),
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        return lees_incident(u, id, uit)
