"""The other two criteria, the counted evidence, the start decision, and looking again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from services.gemeente.aanpak.router import Lezer, Schrijver
from services.gemeente.start.begrippen import UITLEG
from services.gemeente.start.besluit import Startstand
from services.gemeente.start.dienst import Start
from services.gemeente.start.opslag import Startboek
from services.gemeente.start.tabellen import HerbeoordelingRij, InterventieRij, StartbesluitRij
from services.gemeente.start.vastleggen import Vastlegging
from services.gemeente.start.vormen import (
    BEVESTIGD,
    VOORBEELD_BESLUIT,
    VOORBEELD_CRITERIA,
    VOORBEELD_GROEPSVERBAND,
    VOORBEELD_HERBEOORDELING,
    VOORBEELD_INTERVENTIE,
    VOORBEELD_INTERVENTIE_IN,
    GeteldeUit,
    Groepsverbandinvoer,
    GroepsverbandUit,
    HerbeoordelingenUit,
    HerbeoordelingUit,
    Interventieinvoer,
    InterventiesUit,
    InterventieUit,
    Melderafronding,
    Startbesluitinvoer,
    StartbesluitUit,
    StartcriteriaUit,
    Startreden,
)
from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import een_keer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.fouten import NietGevonden
from shared.partij.web.afhankelijkheden import ETAG, GroepId, Idempotentiesleutel, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.besluiten.conceptrouter import VOORBEELD as VOORBEELD_CONCEPT
from shared.zaak.besluiten.conceptrouter import BesluitconceptUit, concept_uit

Beslisser = Annotated[Medewerker, Depends(medewerker("ondertekenen"))]


def start_router() -> APIRouter:
    """The operations on the start of a group's approach."""
    router = maak_router("startbesluiten")
    _voeg_interventies_toe(router)
    _voeg_groepsverband_toe(router)
    _voeg_besluit_toe(router)
    _voeg_herbeoordeling_toe(router)
    return router


def _voeg_interventies_toe(router: APIRouter) -> None:
    @router.post(
        "/groepen/{groepId}/interventies",
        response_model=InterventieUit,
        **operatie(
            "legInterventieVast",
            "Legt een eerdere interventie vast en of de overlast daarna minder werd",
            status=201,
            verzoek=VOORBEELD_INTERVENTIE_IN,
            antwoord=VOORBEELD_INTERVENTIE,
            fouten=(409,),
        ),
    )
    def leg_vast(
        groep: GroepId, invoer: Interventieinvoer, u: UitwisselingAfh, wie: Schrijver,
        sleutel: Idempotentiesleutel = None,
    ) -> InterventieUit:  # fmt: skip
        bevestigd = invoer.bevestigd_zonder_personen
        inhoud = invoer.model_dump(exclude={"bevestigd_zonder_personen"})
        opdracht = eenmalig(wie.autorisatie_id, sleutel, f"interventies/{groep}", invoer)
        boek = Vastlegging(u, wie)
        rij = een_keer(
            opdracht, lambda: boek.interventie(groep, inhoud, opdracht, bevestigd=bevestigd)
        )
        return _interventie(rij)

    @router.get(
        "/groepen/{groepId}/interventies",
        response_model=InterventiesUit,
        **operatie(
            "lijstInterventies",
            "Geeft de eerdere interventies bij een groep",
            antwoord={"interventies": [VOORBEELD_INTERVENTIE]},
        ),
    )
    def lijst(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> InterventiesUit:
        wie.eis_groep(groep)
        with u.dienst.lezend() as sessie:
            rijen = Startboek(sessie, u.dienst.klok(), wie.autorisatie_id).interventies(groep)
            return InterventiesUit(interventies=[_interventie(rij) for rij in rijen])

    @router.post(
        "/interventies/{id}/_intrekken",
        response_model=InterventieUit,
        **operatie(
            "trekInterventieIn",
            "Trekt een verkeerd vastgelegde interventie in; zij blijft te zien",
            verzoek={"reden": "Dit was bij een andere groep.", **BEVESTIGD},
            antwoord={**VOORBEELD_INTERVENTIE, "reden": "Dit was bij een andere groep."},
            fouten=(409,),
        ),
    )
    def trek_in(
        id: Kenmerk, invoer: Startreden, u: UitwisselingAfh, wie: Schrijver
    ) -> InterventieUit:
        bevestigd = invoer.bevestigd_zonder_personen
        rij = Vastlegging(u, wie).trek_interventie_in(id, invoer.reden, bevestigd=bevestigd)
        return _interventie(rij)


def _voeg_groepsverband_toe(router: APIRouter) -> None:
    @router.put(
        "/groepen/{groepId}/groepsverband",
        response_model=GroepsverbandUit,
        **operatie(
            "verklaarGroepsverband",
            "Legt vast of de overlast vooral in groepsverband ontstaat, en waarom",
            verzoek={
                "hoofdzakelijk": True,
                "motivering": VOORBEELD_GROEPSVERBAND["motivering"],
                **BEVESTIGD,
            },
            antwoord=VOORBEELD_GROEPSVERBAND,
            fouten=(409, 412, 428),
            koppen=ETAG,
        ),
    )
    def verklaar(
        groep: GroepId, invoer: Groepsverbandinvoer, u: UitwisselingAfh, wie: Schrijver,
        uit: Response, if_match: IfMatch = None,
    ) -> GroepsverbandUit:  # fmt: skip
        eis = versie_eis(if_match, groep)
        rij = Vastlegging(u, wie).groepsverband(
            groep, eis, invoer.hoofdzakelijk, invoer.motivering,
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        uit.headers["ETag"] = etag_van(groep, rij.versie)
        velden = GroepsverbandUit.model_fields
        return GroepsverbandUit(**{naam: getattr(rij, naam) for naam in velden})

    @router.get(
        "/groepen/{groepId}/groepsverband",
        response_model=GroepsverbandUit,
        **operatie(
            "leesGroepsverband",
            "Geeft de verklaring over het groepsverband",
            antwoord=VOORBEELD_GROEPSVERBAND,
            koppen=ETAG,
        ),
    )
    def lees(groep: GroepId, u: UitwisselingAfh, wie: Lezer, uit: Response) -> GroepsverbandUit:
        wie.eis_groep(groep)
        with u.dienst.lezend() as sessie:
            rij = Startboek(sessie, u.dienst.klok(), wie.autorisatie_id).groepsverband(groep)
            if rij is None:
                raise NietGevonden("Over deze groep is dit nog niet verklaard.")
            uit.headers["ETag"] = etag_van(groep, rij.versie)
            velden = GroepsverbandUit.model_fields
            return GroepsverbandUit(**{naam: getattr(rij, naam) for naam in velden})


def _voeg_besluit_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/startcriteria",
        response_model=StartcriteriaUit,
        **operatie(
            "telStartcriteria",
            "Telt het bewijs voor het startbesluit en noemt alles wat nog ontbreekt",
            antwoord=VOORBEELD_CRITERIA,
            koppen={"ETag": "Wat u zag; geef dit in If-Match mee bij het startbesluit."},
        ),
    )
    def criteria(groep: GroepId, u: UitwisselingAfh, wie: Lezer, uit: Response) -> StartcriteriaUit:
        stand = Start(u, wie).stand(groep)
        uit.headers["ETag"] = etag_van(groep, stand.merk)
        return _criteria(groep, stand)

    @router.post(
        "/groepen/{groepId}/startbesluiten",
        response_model=BesluitconceptUit,
        **operatie(
            "bereidStartbesluitVoor",
            "Bereidt het startbesluit voor, op het bewijs dat u zag",
            status=201,
            verzoek={"motivering": VOORBEELD_BESLUIT["motivering"], **BEVESTIGD},
            antwoord=VOORBEELD_CONCEPT,
            fouten=(409, 412, 428, 502),
            beschrijving=(
                "Ontbreekt er iets, dan noemt het antwoord alles in redenen. Wie het besluit "
                "neemt, leest en tekent het via besluitconcepten, met het bewijs van die dag."
            ),
        ),
    )
    async def bereid_voor(
        groep: GroepId, invoer: Startbesluitinvoer, u: UitwisselingAfh, wie: Beslisser,
        if_match: IfMatch = None,
    ) -> BesluitconceptUit:  # fmt: skip
        wie.eis_groep(groep)
        getoond = await Start(u, wie).bereid_voor(
            groep,
            versie_eis(if_match, groep),
            invoer.motivering,
            bevestigd=invoer.bevestigd_zonder_personen,
        )
        return await concept_uit(u, wie, getoond)

    @router.get(
        "/groepen/{groepId}/startbesluiten",
        response_model=StartbesluitUit,
        **operatie(
            "leesStartbesluit",
            "Geeft het startbesluit met het bewijs waarop het is genomen",
            antwoord=VOORBEELD_BESLUIT,
            fouten=(502,),
        ),
    )
    async def lees(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> StartbesluitUit:
        rij = await Start(u, wie).besluit(groep)
        if rij is None:
            raise NietGevonden("Over deze groep is hier geen startbesluit genomen.")
        return _besluit(rij)


def _voeg_herbeoordeling_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/herbeoordelingen",
        response_model=HerbeoordelingenUit,
        **operatie(
            "lijstHerbeoordelingen",
            "Geeft wanneer bewijs onder het startbesluit wegviel, en wat daarvan kwam",
            antwoord={"herbeoordelingen": [VOORBEELD_HERBEOORDELING]},
        ),
    )
    def lijst(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> HerbeoordelingenUit:
        wie.eis_groep(groep)
        with u.dienst.lezend() as sessie:
            rijen = Startboek(sessie, u.dienst.klok(), wie.autorisatie_id).herbeoordelingen(groep)
            return HerbeoordelingenUit(herbeoordelingen=[_herbeoordeling(rij) for rij in rijen])

    @router.post(
        "/herbeoordelingen/{id}/_afronden",
        response_model=HerbeoordelingUit,
        **operatie(
            "rondHerbeoordelingAf",
            "Zegt of het startbesluit op andere meldingen blijft rusten, of dat de aanpak eindigt",
            verzoek={
                "uitkomst": "blijft",
                "toelichting": "Een vierde melding van toen telt mee.",
                **BEVESTIGD,
            },
            antwoord={**VOORBEELD_HERBEOORDELING, "uitkomst": "blijft"},
            fouten=(409, 502),
        ),
    )
    async def rond_af(
        id: Kenmerk, invoer: Melderafronding, u: UitwisselingAfh, wie: Beslisser
    ) -> HerbeoordelingUit:
        rij = await Start(u, wie).rond_af(
            id, invoer.uitkomst, invoer.toelichting, bevestigd=invoer.bevestigd_zonder_personen
        )
        return _herbeoordeling(rij)


def _criteria(groep: str, stand: Startstand) -> StartcriteriaUit:
    cijfers = stand.cijfers
    return StartcriteriaUit(
        groep=groep,
        datum=cijfers.datum,
        groepsverband=cijfers.groepsverband,
        eerdere_interventie=cijfers.eerdere_interventie,
        incidenten=len(cijfers.incidenten),
        nodig=cijfers.nodig,
        meldingen=[
            GeteldeUit(
                melding=een.melding.id,
                bron=een.melding.bron,
                datum=een.melding.datum,
                incident=een.melding.incident,
                telt=een.waarom_niet is None,
                waarom_niet=None if een.waarom_niet is None else UITLEG[een.waarom_niet],
            )
            for een in cijfers.meldingen
        ],
        ontbreekt=stand.redenen,
    )


def _interventie(rij: InterventieRij) -> InterventieUit:
    return InterventieUit(**{naam: getattr(rij, naam) for naam in InterventieUit.model_fields})


def _besluit(rij: StartbesluitRij) -> StartbesluitUit:
    return StartbesluitUit(**{naam: getattr(rij, naam) for naam in StartbesluitUit.model_fields})


def _herbeoordeling(rij: HerbeoordelingRij) -> HerbeoordelingUit:
    velden = HerbeoordelingUit.model_fields
    return HerbeoordelingUit(**{naam: getattr(rij, naam) for naam in velden})
