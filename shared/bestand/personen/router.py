"""``/v1/personen``: the party's own person file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.afscherming.velden import beperkten_met
from shared.bestand.correcties import lees_historie
from shared.bestand.correctievormen import VOORBEELD_CORRECTIES, CorrectiesUit, correctie_uit
from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.personen.naamzoeken import Naamzoeker
from shared.bestand.personen.persoonsvelden import (
    beperkte_velden,
    eis_ander_mens,
    eis_velden,
    ingevuld,
    verborgen_velden,
    zichtbaar,
    zichtbare_correctie,
)
from shared.bestand.personen.register import SOORT, PersonenRegister
from shared.bestand.personen.sleutelbotsing import botsing_in_spoor
from shared.bestand.personen.sleutelregister import Sleutelregister
from shared.bestand.personen.vormen import (
    VOORBEELD_INVOER,
    VOORBEELD_KOP,
    VOORBEELD_UIT,
    GevondenPersonenUit,
    PersonenUit,
    PersoonInvoer,
    PersoonUit,
    PersoonWijziging,
    PersoonZoekvraag,
    kop_uit,
    persoon_uit,
)
from shared.bestand.toegang.medewerker import Medewerker, medewerker, zeg_beperkt
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.persoon import Persoon
from shared.partij.web.afhankelijkheden import ETAG, Idempotentiesleutel, IfMatch
from shared.partij.web.herhaling import Opdracht
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("personen.lezen"))]
Zoeker = Annotated[Medewerker, Depends(medewerker("personen.lezen", zoekt=True))]
Schrijver = Annotated[Medewerker, Depends(medewerker("personen.schrijven"))]


def personen_router() -> APIRouter:
    """The operations on persons."""
    router = maak_router("personen")
    _voeg_schrijven_toe(router)
    _voeg_lezen_toe(router)
    return router


def _leg_vast(
    dienst: Dienst, wie: Medewerker, invoer: PersoonInvoer, opdracht: Opdracht | None
) -> PersoonUit:
    """Records somebody, or shows whom the same order recorded before: that is a read."""
    with botsing_in_spoor(dienst, wie), dienst.transactie() as sessie:
        register = _register(dienst, sessie)
        eerder = al_gedaan(sessie, opdracht)
        if eerder is not None:
            wie.eis_persoon(sessie, eerder)
            gelezen = [Geraadpleegd(eerder, eerder)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
            return _uit(dienst, sessie, wie, register.lees(eerder))
        gegevens = invoer.als_gegevens()
        eis_velden(wie, dienst.regels, ingevuld(gegevens))
        gelijk = beperkten_met(sessie, register.lees_meer, gegevens)
        eis_ander_mens(wie, gelijk, gezegd=invoer.ander_mens)
        persoon = register.maak(gegevens, door=wie.autorisatie_id)
        _onthoud_gelijken(sessie, dienst, wie, persoon, gelijk)
        sleutels = Sleutelregister(sessie, dienst.kluis, dienst.klok)
        sleutels.geef(persoon, invoer.externe_sleutels, door=wie.autorisatie_id)
        onthoud(sessie, opdracht, persoon.id, persoon.id)
        return _uit(dienst, sessie, wie, persoon)


def _gelijk_na(
    sessie: Session, register: PersonenRegister, persoon_id: str, wijzigingen: Mapping[str, Any]
) -> list[str]:
    """Whom he may be once this is changed, and was not before."""
    oud = register.lees(persoon_id).gegevens
    nieuw = replace(oud, **wijzigingen)
    if (oud.naam, oud.geboortedatum) == (nieuw.naam, nieuw.geboortedatum):
        return []
    eerst = beperkten_met(sessie, register.lees_meer, oud, persoon_id)
    gelijk = beperkten_met(sessie, register.lees_meer, nieuw, persoon_id)
    return [een for een in gelijk if een not in eerst]


def _onthoud_gelijken(
    sessie: Session, dienst: Dienst, wie: Medewerker, persoon: Persoon, gelijk: Sequence[str]
) -> None:
    """Who said that this is another held him against these: that is kept with each of them."""
    if gelijk:
        gelezen = [Geraadpleegd(persoon.id, een) for een in gelijk]
        leg_raadpleging_vast(sessie, dienst.klok, wie, "zoeken", SOORT, gelezen)


def _voeg_schrijven_toe(router: APIRouter) -> None:
    @router.post(
        "/personen",
        response_model=PersoonUit,
        **operatie(
            "maakPersoon",
            "Legt een persoon vast in het eigen bestand",
            status=201,
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD_UIT,
            fouten=(409,),
            koppen={**ETAG, "Location": "Het adres van de nieuwe persoon."},
            beschrijving=(
                "Heet iemand met een beperking net zo, dan is het antwoord een 409: een tweede rij "
                "van dezelfde mens zou worden gebruikt alsof er niets is beperkt. Wie verzoeken "
                "van betrokkenen behandelt zegt of het een ander is, en legt hem dan vast."
            ),
        ),
    )
    def maak(
        invoer: PersoonInvoer, dienst: DienstAfh, wie: Schrijver, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> PersoonUit:  # fmt: skip
        opdracht = eenmalig(wie.autorisatie_id, sleutel, "personen", invoer)
        antwoord = een_keer(opdracht, lambda: _leg_vast(dienst, wie, invoer, opdracht))
        uit.headers["ETag"] = etag_van(antwoord.id, antwoord.versie)
        basis = dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/personen/{antwoord.id}"
        return antwoord

    @router.patch(
        "/personen/{persoonId}",
        response_model=PersoonUit,
        **operatie(
            "corrigeerPersoon",
            "Verbetert gegevens van een persoon, met reden",
            verzoek={"adres": "Verzonnenstraat 2", "reden": "Verhuisd."},
            antwoord={**VOORBEELD_UIT, "adres": "Verzonnenstraat 2", "versie": 2},
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
        ),
    )
    def corrigeer(
        persoonId: Kenmerk,  # noqa: N803
        invoer: PersoonWijziging,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> PersoonUit:
        eis = versie_eis(if_match, persoonId)
        with botsing_in_spoor(dienst, wie), dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            register = _register(dienst, sessie)
            wijzigingen = invoer.wijzigingen()
            eis_velden(wie, dienst.regels, wijzigingen)
            gelijk = _gelijk_na(sessie, register, persoonId, wijzigingen)
            eis_ander_mens(wie, gelijk, gezegd=invoer.ander_mens)
            persoon = register.corrigeer(
                persoonId,
                wijzigingen,
                reden=invoer.reden,
                door=wie.autorisatie_id,
                verwachte_versies=eis,
            )
            _onthoud_gelijken(sessie, dienst, wie, persoon, gelijk)
            if invoer.sleutels is not None:
                sleutels = Sleutelregister(sessie, dienst.kluis, dienst.klok)
                door = wie.autorisatie_id
                if sleutels.vervang(persoon, invoer.sleutels, reden=invoer.reden, door=door):
                    persoon = register.lees(persoonId)
            # The answer shows the whole person: also a correction that changes nothing is a read.
            gelezen = [Geraadpleegd(persoonId, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
            antwoord = _uit(dienst, sessie, wie, persoon)
        uit.headers["ETag"] = etag_van(antwoord.id, antwoord.versie)
        return antwoord


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/personen",
        response_model=PersonenUit,
        **operatie(
            "lijstPersonen",
            "Toont welke personen er zijn, zonder inhoud",
            antwoord={"personen": [VOORBEELD_KOP], "volgende": None},
        ),
    )
    def lijst(dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh) -> PersonenUit:
        with dienst.transactie() as sessie:
            gevonden = _register(dienst, sessie).lijst(
                na=pagina.na, limiet=pagina.een_meer(), taak=wie.taak
            )
            personen, volgende = pagina.snijd(gevonden, lambda kop: kop.id)
        return PersonenUit(personen=[kop_uit(kop) for kop in personen], volgende=volgende)

    @router.post(
        "/personen/_zoek",
        response_model=GevondenPersonenUit,
        **operatie(
            "zoekPersonen",
            "Zoekt personen op naam, en op wat er van de geboortedatum bekend is",
            verzoek={"naam": "Jaïr Voorbeeld", "geboortedatum": "2010-02-00"},
            antwoord={"personen": [VOORBEELD_UIT], "voorstellen": [], "beperkt": None},
            beschrijving=(
                "`personen` heeft wie deze naam draagt en op die dag geboren kan zijn; "
                "`voorstellen` wie een naam heeft die erop lijkt: in een andere volgorde, met of "
                "zonder tussenvoegsel, aan elkaar geschreven of anders gespeld."
            ),
        ),
    )
    def zoek(vraag: PersoonZoekvraag, dienst: DienstAfh, wie: Zoeker) -> GevondenPersonenUit:
        eis_velden(wie, dienst.regels, PersoonZoekvraag.model_fields)
        with dienst.transactie() as sessie:
            register = _register(dienst, sessie)
            zoeker = Naamzoeker(sessie, dienst.kluis, register)
            with scherm_opzij():
                vondst = zoeker.zoek(vraag.naam, vraag.geboortedatum, wie)
            gelezen = [
                Geraadpleegd(een.id, een.id) for een in (*vondst.personen, *vondst.voorstellen)
            ]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "zoeken", SOORT, gelezen)
            return GevondenPersonenUit(
                personen=_alle_uit(dienst, sessie, wie, vondst.personen),
                voorstellen=_alle_uit(dienst, sessie, wie, vondst.voorstellen),
                beperkt=zeg_beperkt(vondst.beperkt),
            )

    @router.get(
        "/personen/{persoonId}",
        response_model=PersoonUit,
        **operatie(
            "leesPersoon",
            "Toont een persoon",
            antwoord=VOORBEELD_UIT,
            fouten=(410,),
            koppen=ETAG,
        ),
    )
    def lees(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
        uit: Response,
    ) -> PersoonUit:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            antwoord = _uit(dienst, sessie, wie, _register(dienst, sessie).lees(persoonId))
            gelezen = [Geraadpleegd(persoonId, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
        uit.headers["ETag"] = etag_van(antwoord.id, antwoord.versie)
        return antwoord

    @router.get(
        "/personen/{persoonId}/correcties",
        response_model=CorrectiesUit,
        **operatie(
            "lijstCorrectiesPersoon",
            "Toont wie wat wanneer en waarom verbeterde",
            antwoord=VOORBEELD_CORRECTIES,
            fouten=(410,),
        ),
    )
    def correcties(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
    ) -> CorrectiesUit:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            persoon = _register(dienst, sessie).lees(persoonId)
            historie = lees_historie(sessie, dienst.kluis, persoon.sleutel_id, SOORT, persoonId)
            gelezen = [Geraadpleegd(persoonId, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "historie", SOORT, gelezen)
            beperkt = beperkte_velden(sessie, wie, dienst.regels, persoonId)
        verborgen = verborgen_velden(wie, dienst.regels) | beperkt
        return CorrectiesUit(
            correcties=[correctie_uit(zichtbare_correctie(een, verborgen)) for een in historie]
        )


def _uit(dienst: Dienst, sessie: Session, wie: Medewerker, persoon: Persoon) -> PersoonUit:
    """The person as this employee sees it."""
    return _alle_uit(dienst, sessie, wie, [persoon])[0]


def _alle_uit(
    dienst: Dienst, sessie: Session, wie: Medewerker, personen: Sequence[Persoon]
) -> list[PersoonUit]:
    register, verborgen = _register(dienst, sessie), verborgen_velden(wie, dienst.regels)
    sleutels = Sleutelregister(sessie, dienst.kluis, dienst.klok).van(personen)
    gezien = [
        zichtbaar(een, verborgen | beperkte_velden(sessie, wie, dienst.regels, een.id))
        for een in personen
    ]
    return [
        persoon_uit(een, register.kop(een.id), weggelaten, sleutels[een.id])
        for een, weggelaten in gezien
    ]


def _register(dienst: Dienst, sessie: Session) -> PersonenRegister:
    return PersonenRegister(sessie, dienst.kluis, dienst.klok)
