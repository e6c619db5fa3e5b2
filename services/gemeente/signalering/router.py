"""``/v1/groepen/{groepId}/signalen`` and ``/v1/signalen``: what is noticed about a group.

No personal data at all: a text that points at somebody is refused with the exact spot (4.1; D4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.exc import IntegrityError

from services.gemeente.signalering.opslag import Eis, Signaalboek, zoek
from services.gemeente.signalering.tabellen import TABELLEN, SignaalRij
from services.gemeente.signalering.vormen import (
    INTREKKING,
    INVOER,
    UIT,
    VERSIE,
    WIJZIGING,
    Intrekreden,
    Plaatsing,
    Signaalinvoer,
    SignaalUit,
    SignaalversiesUit,
    SignaalversieUit,
    Signaalwijziging,
    SignalenUit,
    Soort,
    WachtendeSignalenUit,
)
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import GeenToegang
from shared.partij.web.afhankelijkheden import ETAG, GroepId, Idempotentiesleutel, IfMatch
from shared.partij.web.herhaling import Opdracht, eerder, opdracht_van
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout

Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
_VERANDERD: dict[str, Any] = {"fouten": (409, 410, 412, 428), "koppen": ETAG}


def signalen_router() -> APIRouter:
    """The operations on signals and observations."""
    router = maak_router("signalen")
    _voeg_vastleggen_toe(router)
    _voeg_wijzigen_toe(router)
    _voeg_verwijderen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_plaatsen_toe(router)
    return router


def _voeg_vastleggen_toe(router: APIRouter) -> None:
    @router.post(
        "/groepen/{groepId}/signalen",
        response_model=SignaalUit,
        **operatie(
            "legSignaalVast",
            "Legt een signaal of waarneming over groepsgedrag vast",
            status=201,
            verzoek=INVOER,
            antwoord=UIT,
            beschrijving="Wijst de tekst een mens aan, dan staat in fouten precies waar.",
            fouten=(409,),
            koppen=ETAG,
        ),
    )
    def leg_vast(
        groep: GroepId, invoer: Signaalinvoer, dienst: DienstAfh, wie: Schrijver, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> SignaalUit:  # fmt: skip
        eis_lopende_groep(dienst, wie, groep)
        inhoud = invoer.model_dump(exclude={"bevestigd_zonder_personen"})
        _keur(dienst, inhoud, bevestigd=invoer.bevestigd_zonder_personen)
        opdracht = opdracht_van(wie.autorisatie_id, sleutel, groep, invoer)
        try:
            return _uit(_leg_vast(dienst, wie, groep, inhoud, opdracht), uit)
        except IntegrityError:
            if opdracht is None:
                raise
            # The very same order came in twice at once: now it is there.
            return _uit(_leg_vast(dienst, wie, groep, inhoud, opdracht), uit)


def _voeg_wijzigen_toe(router: APIRouter) -> None:
    @router.patch(
        "/signalen/{id}",
        response_model=SignaalUit,
        **operatie(
            "verbeterSignaal",
            "Verbetert een signaal, met de reden; elke versie blijft zolang het er is",
            verzoek=WIJZIGING,
            antwoord={**UIT, "plek": "het plein", "versie": 2},
            **_VERANDERD,
        ),
    )
    def verbeter(
        id: Kenmerk, invoer: Signaalwijziging, dienst: DienstAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> SignaalUit:  # fmt: skip
        anders = invoer.anders()
        teksten = {**anders, "reden": invoer.reden}
        _keur(dienst, teksten, bevestigd=invoer.bevestigd_zonder_personen)
        eis = versie_eis(if_match, id)
        return _wijzig(
            dienst, wie, id, uit, lambda boek, rij: boek.verbeter(rij, eis, invoer.reden, anders)
        )

    @router.post(
        "/signalen/{id}/_intrekken",
        response_model=SignaalUit,
        **operatie(
            "trekSignaalIn",
            "Trekt een signaal in; het blijft te zien en telt niet meer",
            verzoek=INTREKKING,
            antwoord={**UIT, "ingetrokken": True, "versie": 2},
            **_VERANDERD,
        ),
    )
    def trek_in(
        id: Kenmerk, invoer: Intrekreden, dienst: DienstAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> SignaalUit:  # fmt: skip
        _keur(dienst, {"reden": invoer.reden}, bevestigd=invoer.bevestigd_zonder_personen)
        eis = versie_eis(if_match, id)
        return _wijzig(dienst, wie, id, uit, lambda boek, rij: boek.trek_in(rij, eis, invoer.reden))


def _voeg_verwijderen_toe(router: APIRouter) -> None:
    @router.delete(
        "/signalen/{id}",
        **operatie(
            "verwijderSignaal",
            "Verwijdert een signaal met al zijn versies",
            status=204,
            fouten=(410, 412, 428),
            beschrijving=(
                "Voor een signaal dat er nooit had mogen staan. Er blijft niets van over dan dat "
                "het is verwijderd, wanneer en door wie."
            ),
        ),
    )
    def verwijder(
        id: Kenmerk, dienst: DienstAfh, wie: Schrijver, if_match: IfMatch = None
    ) -> None:  # fmt: skip
        eis: Eis = versie_eis(if_match, id)
        with dienst.transactie() as sessie:
            boek = Signaalboek(sessie, dienst.klok(), wie.autorisatie_id)
            rij = boek.lees(id, slot=True)
            _eis_taak(wie, rij)
            boek.verwijder(rij, eis)
        # As with anything destroyed: not in the file, and not in what the database left behind.
        wis_resten(dienst.engine, TABELLEN)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/signalen",
        response_model=SignalenUit,
        **operatie(
            "lijstSignalen",
            "Geeft de signalen en waarnemingen over een groep",
            antwoord={"signalen": [UIT], "volgende": None, "verwijderd": 0},
        ),
    )
    def lijst(
        groep: GroepId, dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh,
        soort: Annotated[Soort | None, Query(description="Signaal of waarneming.")] = None,
        ingetrokken: Annotated[bool | None, Query(description="Alleen (niet) ingetrokken.")] = None,
    ) -> SignalenUit:  # fmt: skip
        wie.eis_groep(groep)
        vraag = zoek(
            groep, na=pagina.na, hoogstens=pagina.een_meer(), soort=soort, ingetrokken=ingetrokken
        )
        with dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            boek = Signaalboek(sessie, dienst.klok(), wie.autorisatie_id)
            return SignalenUit(
                signalen=[_vorm(rij) for rij in rijen],
                volgende=volgende,
                verwijderd=boek.verwijderd(groep),
            )

    @router.get(
        "/signalen/{id}",
        response_model=SignaalUit,
        **operatie("leesSignaal", "Geeft een signaal", antwoord=UIT, fouten=(410,), koppen=ETAG),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Lezer, uit: Response) -> SignaalUit:
        with dienst.transactie() as sessie:
            rij = Signaalboek(sessie, dienst.klok(), wie.autorisatie_id).lees(id)
            _eis_taak(wie, rij)
            return _uit(rij, uit)

    @router.get(
        "/signalen/{id}/versies",
        response_model=SignaalversiesUit,
        **operatie(
            "lijstSignaalversies",
            "Geeft elke versie van een signaal, met wie haar waarom veranderde",
            antwoord={"versies": [VERSIE]},
            fouten=(410,),
        ),
    )
    def versies(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> SignaalversiesUit:
        with dienst.transactie() as sessie:
            boek = Signaalboek(sessie, dienst.klok(), wie.autorisatie_id)
            _eis_taak(wie, boek.lees(id))
            velden = SignaalversieUit.model_fields
            return SignaalversiesUit(
                versies=[
                    SignaalversieUit(**{naam: getattr(rij, naam) for naam in velden})
                    for rij in boek.versies(id)
                ]
            )


def _voeg_plaatsen_toe(router: APIRouter) -> None:
    @router.get(
        "/signalen",
        response_model=WachtendeSignalenUit,
        **operatie(
            "lijstWachtendeSignalen",
            "Geeft de signalen van anderen die nog bij geen groep horen",
            antwoord={
                "signalen": [{**UIT, "groep": None, "van": "politie", "stuk": UIT["id"]}],
                "volgende": None,
            },
        ),
    )
    def wachtend(
        dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh,
        ingetrokken: Annotated[bool | None, Query(description="Alleen (niet) ingetrokken.")] = None,
    ) -> WachtendeSignalenUit:  # fmt: skip
        _eis_alle_groepen(wie)
        vraag = zoek(
            None, na=pagina.na, hoogstens=pagina.een_meer(), soort=None, ingetrokken=ingetrokken
        )
        with dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            return WachtendeSignalenUit(signalen=[_vorm(r) for r in rijen], volgende=volgende)

    @router.post(
        "/signalen/{id}/_plaats",
        response_model=SignaalUit,
        **operatie(
            "plaatsSignaal",
            "Zegt bij welke groep een signaal hoort dat nog bij geen groep hoorde",
            verzoek={"groep": UIT["groep"]},
            antwoord={**UIT, "van": "politie", "stuk": UIT["id"], "versie": 2},
            beschrijving="Is er nog geen groep, open die dan eerst.",
            **_VERANDERD,
        ),
    )
    def plaats(
        id: Kenmerk, invoer: Plaatsing, dienst: DienstAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> SignaalUit:  # fmt: skip
        eis_lopende_groep(dienst, wie, invoer.groep)
        eis = versie_eis(if_match, id)
        return _wijzig(dienst, wie, id, uit, lambda boek, rij: boek.plaats(rij, eis, invoer.groep))


def _eis_taak(wie: Medewerker, rij: SignaalRij) -> None:
    """Of no group yet: only who has all of them in his task."""
    if rij.groep is None:
        _eis_alle_groepen(wie)
    else:
        wie.eis_groep(rij.groep)


def _eis_alle_groepen(wie: Medewerker) -> None:
    if not wie.taak.alles:
        raise GeenToegang("Een signaal dat nog bij geen groep hoort, valt buiten uw taak.")


def _leg_vast(
    dienst: Dienst,
    wie: Medewerker,
    groep: str,
    inhoud: Mapping[str, Any],
    opdracht: Opdracht | None,
) -> SignaalRij:
    with dienst.transactie() as sessie:
        rij = eerder(sessie, SignaalRij, opdracht)
        if rij is None:
            boek = Signaalboek(sessie, dienst.klok(), wie.autorisatie_id)
            rij = boek.leg_vast(groep, inhoud)
            if opdracht is not None:
                opdracht.merk(rij)
        sessie.flush()
        sessie.expunge(rij)
    return rij


def _wijzig(
    dienst: Dienst,
    wie: Medewerker,
    kenmerk: str,
    uit: Response,
    doe: Callable[[Signaalboek, SignaalRij], None],
) -> SignaalUit:
    with dienst.transactie() as sessie:
        boek = Signaalboek(sessie, dienst.klok(), wie.autorisatie_id)
        rij = boek.lees(kenmerk, slot=True)
        _eis_taak(wie, rij)
        doe(boek, rij)
        return _uit(rij, uit)


def _keur(dienst: Dienst, inhoud: Mapping[str, Any], *, bevestigd: bool) -> None:
    fouten = []
    bron, datum = inhoud.get("bron"), inhoud.get("datum")
    bekend = dienst.regels.stukken["signaal"].vorm["bron"].waarden
    if bron is not None and bron not in bekend:
        fouten.append(Invoerfout("/bron", f"is geen bekende bron; wel: {', '.join(bekend)}"))
    if isinstance(datum, date) and datum > datum_nl(dienst.klok()):
        fouten.append(Invoerfout("/datum", "ligt in de toekomst"))
    teksten = [(f"/{naam}", inhoud.get(naam)) for naam in ("plek", "omschrijving", "reden")]
    eis_zonder_personen(teksten, bevestigd=bevestigd, fouten=fouten)


def _vorm(rij: SignaalRij) -> SignaalUit:
    return SignaalUit.model_validate(
        {naam: getattr(rij, naam) for naam in SignaalUit.model_fields}, by_name=True
    )


def _uit(rij: SignaalRij, uit: Response) -> SignaalUit:
    uit.headers["ETag"] = etag_van(rij.id, rij.versie)
    return _vorm(rij)
