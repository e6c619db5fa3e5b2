"""``/v1/incidenten``: report what may have harmed data, tell the others, and read the register."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker, medewerker_op_functie
from shared.partij.fouten import GeenToegang
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.afhankelijkheden import ETAG, Idempotentiesleutel, IfMatch
from shared.partij.web.paginering import PaginaAfh, Volgordevraag
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk, Partijcode
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import (
    BEHANDELEN,
    LEZEN,
    MELDEN,
    Incidentgebeurtenis,
    Incidentstand,
)
from shared.zaak.incidenten.inzicht import bekijk
from shared.zaak.incidenten.melden import Incidentmelding
from shared.zaak.incidenten.voorbeelden import INCIDENT, MELDING, ONTVANGEN, VERLOOP
from shared.zaak.incidenten.vormen import (
    IncidentenUit,
    Incidentinvoer,
    IncidentUit,
    IncidentverloopUit,
    incident_uit,
    verloop_uit,
)

Melder = Annotated[Medewerker, Depends(medewerker_op_functie(MELDEN))]
Lezer = Annotated[Medewerker, Depends(medewerker(MELDEN))]
Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]


def incidenten_router() -> APIRouter:
    """The operations on incidents."""
    router = maak_router("incidenten")
    _voeg_melden_toe(router)
    _voeg_bijwerken_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_melden_toe(router: APIRouter) -> None:
    @router.post(
        "/incidenten",
        response_model=IncidentUit,
        **operatie(
            "meldIncident",
            "Meldt een mogelijk incident: het gaat meteen naar alle andere partijen",
            status=201,
            ook=ONDERWEG,
            verzoek=MELDING,
            antwoord=INCIDENT,
            fouten=(409,),
            koppen=ETAG,
            beschrijving="Er is geen drempel. Het mag ook met een autorisatie die is verlopen of "
            "niet compleet: dan alleen dit, en wat er ontbrak wordt vastgelegd. Er staat niemand "
            "in. Heeft nog niet elke partij het, dan is het antwoord een 202 en gaat de bezorging "
            "door.",
        ),
    )
    async def meld(
        invoer: Incidentinvoer, u: UitwisselingAfh, wie: Melder, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> IncidentUit:  # fmt: skip
        kenmerk = await Incidentmelding(u, wie).meld(
            invoer.beschrijving(), invoer, sleutel, uiting=invoer.uiting,
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        return await _na_versturen(u, kenmerk, uit)


def _voeg_bijwerken_toe(router: APIRouter) -> None:
    @router.post(
        "/incidenten/{id}/_bijwerken",
        response_model=IncidentUit,
        **operatie(
            "werkIncidentBij",
            "Vertelt alle andere partijen meer over een incident: een volgende versie",
            ook=ONDERWEG,
            verzoek={**MELDING, "maatregelen": "De zaal is nagelopen; er lag niets meer."},
            antwoord={**INCIDENT, "stukversie": 2, "versie": 2},
            fouten=(409, 412, 428),
            koppen=ETAG,
            beschrijving="Alleen de partij die het vond, en daar wie het meldde of wie incidenten "
            "behandelt. Eerdere versies blijven te lezen.",
        ),
    )
    async def werk_bij(
        id: Kenmerk, invoer: Incidentinvoer, u: UitwisselingAfh, wie: Lezer, uit: Response,
        sleutel: Idempotentiesleutel = None, if_match: IfMatch = None,
    ) -> IncidentUit:  # fmt: skip
        await Incidentmelding(u, wie).werk_bij(
            id, invoer.beschrijving(), invoer, versie_eis(if_match, id), sleutel,
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        return await _na_versturen(u, id, uit)

    @router.post(
        "/incidenten/{id}/_kennisnemen",
        response_model=IncidentUit,
        **operatie(
            "neemKennisVanIncident",
            "Legt vast dat u kennisnam van een incident dat een andere partij meldde",
            antwoord=ONTVANGEN,
            koppen=ETAG,
            beschrijving="Meldt die partij meer, dan staat het opnieuw op de werklijst. Nog eens "
            "kennisnemen verandert niets.",
        ),
    )
    def neem_kennis(
        id: Kenmerk, u: UitwisselingAfh, wie: Behandelaar, uit: Response
    ) -> IncidentUit:
        nu = u.dienst.klok()
        with u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, id, slot=True)
            if not rij.eigen and rij.gezien_op is None:
                rij.gezien_op = nu
                opslag.noteer(
                    sessie, rij, Incidentgebeurtenis.GEZIEN, partij=u.dienst.partij.code,
                    door=wie.autorisatie_id, nu=nu,
                )  # fmt: skip
        return lees_incident(u, id, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/incidenten",
        response_model=IncidentenUit,
        **operatie(
            "lijstIncidenten",
            "Geeft het register van incidenten; zonder het recht daarop alleen wat u zelf meldde",
            antwoord={"incidenten": [INCIDENT], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh, wie: Lezer, pagina: PaginaAfh,
        stand: Annotated[Incidentstand | None, Query(description="De stand.")] = None,
        van: Annotated[Partijcode | None, Query(description="De partij die het vond.")] = None,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> IncidentenUit:  # fmt: skip
        eis_keuze("van", van, u.dienst.regels.partijen)
        melder = None if LEZEN in wie.rechten else wie.autorisatie_id
        vraag = opslag.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), stand=stand, van=van, melder=melder,
            nieuwste=volgorde is Volgorde.NIEUWSTE,
        )  # fmt: skip
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            blikken = bekijk(sessie, u.dienst.regels, u.dienst.partij.code, rijen, u.dienst.klok())
            incidenten = [incident_uit(een, u.dienst.regels) for een in blikken]
        return IncidentenUit(incidenten=incidenten, volgende=volgende)

    @router.get(
        "/incidenten/{id}",
        response_model=IncidentUit,
        **operatie("leesIncident", "Geeft een incident", antwoord=INCIDENT, koppen=ETAG),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> IncidentUit:
        return lees_incident(u, id, uit, wie)

    @router.get(
        "/incidenten/{id}/verloop",
        response_model=IncidentverloopUit,
        **operatie(
            "leesVerloopIncident",
            "Geeft alles wat er met een incident is gebeurd, en elke versie van de tekst",
            antwoord=VERLOOP,
        ),
    )
    def verloop(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> IncidentverloopUit:
        with u.dienst.lezend() as sessie:
            eis_leesbaar(opslag.lees(sessie, id).melder, wie)
            return verloop_uit(opslag.verloop(sessie, id), opslag.versies(sessie, id))


async def _na_versturen(u: Uitwisseling, kenmerk: str, uit: Response) -> IncidentUit:
    """A 202 as long as something about it is on its way."""
    gelezen = await asyncio.to_thread(lees_incident, u, kenmerk, uit)
    if any(een.status in opslag.WACHT for een in gelezen.ontvangers):
        uit.status_code = 202
    return gelezen


def lees_incident(
    u: Uitwisseling, kenmerk: str, uit: Response, wie: Medewerker | None = None
) -> IncidentUit:
    """The incident as it stands, with its ETag. ``wie``: who may only read his own."""
    with u.dienst.lezend() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        if wie is not None:
            eis_leesbaar(rij.melder, wie)
        uit.headers["ETag"] = etag_van(rij.id, rij.versie)
        (blik,) = bekijk(sessie, u.dienst.regels, u.dienst.partij.code, [rij], u.dienst.klok())
        return incident_uit(blik, u.dienst.regels)


def eis_leesbaar(melder: str | None, wie: Medewerker) -> None:
    """Who may not read the register reads what he reported himself."""
    if LEZEN not in wie.rechten and melder != wie.autorisatie_id:
        raise GeenToegang(
            "Dit incident is niet door u gemeld. Vraag het wie het register van incidenten leest, "
            "zoals de privacyfunctionaris."
        )
