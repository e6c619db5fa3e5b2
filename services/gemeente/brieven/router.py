"""``/v1/personen/{persoonId}/brieven``, ``/v1/brieven/{id}`` and ``/v1/informeerstanden``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.gemeente.brieven.begrippen import Informeerstand
from services.gemeente.brieven.dienst import SOORT, Brieven
from services.gemeente.brieven.overzicht import Informeerregel, informeerregels, tel
from services.gemeente.brieven.tabellen import BriefRij
from services.gemeente.brieven.vormen import (
    VOORBEELD_GEREED,
    VOORBEELD_INHOUD,
    VOORBEELD_STANDEN,
    VOORBEELD_TERUG,
    VOORBEELD_VERSTUURD,
    BriefMetInhoud,
    BriefUit,
    BrievenUit,
    Informeeraantallen,
    InformeerstandenUit,
    Teruggekomen,
    Verstuurd,
    brief_uit,
    met_inhoud,
    regel_uit,
)
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
_VAN_WIE = "/personen/{persoonId}/brieven"


def brieven_router() -> APIRouter:
    """The operations on letters."""
    router = maak_router("brieven")
    _voeg_maken_toe(router)
    _voeg_lezen_toe(router)
    _voeg_versturen_toe(router)
    _voeg_standen_toe(router)
    return router


def _voeg_maken_toe(router: APIRouter) -> None:
    @router.post(
        _VAN_WIE,
        response_model=BrievenUit,
        **operatie(
            "maakBrieven",
            "Maakt elke brief die over deze persoon nog weg moet",
            antwoord={"brieven": [VOORBEELD_GEREED]},
            fouten=(409, 410),
            beschrijving=(
                "Van 16 jaar en ouder aan hemzelf; van 12 tot en met 15 jaar aan het kind en aan "
                "elke ouder of voogd die bekend is; en aan een ouder over zijn eigen gegevens. Een "
                "brief die klaarlag en nog niet weg is, wordt vervangen. Opnieuw vragen kan geen "
                "kwaad."
            ),
        ),
    )
    def maak(persoonId: Kenmerk, dienst: DienstAfh, wie: Schrijver) -> BrievenUit:  # noqa: N803
        return _lijst(Brieven(dienst, wie).maak(persoonId))


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        _VAN_WIE,
        response_model=BrievenUit,
        **operatie(
            "lijstBrieven",
            "Geeft de brieven over een persoon, zonder hun inhoud",
            antwoord={"brieven": [VOORBEELD_VERSTUURD]},
            fouten=(410,),
        ),
    )
    def lijst(persoonId: Kenmerk, dienst: DienstAfh, wie: Lezer) -> BrievenUit:  # noqa: N803
        return _lijst(Brieven(dienst, wie).lijst(persoonId))

    @router.get(
        "/brieven/{id}",
        response_model=BriefMetInhoud,
        **operatie(
            "leesBrief",
            "Geeft een brief om af te drukken",
            antwoord=VOORBEELD_INHOUD,
            fouten=(410,),
            koppen=ETAG,
        ),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Lezer, uit: Response) -> BriefMetInhoud:
        gelezen = Brieven(dienst, wie).lees(id)
        uit.headers["ETag"] = etag_van(id, gelezen.rij.versie)
        uit.headers["Cache-Control"] = "no-store"
        return met_inhoud(gelezen)


def _voeg_versturen_toe(router: APIRouter) -> None:
    @router.post(
        "/brieven/{id}/_verstuurd",
        response_model=BriefUit,
        **operatie(
            "legBriefVerstuurdVast",
            "Legt vast dat een brief is verzonden of overhandigd",
            verzoek={"wijze": "verzonden", "op": "2026-12-01"},
            antwoord=VOORBEELD_VERSTUURD,
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
            beschrijving=(
                "Is dit de laatste brief die nodig was, dan is de persoon geïnformeerd en mag de "
                "burgemeester over hem verstrekken."
            ),
        ),
    )
    def verstuurd(
        id: Kenmerk, invoer: Verstuurd, dienst: DienstAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> BriefUit:  # fmt: skip
        eis = versie_eis(if_match, id)
        return _brief(uit, Brieven(dienst, wie).noteer_verstuurd(id, invoer.wijze, invoer.op, eis))

    @router.post(
        "/brieven/{id}/_teruggekomen",
        response_model=BriefUit,
        **operatie(
            "legBriefTerugVast",
            "Legt vast dat een brief onbestelbaar terugkwam",
            verzoek={"op": "2026-12-08"},
            antwoord=VOORBEELD_TERUG,
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
            beschrijving=(
                "De persoon is dan niet geïnformeerd: er gaat niets weg tot een nieuwe brief is "
                "verstuurd of een uitzondering is goedgekeurd."
            ),
        ),
    )
    def teruggekomen(
        id: Kenmerk, invoer: Teruggekomen, dienst: DienstAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> BriefUit:  # fmt: skip
        eis = versie_eis(if_match, id)
        return _brief(uit, Brieven(dienst, wie).noteer_terug(id, invoer.op, eis))


def _voeg_standen_toe(router: APIRouter) -> None:
    @router.get(
        "/informeerstanden",
        response_model=InformeerstandenUit,
        **operatie(
            "lijstInformeerstanden",
            "Geeft per persoon of hij is geïnformeerd, tot wanneer dat moet, en wat te laat is",
            antwoord=VOORBEELD_STANDEN,
            beschrijving="Van een groep, of van elke groep van de taak. Geteld wordt alles.",
        ),
    )
    def standen(
        dienst: DienstAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk | None, Query(description="Alleen deze groep.")] = None,
        stand: Annotated[Informeerstand | None, Query(description="Alleen wie zo staat.")] = None,
        teLaat: Annotated[  # noqa: N803
            bool | None, Query(description="Alleen wie te laat is, of juist wie niet.")
        ] = None,
    ) -> InformeerstandenUit:
        if groep is not None:
            wie.eis_groep(groep)
        taak = wie.taak if groep is None else Taakgrens(frozenset({groep}))
        with dienst.transactie() as sessie:
            alle = informeerregels(
                sessie, dienst.regels, dienst.partij.code, taak, datum_nl(dienst.klok())
            )
            gekozen = [
                een
                for een in alle
                if stand in (None, een.stand)
                and teLaat in (None, een.te_laat)
                and (pagina.na is None or een.persoon_id > pagina.na)
            ]
            blad, volgende = pagina.snijd(gekozen[: pagina.een_meer()], lambda een: een.persoon_id)
            gelezen = [Geraadpleegd(een.persoon_id, een.persoon_id) for een in blad]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen)
        return _standen(alle, blad, volgende)


def _standen(
    alle: Sequence[Informeerregel], blad: Sequence[Informeerregel], volgende: str | None
) -> InformeerstandenUit:
    per_stand, te_laat = tel(alle)
    return InformeerstandenUit(
        aantallen=Informeeraantallen(totaal=len(alle), per_stand=dict(per_stand), te_laat=te_laat),
        personen=[regel_uit(een) for een in blad],
        volgende=volgende,
    )


def _lijst(rijen: Sequence[BriefRij]) -> BrievenUit:
    return BrievenUit(brieven=[brief_uit(rij) for rij in rijen])


def _brief(uit: Response, rij: BriefRij) -> BriefUit:
    uit.headers["ETag"] = etag_van(rij.id, rij.versie)
    return brief_uit(rij)
