"""``/v1/personen/{persoonId}/wjsg-termijnen``: how long an own record may stay at the OM (8.1)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from services.om.bewaren.dienst import keur, lees_persoon, open_termijn, soort_van, vul
from services.om.bewaren.opslag import (
    termijnen_van,
    vernietigingen,
    zonder_termijn_binnen,
)
from services.om.bewaren.soorten import SOORT
from services.om.bewaren.tabellen import WjsgtermijnRij
from services.om.bewaren.termijnen import wjsgtermijnen
from services.om.bewaren.vormen import (
    INVOER,
    TERMIJN,
    UIT,
    VERNIETIGING,
    ZONDER,
    TermijnenUit,
    Termijninvoer,
    TermijnUit,
    VernietigingenUit,
    VernietigingUit,
    WjsgkeuzeUit,
    WjsgtermijnUit,
    ZondertermijnenUit,
    ZondertermijnUit,
)
from services.om.bewaren.werk import REGEL
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
Raadpleger = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
_HOOGSTENS = 100
PersoonId = Annotated[Kenmerk, Path(alias="persoonId", description="De persoon.")]


def wjsgtermijnen_router() -> APIRouter:
    """The operations on Wjsg terms."""
    router = maak_router("bewaartermijnen")
    _voeg_zetten_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_zetten_toe(router: APIRouter) -> None:
    @router.put(
        "/personen/{persoonId}/wjsg-termijnen/{gegeven}",
        response_model=TermijnUit,
        **operatie(
            "legWjsgtermijnVast",
            "Legt vast vanaf wanneer welke Wjsg-termijn voor een eigen gegeven telt",
            verzoek=INVOER,
            antwoord=UIT,
            fouten=(409, 410, 412, 428),
            koppen={"ETag": "De versie, voor If-Match bij een wijziging."},
            beschrijving="Na de laatste dag vernietigt het dagelijks onderhoud het vanzelf.",
        ),
    )
    def leg_vast(
        persoonId: PersoonId,  # noqa: N803
        gegeven: Kenmerk,
        invoer: Termijninvoer,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> TermijnUit:
        keur(invoer, datum_nl(dienst.klok()))
        with dienst.transactie() as sessie:
            persoon = lees_persoon(dienst, sessie, wie, persoonId)
            soort = soort_van(sessie, persoon, gegeven)
            rij = sessie.get(WjsgtermijnRij, gegeven, with_for_update=True)
            if rij is None:
                rij = WjsgtermijnRij(id=gegeven, soort=soort, persoon_id=persoon.id, versie=0)
                sessie.add(rij)
            else:
                versie_eis(if_match, gegeven)(rij.versie)
            vul(rij, dienst, persoon, invoer, wie)
            gewijzigd = [Geraadpleegd(gegeven, persoon.id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "wijzigen", SOORT, gewijzigd)
            sessie.flush()
            uit.headers["ETag"] = etag_van(gegeven, rij.versie)
            return _uit(rij, invoer)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/personen/{persoonId}/wjsg-termijnen",
        response_model=TermijnenUit,
        **operatie(
            "lijstWjsgtermijnen",
            "Geeft de Wjsg-termijnen van de eigen gegevens over een persoon",
            antwoord={"termijnen": [UIT]},
            fouten=(410,),
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lijst(persoonId: PersoonId, dienst: DienstAfh, wie: Lezer) -> TermijnenUit:  # noqa: N803
        with dienst.transactie() as sessie:
            persoon = lees_persoon(dienst, sessie, wie, persoonId)
            rijen = sessie.scalars(termijnen_van(persoon.id)).all()
            gelezen = [Geraadpleegd(rij.id, persoon.id) for rij in rijen]
            gelezen = gelezen or [Geraadpleegd(None, persoon.id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen, gericht=True)
            return TermijnenUit(
                termijnen=[_uit(rij, open_termijn(dienst, persoon, rij)) for rij in rijen]
            )

    @router.get(
        "/personen/{persoonId}/wjsg-termijnen/{gegeven}",
        response_model=WjsgtermijnUit,
        **operatie(
            "leesWjsgtermijn",
            "Geeft de Wjsg-termijn van een eigen gegeven, en uit welke men kan kiezen",
            antwoord=TERMIJN,
            fouten=(410,),
            koppen={"ETag": "De versie, voor If-Match; er is er geen als er geen termijn is."},
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lees(
        persoonId: PersoonId,  # noqa: N803
        gegeven: Kenmerk,
        dienst: DienstAfh,
        wie: Lezer,
        uit: Response,
    ) -> WjsgtermijnUit:
        with dienst.transactie() as sessie:
            persoon = lees_persoon(dienst, sessie, wie, persoonId)
            soort = soort_van(sessie, persoon, gegeven)
            rij = sessie.get(WjsgtermijnRij, gegeven)
            gelezen = [Geraadpleegd(gegeven, persoon.id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
            if rij is not None:
                uit.headers["ETag"] = etag_van(gegeven, rij.versie)
            return WjsgtermijnUit(
                gegeven=gegeven,
                soort=soort,
                termijn=None if rij is None else _uit(rij, open_termijn(dienst, persoon, rij)),
                mogelijk=[
                    WjsgkeuzeUit(code=code, titel=een.titel, wet=een.wet)
                    for code, een in wjsgtermijnen().items()
                ],
            )

    @router.get(
        "/wjsg-zonder-termijn",
        response_model=ZondertermijnenUit,
        **operatie(
            "lijstZonderWjsgtermijn",
            "Geeft de eigen gegevens waar nog geen Wjsg-termijn bij staat, de oudste eerst",
            antwoord={"gegevens": [ZONDER]},
            beschrijving="Hoogstens honderd tegelijk, van wie in uw taak zit. Het inzien wordt "
            "vastgelegd.",
        ),
    )
    def zonder(dienst: DienstAfh, wie: Schrijver) -> ZondertermijnenUit:
        with dienst.transactie() as sessie:
            soorten = bewaarregels(dienst.regels).regels[REGEL].gegevenssoorten or frozenset()
            uit = zonder_termijn_binnen(sessie, soorten, wie.taak, hoogstens=_HOOGSTENS)
            gelezen = [Geraadpleegd(een.id, een.persoon_id) for een in uit]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen)
        return ZondertermijnenUit(
            gegevens=[
                ZondertermijnUit(
                    id=een.id,
                    persoon_id=een.persoon_id,
                    soort=een.soort,
                    vastgelegd_op=een.vastgelegd_op,
                )
                for een in uit
            ]
        )

    @router.get(
        "/wjsg-vernietigingen",
        response_model=VernietigingenUit,
        **operatie(
            "lijstWjsgvernietigingen",
            "Geeft wat door een Wjsg-termijn is vernietigd, in aantallen",
            antwoord={"vernietigingen": [VERNIETIGING], "volgende": None},
        ),
    )
    def vernietigd(dienst: DienstAfh, _: Raadpleger, pagina: PaginaAfh) -> VernietigingenUit:
        vraag = vernietigingen(na=pagina.na, hoogstens=pagina.een_meer())
        with dienst.transactie() as sessie:
            gevonden = sessie.scalars(vraag).all()
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            uit = [
                VernietigingUit(**{n: getattr(rij, n) for n in VernietigingUit.model_fields})
                for rij in rijen
            ]
        return VernietigingenUit(vernietigingen=uit, volgende=volgende)


def _uit(rij: WjsgtermijnRij, invoer: Termijninvoer) -> TermijnUit:
    return TermijnUit(
        **dict(invoer),
        gegeven=rij.id,
        soort=rij.soort,
        wet=wjsgtermijnen()[invoer.categorie].wet,
        vernietigen_na=rij.vernietigen_na,
        versie=rij.versie,
    )
